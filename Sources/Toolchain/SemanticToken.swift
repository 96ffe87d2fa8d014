import Literate

/// A place as the Language Server Protocol counts: lines from 0, and UTF-16 units from the line's beginning.
struct TextPosition: Hashable {
    var line: Int
    var character: Int
}

/// A piece of a program and what the compiler calls it.
struct SemanticToken: Equatable {
    /// Its bytes in the program.
    let range: Range<Int>
    let position: TextPosition
    /// The protocol's word, such as `keyword` or `function`.
    let type: String

    /// Tokens as the protocol packs them: five numbers each, of which line and character count from the token before.
    static func decode(_ data: [Int], _ legend: [String], _ text: PositionConverter) -> [SemanticToken] {
        var tokens: [SemanticToken] = []
        var position = TextPosition(line: 0, character: 0)
        for start in stride(from: 0, to: data.count - 4, by: 5) {
            if data[start] > 0 { position = TextPosition(line: position.line + data[start], character: 0) }
            position.character += data[start + 1]
            let end = TextPosition(line: position.line, character: position.character + data[start + 2])
            guard let from = text.offset(of: position), let to = text.offset(of: end), from < to else {
                continue
            }
            let type = legend.indices.contains(data[start + 3]) ? legend[data[start + 3]] : ""
            tokens.append(SemanticToken(range: from..<to, position: position, type: type))
        }
        return tokens
    }

    /// What a page makes of it; nil for what is set like any text.
    var kind: CodeAnnotations.Kind? {
        switch type {
        case "keyword", "modifier", "macro", "decorator": .keyword
        case "class", "enum", "interface", "struct", "type", "typeParameter", "namespace", "concept": .type
        case "function", "method": .function
        case "variable", "property", "parameter", "enumMember", "identifier": .variable
        case "string", "regexp": .string
        case "number": .number
        case "comment": .comment
        default: nil
        }
    }
}

/// Finds bytes of a text from the protocol's lines and UTF-16 units.
struct PositionConverter {
    private let bytes: [UInt8]
    private let lineStarts: [Int]

    init(_ text: String) {
        let bytes = Array(text.utf8)
        self.bytes = bytes
        lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
    }

    /// The byte of a position; nil if there is no such line.
    func offset(of position: TextPosition) -> Int? {
        guard lineStarts.indices.contains(position.line) else { return nil }
        var offset = lineStarts[position.line]
        var units = 0
        while units < position.character, offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
            let byte = bytes[offset]
            // What takes four bytes of UTF-8 takes two units of UTF-16.
            units += byte >= 0xF0 ? 2 : 1
            offset += byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        }
        return min(offset, bytes.count)
    }

    /// The bytes of a range.
    subscript(range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }
}
