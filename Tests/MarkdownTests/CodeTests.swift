import Markdown
import Testing

@Suite struct CodeTests {
    @Test("A fence in a list has its true lines and columns")
    func list() throws {
        let (document, code) = try firstCode("1. a\n\n   ~~~~  swift fails \r\n   let b\n\n     c\n   ~~~~\n")
        let fence = try #require(document.fence(of: code))
        #expect(fence.start == SourcePosition(line: 3, column: 4))
        #expect(fence.character == UInt8(ascii: "~") && fence.length == 4)
        let info = try #require(fence.info)
        #expect("\(info)" == "3:10-3:21")
        #expect(String(decoding: document.source.slice(info), as: UTF8.self) == "swift fails")
        #expect(fence.closingLine == 7)
        #expect(
            document.codeLines(of: code) == [
                CodeLine(line: 4, column: 4), CodeLine(line: 5, column: 1), CodeLine(line: 6, column: 4),
            ])
    }

    @Test("A fence in a quote that the quote's end closes has no closing line")
    func quote() throws {
        let (document, code) = try firstCode("> ```\n>a\n>  b\nc")
        #expect(document.fence(of: code)?.closingLine == nil)
        #expect(document.fence(of: code)?.info == nil)
        #expect(document.codeLines(of: code) == [CodeLine(line: 2, column: 2), CodeLine(line: 3, column: 3)])
        #expect(document.nodes[code].range.map { "\($0)" } == "1:3-3:5")
    }

    @Test("What a tab has left after the indentation is virtual spaces")
    func tabs() throws {
        let (document, code) = try firstCode("- ```\n\ta\n\t\tb\n  ```")
        #expect(document.nodes[code].kind == .codeBlock(info: "", literal: "  a\n  \tb\n"))
        let lines = document.codeLines(of: code)
        #expect(
            lines == [
                CodeLine(line: 2, column: 2, virtualSpaces: 2),
                CodeLine(line: 3, column: 2, virtualSpaces: 2),
            ])
        #expect(lines[0].position(ofByte: 2) == SourcePosition(line: 2, column: 2))
        #expect(lines[1].position(ofByte: 3) == SourcePosition(line: 3, column: 3))
        #expect(lines[1].position(ofByte: 0) == SourcePosition(line: 3, column: 2))
    }

    @Test("The blanks before a fence are taken off its lines, as many as there are")
    func indentedFence() throws {
        let (document, code) = try firstCode("  ```\n   a\n b\nc\n ```")
        #expect(
            document.codeLines(of: code) == [
                CodeLine(line: 2, column: 3), CodeLine(line: 3, column: 2), CodeLine(line: 4, column: 1),
            ])
        #expect(document.fence(of: code)?.closingLine == 5)
    }

    @Test("Indented code has lines but no fence")
    func indentedCode() throws {
        let (document, code) = try firstCode("-     a\n\n       b\n\n\nc")
        #expect(document.nodes[code].kind == .codeBlock(info: "", literal: "a\n\n b\n"))
        #expect(document.fence(of: code) == nil)
        #expect(document.codeLines(of: code).map(\.line) == [1, 2, 3])
        #expect(document.codeLines(of: code).map(\.column) == [7, 1, 7])
        #expect(document.nodes[code].range.map { "\($0)" } == "1:7-3:9")
    }

    @Test("An info string's entities and escapes are read, its range is the file's")
    func info() throws {
        let (document, code) = try firstCode("```\ta&amp;\\*\t\n")
        #expect(document.nodes[code].kind == .codeBlock(info: "a&*", literal: ""))
        #expect(document.fence(of: code)?.info.map { "\($0)" } == "1:5-1:13")
    }

    private func firstCode(_ markdown: String) throws -> (Document, Int) {
        let document = try Document(parsing: Source(markdown))
        let index = document.nodes.firstIndex { if case .codeBlock = $0.kind { true } else { false } }
        return (document, try #require(index))
    }
}
