import ArgumentParser
import Literate
import Markdown
import Toolchain
import Weave

/// `book build`: compile, run, verify, weave.
struct Build: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compile, run and verify the chapters, and make the site of them.")

    @Option(help: "The folder of the chapters.")
    var chapters: String?

    @Option(help: "The folder of the site.")
    var output = "Site"

    @OptionGroup var options: ProofOptions

    func run() throws {
        let folder = chapters ?? ChapterFiles.defaultFolder
        guard Files.stamp(folder)?.isFolder == true else {
            throw UsageError(message: "there is no folder \(Visible.line(folder))")
        }
        let site = try Site(output)
        let (proof, _) = try options.prove([folder])
        proof.sayDiagnostics()
        guard proof.failed == 0 else {
            Console.say(
                "\(proof.passed) passed, \(proof.failed) failed; \(Visible.line(output)) stays as it was")
            throw Verdict.wrong
        }
        let pages = try weave(proof, folder)
        try site.replace(by: pages)
        Console.say("\(proof.passed) passed, 0 failed; \(pages.count) files in \(Visible.line(output))")
    }

    private func weave(_ proof: Proof, _ folder: String) throws -> [Page] {
        var figures: [String: String] = [:]
        for chapter in proof.chapters {
            for (name, bytes) in Surrounding(of: chapter).figures(of: chapter) {
                figures[name] = String(decoding: bytes, as: UTF8.self)
            }
        }
        let bibliography = proof.chapters.first.flatMap { Surrounding(of: $0).bibliography } ?? Bibliography()
        let weaver = Weaver(
            Book(title: Self.title, chapters: proof.chapters, figures: figures, bibliography: bibliography))
        return try weaver.pages()
    }

    private static let title = "Distillation and Uncertainty"
}
