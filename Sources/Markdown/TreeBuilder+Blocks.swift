import CCmark

extension TreeBuilder {
    /// Completes a block's record, which holds its kind and its parent.
    mutating func readBlock(_ node: OpaquePointer, _ record: inout Record) {
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

    func readMarker(_ node: OpaquePointer, _ record: inout Record) {
        if cmark_node_get_list_type(node) == CMARK_ORDERED_LIST { record.detail |= Record.ListFlags.ordered }
        if cmark_node_get_list_tight(node) != 0 { record.detail |= Record.ListFlags.tight }
        if cmark_node_get_list_delim(node) == CMARK_PAREN_DELIM {
            record.detail |= Record.ListFlags.parenthesis
        }
        record.number = Int32(cmark_node_get_list_start(node))
    }

    mutating func readCodeBlock(_ node: OpaquePointer, _ record: inout Record) {
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
    func scanner(opening number: Int) -> LineScanner {
        if let last = containers.last, last.container.line == number { return last.scanner }
        return continuation(number).scanner
    }

    /// A line behind those prefixes of the open quotes and items that it has; whether it has all.
    func continuation(_ number: Int) -> (scanner: LineScanner, isMatched: Bool) {
        var scanner = LineScanner(line(number))
        for (container, _) in containers where !container.read(&scanner, line: number) {
            return (scanner, false)
        }
        return (scanner, true)
    }

    func line(_ number: Int) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: bytes[source.lineRange(number)])
    }

    func endOfLine(_ number: Int) -> SourcePosition {
        SourcePosition(line: number, column: source.lineRange(number).count + 1)
    }
}
