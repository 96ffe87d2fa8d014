import Literate
import Markdown

extension ProseWriter {
    /// Writes an equation as a block, with its number if it has one.
    mutating func writeEquation(_ fence: ChapterFence, _ id: String?) {
        output.startLine()
        let number = id.flatMap { context.numbers.numbers[$0] }
        let name = number.map { "Equation \($0)" } ?? "Equation"
        output.write("<div class=\"equation\"\(id.map { " id=\"\($0)\"" } ?? "")>\n")
        if let math = fence.formula.flatMap({ context.math[$0] }) {
            // Whatever does not fit scrolls by itself, so it must be reached by keyboard.
            output.write("<div class=\"formula\" tabindex=\"0\" role=\"group\" aria-label=\"\(name)\">")
            output.write(math.markup)
            output.write("</div>\n")
        } else {
            writePreformatted(Code(class: "math", name: name, language: "tex"), fence.text)
        }
        if let id, let number {
            output.write(
                "<a class=\"number\" href=\"#\(id)\" aria-label=\"Equation (\(number))\">(\(number))</a>\n")
        }
        output.write("</div>\n")
    }

    /// Writes a formula in a line of text; where it was not set, its TeX.
    mutating func writeInlineMath(_ tex: String) {
        guard let math = context.math[Formula(tex: tex, isDisplay: false)] else {
            output.write("<code class=\"math\">")
            output.writeEscaped(tex)
            return output.write("</code>")
        }
        // A line can't be broken within a formula: on a narrow screen a long one has a line of its own.
        guard Self.letters(in: tex) > Self.longestInLine else { return output.write(math.markup) }
        output.write("<span class=\"long\">")
        output.write(math.markup)
        output.write("</span>")
    }

    private static let longestInLine = 26

    /// About how many letters a formula shows: of its commands those that are words, of the others one each; the signs
    /// that have spaces around them count twice.
    private static func letters(in tex: String) -> Int {
        var rest = tex[...]
        var count = 0
        while let letter = rest.popFirst() {
            if letter == "\\" {
                let command = rest.prefix { $0.isASCII && $0.isLetter }
                rest = rest.dropFirst(command.count)
                if command.isEmpty {
                    if let sign = rest.popFirst(), !",;!".contains(sign) { count += 1 }
                } else if !silent.contains(command) {
                    count += 1
                }
            } else if "=+-<>".contains(letter) {
                count += 2
            } else if !" {}^_".contains(letter) {
                count += 1
            }
        }
        return count
    }

    /// Commands that show nothing themselves.
    private static let silent: Set<Substring> = [
        "operatorname", "mathrm", "text", "mathbf", "mathbb", "mathcal", "left", "right",
    ]
}
