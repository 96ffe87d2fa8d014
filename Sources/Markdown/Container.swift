/// A quote or list item that lines stand in: what its prefix on each of them must be.
struct Container {
    /// The line it begins on.
    let line: Int
    /// The columns that further lines of an item need; nil for a quote.
    let indent: Int?

    /// Reads past this container's prefix; false, and nothing read, if the line has none and so either ends
    /// the container or lazily continues a paragraph.
    @discardableResult
    func read(_ scanner: inout LineScanner, line number: Int) -> Bool {
        guard number > line else {
            if indent == nil { Self.openBlockQuote(&scanner) } else { _ = Self.openItem(&scanner) }
            return true
        }
        guard let indent else {
            guard scanner.indent <= 3, scanner.next == ">" else { return false }
            scanner.advance(columns: scanner.indent + 1)
            if scanner.isBlank(at: scanner.offset) { scanner.advance(columns: 1) }
            return true
        }
        if scanner.indent >= indent {
            scanner.advance(columns: indent)
        } else if scanner.isBlank {
            scanner.advance(bytes: scanner.firstNonspace - scanner.offset)
        } else {
            return false
        }
        return true
    }

    /// Reads past the `>` that opens a quote.
    static func openBlockQuote(_ scanner: inout LineScanner) {
        scanner.advance(bytes: scanner.firstNonspace + 1 - scanner.offset)
        if scanner.isBlank(at: scanner.offset) { scanner.advance(columns: 1) }
    }

    /// Reads past the marker that opens an item and the blanks after it that belong to it; gives the length
    /// of the marker and the columns that further lines need.
    static func openItem(_ scanner: inout LineScanner) -> (marker: Int, indent: Int) {
        let start = scanner.firstNonspace
        var end = start
        while ("0"..."9") ~= scanner[end] { end += 1 }
        end += 1
        let marker = end - start
        let outer = scanner.indent + marker
        scanner.advance(bytes: end - scanner.offset)
        let afterMarker = scanner
        while scanner.column - afterMarker.column <= 5, scanner.isBlank(at: scanner.offset) {
            scanner.advance(columns: 1)
        }
        let blanks = scanner.column - afterMarker.column
        if (1..<5).contains(blanks), scanner[scanner.offset] != "\n" {
            return (marker, outer + blanks)
        }
        // Code or nothing follows: one blank belongs to the marker.
        scanner = afterMarker
        if blanks > 0 { scanner.advance(columns: 1) }
        return (marker, outer + 1)
    }
}

extension LineScanner {
    /// Reads past the blanks that are no part of a code block's line: up to `fence` of them, or four columns
    /// for indented code, where `fence` is -1.
    mutating func skipCodeIndent(fence: Int) {
        if fence < 0 {
            if indent >= 4 { advance(columns: 4) } else { advance(bytes: firstNonspace - offset) }
        }
        var rest = fence
        while rest > 0, isBlank(at: offset) {
            advance(columns: 1)
            rest -= 1
        }
    }
}

/// The number of lines in a code block's literal.
func literalLines(_ record: Record, _ text: [UInt8]) -> Int {
    text[Int(record.middle)..<Int(record.last)].reduce(0) { $0 + ($1 == "\n" ? 1 : 0) }
}
