import Literate
import Markdown

extension ProseWriter {
    /// What an image names: a drawing, or nothing that the book has.
    private struct Figure {
        let alternative: String
        let caption: String?
        let id: String?
        let drawing: InlineSVG?
    }

    private func figure(_ index: Int) -> Figure? {
        guard case .image(let destination, let title) = document.nodes[index].kind else { return nil }
        let name = Self.figureName(destination)
        return Figure(
            alternative: document.plainText(of: index), caption: title?.isEmpty == false ? title : nil,
            id: name,
            drawing: name.flatMap { name in context.figures[name].map { InlineSVG($0, within: name) } })
    }

    /// Writes an image as a block of its own, with its words and its numbers below; where there is no drawing, with a
    /// blank.
    mutating func writeFigure(_ index: Int) {
        guard let figure = figure(index) else { return }
        output.startLine()
        let number = figure.id.flatMap { context.numbers.numbers[$0] }
        output.write("<figure\(figure.id.map { " id=\"\($0)\"" } ?? "")>\n")
        if let drawing = figure.drawing {
            // On a narrow screen it scrolls by itself, so that its letters stay large enough.
            let label = HTML.escape(
                figure.caption == nil ? number.map { "Figure \($0)" } ?? "Figure" : figure.alternative)
            output.write("<div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"\(label)\">\n")
            output.write("\(drawing.markup)\n</div>\n")
        } else {
            output.write("<div class=\"drawing missing\">This figure is not there yet.</div>\n")
        }
        output.write("<figcaption>")
        if let number { output.write("<b>Figure \(number).</b> ") }
        output.writeProse(figure.caption ?? figure.alternative)
        if let id = figure.id {
            output.write(" ")
            writePermalink(to: id, "Link to this figure")
        }
        output.write("</figcaption>\n</figure>\n")
        if let table = figure.drawing?.table { writeNumbers(table, number) }
    }

    /// Writes the table that a drawing carries.
    private mutating func writeNumbers(_ table: [[String]], _ number: String?) {
        let name = number.map { "The numbers of figure \($0)" } ?? "The numbers of the figure"
        output.write("<details class=\"numbers\">\n<summary>The numbers as a table</summary>\n")
        output.write("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"\(name)\">\n<table>\n")
        for (row, cells) in table.enumerated() {
            let (open, close) = row == 0 ? ("<th scope=\"col\">", "</th>") : ("<td>", "</td>")
            output.write(row == 0 ? "<thead>\n" : row == 1 ? "<tbody>\n" : "")
            output.write("<tr>\(cells.map { open + $0 + close }.joined())</tr>\n")
            output.write(row == 0 ? "</thead>\n" : "")
        }
        output.write("</tbody>\n</table>\n</div>\n</details>\n")
    }

    /// Writes an image as a part of its line.
    mutating func writeInlineFigure(_ index: Int) {
        guard let figure = figure(index) else { return }
        let label = HTML.escape(figure.alternative)
        output.write(
            "<span class=\"drawing\"\(figure.id.map { " id=\"\($0)\"" } ?? "") role=\"img\" aria-label=\"\(label)\">"
        )
        output.write(figure.drawing?.markup ?? label)
        output.write("</span>")
    }

    /// The name in `figures/name.svg`; nil for anything else.
    private static func figureName(_ destination: String) -> String? {
        guard destination.hasPrefix("figures/"), destination.hasSuffix(".svg") else { return nil }
        let name = destination.dropFirst("figures/".count).dropLast(".svg".count)
        let isName =
            !name.isEmpty
            && name.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            }
        return isName ? String(name) : nil
    }
}
