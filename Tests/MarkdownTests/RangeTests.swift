import Markdown
import Testing

@Suite struct RangeTests {
    @Test("Source ranges keep their laws in 3,000 random documents", arguments: 0..<6)
    func laws(part: Int) throws {
        for seed in part * 500..<(part + 1) * 500 {
            var random = RandomMarkdown(seed: UInt64(seed))
            let bytes = random.document()
            let broken = brokenRangeLaws(try Document(parsing: Source(bytes: bytes)))
            try #require(broken == [], "seed \(seed)")
        }
    }

    @Test("A tree is drawn with its source ranges", arguments: drawings)
    func drawing(markdown: String, tree: String) throws {
        #expect(draw(try Document(parsing: Source(markdown))) == tree)
    }

    @Test(
        "An escaped or replaced character does not shift what follows it",
        arguments: [
            "\\* &amp; &copy;&#65;*b*", "\0*b*", "a\n    *b*", "> a\n>    *b*", "> a\n   *b*", "[a]: /u\n*b*",
            "a\\\n  *b*",
            "`a\na` *b*", "<a\nb> *b*", "[a](b\n'c') *b*", "**a***b*", "# \t *b*", "\u{FEFF}*b*",
            "<http://a.b?c&amp;d>*b*",
        ])
    func emphasisIsFound(markdown: String) throws {
        let document = try Document(parsing: Source(markdown))
        let node = try #require(document.nodes.last { $0.kind == .emphasis })
        #expect(Array(document.source.slice(try #require(node.range))) == Array("*b*".utf8))
    }

    @Test(
        "A broken sequence counts as the bytes it has",
        arguments: [[0xFF], [0xE4, 0xB8], [0xF0, 0x9D, 0x9B], [0xED, 0xA0, 0x80]])
    func brokenSequence(bytes: [UInt8]) throws {
        let document = try Document(parsing: Source(bytes: Array("> ".utf8) + bytes + Array(" *b*".utf8)))
        #expect(document.nodes.first { $0.kind == .emphasis }?.range?.start.column == bytes.count + 4)
    }
}

/// Markdown with its tree; `→` stands for a tab in the tree only.
private let drawings: [(String, String)] = [
    (
        "- ```swift\n  let a\n  ```\n- > b *c*\n  > d\n",
        """
        document 1:1-5:6
          list 1:1-5:6
            item 1:1-3:6
              codeBlock "swift" "let a\\n" 1:3-3:6
            item 4:1-5:6
              blockQuote 4:3-5:6
                paragraph 4:5-5:6
                  text "b " 4:5-4:7
                  emphasis 4:7-4:10
                    text "c" 4:8-4:9
                  softBreak 4:10-5:5
                  text "d" 5:5-5:6
        """
    ),
    (
        "\u{FEFF}a\r\n===\r\n\r\n>\tb\r\nc  \r\nd",
        """
        document 1:1-6:2
          heading 1 1:1-2:4
            text "a" 1:1-1:2
          blockQuote 4:1-6:2
            paragraph 4:3-6:2
              text "b" 4:3-4:4
              softBreak 4:4-5:1
              text "c" 5:1-5:2
              lineBreak 5:2-6:1
              text "d" 6:1-6:2
        """
    ),
    (
        "> ```\n> a\nb\n\n<!-- c -->\n- \n\n\n1. [d][e]&amp;\n\n[e]: /f\n[g]\n",
        """
        document 1:1-12:4
          blockQuote 1:1-2:4
            codeBlock "" "a\\n" 1:3-2:4
          paragraph 3:1-3:2
            text "b" 3:1-3:2
          htmlBlock "<!-- c -->\\n" 5:1-5:11
          list 6:1-6:2
            item 6:1-6:2
          list 9:1-9:15
            item 9:1-9:15
              paragraph 9:4-9:15
                link "/f" 9:4-9:10
                  text "d" 9:5-9:6
                text "&" 9:10-9:15
          paragraph 12:1-12:4
            text "[g]" 12:1-12:4
        """
    ),
]

/// The tree, a line a node: what it is and where.
private func draw(_ document: Document) -> String {
    var lines: [String] = []
    var depth = 0
    for event in document.events {
        guard case .enter(let index) = event else {
            depth -= 1
            continue
        }
        let node = document.nodes[index]
        let name = "\(node.kind)".prefix { $0.isLetter }
        let content =
            switch node.kind {
            case .text(let text), .code(let text), .htmlInline(let text), .htmlBlock(let text):
                " \(text.debugDescription)"
            case .codeBlock(let info, let literal): " \(info.debugDescription) \(literal.debugDescription)"
            case .heading(let level): " \(level)"
            case .link(let destination, _), .image(let destination, _): " \(destination.debugDescription)"
            default: ""
            }
        let range = node.range.map { "\($0)" } ?? "nowhere"
        lines.append(String(repeating: "  ", count: depth) + name + content + " " + range)
        let isLeft =
            switch node.kind {
            case .text, .code, .htmlInline, .htmlBlock, .codeBlock, .thematicBreak, .softBreak, .lineBreak:
                false
            default: true
            }
        if isLeft { depth += 1 }
    }
    return lines.joined(separator: "\n")
}
