import Literate
import Markdown

extension ProseWriter {
    /// Writes a code block as what its fence makes it.
    mutating func writeCodeBlock(_ index: Int, _ literal: String) {
        guard part == .chapter, let number = context.chapter.fenceOfNode[index] else {
            return writeCode(Code(class: "plain", name: "Text"), literal)
        }
        let fence = context.chapter.fences[number]
        if let role = fence.role { lastSwift = role }
        switch fence.kind {
        case .swift(let role): writeSwift(fence, role, context.annotations.tokens[number] ?? [])
        case .output: writeOutput(fence)
        case .diagnostic:
            writeCode(
                Code(class: "diagnostic", label: "The compiler says", name: "Compiler error"), fence.text)
        case .hint(let id): writeHint(number, of: id)
        case .math(let id): writeEquation(fence, id)
        case .mermaid:
            writeFlowchart(fence, number)
        case .table: writeTable(number)
        case .shown(let language): writeShown(fence.text, language)
        }
    }

    private mutating func writeSwift(
        _ fence: ChapterFence, _ role: SwiftRole, _ tokens: [CodeAnnotations.Token]
    ) {
        var code = Code(
            class: "swift", name: "Swift", language: "swift", values: fence.valueComments, tokens: tokens)
        // No id of a chapter's own holds a full stop.
        snippets += 1
        code.id = "code.\(snippets)"
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
            (code.class, code.label, code.id) = (
                "swift exercise", "Exercise \(context.numbers.numbers[id] ?? "")", id
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
}
