/// Random documents made of CommonMark's own ingredients. The same seed gives the same document.
struct RandomMarkdown {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea and Flood, 2014).
    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    private mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }
    private mutating func chance(_ parts: Int) -> Bool { below(parts) == 0 }
    private mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

    /// Half of the documents are well formed blocks in quotes and lists, half are ingredients in any order.
    mutating func document() -> [UInt8] {
        var bytes: [UInt8] = chance(8) ? [0xEF, 0xBB, 0xBF] : []
        if chance(2) {
            for line in blocks(depth: 0) { bytes += line + lineEnding() }
        } else {
            for _ in 0..<1 + below(30) {
                bytes += chance(5) ? lineEnding() : pick(chance(2) ? Self.inlinePieces : Self.blockPieces)
            }
        }
        if chance(4), let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
        return bytes
    }

    private mutating func lineEnding() -> [UInt8] {
        switch below(8) {
        case 0: [13]
        case 1, 2: [13, 10]
        default: [10]
        }
    }

    private mutating func blocks(depth: Int) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        for _ in 0..<1 + below(3) {
            if chance(3) { lines.append(chance(4) ? Array("  ".utf8) : []) }
            lines += block(depth: depth)
        }
        return lines
    }

    private mutating func block(depth: Int) -> [[UInt8]] {
        switch below(depth < 4 ? 13 : 9) {
        case 0, 1, 2: return paragraph()
        case 3:
            return [
                Array(repeating: 35, count: 1 + below(7)) + pick([" ", "", "\t"]) + text()
                    + pick(["", " #", " ##  "])
            ]
        case 4: return paragraph() + [pick(["===", "---  ", "=", "-- -"])]
        case 5: return fence()
        case 6: return (0...below(3)).map { _ in pick(["    ", "\t", "     ", "  \t"]) + text() }
        case 7: return [pick(["***", "- - -", "___ "])]
        case 8:
            return chance(2)
                ? [pick(Self.definitions)] + (chance(2) ? [pick(Self.definitions)] : []) + paragraph()
                : [pick(["<div>", "<!-- x", "<?php", "</b>", "<!A", "<![CDATA[", "<pre>"])] + paragraph()
                    + [pick(["</div>", "-->", "?>", "", ">", "]]>", "</pre>"])]
        case 9, 10: return quote(blocks(depth: depth + 1))
        default: return list(depth: depth)
        }
    }

    private mutating func paragraph() -> [[UInt8]] {
        (0...below(4)).map { _ in
            pick(["", "", "", " ", "   ", "\t", "     "]) + text() + pick(["", "", "  ", "\\", " "])
        }
    }

    private mutating func text() -> [UInt8] {
        (0...below(6)).flatMap { _ in pick(Self.inlinePieces) + pick(["", " "]) }
    }

    private mutating func fence() -> [[UInt8]] {
        let mark = pick(["```", "~~~", "````"])
        let indent = pick(["", "", " ", "   "])
        let code = (0..<below(4)).map { _ in
            pick(["", "    ", "\t", " ", " \t", "", ""]) + pick([text(), [], Array("``".utf8)])
        }
        let open = indent + mark + pick(["", " swift", "swift hidden  ", " a&amp;b\\* c", "\ttext", " 中文"])
        return [open] + code + (chance(6) ? [] : [pick(["", " "]) + mark + pick(["", "  ", "`"])])
    }

    private mutating func quote(_ lines: [[UInt8]]) -> [[UInt8]] {
        lines.map { chance(8) ? $0 : pick(["> ", "> ", ">", " > ", ">\t", "   >"]) + $0 }
    }

    private mutating func list(depth: Int) -> [[UInt8]] {
        let marker: String = pick(["-", "*", "+", "1.", "7)", "123456789."])
        var lines: [[UInt8]] = []
        for _ in 0...below(3) {
            let indent = below(3)
            let gap: String = pick([" ", " ", "  ", "\t", "     ", ""])
            let width = indent + marker.count + max(gap.count, 1)
            for (index, line) in blocks(depth: depth + 1).enumerated() {
                let first = String(repeating: " ", count: indent) + marker + gap
                let further = chance(6) ? "" : chance(6) ? "\t" : String(repeating: " ", count: width)
                lines.append((index == 0 ? first : further) + line)
            }
            if chance(3) { lines.append([]) }
        }
        return lines
    }

    private static let definitions: [[UInt8]] = [
        "[a]: /u", "[b]: <v w> 'title'", "[c]:", "[a]: x \"t", "[中]: /中 (t\\)t)", "[d]: /d", "\"title\"",
        "'t' x", "[e]: /e \"\"",
        "[f\\]]: /f&amp; 'a", "b'", "  [g]: /g",
    ].map { Array($0.utf8) }

    private static let inlinePieces: [[UInt8]] =
        [
            "a", "b", "word", "中文", "é", "𝛼", "*", "**", "***", "_", "__", "`", "``", "` `", "[", "]", "![",
            "(", ")", "](/u)",
            "](<x y> \"t\")", "](/u\n'two\nlines')", "[a]", "[b]", "[中]", "[a][b]", "[e][]", "![c]",
            "<http://a.b/?c&d>", "<x@y.z>",
            "<b>", "</b>", "<!-- c -->", "<br\n/>", "<", ">", "&amp;", "&copy;", "&NotEqualTilde;", "&#65;",
            "&#x4e2d;", "&#0;",
            "&#xFFFF;", "&nope;", "&", "\\*", "\\", "\\\\", "\\&amp;", "\"", "'", "!", "=", "#", "-", "+",
            "1.", "\t", "  ", " ",
            "javascript:", "](javascript:x)", "](data:image/png;x)", "](/ü&'\"<)", "*a*", "**b**", "`c`",
            "_d_", "[e](f)", "![g](h)",
            "\u{A0}", "\u{3000}", "\u{B}", "\u{C}", "“", "。",
        ].map { Array($0.utf8) } + [
            [0], [0xFF], [0xC3], [0xE4, 0xB8], [0xF0, 0x9D], [0xF0, 0], [0xED, 0xA0, 0x80], [0xC0, 0x80],
        ]

    private static let blockPieces: [[UInt8]] = [
        "> ", ">", "- ", "* ", "+ ", "1. ", "2) ", "    ", "\t", "  ", " ", "# ", "## ", "```", "~~~", "````",
        "```swift\n", "\n===\n",
        "\n---\n", "***", "\n\n", "\n", "[a]: /u\n", "[b]: <v> 't'\n", "\n[c]: /c\n\"t\n", "<div>",
        "</div>\n", "<!--", "-->", "<pre>",
        "<?", "?>", "\n> ", "\n>", "\n- ", "\n  ", "\n    ", "\n\t", "-", "=", "10. ", "-\t", ">\t",
    ].map { Array($0.utf8) }
}

private func + (text: String, bytes: [UInt8]) -> [UInt8] { Array(text.utf8) + bytes }
private func + (bytes: [UInt8], text: String) -> [UInt8] { bytes + Array(text.utf8) }

extension RandomMarkdown {
    private mutating func pick(_ items: [String]) -> [UInt8] { Array(items[below(items.count)].utf8) }
}
