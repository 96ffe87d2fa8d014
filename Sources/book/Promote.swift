import ArgumentParser
import Literate
import Markdown
import Toolchain

/// `book promote`: accept what really came out into the Markdown.
struct Promote: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Accept the actual outputs, values, diagnostics and figures into the Markdown.")

    @Argument(help: "Markdown files or folders; the folder Chapters by default.")
    var paths: [String] = []

    @OptionGroup var options: ProofOptions

    func run() throws {
        if Command.ownEnvironment["CI"] == "true" {
            throw UsageError(
                message: "promote accepts what came out, so it proves nothing: not under CI=true")
        }
        let (proof, _) = try options.prove(paths)
        var chapters: [Chapter] = []
        var isWritten = true
        for (chapter, result) in zip(proof.chapters, proof.results) {
            do throws(FileError) {
                chapters.append(try accept(result, into: chapter))
            } catch {
                // What can't be written keeps no other chapter from being.
                Console.say("error: \(Visible.line(error.description))")
                isWritten = false
                chapters.append(chapter)
            }
        }
        let rest = try Proof(chapters, proof.results)
        rest.sayDiagnostics()
        if rest.failed > 0 || !isWritten { throw Verdict.wrong }
    }

    /// Writes what changed, and returns the chapter as it stands now.
    private func accept(_ result: ChapterResult, into chapter: Chapter) throws(FileError) -> Chapter {
        let folder = Path.parent(chapter.path)
        let promotion = Promotion(chapter, result, figureFiles: Surrounding(of: chapter).figures(of: chapter))
        for (name, text) in promotion.figures.sorted(by: { $0.key < $1.key }) {
            try Files.createFolder("\(folder)/figures")
            try AtomicFile.write(Array(text.utf8), to: "\(folder)/figures/\(name).svg")
            Console.say("wrote \(Visible.line("\(folder)/figures/\(name).svg"))")
        }
        guard promotion.bytes != chapter.source.bytes else { return chapter }
        // Somebody may have written in the file while its program ran: that is not to be lost.
        guard try Files.read(chapter.path) == chapter.source.bytes else {
            throw FileError(
                deed: "promote", path: chapter.path, reason: "it was changed meanwhile; try again")
        }
        try AtomicFile.write(promotion.bytes, to: chapter.path, isDurable: true)
        Console.say("wrote \(Visible.line(chapter.path))")
        return Chapter(path: chapter.path, source: Source(bytes: promotion.bytes))
    }
}
