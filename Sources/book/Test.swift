import ArgumentParser

/// `book test`: compile, run, verify; write nothing.
struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compile, run and verify chapters; nothing is written.")

    @Argument(help: "Markdown files or folders; the folder Chapters by default.")
    var paths: [String] = []

    @OptionGroup var options: ProofOptions

    func run() throws {
        let (proof, _) = try options.prove(paths)
        proof.sayDiagnostics()
        Console.answer("\(proof.passed) passed, \(proof.failed) failed")
        if proof.failed > 0 { throw Verdict.wrong }
    }
}
