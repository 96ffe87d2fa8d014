import Markdown

/// Text nodes that stand side by side, read as one: Markdown cuts text at brackets that are no link.
public struct TextRun {
    /// A part of the text.
    public enum Piece: Equatable {
        /// Text as it is.
        case text(String)
        /// A citation `[@key]`.
        case citation(String)

        /// The bytes it takes in the text.
        var length: Int {
            switch self {
            case .text(let text): text.utf8.count
            case .citation(let key): key.utf8.count + 3
            }
        }
    }

    /// The indices of the nodes.
    public let nodes: Range<Int>
    /// Their text.
    public let text: String
    private let lengths: [Int]

    /// The run that begins with the text node at `index`.
    public init(_ document: Document, from index: Int) {
        var end = index
        var text = ""
        var lengths: [Int] = []
        while end < document.nodes.count, document.nodes[end].parent == document.nodes[index].parent,
            case .text(let part) = document.nodes[end].kind
        {
            text += part
            lengths.append(part.utf8.count)
            end += 1
        }
        nodes = index..<end
        self.text = text
        self.lengths = lengths
    }

    /// The text cut at its citations.
    public var pieces: [Piece] {
        var pieces: [Piece] = []
        var rest = text[...]
        var plain = ""
        while let open = rest.range(ofFirst: "[@") {
            let key = rest[open.upperBound...].prefix {
                $0.isASCII && ($0.isLetter || $0.isNumber || "_:.-+/".contains($0))
            }
            plain += rest[..<open.lowerBound]
            if !key.isEmpty, rest[key.endIndex...].first == "]" {
                if !plain.isEmpty { pieces.append(.text(plain)) }
                plain = ""
                pieces.append(.citation(String(key)))
                rest = rest[rest.index(after: key.endIndex)...]
            } else {
                plain += rest[open]
                rest = rest[open.upperBound...]
            }
        }
        plain += rest
        if !plain.isEmpty { pieces.append(.text(plain)) }
        return pieces
    }

    /// Where a byte of the text stands in the file, as near as the nodes tell.
    func position(ofByte offset: Int, in document: Document) -> SourcePosition? {
        var before = 0
        for (index, length) in zip(nodes, lengths) {
            if offset < before + length {
                guard var start = document.nodes[index].range?.start else { return nil }
                start.column += offset - before
                return start
            }
            before += length
        }
        return nil
    }
}

extension Substring {
    /// The first place where `text` stands.
    func range(ofFirst text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) {
                return start..<index(start, offsetBy: text.count)
            }
            start = index(after: start)
        }
        return nil
    }
}
