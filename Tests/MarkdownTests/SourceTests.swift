import Markdown
import Testing

@Suite struct SourceTests {
    @Test(
        "Lines end at LF, CRLF and a lone CR",
        arguments: [
            ("", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\n", ["a", ""]),
            ("a\rb\r\nc\n\rd", ["a", "b", "c", "", "d"]),
            ("\u{FEFF}a\nb", ["a", "b"]), ("\u{FEFF}", [""]), ("\r", [""]),
        ])
    func lines(text: String, lines: [String]) {
        let source = Source(text)
        #expect((1...source.lineCount).map { String(decoding: source.line($0), as: UTF8.self) } == lines)
        let endings = (1...source.lineCount).flatMap { Array(source.line($0)) + source.lineEnding($0) }
        #expect((source.hasByteOrderMark ? [0xEF, 0xBB, 0xBF] : []) + endings == source.bytes)
    }

    @Test("A position leads to its offset and back")
    func positions() {
        let source = Source("\u{FEFF}ab\r\n\tc\r中\n")
        #expect(source.offset(of: SourcePosition(line: 1, column: 1)) == 3)
        for line in 1...source.lineCount {
            for offset in source.lineRange(line) {
                #expect(source.offset(of: source.position(at: offset)) == offset)
            }
        }
        #expect(source.position(at: 8) == SourcePosition(line: 2, column: 2))
        #expect(source.position(at: 6) == SourcePosition(line: 1, column: 3), "inside CRLF is the line's end")
        #expect(source.position(at: source.bytes.count) == SourcePosition(line: 4, column: 1))
        #expect(Source("a").position(at: 1) == SourcePosition(line: 1, column: 2))
        #expect(source.offset(of: SourcePosition(line: 1, column: 99)) == 5)
        #expect(source.offset(of: SourcePosition(line: 99, column: 1)) == source.bytes.count)
    }

    @Test("Children, parents and ends agree")
    func relatives() throws {
        let document = try Document(parsing: Source("a *b* `c`\n\n- d\n- e"))
        #expect(
            Array(document.children(of: 0)).map { document.nodes[$0].kind } == [
                .paragraph, .list(marker: .bullet, tight: true),
            ])
        #expect(document.children(of: 1).map { document.nodes[$0].parent } == [1, 1, 1, 1])
        #expect(document.plainText(of: 0) == "a b cde")
        #expect(document.nodes[0].end == document.nodes.count && document.nodes[0].parent == -1)
    }

    @Test("Lists tell how they are marked")
    func lists() throws {
        let kinds = try Document(parsing: Source("7) a\n\n8) b\n\n0. c")).nodes.map(\.kind)
        #expect(kinds.contains(.list(marker: .ordered(start: 7, delimiter: .parenthesis), tight: false)))
        #expect(kinds.contains(.list(marker: .ordered(start: 0, delimiter: .period), tight: true)))
    }
}
