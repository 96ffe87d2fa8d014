import Literate
import Markdown

extension ProseWriter {
    /// Writes a flow chart as a drawing, with its boxes and arrows in words beneath; where it was not laid out, its text.
    mutating func writeFlowchart(_ fence: ChapterFence, _ number: Int) {
        guard let chart = context.chapter.flowcharts[number], let layout = context.layouts[chart],
            let drawing = FlowchartDrawing(chart, layout)
        else {
            return writeCode(
                Code(class: "plain", label: "Flow chart", name: "Flow chart", language: "mermaid"), fence.text
            )
        }
        diagrams += 1
        let id = "diagram.\(diagrams)"
        output.startLine()
        output.write("<figure class=\"diagram\" id=\"\(id)\">\n")
        output.write("<div class=\"drawing\" tabindex=\"0\" role=\"group\" aria-label=\"Flow chart\">\n")
        output.write(drawing.svg(describedBy: "\(id).words"))
        output.write(
            "</div>\n<details class=\"words\">\n<summary>The chart in words</summary>\n<p id=\"\(id).words\">"
        )
        output.writeProse(chart.description)
        output.write("</p>\n</details>\n</figure>\n")
    }
}
