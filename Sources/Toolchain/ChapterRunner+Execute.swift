import Literate

extension ChapterRunner {
    /// Compiles a program; it is `program` in the folder.
    ///
    /// If what is wrong with it is where its code may run, mode 6 has a say too: only there is top-level code without
    /// `await` on the main actor, and may call what is declared to be.
    func compile(_ program: Program, in folder: String) throws -> Compilation {
        let source = "\(folder)/main.swift"
        try Files.write(Array(program.text.utf8), to: source)
        func compile(_ mode: SwiftCompiler.Mode) throws -> Compilation {
            try compiler.compile(
                source, to: "\(folder)/program", .init(mode: mode), library: library, in: folder)
        }
        let result = try compile(.chapter)
        guard result.errors.contains(where: { $0.text.contains("isolated") }) else { return result }
        let strict = try compile(.mainActor)
        return strict.succeeded ? strict : result
    }

    /// Runs a compiled program within the limits and reads what it told.
    func execute(_ program: Program, of chapter: Chapter, in folder: String, into result: inout ProgramResult)
        throws
    {
        let inherited = environment.merging(Command.ownEnvironment) { $1 }
        let environment = inherited.merging(CrashReport.environment) { $1 }
        let command = Command("\(folder)/program", environment: environment, folder: folder)
        var records = RecordCounter()
        let outcome = try command.run(within: limits, in: folder, hasChannel: true) { progress in
            if let part = records.lastBegun(in: progress.channel), program.parts.indices.contains(part) {
                let line = chapter.fences[program.parts[part]].position.line
                onEvent(.running(chapter: chapter.name, line: line))
            }
            if !progress.standardOutput.isEmpty {
                onEvent(.printed(chapter: chapter.name, bytes: progress.standardOutput))
            }
        }
        result.recording = Recording(
            channel: outcome.channel, standardOutput: outcome.standardOutput, mark: outcome.mark,
            program: program)
        result.ending = ending(of: outcome, program)
        result.leftBehind = outcome.leftBehind
    }

    private func ending(of outcome: Outcome, _ program: Program) -> ProgramResult.Ending {
        switch outcome.exceeded {
        case .time: return .stopped(limit: "the time limit of \(seconds(limits.time))")
        case .memory: return .stopped(limit: "the memory limit of \(limits.memory) MiB")
        case .output: return .stopped(limit: "the output limit of \(limits.output) KiB")
        case nil: break
        }
        if let crash = CrashReport(outcome, in: program.file) {
            let place = crash.place.flatMap { program.place(line: $0.line, column: $0.column) }
            return .crashed(message: crash.message, place: place)
        }
        guard case .exited(let code) = outcome.end else { return .exited(-1) }
        return .exited(Int(code))
    }

    private func seconds(_ time: Double) -> String {
        time == time.rounded() && abs(time) < 1e15 ? "\(Int(time)) s" : "\(time) s"
    }

    // MARK: The cache

    /// The name of a program's result: all that it depends on.
    func key(_ kind: String, _ program: Program) -> String {
        Digest(ofParts: [
            "result 3", kind, surroundings.compiler, surroundings.library, surroundings.limits,
            program.identity,
        ]).description
    }

    func known(_ key: String) -> ProgramResult? { cache.value(key) }

    /// Keeps a result.
    ///
    /// Not that of a program that hit a limit, was killed by somebody else, or failed to compile for a reason outside
    /// the chapter: that may have been this machine at this moment, and is tried anew.
    func keep(_ result: ProgramResult, for key: String) {
        if case .stopped = result.ending { return }
        if case .crashed(message: "killed", _) = result.ending { return }
        if result.errors.contains(where: { $0.place == nil }) { return }
        cache.keep(result, for: key)
    }
}

/// Finds the snippet that runs now in what a program has told so far.
private struct RecordCounter {
    private var line: [UInt8] = []

    mutating func lastBegun(in bytes: [UInt8]) -> Int? {
        var last: Int?
        for byte in bytes {
            if byte == UInt8(ascii: "\n") {
                let words = line.split(separator: UInt8(ascii: " "))
                if words.count == 5, words[0].first == UInt8(ascii: "@"), words[1].elementsEqual("begin".utf8)
                {
                    last = Int(String(decoding: words[2], as: UTF8.self)) ?? last
                }
                line = []
            } else if line.count < 200 {
                line.append(byte)
            }
        }
        return last
    }
}
