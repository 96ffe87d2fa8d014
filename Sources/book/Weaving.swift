import Literate
import Markdown
import Toolchain
import Weave

/// Makes the pages of chapters that were proved.
struct Weaving {
    let runner: ChapterRunner

    /// All files of the site.
    func pages(_ proof: Proof) throws -> [Page] { try Self.pages(of: weaver(proof)) }

    /// All files that a weaver makes, made side by side.
    static func pages(of weaver: Weaver) throws -> [Page] {
        try mapConcurrently(weaver.portions) { portion in try portion() }.flatMap { $0 }
    }

    /// What makes the pages of a proof. What only adds to them, the types and documentation of names, is left out
    /// where the tools that tell them fail; that is said in a line.
    ///
    /// - Parameters:
    ///   - showsFaults: Whether what is wrong with a chapter is shown on its page.
    ///   - asks: Whether the compiler is asked about code that it was not asked about before, which takes a while.
    func weaver(_ proof: Proof, showsFaults: Bool = false, asks: Bool = true) throws -> Weaver {
        var figures: [String: String] = [:]
        for chapter in proof.chapters {
            for (name, bytes) in Surrounding(of: chapter).figures(of: chapter) {
                figures[name] = String(decoding: bytes, as: UTF8.self)
            }
        }
        let bibliography =
            proof.chapters.first.flatMap { proof.bibliographies[Surrounding(of: $0).folder] }
            ?? Bibliography()
        var book = Book(
            title: Self.title(of: proof.chapters), chapters: proof.chapters, figures: figures,
            bibliography: bibliography)
        for typeset in proof.typeset {
            book.math.merge(typeset.math) { first, _ in first }
            book.layouts.merge(typeset.layouts) { first, _ in first }
        }
        if showsFaults {
            for (index, report) in proof.reports.enumerated() {
                let works = proof.bibliographies[Surrounding(of: proof.chapters[index]).folder]
                book.faults[index] = (works?.findings ?? []) + report.diagnostics
            }
        }
        book.library = LibrarySources(try runner.library.sources())
        addKnowledge(to: &book, asks)
        return Weaver(book)
    }

    private func addKnowledge(to book: inout Book, _ asks: Bool) {
        do {
            book.documentation = try runner.documentation()
        } catch {
            Console.say("warning: the library's reference is left out: \(error)")
        }
        do {
            let names = Set(book.documentation.flatMap { $0.symbols.map(\.baseName) })
            let known = try runner.annotations(of: book.chapters, libraryNames: names, asks: asks)
            for (index, annotations) in known.enumerated() where !annotations.tokens.isEmpty {
                book.annotations[index] = annotations
            }
        } catch {
            Console.say("warning: Swift is shown without colours and types: \(error)")
        }
    }

    /// The book's title: that of its title page, else the name of the folder.
    private static func title(of chapters: [Chapter]) -> String {
        if let front = chapters.first(where: \.isTitlePage), front.headings.first?.text.isEmpty == false {
            return front.title
        }
        let folder = chapters.first.map { Path.parent($0.path) } ?? "."
        return Path.name(Path.real(folder) ?? folder)
    }
}
