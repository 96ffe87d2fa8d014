/// A node of a document: what it is, where it stands, and where its relatives are in ``Document/nodes``.
public struct Node: Sendable {
    let record: Record
    let text: [UInt8]

    /// The index of the node that holds this one, -1 for the document.
    public var parent: Int { Int(record.parent) }

    /// The index after the last descendant; the next sibling, if there is one, stands there.
    public var end: Int { Int(record.end) }

    /// Where the node stands in the file.
    ///
    /// Never nil for a block. Nil for an inline whose bytes were not found, which no known input reaches.
    /// A link's range includes its destination, emphasis its marks, code its backticks, a break the blanks
    /// around it; a list or item ends with its last block, a quote with its last line.
    public var range: SourceRange? {
        record.hasRange ? SourceRange(start: record.start, end: record.stop) : nil
    }

    /// What the node is. Strings are made anew at each call.
    public var kind: Kind {
        switch record.tag {
        case .document: .document
        case .blockQuote: .blockQuote
        case .list: .list(marker: marker, tight: record.detail & Record.ListFlags.tight != 0)
        case .item: .item
        case .codeBlock: .codeBlock(info: firstString, literal: secondString)
        case .htmlBlock: .htmlBlock(literal: firstString)
        case .paragraph: .paragraph
        case .heading: .heading(level: Int(record.detail))
        case .thematicBreak: .thematicBreak
        case .text: .text(firstString)
        case .softBreak: .softBreak
        case .lineBreak: .lineBreak
        case .code: .code(firstString)
        case .htmlInline: .htmlInline(firstString)
        case .emphasis: .emphasis
        case .strong: .strong
        case .link: .link(destination: firstString, title: title)
        case .image: .image(destination: firstString, title: title)
        }
    }

    private var marker: ListMarker {
        guard record.detail & Record.ListFlags.ordered != 0 else { return .bullet }
        let parenthesis = record.detail & Record.ListFlags.parenthesis != 0
        return .ordered(start: Int(record.number), delimiter: parenthesis ? .parenthesis : .period)
    }

    private var title: String? { record.hasTitle ? secondString : nil }
    private var firstString: String {
        String(decoding: text[Int(record.first)..<Int(record.middle)], as: UTF8.self)
    }
    private var secondString: String {
        String(decoding: text[Int(record.middle)..<Int(record.last)], as: UTF8.self)
    }
}
