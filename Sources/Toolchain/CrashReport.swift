#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What a crashed program's standard error tells of the crash.
///
///     let outcome = try Command(program, environment: own.merging(CrashReport.environment) { $1 }).run(in: folder)
///     CrashReport(outcome, in: "04-mathematics.md")?.message  // "Index out of range"
public struct CrashReport: Sendable, Equatable {
    /// What it died of, without a place: what follows `Fatal error: ` and its like, `stack overflow`,
    /// or the system's word for the signal. It may have several lines and is never empty.
    public var message: String
    /// The innermost place in the file asked for; nil where the report has none, as after `abort()`
    /// and for an error thrown at top level.
    public var place: CompilerMessage.Place?

    /// The entry of the environment that makes a Swift program report its crash as it is read here.
    public static let environment = [
        "SWIFT_BACKTRACE":
            "enable=yes,color=no,interactive=no,output-to=stderr,threads=crashed,images=none,"
            + "registers=crashed,sanitize=no,demangle=yes,limit=64,top=16,timeout=10s"
    ]

    /// Reads the report of a program that died by a signal; nil for one that ended by itself.
    ///
    /// - Parameter file: The source's name as `#sourceLocation` gave it.
    public init?(_ outcome: Outcome, in file: String) {
        guard case .signalled(let signal) = outcome.end else { return nil }
        self.init(standardError: outcome.standardError, signal: signal, in: file)
    }

    init(standardError: [UInt8], signal: Int32, in file: String) {
        // The runtime writes its message last before the backtrace; the program may have written
        // what looks like one before. A report is short, whatever the program wrote.
        let lines = String(decoding: standardError.suffix(1 << 17), as: UTF8.self)
            .split(separator: "\n", omittingEmptySubsequences: false)
        let start =
            lines.lastIndex { $0.hasPrefix("*** Signal ") && $0.contains(": Backtracing") } ?? lines.endIndex
        let said = lines[..<start]
        let backtrace = Backtrace(lines[start...])
        place = backtrace.frames.lazy.compactMap { $0.place(in: file) }.first
        message =
            backtrace.runtimeFailure
            ?? (backtrace.isStackOverflow ? "stack overflow" : nil)
            ?? Self.message(of: said, signal)
            ?? backtrace.cause
            ?? String(cString: strsignal(signal)).lowercased()
    }

    /// The runtime's last words, if the signal is one by which it ends a program.
    private static func message(of said: ArraySlice<Substring>, _ signal: Int32) -> String? {
        guard [SIGILL, SIGTRAP, SIGABRT].contains(signal) else { return nil }
        for index in said.indices.reversed() {
            guard let first = firstLine(said[index]) else { continue }
            var rest = said[(index + 1)...].filter { !$0.hasPrefix("swift-runtime: ") }
            while rest.last?.allSatisfy(\.isWhitespace) == true { rest.removeLast() }
            let message = ([first] + rest).joined(separator: "\n")
            return message.isEmpty ? "Fatal error" : message
        }
        return nil
    }

    /// The message's first line, if this line is where the runtime begins to speak.
    private static func firstLine(_ line: Substring) -> Substring? {
        for word in ["Fatal error", "Precondition failed", "Assertion failed"] {
            for range in line.ranges(of: word) where follows(line[..<range.lowerBound]) {
                let rest = line[range.upperBound...]
                if rest.hasPrefix(": ") { return rest.dropFirst(2) }
                if rest.isEmpty { return line[range] }  // `fatalError()` has nothing to say
            }
        }
        if line.hasPrefix("Could not cast value of type ") {
            return line.replacing(/\ \(0x[0-9a-f]+\)/, with: "")[...]
        }
        if line == "Fatal access conflict detected." { return line }
        return nil
    }

    /// Whether the words may stand there: at the line's beginning or after `Module/file.swift:12: `,
    /// which itself may come after anything that the program wrote without a newline.
    private static func follows(_ before: Substring) -> Bool {
        guard !before.isEmpty else { return true }
        guard before.hasSuffix(": ") else { return false }
        let digits = before.dropLast(2).reversed().prefix { $0.isASCII && $0.isNumber }.count
        return digits > 0 && before.dropLast(2 + digits).last == ":"
    }
}
