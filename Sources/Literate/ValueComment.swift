/// A comment `// → value` behind a top-level statement: what the statement's value is to be.
public struct ValueComment: Equatable, Sendable {
    /// The line of the snippet, from 0.
    public let line: Int
    /// What stands behind the arrow; empty where the value is still to be filled in.
    public let expected: String
    /// The bytes of the snippet's text from behind the arrow to the end of the line.
    let range: Range<Int>
    /// The bytes of the whole comment.
    let comment: Range<Int>
    /// The statement it shows.
    let statement: SwiftStatement

    /// Whether `value` is as expected. A final `…` leaves open how it goes on.
    public func matches(_ value: String) -> Bool {
        let value = Self.trimmed(value)
        guard expected.hasSuffix("…") else { return expected.utf8.elementsEqual(value.utf8) }
        return value.utf8.starts(with: expected.dropLast().utf8)
    }

    static func trimmed(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var rest = text[...]
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        while let first = rest.first, isBlank(first) { rest.removeFirst() }
        return String(rest)
    }
}

/// A value comment that shows nothing, and why.
struct MisplacedValue: Equatable {
    let offset: Int
    let message: String
}
