import Literate
import Testing
import Toolchain

@testable import Weave
@testable import book

@Suite("The pages behind the chapters")
struct BackMatterTests {
    /// The book's chapters, by name.
    private static let chapters: [String: Chapter] = {
        guard let folder = try? Library.find().package + "/Chapters",
            let chapters = try? ChapterFiles([folder]).chapters
        else { return [:] }
        return Dictionary(uniqueKeysWithValues: chapters.map { ($0.name, $0) })
    }()

    private static let terms = chapters["glossary"].map { Glossary([$0]).terms } ?? []

    private func chapter(_ name: String) throws -> Chapter { try #require(Self.chapters[name]) }

    @Test("stand in the order of a book: by name, and a colophon last")
    func order() throws {
        let folder = try Files.temporaryFolder("order")
        defer { try? Files.remove(folder) }
        for name in ["colophon", "errata", "10-last", "glossary", "02-first", "library", "README"] {
            try Files.write(Array("# \(name)\n".utf8), to: "\(folder)/\(name).md")
        }
        #expect(
            try ChapterFiles([folder]).chapters.map(\.name)
                == ["02-first", "10-last", "errata", "glossary", "library", "colophon"])
    }

    @Test("explain no term that no chapter links to")
    func linked() throws {
        #expect(Self.terms.count > 50)
        let numbered = Self.chapters.values.filter { $0.name.first?.isNumber == true }
        let linked = Set(numbered.flatMap(\.references).filter { $0.file == "glossary.md" }.compactMap(\.id))
        #expect(Self.terms.map(\.id).filter { !linked.contains($0) } == [])
    }

    @Test("list terms by the alphabet, each below its letter, with its Chinese name")
    func alphabet() throws {
        let glossary = try chapter("glossary")
        var letter = ""
        var last = ""
        for heading in glossary.headings.dropFirst() {
            if heading.level == 2 {
                letter = heading.text
                continue
            }
            #expect(heading.text.prefix(1) == letter)
            #expect(last < heading.text.lowercased())
            last = heading.text.lowercased()
        }
        for term in Self.terms {
            let definition = glossary.document.plainText(of: term.definition)
            #expect(
                definition.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(term.name)")
        }
    }

    @Test("number the errata from 1 without a gap")
    func numbers() throws {
        let numbers = try chapter("errata").headings.compactMap { heading in
            heading.text.prefixMatch(of: #/E(\d+)\. /#).flatMap { Int($0.1) }
        }
        #expect(numbers == Array(1...58))
    }
}
