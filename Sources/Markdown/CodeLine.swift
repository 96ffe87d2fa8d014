/// Where a line of a code block stands in the file.
///
/// The line's content is `virtualSpaces` spaces and then the file's bytes from `column` to the end of the
/// line. The spaces come from a tab that list or quote indentation used only in part.
public struct CodeLine: Hashable, Sendable {
    /// The file's line.
    public var line: Int
    /// The column, in bytes, where the content begins; one beyond the line's end if there is none.
    public var column: Int
    /// Spaces before the content that no byte of its own stands for.
    public var virtualSpaces: Int

    /// A line of code at a place.
    public init(line: Int, column: Int, virtualSpaces: Int = 0) {
        self.line = line
        self.column = column
        self.virtualSpaces = virtualSpaces
    }

    /// The place of a byte of the content, from 0; within the virtual spaces that of the content's start.
    public func position(ofByte offset: Int) -> SourcePosition {
        SourcePosition(line: line, column: column + max(0, offset - virtualSpaces))
    }
}

/// The fence around a code block.
public struct Fence: Hashable, Sendable {
    /// The position of the first backtick or tilde.
    public var start: SourcePosition
    /// `` ` `` or `~`.
    public var character: UInt8
    /// How many of them open the block.
    public var length: Int
    /// The info string as it stands in the file, blanks around it apart; nil if there is none.
    public var info: SourceRange?
    /// The line of the closing fence; nil if the end of the file, quote or item closed the block.
    public var closingLine: Int?
}

extension Document {
    /// The fence of a code block; nil for indented code and for other nodes.
    public func fence(of index: Int) -> Fence? {
        let record = records[index]
        guard record.tag == .codeBlock, record.number >= 0 else { return nil }
        let number = Int(record.startLine)
        let line = source.line(number)
        let first = line.startIndex + Int(record.startColumn) - 1
        let run = line[first...].prefix { $0 == line[first] }
        let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        let info = line[run.endIndex...].drop(while: isSpace)
        let trimmed = info.count - info.reversed().prefix(while: isSpace).count
        let column = info.startIndex - line.startIndex + 1
        let range =
            trimmed == 0
            ? nil
            : SourceRange(
                start: SourcePosition(line: number, column: column),
                end: SourcePosition(line: number, column: column + trimmed))
        let isClosed = Int(record.endLine) - number > literalLines(record, text)
        return Fence(
            start: record.start, character: line[first], length: run.count, info: range,
            closingLine: isClosed ? Int(record.endLine) : nil)
    }

    /// Where each line of a code block's literal stands; empty for other nodes.
    public func codeLines(of index: Int) -> [CodeLine] {
        let record = records[index]
        guard record.tag == .codeBlock else { return [] }
        let containers = containers(around: index)
        let first = Int(record.startLine) + (record.number >= 0 ? 1 : 0)
        return source.bytes.withUnsafeBufferPointer { bytes in
            (first..<first + literalLines(record, text)).map { number in
                var scanner = LineScanner(UnsafeBufferPointer(rebasing: bytes[source.lineRange(number)]))
                for container in containers { container.read(&scanner, line: number) }
                scanner.skipCodeIndent(fence: Int(record.number))
                return CodeLine(
                    line: number, column: scanner.contentOffset + 1, virtualSpaces: scanner.virtualSpaces)
            }
        }
    }

    /// What must stand before the content of a further line of a fenced code block so that the line has this content:
    /// the marks of its quotes and the blanks of its items and of its fence, as line `number` of the block has them
    /// if that will do, such as its closing line.
    public func linePrefix(of index: Int, like number: Int) -> [UInt8] {
        let containers = containers(around: index)
        let indent = max(0, Int(records[index].number))
        let line = Array(source.line(number))
        let blanks: [UInt8] = [UInt8(ascii: " "), UInt8(ascii: "\t")]
        let isMark: (UInt8) -> Bool = { $0 == UInt8(ascii: "`") || $0 == UInt8(ascii: "~") }
        let asIs = Array(line.prefix { !isMark($0) })
        // Content may begin with blanks itself, of which nothing may be taken for indentation.
        let isExact = (asIs + blanks.prefix(1) + blanks.prefix(1) + [0x78]).withUnsafeBufferPointer { bytes in
            var scanner = LineScanner(bytes)
            for container in containers { container.read(&scanner, line: number) }
            scanner.skipCodeIndent(fence: indent)
            return scanner.contentOffset == asIs.count && scanner.virtualSpaces == 0
        }
        if isExact { return asIs }
        return line.withUnsafeBufferPointer { bytes in
            var scanner = LineScanner(bytes)
            for container in containers { container.read(&scanner, line: number) }
            var prefix = Array(line[..<min(scanner.offset, line.count)])
            if scanner.isWithinTab {
                // As many blanks as columns of the tab are used.
                let columns = prefix.reduce(0) { $1 == blanks[1] ? $0 + 4 - $0 % 4 : $0 + 1 }
                prefix += Array(repeating: blanks[0], count: max(0, scanner.column - columns))
            }
            // The blank that belongs to a quote's mark would be taken from the content.
            if prefix.last == UInt8(ascii: ">") { prefix.append(blanks[0]) }
            return prefix + Array(repeating: blanks[0], count: indent)
        }
    }

    /// The quotes and items that a node stands in, outermost first.
    private func containers(around index: Int) -> [Container] {
        var containers: [Container] = []
        var parent = Int(records[index].parent)
        while parent >= 0 {
            let record = records[parent]
            if record.tag == .blockQuote || record.tag == .item {
                containers.append(
                    Container(
                        line: Int(record.startLine), indent: record.tag == .item ? Int(record.number) : nil))
            }
            parent = Int(record.parent)
        }
        return containers.reversed()
    }
}
