import Literate
import Markdown

extension ProseWriter {
    /// Whether a paragraph holds figures and nothing else, so that they may stand as blocks.
    func isOnlyFigures(_ paragraph: Int) -> Bool {
        var hasFigure = false
        for child in document.children(of: paragraph) {
            switch document.nodes[child].kind {
            case .image: hasFigure = true
            case .softBreak, .lineBreak: break
            case .text(let text) where text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }): break
            default: return false
            }
        }
        return hasFigure
    }

    /// What an image names: a drawing, or nothing that the book has.
    private struct Figure {
        let alternative: String
        let caption: String?
        let id: String?
        let drawing: String?
    }

    private func figure(_ index: Int) -> Figure? {
        guard case .image(let destination, let title) = document.nodes[index].kind else { return nil }
        let name = Self.figureName(destination)
        return Figure(
            alternative: document.plainText(of: index), caption: title?.isEmpty == false ? title : nil,
            id: name,
            drawing: name.flatMap { context.figures[$0] }.map(InlineSVG.text))
    }

    /// Writes an image as a block of its own, with its words below; where there is no drawing, with a blank.
    mutating func writeFigure(_ index: Int) {
        guard let figure = figure(index) else { return }
        output.startLine()
        output.write("<figure\(figure.id.map { " id=\"\($0)\"" } ?? "")>\n")
        if let drawing = figure.drawing {
            // Where the caption says something else, the alternative text is the drawing's name.
            let label =
                figure.caption == nil ? "" : " role=\"img\" aria-label=\"\(HTML.escape(figure.alternative))\""
            output.write("<div class=\"drawing\"\(label)>\n\(drawing)\n</div>\n")
        } else {
            output.write("<div class=\"drawing missing\">This figure is not there yet.</div>\n")
        }
        output.write("<figcaption>")
        output.writeEscaped(figure.caption ?? figure.alternative)
        if let id = figure.id {
            output.write(" ")
            writePermalink(to: id, "Link to this figure")
        }
        output.write("</figcaption>\n</figure>\n")
    }

    /// Writes an image as a part of its line.
    mutating func writeInlineFigure(_ index: Int) {
        guard let figure = figure(index) else { return }
        let label = HTML.escape(figure.alternative)
        output.write(
            "<span class=\"drawing\"\(figure.id.map { " id=\"\($0)\"" } ?? "") role=\"img\" aria-label=\"\(label)\">"
        )
        output.write(figure.drawing ?? label)
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
