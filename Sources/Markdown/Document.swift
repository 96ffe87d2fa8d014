/// A Markdown file as a tree: a flat list of nodes, parents before children, with their source ranges.
///
/// Nothing recurses, so any nesting up to the limit fits any thread's stack.
///
///     let document = try Document(parsing: Source("# *Hi*"))
///     document.nodes.map(\.kind)   // [.document, .heading(level: 1), .emphasis, .text("Hi")]
///     document.nodes[2].range      // 1:3-1:7
///     document.plainText(of: 1)    // "Hi"
public struct Document: Sendable {
    /// How deep quotes, items, emphasis, strong, links and images may stand in each other.
    ///
    /// libcmark passes through all open items at each blank line, so its time grows with their product.
    public static let nestingLimit = 12_000

    /// The largest file, in bytes: libcmark aborts the process where one of its buffers passes a gibibyte,
    /// and a NUL takes three bytes there.
    public static let sizeLimit = 256 << 20

    /// The file.
    public let source: Source
    /// The nodes in reading order; the document itself is the first.
    public var nodes: Nodes { Nodes(records: records, text: text) }

    let records: [Record]
    let text: [UInt8]

    /// Parses CommonMark 0.30, as libcmark reads it.
    ///
    /// - Throws: ``ParseError`` if the nesting or the file is beyond its limit.
    public init(parsing source: Source) throws(ParseError) {
        self.source = source
        (records, text) = try TreeBuilder.build(source)
    }

    /// The indices of a node's children.
    public func children(of index: Int) -> Children { Children(records: records, parent: index) }

    /// The text of a node and its descendants: text and code; a space for a line ending; nothing for HTML.
    public func plainText(of index: Int) -> String {
        var bytes: [UInt8] = []
        for record in records[index..<Int(records[index].end)] {
            switch record.tag {
            case .text, .code: bytes += text[Int(record.first)..<Int(record.middle)]
            case .codeBlock: bytes += text[Int(record.middle)..<Int(record.last)]
            case .softBreak, .lineBreak: bytes.append(UInt8(ascii: " "))
            default: break
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Document {
    /// The nodes of a document, by index.
    public struct Nodes: RandomAccessCollection, Sendable {
        let records: [Record]
        let text: [UInt8]

        /// 0, the document.
        public var startIndex: Int { 0 }
        /// The number of nodes.
        public var endIndex: Int { records.count }
        /// The node at an index.
        public subscript(index: Int) -> Node { Node(record: records[index], text: text) }
    }

    /// The indices of a node's children, in order.
    public struct Children: Sequence, IteratorProtocol, Sendable {
        let records: [Record]
        private var index: Int
        private let end: Int

        init(records: [Record], parent: Int) {
            self.records = records
            index = parent + 1
            end = Int(records[parent].end)
        }

        /// The next child's index.
        public mutating func next() -> Int? {
            guard index < end else { return nil }
            defer { index = Int(records[index].end) }
            return index
        }
    }
}
