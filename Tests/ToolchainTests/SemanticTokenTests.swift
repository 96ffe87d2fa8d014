import Testing

@testable import Toolchain

@Suite("Semantic tokens")
struct SemanticTokenTests {
    @Test("are found by lines and UTF-16 units, whatever characters stand before them")
    func positions() {
        let text = "let 𝑥 = 知识\n\n  print(\"é\")\n"
        let converter = PositionConverter(text)
        let tokens = SemanticToken.decode(
            [0, 0, 3, 0, 0, 0, 4, 2, 1, 0, 0, 5, 2, 1, 0, 2, 2, 5, 1, 0, 0, 6, 3, 2, 0],
            ["keyword", "variable", "string"], converter)
        #expect(tokens.map { String(Array(converter[$0.range])) } == ["let", "𝑥", "知识", "print", "\"é\""])
        #expect(tokens.map(\.type) == ["keyword", "variable", "variable", "variable", "string"])
        #expect(tokens[3].position == TextPosition(line: 2, character: 2))
    }

    @Test("that lie outside the text or are cut short are dropped")
    func damaged() {
        let converter = PositionConverter("let x\n")
        #expect(SemanticToken.decode([9, 0, 3, 0, 0], ["keyword"], converter).isEmpty)
        #expect(SemanticToken.decode([0, 90, 3, 0, 0], ["keyword"], converter).isEmpty)
        #expect(SemanticToken.decode([0, 0, 3], ["keyword"], converter).isEmpty)
        #expect(SemanticToken.decode([0, 0, 3, 42, 0], ["keyword"], converter).map(\.kind) == [nil])
    }
}
