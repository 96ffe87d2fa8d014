/// A Markdown file's bytes as they are, with an index of its lines.
///
/// Lines end at LF, CRLF or a lone CR, as CommonMark has it (section 2.1). A final line ending begins no
/// further line; an empty file has one empty line. A byte order mark belongs to no line.
///
///     let source = Source("a\r\nb")
///     source.lineCount             // 2
///     source.lineEnding(1)         // [13, 10]
///     source.position(at: 3)       // 2:1
public struct Source: Sendable {
    /// The file's bytes, byte order mark and line endings included.
    public let bytes: [UInt8]

    /// Where each line starts, and one more: the end of the file.
    private let starts: [Int32]

    /// Whether the file begins with U+FEFF, which Markdown does not see.
    public var hasByteOrderMark: Bool { starts[0] == 3 }

    /// Indexes the lines of a file.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
        self.starts = bytes.withUnsafeBufferPointer(Self.lineStarts)
    }

    /// The source of a text held in memory.
    public init(_ text: String) { self.init(bytes: Array(text.utf8)) }

    /// The number of lines, at least 1.
    public var lineCount: Int { starts.count - 1 }

    /// The bytes of line `n`, from 1, without its ending and without a byte order mark.
    public func line(_ n: Int) -> ArraySlice<UInt8> { bytes[lineRange(n)] }

    /// The byte offsets of line `n`, from 1, without its ending.
    public func lineRange(_ n: Int) -> Range<Int> {
        let start = Int(starts[n - 1])
        return start..<max(start, Int(starts[n]) - endingLength(n))
    }

    /// The bytes that end line `n`: LF, CRLF, CR, or nothing at the end of the file.
    public func lineEnding(_ n: Int) -> ArraySlice<UInt8> { bytes[lineRange(n).upperBound..<Int(starts[n])] }

    /// The offset of a position; one beyond its line's end, or its file's, is the offset of that end.
    public func offset(of position: SourcePosition) -> Int {
        guard position.line >= 1 else { return Int(starts[0]) }
        guard position.line <= lineCount else { return bytes.count }
        let range = lineRange(position.line)
        return range.lowerBound + min(max(position.column - 1, 0), range.count)
    }

    /// The position of an offset. Inside a line ending it is the end of the line; at the end of a file
    /// that ends with a line ending it is the start of the line that would follow.
    public func position(at offset: Int) -> SourcePosition {
        var low = 0
        var high = starts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= offset { low = middle } else { high = middle }
        }
        if low == lineCount, endingLength(lineCount) == 0 { low -= 1 }
        guard low < lineCount else { return SourcePosition(line: lineCount + 1, column: 1) }
        let range = lineRange(low + 1)
        return SourcePosition(
            line: low + 1, column: min(max(offset, range.lowerBound), range.upperBound) - range.lowerBound + 1
        )
    }

    /// The bytes in a range, line endings between its lines included.
    public func slice(_ range: SourceRange) -> ArraySlice<UInt8> {
        let start = offset(of: range.start)
        return bytes[start..<max(start, offset(of: range.end))]
    }

    private func endingLength(_ n: Int) -> Int {
        let (start, end) = (Int(starts[n - 1]), Int(starts[n]))
        guard end > start else { return 0 }
        switch bytes[end - 1] {
        case "\r": return 1
        case "\n":
            return end - start >= 2 && bytes[end - 2] == "\r" ? 2 : 1
        default: return 0
        }
    }

    private static func lineStarts(_ bytes: UnsafeBufferPointer<UInt8>) -> [Int32] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        var offset = bytes.starts(with: mark) ? 3 : 0
        var starts = [Int32(offset)]
        starts.reserveCapacity(bytes.count / 32)
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            if byte > 13 { continue }
            if byte == "\r", offset < bytes.count, bytes[offset] == "\n" {
                offset += 1
            } else if byte != "\n" && byte != "\r" {
                continue
            }
            starts.append(Int32(truncatingIfNeeded: offset))
        }
        if starts.count == 1 || Int(starts[starts.count - 1]) != bytes.count {
            starts.append(Int32(truncatingIfNeeded: bytes.count))
        }
        return starts
    }
}
