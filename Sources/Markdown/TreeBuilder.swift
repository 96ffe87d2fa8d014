import CCmark

/// Turns libcmark's tree into records with true source ranges.
struct TreeBuilder {
    private let source: Source
    private let bytes: UnsafeBufferPointer<UInt8>
    private var records: [Record] = []
    private var text: [UInt8] = []
    /// The node whose children are being read, -1 at first.
    private var open = -1
    private var depth = 0
    /// The open quotes and items, each with the state of the line that opened it, behind its marker.
    private var containers: [(container: Container, scanner: LineScanner)] = []
    private var lastClosed = 0
    private var locator = InlineLocator()
    private let noTitle: UnsafePointer<CChar>?
    /// Whether libcmark sees the file's bytes as they are.
    private let isClean: Bool

    static func build(_ source: Source) throws(ParseError) -> ([Record], [UInt8]) {
        guard source.bytes.count <= Document.sizeLimit else {
            throw ParseError(
                reason: .tooLarge, position: SourcePosition(line: 1, column: 1), limit: Document.sizeLimit)
        }
        let result = source.bytes.withUnsafeBufferPointer {
            bytes -> Result<([Record], [UInt8]), ParseError> in
            // Source positions are asked for because libcmark counts lines within code spans only then.
            let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8 | CMARK_OPT_SOURCEPOS)
            defer { cmark_parser_free(parser) }
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
            let root = cmark_parser_finish(parser)
            defer { cmark_node_free(root) }
            var builder = TreeBuilder(source, bytes)
            do throws(ParseError) {
                try builder.read(root)
            } catch {
                return .failure(error)
            }
            return .success((builder.records, builder.text))
        }
        return try result.get()
    }

    private init(_ source: Source, _ bytes: UnsafeBufferPointer<UInt8>) {
        self.source = source
        self.bytes = bytes
        // libcmark gives "" both for no title and for an empty one, but HTML shows the difference. The
        // former is always the library's own constant, which a node without title tells us.
        let link = cmark_node_new(CMARK_NODE_LINK)
        noTitle = cmark_node_get_title(link)
        cmark_node_free(link)
        isClean = UTF8Repair.isClean(bytes)
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

    // MARK: Blocks

    private mutating func readBlock(_ node: OpaquePointer, _ record: inout Record) {
        let number = Int(cmark_node_get_start_line(node))
        record.start = SourcePosition(line: number, column: Int(cmark_node_get_start_column(node)))
        switch record.tag {
        case .blockQuote:
            var scanner = scanner(opening: number)
            Container.openBlockQuote(&scanner)
            containers.append((Container(line: number, indent: nil), scanner))
        case .list:
            readMarker(node, &record)
        case .item:
            var scanner = scanner(opening: number)
            let (marker, indent) = Container.openItem(&scanner)
            record.number = Int32(indent)
            record.stop = SourcePosition(line: number, column: record.start.column + marker)
            containers.append((Container(line: number, indent: indent), scanner))
        case .codeBlock:
            readCodeBlock(node, &record)
        case .htmlBlock:
            // libcmark's last line is one too early where the block ends with its end condition.
            append(cmark_node_get_literal(node), to: &record.middle)
            let lines = text[Int(record.first)...].reduce(0) { $0 + ($1 == "\n" ? 1 : 0) }
            record.stop = endOfLine(number + max(lines, 1) - 1)
        case .heading:
            record.detail = UInt8(cmark_node_get_heading_level(node))
            readHeading(&record)
        case .paragraph:
            readParagraph(&record, through: Int(cmark_node_get_end_line(node)))
        case .thematicBreak:
            record.stop = endOfLine(number)
        default:
            record.start = SourcePosition(line: 1, column: 1)
            record.stop = endOfLine(source.lineCount)
        }
        record.middle = max(record.first, record.middle)
        record.last = Int32(text.count)
    }

    private func readMarker(_ node: OpaquePointer, _ record: inout Record) {
        if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST { record.detail |= Record.ListFlags.ordered }
        if cmark_node_get_list_tight(node) != 0 { record.detail |= Record.ListFlags.tight }
        if cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM {
            record.detail |= Record.ListFlags.parenthesis
        }
        record.number = Int32(cmark_node_get_list_start(node))
    }

    private mutating func readCodeBlock(_ node: OpaquePointer, _ record: inout Record) {
        append(cmark_node_get_fence_info(node), to: &record.middle)
        append(cmark_node_get_literal(node), to: &record.last)
        let number = Int(record.startLine)
        let scanner = scanner(opening: number)
        let lines = literalLines(record, text)
        if scanner.indent >= 4 {
            record.number = -1
            record.stop = endOfLine(number + lines - 1)
        } else {
            record.number = Int32(scanner.firstNonspace - scanner.offset)
            // The line after the literal's last is the closing fence if it belongs to the same quotes and
            // items: else it would be code. libcmark's own last line is wrong where they end.
            let next = number + lines + 1
            let isClosed = next <= source.lineCount && continuation(next).isMatched
            record.stop = endOfLine(isClosed ? next : next - 1)
        }
    }

    /// A line as it begins behind the quotes and items that were open before it or that it has opened.
    private func scanner(opening number: Int) -> LineScanner {
        if let last = containers.last, last.container.line == number { return last.scanner }
        return continuation(number).scanner
    }

    /// A line behind those prefixes of the open quotes and items that it has; whether it has all.
    private func continuation(_ number: Int) -> (scanner: LineScanner, isMatched: Bool) {
        var scanner = LineScanner(line(number))
        for (container, _) in containers where !container.read(&scanner, line: number) {
            return (scanner, false)
        }
        return (scanner, true)
    }

    private func line(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[source.lineRange(number)])
    }

    private func endOfLine(_ number: Int) -> SourcePosition {
        SourcePosition(line: number, column: source.lineRange(number).count + 1)
    }

    // MARK: Blocks of text

    private mutating func readParagraph(_ record: inout Record, through last: Int) {
        let first = Int(record.startLine)
        var content = InlineContent(reusing: locator.content)
        content.append(line(first), number: first, from: Int(record.startColumn) - 1, isClean: isClean)
        for number in first + 1..<max(last, first) + 1 { append(number, to: &content) }
        startInlines(content, from: ReferenceDefinitions.end(in: content.bytes, from: 0), &record)
        record.stop = endOfLine(last)
    }

    private mutating func readHeading(_ record: inout Record) {
        let first = Int(record.startLine)
        let column = Int(record.startColumn)
        var content = InlineContent(reusing: locator.content)
        let scanner = LineScanner(line(first))
        var offset = column - 1
        while scanner[offset] == "#" { offset += 1 }
        let level = offset - column + 1
        if (1...6).contains(level), scanner.isBlank(at: offset) || scanner[offset] == "\n" {
            while scanner.isBlank(at: offset) { offset += 1 }
            content.append(line(first), number: first, from: offset, isClean: isClean)
            startInlines(content, from: 0, &record)
            locator.blockOffset = offset
            record.start.column = column
            record.stop = endOfLine(first)
            return
        }
        // The underline is the first that follows more than reference definitions. libcmark's own last line
        // is one too late, except at the end of the file.
        content.append(line(first), number: first, from: column - 1, isClean: isClean)
        var start = 0
        var number = first
        while number < source.lineCount {
            number += 1
            let (scanner, isMatched) = continuation(number)
            if isMatched, scanner.indent < 4, scanner.isSetextUnderline {
                start = ReferenceDefinitions.end(in: content.bytes, from: start)
                if start < content.bytes.count { break }
            }
            append(number, to: &content)
        }
        startInlines(content, from: start, &record)
        record.stop = endOfLine(number)
    }

    /// Adds a further line of a paragraph: without its blanks unless it is a lazy one, whose blanks
    /// libcmark keeps.
    private func append(_ number: Int, to content: inout InlineContent) {
        let (scanner, isMatched) = continuation(number)
        if isMatched {
            content.append(line(number), number: number, from: scanner.firstNonspace, isClean: isClean)
        } else {
            content.append(
                line(number), number: number, from: scanner.contentOffset,
                virtualSpaces: scanner.virtualSpaces,
                isClean: isClean)
        }
    }

    private mutating func startInlines(_ content: InlineContent, from start: Int, _ record: inout Record) {
        locator.start(content, from: start, blockOffset: Int(record.startColumn) - 1)
        record.start = locator.position
    }

    // MARK: Inlines

    private mutating func readInline(_ node: OpaquePointer, _ record: inout Record) {
        switch record.tag {
        case .text, .code, .htmlInline:
            append(cmark_node_get_literal(node), to: &record.middle)
        case .link, .image:
            append(cmark_node_get_url(node), to: &record.middle)
            let title = cmark_node_get_title(node)
            record.hasTitle = title != noTitle
            append(title, to: &record.last)
        default: break
        }
        record.middle = max(record.first, record.middle)
        record.last = Int32(text.count)
        let parent = records[open]
        locator.locate(&record, in: text, isAutolink: parent.tag == .link && parent.detail == "<")
    }

    private mutating func append(_ string: UnsafePointer<CChar>?, to end: inout Int32) {
        if let string {
            let length = strlen(string)
            string.withMemoryRebound(to: UInt8.self, capacity: length) {
                text.append(contentsOf: UnsafeBufferPointer(start: $0, count: length))
            }
        }
        end = Int32(text.count)
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
