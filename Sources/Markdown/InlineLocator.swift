/// Finds where inlines stand, by reading a paragraph's text once more beside libcmark's tree.
///
/// libcmark's own inline positions are wrong in many cases: after blanks at the start of a line, after bytes
/// it repaired, after reference definitions and hard breaks, for links of several lines and emphasis whose
/// run of marks is shared. The tree itself says what comes next, so each byte can be accounted for: text
/// byte for byte with its escapes and entities, marks where emphasis opens and closes. Only where a link's
/// destination ends is taken from libcmark, which is right relative to the start of its line.
///
/// What does not fit is not guessed: from there on the paragraph's inlines have no range.
struct InlineLocator {
    private(set) var content = InlineContent()
    /// Columns that libcmark adds to each of the block's inline columns.
    var blockOffset = 0
    private var origin = 0
    private var offset = 0
    /// Where the line that libcmark counts columns from starts.
    private var lineStart = 0
    private var isLost = false
    private var entities = Entities()

    /// Where the next inline begins.
    var position: SourcePosition { mutating get { content.position(of: offset) } }

    /// Begins with a block's text, from after its reference definitions.
    mutating func start(_ content: consuming InlineContent, from start: Int, blockOffset: Int) {
        self.content = content
        self.blockOffset = blockOffset
        (origin, offset, lineStart) = (start, start, start)
        isLost = false
    }

    /// Gives a node its range, or its start if it may have children.
    mutating func locate(_ record: inout Record, in text: [UInt8], isAutolink: Bool) {
        guard !isLost else { return record.hasRange = false }
        if record.tag == .lineBreak || record.tag == .softBreak {
            record.start = position
            isLost = !readBreak(isHard: record.tag == .lineBreak)
        } else {
            record.start = position
            switch record.tag {
            case .text:
                isLost = !read(text: text, Int(record.first)..<Int(record.middle), isAutolink: isAutolink)
            case .code: isLost = !readCode()
            case .htmlInline: isLost = !readHTML(text, Int(record.first)..<Int(record.middle))
            default: isLost = !open(&record)
            }
        }
        record.hasRange = !isLost
        if !record.isContainer { record.stop = position }
    }

    /// Where a link, image or emphasis ends; nil if that is not known.
    mutating func close(_ record: Record, endColumn: Int) -> SourcePosition? {
        guard !isLost else { return nil }
        let length: Int
        switch record.tag {
        case .emphasis: length = next == record.detail ? 1 : 0
        case .strong: length = next == record.detail && self[offset + 1] == record.detail ? 2 : 0
        case .link where record.detail == UInt8(ascii: "<"): length = next == UInt8(ascii: ">") ? 1 : 0
        default:
            let end = lineStart + endColumn - blockOffset
            let isEnd =
                end > offset && end <= content.bytes.count && (self[end - 1] == ")" || self[end - 1] == "]")
            length = next == "]" && isEnd ? end - offset : 0
        }
        isLost = length == 0
        offset += length
        return isLost ? nil : position
    }

    private var next: UInt8 { self[offset] }
    private subscript(offset: Int) -> UInt8 { offset < content.bytes.count ? content.bytes[offset] : 0 }

    private mutating func open(_ record: inout Record) -> Bool {
        record.detail = next
        switch (record.tag, next) {
        case (.emphasis, "*"), (.emphasis, "_"), (.link, "["), (.link, "<"): offset += 1
        case (.strong, "*") where self[offset + 1] == "*", (.strong, "_") where self[offset + 1] == "_",
            (.image, "!") where self[offset + 1] == "[":
            offset += 2
        default: return false
        }
        return true
    }

    private mutating func read(text: [UInt8], _ range: Range<Int>, isAutolink: Bool) -> Bool {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = next
            if byte == "&", let entity = entities.read(content.bytes, offset) {
                guard text[index..<range.upperBound].starts(with: entity.text) else { return false }
                index += entity.text.count
                offset += entity.length
                continue
            }
            if byte == "\\", !isAutolink, isPunctuation(self[offset + 1]) { offset += 1 }
            guard next == text[index] else { return false }
            index += 1
            offset += 1
        }
        return true
    }

    private mutating func readCode() -> Bool {
        let ticks = readTicks()
        guard ticks > 0 else { return false }
        while offset < content.bytes.count {
            if next == "`" {
                if readTicks() == ticks { return true }
            } else {
                if next == "\n" { lineStart = offset + 1 }
                offset += 1
            }
        }
        return false
    }

    private mutating func readTicks() -> Int {
        let start = offset
        while next == "`" { offset += 1 }
        return offset - start
    }

    private mutating func readHTML(_ text: [UInt8], _ range: Range<Int>) -> Bool {
        for index in range {
            guard next == text[index] else { return false }
            offset += 1
            if text[index] == "\n" { lineStart = offset }
        }
        return true
    }

    private mutating func readBreak(isHard: Bool) -> Bool {
        if isHard, next == "\\", self[offset + 1] == "\n" {
            // libcmark goes on counting columns from the line before, and keeps the blanks.
            offset += 2
            return true
        }
        while isSpace(next), next != "\n" { offset += 1 }
        guard next == "\n" else { return false }
        offset += 1
        lineStart = offset
        while next == " " || next == "\t" { offset += 1 }
        return true
    }
}
