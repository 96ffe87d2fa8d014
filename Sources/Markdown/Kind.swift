/// What a node is, with what belongs to it. Children are separate nodes.
///
/// Text is UTF-8: a NUL and bytes that are not UTF-8 have become U+FFFD. Entities and backslash escapes
/// are resolved except in code and raw HTML.
public enum Kind: Hashable, Sendable {
    /// The file: the first node.
    case document
    /// `> …`
    case blockQuote
    /// A list; its children are items. In a tight one paragraphs are shown without a `<p>`.
    case list(marker: ListMarker, tight: Bool)
    /// An item of a list.
    case item
    /// Code, fenced or indented: the info string as Markdown reads it, and the lines, each with its LF.
    case codeBlock(info: String, literal: String)
    /// Raw HTML between blocks.
    case htmlBlock(literal: String)
    /// A paragraph.
    case paragraph
    /// A heading of level 1 to 6.
    case heading(level: Int)
    /// `---`
    case thematicBreak
    /// Text, never empty.
    case text(String)
    /// A line ending within a paragraph.
    case softBreak
    /// A line ending after two spaces or a backslash.
    case lineBreak
    /// Code between backticks.
    case code(String)
    /// A tag or comment within a paragraph.
    case htmlInline(String)
    /// `*…*` or `_…_`
    case emphasis
    /// `**…**` or `__…__`
    case strong
    /// A link, an autolink too. `title` is nil where there is none; an empty one is there.
    case link(destination: String, title: String?)
    /// An image; its children are its alternative text.
    case image(destination: String, title: String?)
}

/// How the items of a list are marked.
public enum ListMarker: Hashable, Sendable {
    /// `-`, `+` or `*`
    case bullet
    /// Numbers from `start` (0 to 999,999,999), each followed by the delimiter.
    case ordered(start: Int, delimiter: Delimiter)

    /// What follows the number.
    public enum Delimiter: Hashable, Sendable {
        /// `1.`
        case period
        /// `1)`
        case parenthesis
    }
}
