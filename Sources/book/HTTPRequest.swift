import Foundation

/// What a browser asks for, as far as a preview needs to understand it.
struct HTTPRequest: Equatable {
    let method: String
    /// The path with its escapes resolved, without the query.
    let path: String
    let query: String
    /// The host that the browser believes it talks to.
    let host: String?

    /// Reads the head of a request, up to the empty line; nil if it is none.
    init?(head: [UInt8]) {
        guard let text = String(validating: head, as: UTF8.self) else { return nil }
        let lines = text.components(separatedBy: "\r\n")
        let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/") else { return nil }
        let parts = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = String(parts[0]).removingPercentEncoding else { return nil }
        method = String(words[0])
        self.path = path
        query = parts.count > 1 ? String(parts[1]) : ""
        host = lines.dropFirst().first { $0.lowercased().hasPrefix("host:") }.map {
            $0.dropFirst("host:".count).trimmingCharacters(in: .whitespaces)
        }
    }

    /// Whether the host is this machine by its own name. A page from elsewhere whose name was made to lead here
    /// says another.
    var isLocal: Bool {
        guard let host else { return false }
        let name = host.split(separator: ":").first.map(String.init) ?? ""
        return name == "127.0.0.1" || name == "localhost"
    }

    /// The file of the site that is asked for; nil for a path that leads outside.
    var file: String? { Self.file(path) }

    /// The file of the site whose changes a browser waits for: that of the path behind `/.changes`.
    var awaited: String? {
        let prefix = "/.changes"
        return path.hasPrefix(prefix + "/") ? Self.file(String(path.dropFirst(prefix.count))) : nil
    }

    private static func file(_ path: String) -> String? {
        let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(where: { $0 == ".." || $0 == "." || $0.contains("\\") || $0.contains("\0") })
        else {
            return nil
        }
        return path == "/" ? "index.html" : String(path.dropFirst())
    }
}
