import ArgumentParser
import Foundation
import Literate
import Toolchain

/// `book serve`: the pages while somebody writes them.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the site at this machine; pages follow the chapters as they are saved.")

    @Option(help: "The folder of the chapters.")
    var chapters: String?

    @Option(help: "The port on 127.0.0.1; 0 takes any that is free.")
    var port = 8000

    @OptionGroup var options: ProofOptions

    func run() throws {
        let folder = chapters ?? ChapterFiles.defaultFolder
        guard Files.stamp(folder)?.isFolder == true else {
            throw UsageError(message: "there is no folder \(Visible.line(folder))")
        }
        // The port first: that it is taken should not be learnt after a long build.
        let server = try LoopbackServer(port: port)
        let preview = Preview(version: Int(Date().timeIntervalSince1970))
        var seen = state(folder)
        var shown = build(folder, preview, shown: [:])
        server.serve(preview)
        Console.answer("http://127.0.0.1:\(server.port)/ shows the pages; Ctrl-C ends")
        while true {
            usleep(50_000)
            let now = state(folder)
            if now != seen {
                seen = now
                shown = build(folder, preview, shown: shown)
            }
        }
    }

    /// Makes the pages anew.
    ///
    /// - Parameter shown: The chapters' texts as they were shown last, by path.
    /// - Returns: The same for now.
    private func build(_ folder: String, _ preview: Preview, shown: [String: [UInt8]]) -> [String: [UInt8]] {
        do {
            let (proof, runner) = try options.prove([folder])
            proof.sayDiagnostics()
            let weaving = Weaving(runner: runner)
            let weaver = try weaving.weaver(proof, showsFaults: true, asks: false)
            // What somebody writes on is on screen before what follows from it elsewhere.
            let chapters = proof.chapters
            let changed = chapters.indices.filter { shown[chapters[$0].path] != chapters[$0].source.bytes }
            if !shown.isEmpty { preview.update(changed.map(weaver.chapterPage)) }
            preview.show(try Weaving.pages(of: weaver))
            Console.say("\(proof.passed) passed, \(proof.failed) failed")
            // Types of new code come a moment later, and not while the code is still wrong.
            if proof.failed == 0 {
                let full = try weaving.weaver(proof, showsFaults: true)
                if full.book.annotations != weaver.book.annotations {
                    preview.show(try Weaving.pages(of: full))
                }
            }
            return Dictionary(chapters.map { ($0.path, $0.source.bytes) }) { first, _ in first }
        } catch {
            _ = Console.report(error)
            preview.show(failure: "\(error)")
            return shown
        }
    }

    /// What tells that something was saved: chapters and what lies beside them, and the library.
    private func state(_ folder: String) -> String {
        let library = (try? Library.find()).map { library in
            Library.moduleNames.flatMap { Files.tree("\(library.package)/Sources/\($0)") }
        }
        return Files.state(of: Files.tree(folder) + (library ?? []))
    }
}
