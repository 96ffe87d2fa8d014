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
        build(folder, preview)
        server.serve(preview)
        Console.answer("http://127.0.0.1:\(server.port)/ shows the pages; Ctrl-C ends")
        while true {
            usleep(50_000)
            let now = state(folder)
            if now != seen {
                seen = now
                build(folder, preview)
            }
        }
    }

    private func build(_ folder: String, _ preview: Preview) {
        do {
            let (proof, runner) = try options.prove([folder])
            proof.sayDiagnostics()
            let weaving = Weaving(runner: runner)
            preview.show(try weaving.pages(proof, showsFaults: true, asks: false))
            Console.say("\(proof.passed) passed, \(proof.failed) failed")
            // Types of new code come a moment later, and not while the code is still wrong.
            if proof.failed == 0 { preview.show(try weaving.pages(proof, showsFaults: true)) }
        } catch {
            _ = Console.report(error)
            preview.show(failure: "\(error)")
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
