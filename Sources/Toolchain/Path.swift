#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The little arithmetic of paths, as text.
public enum Path {
    /// The folder that holds `path`: `/a` of `/a/b`, `.` of `b`, `/` of `/a`.
    public static func parent(_ path: String) -> String {
        var text = path[...]
        while text.count > 1, text.last == "/" { text.removeLast() }
        guard let slash = text.lastIndex(of: "/") else { return "." }
        let parent = text[..<slash]
        return parent.isEmpty ? "/" : String(parent)
    }

    /// The last part of a path: `b` of `/a/b`.
    public static func name(_ path: String) -> String {
        var text = path[...]
        while text.count > 1, text.last == "/" { text.removeLast() }
        guard let slash = text.lastIndex(of: "/") else { return String(text) }
        return String(text[text.index(after: slash)...])
    }

    /// The path with symbolic links and `..` resolved, or nil where nothing is.
    public static func real(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Where a symbolic link says it leads, or nil for what is none.
    static func link(_ path: String) -> String? {
        var target = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = target.withUnsafeMutableBytes { readlink(path, $0.baseAddress!, $0.count) }
        return count < 0 ? nil : String(decoding: target[..<count], as: UTF8.self)
    }

    /// The file of the running program: where it lay when this was first asked, for it may be built anew while a
    /// preview runs, and the system then knows of no file.
    public static let executable: String? = {
        #if os(Linux)
            return real("/proc/self/exe")
        #else
            return real(CommandLine.arguments[0])
        #endif
    }()

    /// Where `PATH` finds a program that may be executed.
    public static func search(_ program: String) -> String? {
        guard let folders = getenv("PATH").map({ String(cString: $0) }) else { return nil }
        for folder in folders.split(separator: ":") {
            let path = "\(folder)/\(program)"
            if access(path, X_OK) == 0, Files.stamp(path)?.isFolder == false { return path }
        }
        return nil
    }
}
