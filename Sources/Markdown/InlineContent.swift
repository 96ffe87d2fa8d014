/// The text of a paragraph or heading as libcmark's inline parser sees it, and where each byte of it stands
/// in the file: its lines without the prefixes of quotes and items, repaired, each ended by a line feed.
struct InlineContent {
    /// The text.
    private(set) var bytes: [UInt8] = []
    private var segments: [Segment] = []
    /// The segment that holds the place asked for last; places are asked for in order.
    private var current = 0

    /// Bytes of the content that stand in one line of the file, in units of as many bytes there.
    private struct Segment {
        var start: Int32
        var line: Int32
        /// The column of the first byte.
        var column: Int32
        /// Bytes of content in a unit: 1, or 3 for a U+FFFD.
        var unit: Int32 = 1
        /// Bytes of the file for each unit: 1, what a U+FFFD replaces, or 0 for the spaces of a used tab.
        var step: Int32 = 1
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
        let rest = UnsafeBufferPointer(rebasing: line[offset...])
        if virtualSpaces > 0 {
            start(number, offset, step: 0)
            for _ in 0..<virtualSpaces { bytes.append(UInt8(ascii: " ")) }
        }
        if isClean || UTF8Repair.isClean(rest) {
            start(number, offset)
            bytes.append(contentsOf: rest)
        } else {
            appendRepaired(line, number, from: offset)
            start(number, line.count)
        }
        bytes.append(UInt8(ascii: "\n"))
    }

    private mutating func appendRepaired(_ line: UnsafeBufferPointer<UInt8>, _ number: Int, from offset: Int)
    {
        var index = offset
        var step = 0
        while index < line.count {
            let length = UTF8Repair.character(line, index)
            if length != step, length < 0 || step <= 0 {
                start(number, index, unit: length < 0 ? 3 : 1, step: length < 0 ? -length : 1)
            }
            if length < 0 {
                bytes += UTF8Repair.replacement
            } else {
                bytes += line[index..<index + length]
            }
            index += abs(length)
            step = length
        }
    }

    private mutating func start(_ line: Int, _ offset: Int, unit: Int = 1, step: Int = 1) {
        segments.append(
            Segment(
                start: Int32(bytes.count), line: Int32(line), column: Int32(offset + 1), unit: Int32(unit),
                step: Int32(step)))
    }

    /// Where the byte at an offset stands; offsets must not decrease from call to call.
    mutating func position(of offset: Int) -> SourcePosition {
        while current + 1 < segments.count, segments[current + 1].start <= offset { current += 1 }
        let segment = segments[current]
        let units = (Int32(offset) - segment.start) / segment.unit
        return SourcePosition(line: Int(segment.line), column: Int(segment.column + units * segment.step))
    }
}
