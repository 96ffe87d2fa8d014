import Literate
import Markdown

/// Writes a document's HTML as a page has it: a chapter, a hint or a table's cell.
///
/// One walk without recursion into one buffer. What has no meaning of its own in a chapter is the renderer's.
struct ProseWriter {
    /// Whose text it is.
    enum Part {
        case chapter, hint, cell
        /// A term's first paragraph, to be shown beside a link: without links of its own.
        case definition
    }

    var output: HTMLRenderer
    var citations = Citations()
    let document: Document
    let context: PageContext
    let part: Part

    /// The next of the chapter's headings.
    private var heading = 0
    /// How many flow charts and how many Swift fences have been written.
    var diagrams = 0
    var snippets = 0
    /// For each exercise how many of its hints have been written.
    var hints: [String: Int] = [:]
    /// The Swift fence before the place of the walk.
    var lastSwift: SwiftRole?
    /// Links that are open: within one no further link may begin.
    var openLinks = 0
    /// The first text node that no run of text has covered.
    var nextText = 0
    /// What is wrong with the chapter and has not been shown yet, from the last to the first.
    var faults: [Diagnostic] = []
    /// The code and the text behind it that were found to be inline math, -1 for none.
    var mathCode = -1
    var mathEnd = -1

    init(_ document: Document, _ context: PageContext, part: Part = .chapter) {
        output = HTMLRenderer(document)
        self.document = document
        self.context = context
        self.part = part
        if part == .chapter { faults = context.faults.reversed() }
        if part == .definition { openLinks = 1 }
    }

    mutating func write() {
        write(subtree: 0)
        writeFaults(upTo: .max)
    }

    /// Writes a node and its descendants.
    mutating func write(subtree node: Int) {
        var events = document.events(of: node)
        while let event = events.next() {
            switch event {
            case .enter(let index):
                if !faults.isEmpty { writeFaults(before: index) }
                enter(index, &events)
            case .exit(let index): exit(index)
            }
        }
    }

    private mutating func enter(_ index: Int, _ events: inout Events) {
        let node = document.nodes[index]
        // Half of all nodes are text, and most of it is plain: no string is made for that.
        if node.isText { return writeText(at: index) }
        switch node.kind {
        case .code(let code) where index == mathCode:
            writeInlineMath(code)
        case .htmlBlock, .htmlInline:
            // Comments are dropped, and the rest is refused before a page is made.
            break
        case .codeBlock(_, let literal):
            writeCodeBlock(index, literal)
        case .heading(let level):
            openHeading(level, index)
        case .paragraph:
            if part == .cell || part == .definition { break }
            if document.isOnlyImages(index) {
                for child in document.children(of: index) { writeFigure(child) }
                events.skip(index)
            } else {
                output.render(.enter(index))
            }
        case .link(let destination, _):
            openLink(index, destination)
        case .image:
            if part != .definition { writeInlineFigure(index) }
            events.skip(index)
        default:
            output.render(.enter(index))
        }
    }

    private mutating func exit(_ index: Int) {
        switch document.nodes[index].kind {
        case .paragraph where part == .cell || part == .definition: break
        case .heading: closeHeading(index)
        case .link: closeLink(index)
        default: output.render(.exit(index))
        }
    }

    // MARK: Headings

    private mutating func openHeading(_ level: Int, _ index: Int) {
        guard part == .chapter, let id = headingID(index) else { return output.render(.enter(index)) }
        output.startLine()
        output.write("<h\(level) id=\"")
        output.writeEscaped(id)
        output.write("\">")
    }

    private mutating func closeHeading(_ index: Int) {
        if part == .chapter, let id = headingID(index) {
            output.write(" ")
            writePermalink(to: id, "Link to this section")
        }
        if part == .chapter { heading += 1 }
        output.render(.exit(index))
    }

    private func headingID(_ index: Int) -> String? {
        let headings = context.chapter.headings
        guard heading < headings.count, headings[heading].node == index else { return nil }
        return headings[heading].id.isEmpty ? nil : headings[heading].id
    }

    mutating func writePermalink(to id: String, _ label: String) {
        output.write("<a class=\"permalink\" href=\"#")
        output.write(HTML.escapeDestination(id))
        output.write("\" aria-label=\"\(label)\">#</a>")
    }

    /// Writes a document within this one, such as a cell: its citations count on.
    mutating func write(_ inner: Document, part: Part) {
        var writer = ProseWriter(inner, context, part: part)
        swap(&writer.citations, &citations)
        writer.write()
        swap(&writer.citations, &citations)
        output.write(String(decoding: writer.output.take(), as: UTF8.self))
    }
}
