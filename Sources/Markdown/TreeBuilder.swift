import CCmark

/// Turns libcmark's tree into records with true source ranges.
struct TreeBuilder {
    let source: Source
    let bytes: UnsafeBufferPointer<UInt8>
    var records: [Record] = []
    var text: [UInt8] = []
    /// The node whose children are being read, -1 at first.
    var open = -1
    private var depth = 0
    /// The open quotes and items, each with the state of the line that opened it, behind its marker.
    var containers: [(container: Container, scanner: LineScanner)] = []
    private var lastClosed = 0
    var locator = InlineLocator()
    let noTitle: UnsafePointer<CChar>?
    /// Whether libcmark sees the file's bytes as they are.
    let isClean: Bool

    static func build(_ source: Source) throws(ParseError) -> ([Record], [UInt8]) {
        guard source.bytes.count <= Document.sizeLimit else {
            throw ParseError(
                reason: .tooLarge, position: SourcePosition(line: 1, column: 1), limit: Document.sizeLimit)
        }
        let result = source.bytes.withUnsafeBufferPointer {
            bytes -> Result<([Record], [UInt8]), ParseError> in
            let isClean = UTF8Repair.isClean(bytes)
            // Source positions are asked for because libcmark counts lines within code spans only then.
            let options = CMARK_OPT_SOURCEPOS | (isClean ? 0 : CMARK_OPT_VALIDATE_UTF8)
            let parser = cmark_parser_new(options)
            defer { cmark_parser_free(parser) }
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
            let root = cmark_parser_finish(parser)
            defer { cmark_node_free(root) }
            var builder = TreeBuilder(source, bytes, isClean: isClean)
            do throws(ParseError) {
                try builder.read(root)
            } catch {
                return .failure(error)
            }
            return .success((builder.records, builder.text))
        }
        return try result.get()
    }

    private init(_ source: Source, _ bytes: UnsafeBufferPointer<UInt8>, isClean: Bool) {
        self.source = source
        self.isClean = isClean
        self.bytes = bytes
        // libcmark gives "" both for no title and for an empty one, but HTML shows the difference. The
        // former is always the library's own constant, which a node without title tells us.
        let link = cmark_node_new(CMARK_NODE_LINK)
        noTitle = cmark_node_get_title(link)
        cmark_node_free(link)
        records.reserveCapacity(bytes.count / 24)
        text.reserveCapacity(bytes.count)
    }

    private mutating func read(_ root: OpaquePointer?) throws(ParseError) {
        var node = root
        while let current = node {
            if try enter(current) {
                if let child = cmark_node_first_child(current) {
                    open = records.count - 1
                    node = child
                    continue
                }
                close(current, records.count - 1)
            }
            node = current
            while let last = node {
                if let next = cmark_node_next(last) {
                    node = next
                    break
                }
                node = cmark_node_parent(last)
                if let parent = node {
                    close(parent, open)
                    open = Int(records[open].parent)
                }
            }
        }
    }

    /// Adds a node's record; false for an empty text, which is left out.
    private mutating func enter(_ node: OpaquePointer) throws(ParseError) -> Bool {
        var record = Record(tag(node), parent: open)
        record.first = Int32(text.count)
        if record.tag.rawValue < Record.Tag.text.rawValue {
            readBlock(node, &record)
        } else {
            readInline(node, &record)
            if record.tag == .text, record.middle == record.first { return false }
        }
        if record.nests {
            depth += 1
            guard depth <= Document.nestingLimit else {
                let place = record.hasRange ? record.start : records[open].start
                throw ParseError(reason: .nestedTooDeep, position: place, limit: Document.nestingLimit)
            }
        }
        records.append(record)
        return true
    }

    private mutating func close(_ node: OpaquePointer, _ index: Int) {
        var record = records[index]
        let isEmpty = records.count - 1 == index
        record.end = Int32(records.count)
        if record.nests { depth -= 1 }
        switch record.tag {
        case .blockQuote:
            record.stop = endOfLine(Int(cmark_node_get_end_line(node)))
            containers.removeLast()
        case .item:
            if !isEmpty { record.stop = records[lastClosed].stop }
            containers.removeLast()
        case .list:
            record.stop = records[lastClosed].stop
        case .emphasis, .strong, .link, .image:
            if let end = locator.close(record, endColumn: Int(cmark_node_get_end_column(node))) {
                record.stop = end
            } else {
                record.hasRange = false
            }
        default: break
        }
        records[index] = record
        lastClosed = index
    }

    private func tag(_ node: OpaquePointer) -> Record.Tag {
        switch cmark_node_get_type(node) {
        case CMARK_NODE_BLOCK_QUOTE: .blockQuote
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_HTML_INLINE: .htmlInline
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: .document
        }
    }
}
