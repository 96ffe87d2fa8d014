import Markdown

/// Something to tell the writer of a chapter, with its place.
///
/// Printed as `path:line:column: error: message`; what `details` holds follows on lines of its own.
public struct Diagnostic: Equatable, Hashable, Sendable {
    /// How much it matters: an error fails the book, a warning and a note fail nothing.
    public enum Severity: String, Sendable, Codable {
        case error, warning, note
    }

    /// How much it matters.
    public var severity: Severity
    /// The file, as it was given.
    public var path: String
    /// Where in the file.
    public var position: SourcePosition
    /// One line that stands alone.
    public var message: String
    /// Lines shown below the message: the place in the source, or what differs.
    public var details: [String]

    /// Creates a diagnostic. Line breaks and control characters in `message` are made visible.
    public init(
        _ severity: Severity = .error, path: String, at position: SourcePosition, _ message: String,
        details: [String] = []
    ) {
        self.severity = severity
        self.path = path
        self.position = position
        self.message = Visible.line(message)
        self.details = details.map { Visible.line($0) }
    }

    /// `path:line:column: error: message`, and the details below.
    public var rendered: String {
        ([heading] + details).joined(separator: "\n")
    }

    /// `path:line:column: error: message`.
    public var heading: String {
        "\(Visible.line(path)):\(position.line):\(position.column): \(severity.rawValue): \(message)"
    }

    /// The source's line with a caret under the column, as details of a diagnostic. Of a long line only what
    /// stands around the column is shown.
    public static func excerpt(of source: Source, at position: SourcePosition) -> [String] {
        guard position.line >= 1, position.line <= source.lineCount else { return [] }
        let line = source.line(position.line)
        let column = min(max(0, position.column - 1), line.count)
        let reach = 120
        var start = line.startIndex + max(0, column - reach)
        var end = line.startIndex + min(line.count, column + reach)
        while start > line.startIndex, line[start] & 0xC0 == 0x80 { start -= 1 }
        while end < line.endIndex, line[end] & 0xC0 == 0x80 { end += 1 }
        let head = start > line.startIndex ? "…" : ""
        let number = String(position.line)
        let gutter = String(repeating: " ", count: max(0, 5 - number.count)) + number + " | "
        let before = head + String(decoding: line[start..<(line.startIndex + column)], as: UTF8.self)
        // A tab is kept under a tab, and a wide character counts as it is shown, so that the caret stands right.
        let pad = before.map { $0 == "\t" ? "\t" : $0.isWide ? "  " : " " }
        return [
            gutter + head + String(decoding: line[start..<end], as: UTF8.self)
                + (end < line.endIndex ? "…" : ""),
            String(repeating: " ", count: gutter.count - 2) + "| " + pad.joined() + "^",
        ]
    }
}

extension Character {
    /// Whether a terminal gives it two cells: Chinese, Japanese, Korean, and emoji.
    var isWide: Bool {
        guard let scalar = unicodeScalars.first else { return false }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return true
        default: return false
        }
    }
}
