/// A node as it is stored: fixed size, no references, strings in the document's one text buffer.
///
/// Twenty megabytes of Markdown hold a million nodes. A heap object for each, or an enum with strings in
/// it, costs more time and memory than parsing did.
struct Record: Sendable {
    enum Tag: UInt8, Sendable {
        case document, blockQuote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
        case text, softBreak, lineBreak, code, htmlInline, emphasis, strong, link, image
    }

    var tag: Tag
    /// Heading: level. Emphasis, strong, link, image: the byte that opens it. List: see `ListFlags`.
    var detail: UInt8 = 0
    var hasRange = true
    var hasTitle = false
    var parent: Int32
    /// The index after the last descendant.
    var end: Int32 = 0
    var startLine: Int32 = 0
    var startColumn: Int32 = 0
    var endLine: Int32 = 0
    var endColumn: Int32 = 0
    /// `text[first..<middle]` is the literal, info or destination, `text[middle..<last]` the code or title.
    var first: Int32 = 0
    var middle: Int32 = 0
    var last: Int32 = 0
    /// List: the first number. Item: columns of indentation that its further lines need. Fenced code:
    /// blanks before the fence, taken off each line; indented code: -1.
    var number: Int32 = 0

    init(_ tag: Tag, parent: Int) {
        self.tag = tag
        self.parent = Int32(parent)
    }

    /// Whether the node may have children, and so is left as well as entered.
    var isContainer: Bool {
        switch tag {
        case .document, .blockQuote, .list, .item, .paragraph, .heading, .emphasis, .strong, .link, .image:
            true
        default: false
        }
    }

    /// Whether the node counts against the nesting limit.
    var nests: Bool {
        switch tag {
        case .blockQuote, .item, .emphasis, .strong, .link, .image: true
        default: false
        }
    }

    var start: SourcePosition {
        get { SourcePosition(line: Int(startLine), column: Int(startColumn)) }
        set { (startLine, startColumn) = (Int32(newValue.line), Int32(newValue.column)) }
    }

    var stop: SourcePosition {
        get { SourcePosition(line: Int(endLine), column: Int(endColumn)) }
        set { (endLine, endColumn) = (Int32(newValue.line), Int32(newValue.column)) }
    }

    enum ListFlags {
        static let ordered: UInt8 = 1
        static let tight: UInt8 = 2
        static let parenthesis: UInt8 = 4
    }
}
