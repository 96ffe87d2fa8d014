import Literate
import Markdown

extension ProseWriter {
    /// Before a block at the top, writes what is wrong with the blocks before it: so a fault stands right behind its
    /// block, and within none.
    mutating func writeFaults(before index: Int) {
        let node = document.nodes[index]
        guard node.parent == 0, let range = node.range else { return }
        writeFaults(upTo: range.start.line)
    }

    /// Writes what is wrong above a line.
    mutating func writeFaults(upTo line: Int) {
        // What is wrong elsewhere, in the bibliography, has no place here and stands before all else.
        while let fault = faults.last {
            let isElsewhere = fault.path != context.chapter.path
            guard isElsewhere || fault.position.line < line else { return }
            faults.removeLast()
            output.startLine()
            output.write(
                "<aside class=\"fault \(fault.severity.rawValue)\" aria-label=\"\(fault.severity.rawValue)\">\n<p><b>"
            )
            output.writeEscaped(
                "\(fault.severity.rawValue), \(isElsewhere ? fault.path + ", " : "")line \(fault.position.line):"
            )
            output.write("</b> ")
            output.writeEscaped(fault.message)
            output.write("</p>\n")
            if !fault.details.isEmpty {
                output.write("<pre tabindex=\"0\" role=\"group\" aria-label=\"Where\">")
                output.writeEscaped(fault.details.joined(separator: "\n"))
                output.write("</pre>\n")
            }
            output.write("</aside>\n")
        }
    }
}
