/// Writes a document's HTML, node by node, byte for byte as cmark does in its safe mode: raw HTML and
/// dangerous destinations are left out.
///
/// Whoever wants some nodes otherwise walks the events and hands on the rest:
///
///     var renderer = HTMLRenderer(document)
///     var events = document.events
///     while let event = events.next() {
///         if case .enter(let index) = event, case .codeBlock = document.nodes[index].kind {
///             renderer.startLine()
///             renderer.write("<figure>…</figure>\n")
///         } else {
///             renderer.render(event)
///         }
///     }
///
/// A code block is entered only. A node that is also left is replaced at both events, or is written as a
/// whole and its descendants passed over with ``Events/skip(_:)``.
///
/// Within an image's alternative text only text is written; ``isWithinImage`` tells.
public struct HTMLRenderer: Sendable {
    /// The HTML so far.
    public private(set) var output: [UInt8] = []

    /// Whether the next event belongs to an image's alternative text, an attribute that holds no markup.
    public var isWithinImage: Bool { image >= 0 }

    let document: Document
    private var image = -1

    /// A renderer that has written nothing yet.
    public init(_ document: Document) { self.document = document }

    /// Writes a node and its descendants.
    public mutating func render(subtree index: Int) {
        for event in document.events(of: index) { render(event) }
    }

    /// Writes markup as it is.
    public mutating func write(_ markup: String) { output.append(contentsOf: markup.utf8) }

    /// Writes text, escaped.
    public mutating func writeEscaped(_ text: String) {
        var text = text
        text.withUTF8 { HTML.escape($0, into: &output) }
    }

    /// Writes UTF-8, escaped.
    public mutating func writeEscaped(_ text: ArraySlice<UInt8>) {
        text.withUnsafeBufferPointer { HTML.escape($0, into: &output) }
    }

    /// Ends the line unless the output is at the start of one.
    public mutating func startLine() {
        if let last = output.last, last != UInt8(ascii: "\n") { output.append(UInt8(ascii: "\n")) }
    }

    /// Makes room for as many bytes.
    public mutating func reserveCapacity(_ bytes: Int) { output.reserveCapacity(bytes) }

    /// Gives the HTML so far and begins anew.
    public mutating func take() -> [UInt8] {
        defer { output = [] }
        return output
    }

    /// Writes what one step of a walk adds.
    public mutating func render(_ event: Event) {
        switch event {
        case .enter(let index):
            let record = document.records[index]
            if image >= 0 { alternative(record) } else { enter(record, index) }
        case .exit(let index):
            if image == index { image = -1 }
            if image < 0 { exit(document.records[index]) }
        }
    }

    private mutating func enter(_ record: Record, _ index: Int) {
        switch record.tag {
        case .document: break
        case .blockQuote: block("<blockquote>\n")
        case .list: openList(record)
        case .item: block("<li>")
        case .codeBlock: codeBlock(record)
        case .htmlBlock:
            block("<!-- raw HTML omitted -->")
            startLine()
        case .paragraph: if !isTight(record) { block("<p>") }
        case .heading:
            block("<h")
            output.append(UInt8(ascii: "0") + record.detail)
            output.append(UInt8(ascii: ">"))
        case .thematicBreak: block("<hr />\n")
        case .text: escape(record.first, record.middle)
        case .softBreak: output.append(UInt8(ascii: "\n"))
        case .lineBreak: output.append("<br />\n" as StaticString)
        case .code:
            output.append("<code>" as StaticString)
            escape(record.first, record.middle)
            output.append("</code>" as StaticString)
        case .htmlInline: output.append("<!-- raw HTML omitted -->" as StaticString)
        case .emphasis: output.append("<em>" as StaticString)
        case .strong: output.append("<strong>" as StaticString)
        case .link:
            output.append("<a href=\"" as StaticString)
            destination(record)
            title(record)
            output.append("\">" as StaticString)
        case .image:
            output.append("<img src=\"" as StaticString)
            destination(record)
            output.append("\" alt=\"" as StaticString)
            image = index
        }
    }

    private mutating func exit(_ record: Record) {
        switch record.tag {
        case .blockQuote: block("</blockquote>\n")
        case .list:
            let ordered = record.detail & Record.ListFlags.ordered != 0
            output.append(ordered ? "</ol>\n" : "</ul>\n" as StaticString)
        case .item: output.append("</li>\n" as StaticString)
        case .paragraph: if !isTight(record) { output.append("</p>\n" as StaticString) }
        case .heading:
            output.append("</h" as StaticString)
            output.append(UInt8(ascii: "0") + record.detail)
            output.append(">\n" as StaticString)
        case .emphasis: output.append("</em>" as StaticString)
        case .strong: output.append("</strong>" as StaticString)
        case .link: output.append("</a>" as StaticString)
        case .image:
            title(record)
            output.append("\" />" as StaticString)
        default: break
        }
    }

    private mutating func alternative(_ record: Record) {
        switch record.tag {
        case .text, .code, .htmlInline: escape(record.first, record.middle)
        case .softBreak, .lineBreak: output.append(UInt8(ascii: " "))
        default: break
        }
    }

    private mutating func openList(_ record: Record) {
        if record.detail & Record.ListFlags.ordered == 0 { return block("<ul>\n") }
        if record.number == 1 { return block("<ol>\n") }
        block("<ol start=\"")
        write("\(record.number)\">\n")
    }

    private mutating func codeBlock(_ record: Record) {
        let info = document.text[Int(record.first)..<Int(record.middle)]
        block("<pre><code")
        if !info.isEmpty {
            output.append(" class=\"language-" as StaticString)
            let language = info.prefix { !($0 == 32 || (9...13).contains($0)) }
            escape(record.first, record.first + Int32(language.count))
            output.append(UInt8(ascii: "\""))
        }
        output.append(UInt8(ascii: ">"))
        escape(record.middle, record.last)
        output.append("</code></pre>\n" as StaticString)
    }

    private func isTight(_ record: Record) -> Bool {
        guard record.parent > 0 else { return false }
        let grandparent = document.records[Int(document.records[Int(record.parent)].parent)]
        return grandparent.tag == .list && grandparent.detail & Record.ListFlags.tight != 0
    }

    private mutating func block(_ tag: StaticString) {
        startLine()
        output.append(tag)
    }

    private mutating func escape(_ start: Int32, _ end: Int32) {
        document.text.withUnsafeBufferPointer {
            HTML.escape(UnsafeBufferPointer(rebasing: $0[Int(start)..<Int(end)]), into: &output)
        }
    }

    private mutating func destination(_ record: Record) {
        document.text.withUnsafeBufferPointer {
            let destination = UnsafeBufferPointer(rebasing: $0[Int(record.first)..<Int(record.middle)])
            if !HTML.isDangerous(destination) { HTML.escapeDestination(destination, into: &output) }
        }
    }

    private mutating func title(_ record: Record) {
        guard record.hasTitle else { return }
        output.append("\" title=\"" as StaticString)
        escape(record.middle, record.last)
    }
}

extension Document {
    /// The HTML of the whole document, as cmark renders it in safe mode.
    ///
    ///     String(decoding: try Document(parsing: Source("*a*")).html(), as: UTF8.self)   // <p><em>a</em></p>
    public func html() -> [UInt8] {
        var renderer = HTMLRenderer(self)
        // Markup takes about a quarter more; growing step by step would copy the page over and over.
        renderer.reserveCapacity(source.bytes.count + source.bytes.count / 4)
        renderer.render(subtree: 0)
        return renderer.take()
    }
}
