/// What came of compiling and running a program.
public struct ProgramResult: Codable, Equatable, Sendable {
    /// Something the compiler said.
    public struct Message: Codable, Equatable, Sendable {
        /// How bad it is.
        public var severity: Diagnostic.Severity
        /// What it says; may have several lines.
        public var text: String
        /// Where; nil for what concerns the program as a whole.
        public var place: Program.Place?
        /// What a tool printed besides.
        public var details: String

        /// Creates a message.
        public init(
            _ severity: Diagnostic.Severity, _ text: String, place: Program.Place?, details: String = ""
        ) {
            self.severity = severity
            self.text = text
            self.place = place
            self.details = details
        }
    }

    /// How the program ended.
    public enum Ending: Codable, Equatable, Sendable {
        /// With an exit code.
        case exited(Int)
        /// By a crash: its message, and where, if that is known.
        case crashed(message: String, place: Program.Place?)
        /// By hitting a limit, told in words such as `the time limit of 60 s`.
        case stopped(limit: String)
    }

    /// What the compiler said, in its order.
    public var messages: [Message] = []
    /// What the program told; nil if it never ran.
    public var recording: Recording?
    /// How it ended; nil if it never ran.
    public var ending: Ending?
    /// How many processes it left behind.
    public var leftBehind = 0

    /// The result of a program that was not run yet.
    public init() {}

    /// Whether the program compiled.
    public var isCompiled: Bool { !messages.contains { $0.severity == .error } }

    /// The compiler's errors, in its order.
    public var errors: [Message] { messages.filter { $0.severity == .error } }

    /// Whether it ran to its end and nothing failed in it.
    public var holds: Bool {
        guard isCompiled, let recording, case .exited(0) = ending else { return false }
        return recording.isComplete && leftBehind == 0 && recording.snippets.allSatisfy(\.failures.isEmpty)
    }
}

/// What came of all the programs of a chapter. Each stands beside the program that it is of.
public struct ChapterResult: Sendable {
    /// A program and what came of it.
    public typealias Proof = (program: Program, result: ProgramResult)

    /// The chapter's program.
    public var main: Proof
    /// For each `swift traps` fence, its program.
    public var traps: [Int: Proof] = [:]
    /// For each `swift fails` fence, what the compiler said of it: no errors if it compiled.
    public var fails: [Int: Proof] = [:]
    /// For each exercise, in order: its stub's and its solution's program. Nil where a part is missing.
    public var exercises: [(stub: Proof, solution: Proof)?] = []

    /// The result whose main program is `main`, the rest still to come.
    public init(main: Proof) {
        self.main = main
    }
}
