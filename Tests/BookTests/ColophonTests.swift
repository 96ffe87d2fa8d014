import Testing
import Toolchain

@testable import book

@Suite("The colophon")
struct ColophonTests {
    private func text(_ name: String) throws -> String {
        String(decoding: try Files.read("\(try Library.find().package)/\(name)"), as: UTF8.self)
    }

    @Test("names the versions that pages are made with")
    func versions() throws {
        let colophon = try text("Chapters/colophon.md")
        #expect(colophon.contains("| pandoc | \(Pandoc.referenceVersion) |"))
        #expect(colophon.contains("| Graphviz | \(Graphviz.referenceVersion) |"))
        #expect(colophon.contains("| Swift | \(Reference.swiftVersion) |"))
    }

    @Test("names the book's version as the citation does")
    func version() throws {
        let citation = try text("CITATION.cff")
        let version = try #require(citation.firstMatch(of: #/(?m)^version: (.*)$/#)).1
        #expect(
            try text("Chapters/colophon.md").contains("version \(version) of *Distillation and Uncertainty*"))
    }

    @Test("gives the README's command for making the book")
    func command() throws {
        let line = "apt-get update && apt-get install -y libcmark-dev pandoc graphviz && swift run book build"
        #expect(try text("README.md").contains(line))
        #expect(try text("Chapters/colophon.md").contains(line))
    }
}
