import ArgumentParser
import Literate
import Toolchain

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
        let (proof, runner) = try options.prove([folder], forPages: true)
        proof.sayDiagnostics()
        guard proof.failed == 0 else {
            Console.say(
                "\(proof.passed) passed, \(proof.failed) failed; \(Visible.line(output)) stays as it was")
            throw Verdict.wrong
        }
        let pages = try Weaving(runner: runner).pages(proof)
        try site.replace(by: pages)
        Console.say("\(proof.passed) passed, 0 failed; \(pages.count) files in \(Visible.line(output))")
    }
}
