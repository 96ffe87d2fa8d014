/// Why a file was not parsed.
public struct ParseError: Error, Hashable, Sendable {
    /// What was exceeded.
    public enum Reason: Hashable, Sendable {
        /// Quotes, list items, emphasis, links or images stand more than ``Document/nestingLimit`` deep.
        case nestedTooDeep
        /// The file has more than ``Document/sizeLimit`` bytes.
        case tooLarge
    }

    /// What was exceeded.
    public var reason: Reason
    /// Where: the first quote, item or inline that is too deep; the start of a file that is too large.
    public var position: SourcePosition
    /// The limit that was exceeded.
    public var limit: Int
}

extension ParseError: CustomStringConvertible {
    /// A sentence without the place.
    public var description: String {
        switch reason {
        case .nestedTooDeep: "blocks and inlines are nested more than \(limit) deep"
        case .tooLarge: "the file is larger than \(limit) bytes"
        }
    }
}
