import Testing

@testable import Literate

@Suite("A table")
struct TableTests {
    private func table(_ lines: String) -> String { "```table\n\(lines)\n```\n" }

    @Test("has a header, alignments and rows, with or without bars around")
    func parts() throws {
        let read = chapter(table("a | b \\| c | d\n:-- | :-: | --:\n\n| 1 | `2` | |"))
        #expect(read.findings.isEmpty)
        let made = try #require(read.tables[0])
        #expect(made.header.map { $0.document.plainText(of: 0) } == [".a", ".b | c", ".d"])
        #expect(made.alignments == [.left, .center, .right])
        #expect(made.rows.map { $0.map { $0.document.plainText(of: 0) } } == [[".1", ".2", "."]])
    }

    @Test("needs no line of dashes")
    func plain() throws {
        let made = try #require(chapter(table("a | b\n1 | 2")).tables[0])
        #expect(made.alignments == [.natural, .natural])
        #expect(made.rows.count == 1)
    }

    @Test(
        "refuses unequal rows and an empty table, at their place",
        arguments: [
            ("| a | b |\n| 1 |", "3:3: this row has 1 cell, the header has 2"),
            ("| a |\n|---|\n| 1 | 2 |", "4:3: this row has 2 cells, the header has 1"),
            ("| a | b |\n|---|", "3:2: this row has 1 cell, the header has 2"),
            ("", "1:1: a table needs a header line: | name | name |"),
            ("| <b> |", "2:3: raw HTML is not allowed in a chapter (comments apart); write Markdown"),
        ])
    func refusals(_ lines: String, _ expected: String) {
        #expect(faults(table(lines)) == [expected])
    }
}
