import Literate
import Synchronization
import Weave

/// The pages as they stand now, and what a browser gets when it asks.
final class Preview: Sendable {
    private struct State {
        var files: [String: File] = [:]
        /// A number that grows with each change.
        var version: Int
        /// The version when something was last taken away.
        var removal = 0
        /// Why the last build made no pages at all.
        var failure: String?
        /// The version when the failure came or went.
        var failureVersion = 0
    }

    private struct File {
        let bytes: [UInt8]
        let version: Int
    }

    private let state: Mutex<State>

    /// A preview without pages.
    ///
    /// - Parameter version: Where versions begin. A browser that remembers another server's then reloads.
    init(version: Int) { state = Mutex(State(version: version)) }

    /// The version of the whole.
    var version: Int { state.withLock(\.version) }

    /// Whether a page is shown as it was at a version: neither it nor the theme changed, and no failure came or went.
    func isCurrent(_ page: String, since version: Int) -> Bool {
        let now = state.withLock { $0 }
        let theme = [Theme.stylesheetPath, Theme.scriptPath].compactMap { now.files[$0]?.version }
        let newest = [now.files[page]?.version ?? now.removal, now.failureVersion] + theme
        return version <= now.version && newest.allSatisfy { $0 <= version }
    }

    /// Puts new pages in place of the old ones, and takes away what is none of them.
    func show(_ pages: [Page]) {
        let names = Set(pages.map(\.path))
        state.withLock { state in
            Self.put(pages, into: &state)
            for name in state.files.keys where !names.contains(name) {
                state.files[name] = nil
                state.version += 1
                state.removal = state.version
            }
        }
    }

    /// Puts some new pages in place of the old ones.
    func update(_ pages: [Page]) { state.withLock { Self.put(pages, into: &$0) } }

    private static func put(_ pages: [Page], into state: inout State) {
        let changed = pages.filter { state.files[$0.path]?.bytes != $0.bytes }
        guard !changed.isEmpty || state.failure != nil else { return }
        state.version += 1
        for page in changed { state.files[page.path] = File(bytes: page.bytes, version: state.version) }
        if state.failure != nil {
            state.failure = nil
            state.failureVersion = state.version
        }
    }

    /// Keeps the pages, and says on each that they are old, and why.
    func show(failure: String) {
        state.withLock { state in
            guard state.failure != failure else { return }
            state.failure = failure
            state.version += 1
            state.failureVersion = state.version
        }
    }

    /// The answer to a request for a file.
    func answer(_ request: HTTPRequest) -> HTTPResponse {
        guard request.isLocal else { return .refusal("403 Forbidden") }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .refusal("405 Method Not Allowed")
        }
        guard let file = request.file else { return .refusal("403 Forbidden") }
        let now = state.withLock { $0 }
        guard let bytes = now.files[file]?.bytes else {
            // A page that a mistake has taken away, or that is still to come.
            guard file.hasSuffix(".html") else { return .refusal("404 Not Found") }
            let page =
                "<!DOCTYPE html>\n<html lang=\"en\"><title>Not there</title><body><h1>There is no such page</h1></body></html>\n"
            return HTTPResponse(
                status: "404 Not Found", type: HTTPResponse.type(of: file),
                body: Self.added(now, to: Array(page.utf8)))
        }
        return HTTPResponse(
            status: "200 OK", type: HTTPResponse.type(of: file),
            body: file.hasSuffix(".html") ? Self.added(now, to: bytes) : bytes)
    }

    /// A page with what makes it load again when there is a newer one, and the failure of the last build.
    private static func added(_ state: State, to page: [UInt8]) -> [UInt8] {
        var text = ""
        if let failure = state.failure {
            text +=
                "<div class=\"fault\" role=\"alert\"><p>This page is old: the last build failed.</p>\n<pre>"
            text += failure.split(separator: "\n", omittingEmptySubsequences: false).map {
                Visible.line(String($0))
            }
            .joined(separator: "\n").replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            text += "</pre></div>\n"
        }
        text +=
            "<script>new EventSource(\"/.changes\" + location.pathname + \"?since=\(state.version)\").onmessage = () => location.reload()</script>\n"
        let end = Array("</body>".utf8)
        let at = page.indices.suffix(1000).last { page[$0...].starts(with: end) } ?? page.count
        return page[..<at] + Array(text.utf8) + page[at...]
    }
}
