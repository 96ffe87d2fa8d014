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
        let bytes = Array(text.utf8)
        var pieces: [Piece] = []
        var start = 0
        var at = 0
        func cut(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
        while at + 1 < bytes.count {
            guard bytes[at] == UInt8(ascii: "["), bytes[at + 1] == UInt8(ascii: "@") else {
                at += 1
                continue
            }
            let key = at + 2
            let end = bytes[key...].firstIndex { !Self.isKey($0) } ?? bytes.count
            guard end > key, end < bytes.count, bytes[end] == UInt8(ascii: "]") else {
                at = end
                continue
            }
            if at > start { pieces.append(.text(cut(start..<at))) }
            pieces.append(.citation(cut(key..<end)))
            at = end + 1
            start = at
        }
        if start < bytes.count { pieces.append(.text(cut(start..<bytes.count))) }
        return pieces
    }

    /// Whether a citation's key may hold the byte.
    private static func isKey(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."),
            UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "/"):
            true
        default: false
        }
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
