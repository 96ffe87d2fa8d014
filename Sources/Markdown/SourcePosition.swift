/// A place in a file: line and column, both from 1.
///
/// The column counts the UTF-8 bytes of the file's own line; a tab is one, a byte order mark none.
public struct SourcePosition: Hashable, Comparable, Sendable {
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, in bytes.
    public var column: Int

    /// The place at a line and a column.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// Reading order.
    public static func < (a: Self, b: Self) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

extension SourcePosition: CustomStringConvertible {
    /// `line:column`, as compilers print it.
    public var description: String { "\(line):\(column)" }
}

/// A stretch of a file.
///
/// `end` is the position just after the last byte, so `a` alone on line 3 is `3:1-3:2`, an empty
/// range starts where it ends, and the end of a block is one column beyond its last line's last byte.
public struct SourceRange: Hashable, Sendable {
    /// The position of the first byte.
    public var start: SourcePosition
    /// The position just after the last byte.
    public var end: SourcePosition

    /// The stretch from `start` up to, not including, `end`.
    public init(start: SourcePosition, end: SourcePosition) {
        self.start = start
        self.end = end
    }

    /// Whether all of `other` lies in this range.
    public func contains(_ other: SourceRange) -> Bool { start <= other.start && other.end <= end }
}

extension SourceRange: CustomStringConvertible {
    /// `line:column-line:column`.
    public var description: String { "\(start)-\(end)" }
}
