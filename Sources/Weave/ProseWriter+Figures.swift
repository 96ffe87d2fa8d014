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
            default: return false
            }
        }
        return hasFigure
    }

    /// Writes an image as the drawing it names, or nothing for what is no image. In running text a drawing is
    /// part of its line.
    mutating func writeFigure(_ index: Int, isBlock: Bool) {
        guard case .image(let destination, let title) = document.nodes[index].kind else { return }
        let alternative = document.plainText(of: index)
        let name = Self.figureName(destination)
        let drawing = name.flatMap { context.figures[$0] }.map(InlineSVG.text)
        guard isBlock else {
            output.write("<span class=\"drawing\"\(id(name)) role=\"img\" aria-label=\"")
            output.writeEscaped(alternative)
            output.write("\">")
            if let drawing { output.write(drawing) } else { output.writeEscaped(alternative) }
            return output.write("</span>")
        }
        output.startLine()
        output.write("<figure\(id(name))>\n")
        if let drawing {
            output.write("<div class=\"drawing\">\n\(drawing)\n</div>\n")
        } else {
            output.write("<div class=\"drawing missing\">This figure is not there yet.</div>\n")
        }
        output.write("<figcaption>")
        output.writeEscaped(title.flatMap { $0.isEmpty ? nil : $0 } ?? alternative)
        if let name {
            output.write(" ")
            writePermalink(to: name, "Link to this figure")
        }
        output.write("</figcaption>\n</figure>\n")
    }

    private func id(_ name: String?) -> String {
        // A hint's or a cell's figure counts as the chapter's: all have their ids.
        name.map { " id=\"\($0)\"" } ?? ""
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
