#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the file system refused: the deed, the path and the system's reason.
public struct FileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What was tried, as the verb phrase after "cannot": `read`, `create the folder`, …
    public let deed: String
    /// The path it was tried on.
    public let path: String
    /// The system's reason, such as `Permission denied`.
    public let reason: String

    /// An error with a reason of our own.
    public init(deed: String, path: String, reason: String) {
        self.deed = deed
        self.path = path
        self.reason = reason
    }

    /// An error with the reason that `errno` holds.
    init(_ deed: String, _ path: String, code: Int32 = errno) {
        self.init(deed: deed, path: path, reason: String(cString: strerror(code)))
    }

    /// `cannot read /a/b: Permission denied`.
    public var description: String { "cannot \(deed) \(path): \(reason)" }
}
