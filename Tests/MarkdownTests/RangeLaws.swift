import Markdown

/// What holds for the source ranges of any document; each broken law as a line of text.
func brokenRangeLaws(_ document: Document) -> [String] {
    var broken: [String] = []
    let nodes = document.nodes
    for (index, node) in nodes.enumerated() {
        func expect(_ holds: Bool, _ law: String) {
            if !holds {
                broken.append("\(index) \(node.kind) \(node.range.map { "\($0)" } ?? "nowhere"): \(law)")
            }
        }
        guard let range = node.range else {
            expect(false, "a node has a range")
            continue
        }
        expect(range.start <= range.end, "a range does not end before it starts")
        if node.parent >= 0, let parent = nodes[node.parent].range {
            expect(parent.contains(range), "a child lies inside its parent \(parent)")
        }
        if node.end < nodes.count, nodes[node.end].parent == node.parent, let next = nodes[node.end].range {
            expect(range.end <= next.start, "a node ends before the next begins, at \(next.start)")
        }
        let place = document.source.position(at: document.source.offset(of: range.start))
        expect(place == range.start || range.start == range.end, "a range starts at a byte of its line")
        let bytes = Array(document.source.slice(range))
        expect(textMatches(document, index, bytes), "the source at the range is the node's text")
    }
    return broken
}

/// Whether the source bytes of a node are what the node says they are.
private func textMatches(_ document: Document, _ index: Int, _ bytes: [UInt8]) -> Bool {
    let node = document.nodes[index]
    let isOneLine = node.range!.start.line == node.range!.end.line
    switch node.kind {
    case .text(let text): return isOneLine && textMatches(bytes, text)
    case .code(let text):
        let ticks = bytes.prefix { $0 == UInt8(ascii: "`") }.count
        guard ticks > 0, bytes.count > 2 * ticks, bytes.suffix(ticks) == bytes.prefix(ticks) else {
            return false
        }
        guard isOneLine, let code = decode(bytes[ticks..<bytes.count - ticks]) else { return true }
        return code == text || code == " \(text) "
    case .htmlInline(let text): return !isOneLine || decode(bytes[...]) ?? text == text
    case .emphasis: return bytes.count > 2 && bytes.first == bytes.last && "*_".utf8.contains(bytes[0])
    case .strong: return bytes.count > 4 && bytes.prefix(2) == bytes.suffix(2) && "*_".utf8.contains(bytes[0])
    case .link: return "[<".utf8.contains(bytes[0]) && ")]>".utf8.contains(bytes.last!)
    case .image: return bytes.starts(with: "![".utf8) && ")]".utf8.contains(bytes.last!)
    case .softBreak: return !isOneLine
    case .lineBreak: return !isOneLine && " \t\u{B}\u{C}\\".utf8.contains(bytes[0])
    case .blockQuote: return bytes.first == UInt8(ascii: ">")
    case .item, .list: return "-+*0123456789".utf8.contains(bytes[0])
    case .thematicBreak: return "-*_".utf8.contains(bytes[0])
    case .htmlBlock: return bytes.first == UInt8(ascii: "<")
    case .paragraph, .heading: return !"\r\n".utf8.contains(bytes[0])
    case .codeBlock(let info, let literal): return codeMatches(document, index, info, literal)
    case .document: return true
    }
}

/// Source bytes as text with a NUL replaced; nil if they are not UTF-8.
private func decode(_ bytes: ArraySlice<UInt8>) -> String? {
    String(validating: bytes, as: UTF8.self)?.replacing("\0", with: "\u{FFFD}")
}

/// Whether source bytes are a text; where they hold escapes, whether it is no longer than they are.
private func textMatches(_ bytes: [UInt8], _ text: String) -> Bool {
    guard let source = decode(bytes[...]) else { return text.contains("\u{FFFD}") }
    // A hard break keeps the blanks of a lazy line, a half used tab among them as spaces.
    let (a, b) = (source.trimmingPrefix { " \t".contains($0) }, text.trimmingPrefix { " \t".contains($0) })
    return a == b || a.contains { $0 == "\\" || $0 == "&" } && b.count < a.count
}

/// Whether a code block's lines, taken from where they are said to stand, are its literal; and its fence is there.
private func codeMatches(_ document: Document, _ index: Int, _ info: String, _ literal: String) -> Bool {
    let source = document.source
    var text = ""
    for line in document.codeLines(of: index) {
        let bytes = source.line(line.line)
        guard line.column - 1 <= bytes.count else { return false }
        text += String(repeating: " ", count: line.virtualSpaces)
        text += String(decoding: bytes.dropFirst(line.column - 1), as: UTF8.self) + "\n"
    }
    guard text.contains("\u{FFFD}") || text.replacing("\0", with: "\u{FFFD}") == literal else { return false }
    guard let fence = document.fence(of: index) else { return info.isEmpty && !literal.isEmpty }
    let open = source.line(fence.start.line).dropFirst(fence.start.column - 1)
    guard open.prefix(while: { $0 == fence.character }).count == fence.length, fence.length >= 3 else {
        return false
    }
    guard (fence.info == nil) == info.isEmpty else { return false }
    guard let closing = fence.closingLine else { return true }
    let last = document.nodes[index].range!.end
    return closing == last.line && source.line(closing).contains(fence.character)
        && closing == fence.start.line + document.codeLines(of: index).count + 1
}
