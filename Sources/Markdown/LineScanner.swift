/// Reads the start of one line as CommonMark does: bytes on one side, columns with tab stops of four on the
/// other, a tab possibly half used.
///
/// This repeats the bookkeeping of libcmark's block parser, which tells where blocks begin but not where
/// each of their lines' content does.
struct LineScanner {
    private let line: UnsafeBufferPointer<UInt8>
    /// Bytes read.
    private(set) var offset = 0
    /// Columns read, from 0.
    private(set) var column = 0
    /// Whether `offset` is at a tab of which columns have been used.
    private(set) var isWithinTab = false
    /// The offset of the first byte from `offset` that is neither space nor tab.
    private(set) var firstNonspace = 0
    private var firstNonspaceColumn = 0

    init(_ line: UnsafeBufferPointer<UInt8>) {
        self.line = line
        findFirstNonspace()
    }

    /// The byte at an offset; a line feed at the end of the line.
    subscript(offset: Int) -> UInt8 { offset < line.count ? line[offset] : UInt8(ascii: "\n") }

    /// Columns from here to the first byte that is neither space nor tab.
    var indent: Int { firstNonspaceColumn - column }
    /// Whether nothing but spaces and tabs is left.
    var isBlank: Bool { firstNonspace >= line.count }
    /// The first byte that is neither space nor tab.
    var next: UInt8 { self[firstNonspace] }
    /// The columns of a half used tab that are still to come: they stand for as many spaces.
    var virtualSpaces: Int { isWithinTab ? 4 - column % 4 : 0 }
    /// Where the bytes to come begin: after a half used tab.
    var contentOffset: Int { isWithinTab ? offset + 1 : offset }

    func isBlank(at offset: Int) -> Bool { self[offset] == " " || self[offset] == "\t" }

    mutating func advance(bytes count: Int) {
        let end = min(offset + count, line.count)
        if offset < end { isWithinTab = false }
        while offset < end {
            column += line[offset] == "\t" ? 4 - column % 4 : 1
            offset += 1
        }
        findFirstNonspace()
    }

    mutating func advance(columns count: Int) {
        var count = count
        while count > 0, offset < line.count {
            if line[offset] == "\t" {
                let rest = 4 - column % 4
                isWithinTab = rest > count
                column += min(count, rest)
                offset += isWithinTab ? 0 : 1
                count -= min(count, rest)
            } else {
                isWithinTab = false
                column += 1
                offset += 1
                count -= 1
            }
        }
        findFirstNonspace()
    }

    private mutating func findFirstNonspace() {
        // What was found stays true until it is passed, so a line of blanks is read once.
        guard firstNonspace <= offset else { return }
        firstNonspace = offset
        firstNonspaceColumn = column
        while firstNonspace < line.count {
            switch line[firstNonspace] {
            case " ": firstNonspaceColumn += 1
            case "\t": firstNonspaceColumn += 4 - firstNonspaceColumn % 4
            default: return
            }
            firstNonspace += 1
        }
    }
}

extension LineScanner {
    /// Whether a setext heading's underline follows: `=` or `-`, then only blanks.
    var isSetextUnderline: Bool {
        guard next == "=" || next == "-" else { return false }
        var end = firstNonspace
        while self[end] == next { end += 1 }
        while isBlank(at: end) { end += 1 }
        return self[end] == "\n"
    }
}
