import Markdown

/// Compares what a chapter says with what came of its programs.
public struct Verifier {
    let chapter: Chapter
    let result: ChapterResult
    /// The figures' files beside the Markdown, by the figure's name.
    let figureFiles: [String: [UInt8]]

    /// What is wrong.
    public private(set) var findings: [Finding] = []
    /// Swift fences of which nothing can be said, as they never ran: not proved, so not passed.
    public private(set) var unproved: Set<Int> = []

    /// Verifies a chapter.
    public init(_ chapter: Chapter, _ result: ChapterResult, figureFiles: [String: [UInt8]]) {
        self.chapter = chapter
        self.result = result
        self.figureFiles = figureFiles
        verifyMain()
        verifyFails()
        verifyTraps()
        verifyExercises()
    }

    mutating func report(
        _ message: String, as severity: Diagnostic.Severity = .error, at position: SourcePosition,
        fence: Int?,
        details: [String]? = nil
    ) {
        findings.append(chapter.finding(severity, at: position, message, fence: fence, details: details))
    }

    mutating func leaveUnproved(_ fence: Int) { unproved.insert(fence) }

    // MARK: What the compiler said

    /// Reports the compiler's messages at their places; those of no place at `fallback`.
    mutating func report(_ messages: [ProgramResult.Message], of program: Program, fallback: Int?) {
        for message in messages {
            let place = message.place
            let position = place.map { program.position(of: $0, in: chapter) }
            let fence =
                place.flatMap { program.parts.indices.contains($0.part) ? program.parts[$0.part] : nil }
                ?? fallback
            let details = message.details.split(separator: "\n").prefix(20).map { "    " + $0 }
            report(
                message.text, as: message.severity,
                at: position ?? fallback.map { chapter.fences[$0].position }
                    ?? SourcePosition(line: 1, column: 1),
                fence: message.severity == .error ? fence : nil,
                details: position == nil && !details.isEmpty ? Array(details) : nil)
        }
    }

    // MARK: Fences that must not compile

    private mutating func verifyFails() {
        for index in chapter.fences.indices where chapter.fences[index].role == .fails {
            guard let (_, outcome) = result.fails[index] else {
                leaveUnproved(index)
                continue
            }
            let fence = chapter.fences[index]
            guard !outcome.isCompiled else {
                report("this compiles, although it is marked 'fails'", at: fence.position, fence: index)
                continue
            }
            guard let diagnostic = fence.diagnostic else { continue }
            compare(
                Self.lines(of: outcome), with: diagnostic, of: index, what: "the compiler's errors differ")
        }
    }

    /// The compiler's errors as a `diagnostic` fence holds them.
    public static func lines(of result: ProgramResult) -> String {
        result.errors.map { "error: " + Visible.line($0.text) + "\n" }.joined()
    }

    /// Compares a text with a fence that says what it is to be; a difference is told at its line.
    mutating func compare(_ actual: String, with expected: Int, of fence: Int, what: String) {
        let expectation = ExpectedOutput(chapter.fences[expected].text)
        guard !expectation.matches(actual) else { return }
        let difference = expectation.difference(from: actual)
        report(
            what, at: chapter.fences[expected].position(ofLine: difference.firstLine), fence: fence,
            details: difference.details)
    }

    // MARK: Fences that must crash

