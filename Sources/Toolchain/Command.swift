#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program to start: what is run, with which words, where.
public struct Command: Sendable, Equatable {
    /// Path of the executable file.
    public var executable: String
    /// The words after the program's name.
    public var arguments: [String]
    /// The whole environment it sees.
    public var environment: [String: String]
    /// Its working directory; nil is our own.
    public var folder: String?
    /// What it reads from standard input; the input is empty by default.
    public var input: [UInt8]

    /// A command that sees our own environment unless told otherwise.
    public init(
        _ executable: String, _ arguments: [String] = [],
        environment: [String: String] = Command.ownEnvironment,
        folder: String? = nil, input: [UInt8] = []
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.input = input
    }

    /// The environment of this process, as it was at the first use.
    public static let ownEnvironment: [String: String] = {
        var result: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { result[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return result
    }()
}
