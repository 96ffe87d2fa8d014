/// The text of a paragraph or heading as libcmark's inline parser sees it, and where each byte of it stands
/// in the file: its lines without the prefixes of quotes and items, repaired, each ended by a line feed.
struct InlineContent {
    /// The text.
    private(set) var bytes: [UInt8] = []
    private var segments: [Segment] = []
    /// The segment that holds the place asked for last; places are asked for in order.
    private var current = 0

    /// Bytes of the content that stand in one line of the file.
    private struct Segment {
        var start: Int
        var line: Int
        /// The column of the first byte.
        var column: Int
        /// Whether all bytes stand there: spaces from a half used tab, or U+FFFD for what is not text.
        var isFlat: Bool
    }

    init() {}

    /// Empty content with the memory of another.
    init(reusing other: consuming InlineContent) {
        self = other
        bytes.removeAll(keepingCapacity: true)
        segments.removeAll(keepingCapacity: true)
        current = 0
    }

    /// Adds a line of the file from a byte offset, after as many spaces.
    mutating func append(
        _ line: UnsafeBufferPointer<UInt8>, number: Int, from offset: Int, virtualSpaces: Int = 0,
        isClean: Bool
    ) {
        func start(_ column: Int, isFlat: Bool = false) {
            segments.append(Segment(start: bytes.count, line: number, column: column, isFlat: isFlat))
        }
        if virtualSpaces > 0 {
            start(offset + 1, isFlat: true)
            bytes += Array(repeating: UInt8(ascii: " "), count: virtualSpaces)
        }
        if isClean || UTF8Repair.isClean(UnsafeBufferPointer(rebasing: line[offset...])) {
            start(offset + 1)
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: line[offset...]))
        } else {
            // Repair takes the line as a whole; what comes before the offset is ASCII and so a piece's start.
            for piece in UTF8Repair.pieces(line) where piece.start + piece.count > offset {
                let from = max(piece.start, offset)
                start(from + 1, isFlat: piece.isReplaced)
                if piece.isReplaced {
                    bytes += UTF8Repair.replacement
                } else {
                    bytes += line[from..<piece.start + piece.count]
                }
            }
            start(line.count + 1)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// Where the byte at an offset stands; offsets must not decrease from call to call.
    mutating func position(of offset: Int) -> SourcePosition {
        while current + 1 < segments.count, segments[current + 1].start <= offset { current += 1 }
        let segment = segments[current]
        return SourcePosition(
            line: segment.line, column: segment.column + (segment.isFlat ? 0 : offset - segment.start))
    }
}