    private mutating func verifyTraps() {
        for index in chapter.fences.indices where chapter.fences[index].role == .traps {
            guard let (program, outcome) = result.traps[index] else {
                leaveUnproved(index)
                continue
            }
            let position = chapter.fences[index].position
            guard outcome.isCompiled else {
                report(outcome.messages, of: program, fallback: index)
                continue
            }
            let hasBegun = outcome.recording?.snippets.isEmpty == false
            switch outcome.ending {
            case .crashed(let message, _) where hasBegun:
                if let output = chapter.fences[index].output {
                    compare(
                        Self.visible(message) + "\n", with: output, of: index,
                        what: "it crashed with another message")
                }
            case .crashed(let message, let place):
                report(
                    "the snippets before this one crashed: \(message)",
                    at: place.map { program.position(of: $0, in: chapter) } ?? position, fence: index)
            case .stopped(let limit):
                report("this did not crash but hit \(limit)", at: position, fence: index)
            case .exited(let code) where hasBegun:
                let ending =
                    outcome.recording?.isComplete == true ? "ran to its end" : "ended with exit code \(code)"
                report(
                    "this did not crash, although it is marked 'traps': it \(ending)", at: position,
                    fence: index)
            case .exited(let code):
                report(
                    "the snippets before this one ended the program with exit code \(code)", at: position,
                    fence: index)
            case nil: leaveUnproved(index)
            }
            if outcome.leftBehind > 0 {
                report(Self.leftBehind(outcome.leftBehind), at: position, fence: index)
            }
        }
    }

    static func leftBehind(_ count: Int) -> String {
        "the program left \(count == 1 ? "a process" : "\(count) processes") behind"
    }

    /// A message of several lines with its control characters made visible.
    static func visible(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { Visible.line(String($0)) }
            .joined(separator: "\n")
    }

    // MARK: Exercises

    private mutating func verifyExercises() {
        for (exercise, proofs) in zip(chapter.exercises, result.exercises) {
            guard let proofs, let solution = exercise.solution else {
                for index in [exercise.stub, exercise.solution].compactMap({ $0 }) + exercise.checks {
                    leaveUnproved(index)
                }
                continue
            }
            verifyStub(exercise, proofs.stub)
            verifySolution(solution, proofs.solution)
        }
    }

    private mutating func verifyStub(_ exercise: Chapter.Exercise, _ proof: ChapterResult.Proof) {
        let position = chapter.fences[exercise.stub].position
        guard proof.result.isCompiled else {
            return report(proof.result.messages, of: proof.program, fallback: exercise.stub)
        }
        let failures = proof.result.recording?.snippets.contains { !$0.failures.isEmpty } ?? false
        switch proof.result.ending {
        case .crashed: break
        case .exited(0) where failures: break
        case .exited(0) where proof.result.recording?.isComplete == true:
            report(
                "the stub already satisfies its checks: there is nothing to solve", at: position,
                fence: exercise.stub)
        case .exited(let code):
            report(
                "the stub ended with exit code \(code) before its checks were through", at: position,
                fence: exercise.stub)
        case .stopped(let limit): report("the stub hit \(limit)", at: position, fence: exercise.stub)
        case nil: leaveUnproved(exercise.stub)
        }
        if proof.result.leftBehind > 0 {
            report(Self.leftBehind(proof.result.leftBehind), at: position, fence: exercise.stub)
        }
    }

    private mutating func verifySolution(_ solution: Int, _ proof: ChapterResult.Proof) {
        let (program, outcome) = proof
        let position = chapter.fences[solution].position
        guard outcome.isCompiled else { return report(outcome.messages, of: program, fallback: solution) }
        for failure in outcome.recording?.snippets.flatMap(\.failures) ?? [] {
            report(
                "the solution fails this check: \(failure.message)",
                at: failure.place.map { program.position(of: $0, in: chapter) } ?? position, fence: solution)
        }
        switch outcome.ending {
        case .crashed(let message, let place):
            report(
                "the solution crashed: \(message)",
                at: place.map { program.position(of: $0, in: chapter) } ?? position,
                fence: solution)
        case .exited(let code) where code != 0 || outcome.recording?.isComplete != true:
            report(
                "the solution ended with exit code \(code) before its checks were through", at: position,
                fence: solution)
        case .stopped(let limit): report("the solution hit \(limit)", at: position, fence: solution)
        case .exited: break
        case nil: leaveUnproved(solution)
        }
        if outcome.leftBehind > 0 {
            report(Self.leftBehind(outcome.leftBehind), at: position, fence: solution)
        }
    }
}
