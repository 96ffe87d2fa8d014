import Literate
import Markdown

/// Writes a document's HTML as a page has it: a chapter, a hint or a table's cell.
///
/// One walk without recursion into one buffer. What has no meaning of its own in a chapter is the renderer's.
struct ProseWriter {
    /// Whose text it is.
    enum Part {
        case chapter, hint, cell
    }

    var output: HTMLRenderer
    var citations = Citations()
    let document: Document
    let context: PageContext
    let part: Part

    /// The next of the chapter's headings.
    private var heading = 0
    private var equations = 0
    private var exercises = 0
    /// For each exercise how many of its hints have been written.
    private var hints: [String: Int] = [:]
    /// The Swift fence before the place of the walk.
    private var lastSwift: SwiftRole?
    /// Links that are open: within one no further link may begin.
    var openLinks = 0
    /// The first text node that no run of text has covered.
    var nextText = 0
    /// The code and the text behind it that were found to be inline math, -1 for none.
    var mathCode = -1
    var mathEnd = -1

    init(_ document: Document, _ context: PageContext, part: Part = .chapter) {
        output = HTMLRenderer(document)
        self.document = document
        self.context = context
        self.part = part
    }

    mutating func write() {
        var events = document.events
        while let event = events.next() {
            switch event {
            case .enter(let index): enter(index, &events)
            case .exit(let index): exit(index)
            }
        }
    }

    private mutating func enter(_ index: Int, _ events: inout Events) {
        switch document.nodes[index].kind {
        case .text(let text):
            writeText(text, at: index)
        case .code(let code) where index == mathCode:
            output.write("<code class=\"math\">")
            output.writeEscaped(code)
            output.write("</code>")
        case .htmlBlock, .htmlInline:
            // Comments are dropped, and the rest is refused before a page is made.
            break
        case .codeBlock(_, let literal):
            writeCodeBlock(index, literal)
        case .heading(let level):
            openHeading(level, index)
        case .paragraph:
            if part == .cell { break }
            if isOnlyFigures(index) {
                for child in document.children(of: index) { writeFigure(child, isBlock: true) }
                events.skip(index)
            } else {
                output.render(.enter(index))
            }
        case .link(let destination, _):
            openLink(index, destination)
        case .image:
            writeFigure(index, isBlock: false)
            events.skip(index)
        default:
            output.render(.enter(index))
        }
    }

    private mutating func exit(_ index: Int) {
        switch document.nodes[index].kind {
        case .paragraph where part == .cell: break
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

    // MARK: Fences

    private mutating func writeCodeBlock(_ index: Int, _ literal: String) {
        guard part == .chapter, let number = context.chapter.fenceOfNode[index] else {
            return writeCode(Code(class: "plain", name: "Text"), literal)
        }
        let fence = context.chapter.fences[number]
        if let role = fence.role { lastSwift = role }
        switch fence.kind {
        case .swift(let role): writeSwift(fence, role)
        case .output: writeOutput(fence)
        case .diagnostic:
            writeCode(
                Code(class: "diagnostic", label: "The compiler says", name: "Compiler error"), fence.text)
        case .hint(let id): writeHint(number, of: id)
        case .math(let id): writeEquation(fence.text, id)
        case .mermaid:
            writeCode(
                Code(class: "plain", label: "Flow chart", name: "Flow chart", language: "mermaid"), fence.text
            )
        case .table: writeTable(number)
        case .shown(let language): writeShown(fence.text, language)
        }
    }

    private mutating func writeSwift(_ fence: ChapterFence, _ role: SwiftRole) {
        var code = Code(class: "swift", name: "Swift", language: "swift", values: fence.valueComments)
        switch role {
        case .snippet(hidden: false): break
        case .snippet(hidden: true):
            let lines = fence.lines.count
            code.summary = "Code folded away (\(lines) line\(lines == 1 ? "" : "s"))"
        case .fails:
            (code.class, code.label) = ("swift fails", "Does not compile")
        case .traps:
            (code.class, code.label) = ("swift traps", "Stops when it runs")
        case .exercise(let id):
            exercises += 1
            (code.class, code.label, code.id) = (
                "swift exercise", "Exercise \(context.number(exercises))", id
            )
        case .check:
            (code.class, code.summary) = ("swift check", "What a right answer must satisfy")
        case .solution:
            (code.class, code.summary) = ("swift solution", "Solution")
        }
        writeCode(code, fence.text)
    }

    private mutating func writeOutput(_ fence: ChapterFence) {
        var code = Code(class: "output", label: "Output", name: "Output")
        if lastSwift == .traps { code.label = "It stops with" }
        if fence.text.isEmpty { code.label = "No output" }
        writeCode(code, fence.text)
    }

    private mutating func writeShown(_ text: String, _ language: String) {
        let label: String? =
            switch language {
            case "python": "Python, not run"
            case "bash": "Shell"
            case "json": "JSON"
            default: nil
            }
        let name = language == "text" ? "Text" : label ?? language
        writeCode(Code(class: "plain", label: label, name: name, language: language), text)
    }

    private mutating func writeHint(_ number: Int, of id: String) {
        guard let document = context.chapter.hints[number] else { return }
        let count = hints[id, default: 0] + 1
        hints[id] = count
        let total = context.chapter.exercises.first { $0.id == id }?.hints.count ?? count
        output.startLine()
        output.write(
            "<details class=\"hint\">\n<summary>Hint\(total > 1 ? " \(count) of \(total)" : "")</summary>\n")
        write(document, part: .hint)
        output.write("</details>\n")
    }

    private mutating func writeEquation(_ tex: String, _ id: String?) {
        output.startLine()
        if let id {
            equations += 1
            let number = context.number(equations)
            output.write("<div class=\"equation\" id=\"\(id)\">\n")
            writePreformatted(Code(class: "math", name: "Equation \(number)", language: "tex"), tex)
            output.write(
                "<a class=\"number\" href=\"#\(id)\" aria-label=\"Equation \(number)\">(\(number))</a>\n")
        } else {
            output.write("<div class=\"equation\">\n")
            writePreformatted(Code(class: "math", name: "Equation", language: "tex"), tex)
        }
        output.write("</div>\n")
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
