extension Node {
    /// Whether it is text, told without making a string.
    public var isText: Bool { record.tag == .text }
    /// Whether it is a heading.
    public var isHeading: Bool { record.tag == .heading }
    /// Whether it is code within a line.
    public var isCode: Bool { record.tag == .code }
    /// Whether it is a code block.
    public var isCodeBlock: Bool { record.tag == .codeBlock }
    /// Whether it is a link, an image or raw HTML: what a reader of many nodes has to look into.
    public var isLinkOrHTML: Bool {
        switch record.tag {
        case .link, .image, .htmlBlock, .htmlInline: true
        default: false
        }
    }

    /// The bytes of its text, code or HTML; of a link or image the destination, of a code block the info string.
    public var utf8: ArraySlice<UInt8> { text[Int(record.first)..<Int(record.middle)] }
}
