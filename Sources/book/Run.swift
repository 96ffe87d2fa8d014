import ArgumentParser
import Literate
import Toolchain

/// `book run`: a chapter's examples, for somebody who watches.
struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a chapter's examples; what they print is shown as it comes.")

    @Argument(help: "A chapter's file or its number.")
    var chapter: String

    @OptionGroup var options: ProofOptions

    func run() throws {
        let chapters = try ChapterFiles([try ChapterFiles.find(chapter)]).chapters
        let watcher = Watcher()
        let (runner, progress) = try options.runner(chapters: 1) { watcher.take($0) }
        watcher.progress = progress
        let results = try chapters.map { try runner.runNow($0) }
        progress.end()
        let proof = try Proof(chapters, results)
        proof.sayDiagnostics()
        // What only `test` judges (fences that must fail or crash, exercises) did not run here.
        let isWrong = proof.reports.contains { $0.diagnostics.contains { $0.severity == .error } }
        if isWrong { throw Verdict.wrong }
    }

    /// Shows the output on standard output, and on a terminal the progress beside it.
    private final class Watcher: @unchecked Sendable {
        // Set before the first event; events of one chapter come from one thread.
        var progress: Progress?
        private var stream = VisibleStream()

        func take(_ event: RunEvent) {
            if case .printed(_, let bytes) = event {
                progress?.end()
                stream.show(bytes)
            } else {
                progress?.take(event)
            }
        }
    }
}
