/// What came of a compiler run.
public struct Compilation: Sendable, Equatable {
    /// Whether the program was made, or the sources were found right.
    public var succeeded: Bool
    /// Everything that was said, in the compiler's order, notes after what they belong to.
    public var messages: [CompilerMessage]
    /// The limit that the compiler hit, if any.
    public var exceeded: Limit?

    /// The messages that are errors.
    public var errors: [CompilerMessage] { messages.filter { $0.severity == .error } }
}

extension SwiftCompiler {
    /// How a program is compiled.
    public struct Options: Sendable, Hashable {
        /// The module's name, which is part of some messages.
        public var module: String
        /// With `-O`, which loses the message of most traps; without by default.
        public var isOptimised: Bool
        /// The language mode.
        public var mode: Mode
        /// Further words for the compiler.
        public var further: [String]

        /// Options with their defaults.
        public init(
            module: String = "Chapter", isOptimised: Bool = false, mode: Mode = .chapter,
            further: [String] = []
        ) {
            self.module = module
            self.isOptimised = isOptimised
            self.mode = mode
            self.further = further
        }
    }

    /// What counts as an error.
    public enum Mode: Sendable, Hashable {
        /// The mode of chapters. Everyday code is an error in mode 6: with all code on the main actor a class with a
        /// subclass and an iterator, without a function that counts in a variable. That teaches nothing. In mode 5
        /// on the main actor all of them compile, and what races draws a warning. The rest of mode 6 is
        /// taken along: what a regular expression is, what `#file` says, how closures and existentials match.
        case chapter
        /// Mode 6, all code on the main actor unless it says otherwise: data races are errors.
        case mainActor
        /// Mode 6, isolated only where it says so.
        case nonisolated

        var words: [String] {
            switch self {
            case .chapter:
                let features = [
                    "BareSlashRegexLiterals", "ConciseMagicFile", "ForwardTrailingClosures",
                    "ImplicitOpenExistentials",
                ]
                return ["-swift-version", "5", "-default-isolation", "MainActor"]
                    + features.flatMap { ["-enable-upcoming-feature", $0] }
            case .mainActor: return ["-swift-version", "6", "-default-isolation", "MainActor"]
            case .nonisolated: return ["-swift-version", "6"]
            }
        }
    }

    /// The words that all our compilations share. To be part of what a cached result depends on.
    ///
    /// Of the debugging information only the table of lines is made: a trap's line and column need
    /// no more, and without the rest the compiler runs once instead of twice (0.15 s for a small
    /// program instead of 0.25 s). The linker is the toolchain's own, so it is always there.
    public func arguments(_ options: Options, library: Library?) -> [String] {
        options.mode.words + ["-module-name", options.module]
            + (options.isOptimised ? ["-O"] : ["-Onone"]) + ["-gline-tables-only"]
            + (library?.importArguments ?? []) + options.further
    }

    /// Compiles one file of top-level code and links the program.
    ///
    /// - Parameters:
    ///   - source: Path of the Swift file.
    ///   - program: Where the program is put.
    ///   - library: What it is linked with, besides the standard library.
    ///   - workFolder: A folder that exists and that no other run uses at the same time.
    public func compile(
        _ source: String, to program: String, _ options: Options = Options(), library: Library?,
        in workFolder: String,
        within limits: Limits = limits
    ) throws -> Compilation {
        let words = command(compiling: source, to: program, options, library: library).dropFirst()
        return try run(Array(words), isFrontend: false, in: workFolder, within: limits)
    }

    /// The command line that compiles and links a program, without what asks for messages in our own form.
    public func command(
        compiling source: String, to program: String, _ options: Options = Options(), library: Library?
    ) -> [String] {
        var words = [path] + arguments(options, library: library) + (library?.linkArguments ?? [])
        #if os(Linux)
            words += ["-use-ld=lld"]
        #endif
        return words + [source, "-o", program]
    }

    /// Checks files of one module without making a program. The file named `main.swift` holds top-level code.
    ///
    /// - Parameter isThorough: Also does what comes after type checking: initialisation before use,
    ///   exclusive access, data races. A type error in one file keeps these from being looked for in any.
    public func check(
        _ sources: [String], isThorough: Bool, _ options: Options = Options(), library: Library?,
        in workFolder: String, within limits: Limits = limits
    ) throws -> Compilation {
        let mode = isThorough ? ["-emit-sil", "-o", "\(workFolder)/checked.sil"] : ["-typecheck"]
        // Past the driver, which starts one process as well but writes the messages of each file apart.
        let words = ["-frontend"] + mode + macroArguments + arguments(options, library: library) + sources
        return try run(words, isFrontend: true, in: workFolder, within: limits)
    }

    /// Where the macros of the standard library are, which the driver tells the compiler otherwise.
    private var macroArguments: [String] {
        let host = Path.parent(Path.parent(Path.real(path) ?? path)) + "/lib/swift/host"
        guard Files.stamp("\(host)/plugins") != nil else { return [] }
        return [
            "-plugin-path", "\(host)/plugins",
            "-in-process-plugin-server-path", "\(host)/libSwiftInProcPluginServer.so",
        ]
    }

    private func run(
        _ words: [String], isFrontend: Bool, in workFolder: String, within limits: Limits
    ) throws -> Compilation {
        let serialized = "\(workFolder)/messages.dia"
        try Files.remove(serialized)
        let request = ["-serialize-diagnostics-path", serialized].flatMap {
            isFrontend ? [$0] : ["-Xfrontend", $0]
        }
        var environment = Command.ownEnvironment
        environment["TMPDIR"] = workFolder  // what a killed driver leaves goes with the folder
        let command = Command(path, words + request, environment: environment)
        let outcome = try command.run(within: limits, in: workFolder)
        let messages = (try? Files.read(serialized)).flatMap { CompilerMessage.read(serialized: $0) } ?? []
        var result = Compilation(succeeded: outcome.succeeded, messages: messages, exceeded: outcome.exceeded)
        if !result.succeeded && result.errors.isEmpty {
            result.messages.append(Self.failure(outcome))
        }
        return result
    }

    /// The message for a run that failed without an error in the sources: the linker's, or a crash.
    private static func failure(_ outcome: Outcome) -> CompilerMessage {
        let said = String(decoding: outcome.standardError, as: UTF8.self)
        if let limit = outcome.exceeded {
            return CompilerMessage(.error, "the compiler hit its \(limit.rawValue) limit", details: said)
        }
        // The drivers' own words only say that what they called has failed.
        let complaints = said.split(separator: "\n").filter { $0.contains("error: ") }
        let complaint = complaints.first { !$0.contains("command failed ") } ?? complaints.first
        guard let complaint, let start = complaint.firstRange(of: "error: ") else {
            return CompilerMessage(.error, "the compiler failed without a message", details: said)
        }
        let text = complaint[start.upperBound...]
        let isCrash = said.contains("Stack dump:") || text.hasPrefix("compile command failed due to signal")
        return CompilerMessage(
            .error, isCrash ? "the compiler crashed: \(text)" : String(text), details: said)
    }
}
