import Literate
import Markdown

/// How a block of code is shown.
struct Code {
    /// The classes: what it is, for the theme.
    var `class`: String
    /// Words above it: what it is, for everyone.
    var label: String?
    /// What a screen reader calls it.
    var name: String
    var language: String?
    var id: String?
    /// Where it is folded away: the words that open it.
    var summary: String?
    /// The bytes of checked value comments.
    var values: [Range<Int>] = []
    /// What the compiler knows of its words.
    var tokens: [CodeAnnotations.Token] = []
}

extension ProseWriter {
    mutating func writeCode(_ code: Code, _ text: String) {
        output.startLine()
        let id = code.id.map { " id=\"\($0)\"" } ?? ""
        if let summary = code.summary {
            output.write("<details class=\"code \(code.class)\"\(id)>\n<summary>\(summary)</summary>\n")
        } else {
            output.write("<div class=\"code \(code.class)\"\(id)>\n")
        }
        if let label = code.label {
            output.write("<p class=\"label\">\(label)")
            if let id = code.id {
                output.write(" ")
                writePermalink(
                    to: id, code.class.hasSuffix("exercise") ? "Link to this exercise" : "Link to this code")
            }
            output.write("</p>\n")
        } else if let id = code.id, code.summary == nil {
            writePermalink(to: id, "Link to this code")
            output.write("\n")
        }
        if !text.isEmpty { writePreformatted(code, text) }
        output.write(code.summary == nil ? "</div>\n" : "</details>\n")
    }

    /// Writes the text itself. It can be reached by keyboard, because it may scroll.
    mutating func writePreformatted(_ code: Code, _ text: String) {
        output.write("<pre tabindex=\"0\" role=\"group\" aria-label=\"\(code.name)\"><code")
        if let language = code.language { output.write(" class=\"language-\(language)\"") }
        output.write(">")
        // HTML drops a newline that follows <pre>, but not one that follows <code> within it.
        let markup = CodeMarkup(
            text: text, tokens: code.tokens, values: code.values, addresses: context.noteAddresses,
            modules: context.modules)
        markup.write(to: &output)
        output.write("</code></pre>\n")
    }
}
