import Literate
import Markdown
import Testing
import Toolchain

@testable import book

/// The book itself, through the engine in process: one case a Swift fence, named by its line.
@Suite("The book's chapters hold")
struct RealChapters {
    /// A Swift fence of a chapter.
    struct Snippet: CustomTestStringConvertible, Sendable {
        let file: String
        let line: Int
        var testDescription: String { "\(file):\(line)" }
    }

    /// The proof of all chapters, made once: they run side by side.
    static let proof: Result<Proof, any Error> = Result { try prove() }

    static let folder: Result<String, any Error> = Result { try Library.find().package + "/Chapters" }

    private static func prove() throws -> Proof {
        let library = try Library.find()
        let home = "\(library.package)/.build/book"
        try Files.createFolder(home)
        let compiler = try SwiftCompiler.find(remembering: home)
        try library.ensureBuilt(with: compiler)
        let runner = try ChapterRunner(
            compiler: compiler, library: library, limits: Limits(), cache: Cache(folder: "\(home)/results"),
            environment: Library.oneThread)
        let chapters = try ChapterFiles([try folder.get()]).chapters
        // Without the tools that set formulas TeX is not judged, see TypesetterTests.
        let typeset = try? Typesetter(cache: runner.cache, remembering: home).typeset(chapters)
        return try Proof(chapters, try runner.run(chapters), typeset: typeset)
    }

    static let snippets: [Snippet] = {
        guard let chapters = try? ChapterFiles([try folder.get()]).chapters else { return [] }
        return chapters.flatMap { chapter in
            chapter.swiftFences.map { Snippet(file: chapter.path, line: chapter.fences[$0].position.line) }
        }
    }()

    @Test("there are chapters to prove")
    func chaptersAreFound() throws {
        #expect(Self.snippets.count > 50)
        #expect(try Self.proof.get().passed + Self.proof.get().failed >= Self.snippets.count)
    }

    @Test("each Swift fence does what its chapter says", arguments: snippets)
    func fenceHolds(_ snippet: Snippet) throws {
        let proof = try Self.proof.get()
        let index = try #require(proof.chapters.firstIndex { $0.path == snippet.file })
        let chapter = proof.chapters[index]
        let fence = try #require(
            chapter.swiftFences.first { chapter.fences[$0].position.line == snippet.line })
        #expect(!proof.reports[index].failing.contains(fence), "\(snippet.testDescription)")
        for diagnostic in proof.reports[index].diagnostics where diagnostic.severity == .error {
            if chapter.swiftFences.last(where: { chapter.fences[$0].position <= diagnostic.position })
                == fence
            {
                Issue.record("\(diagnostic.rendered)")
            }
        }
    }

    @Test("nothing is wrong outside the fences either")
    func nothingElseIsWrong() throws {
        let proof = try Self.proof.get()
        #expect(
            proof.failed == 0,
            "\(proof.reports.flatMap(\.diagnostics).map(\.rendered).joined(separator: "\n"))")
    }
}
