import Literate
import Markdown

/// A flow chart as an SVG element that takes the page's colours.
struct FlowchartDrawing {
    private let chart: Flowchart
    private let layout: FlowchartLayout

    /// Nil where chart and layout do not belong together.
    init?(_ chart: Flowchart, _ layout: FlowchartLayout) {
        guard chart.nodes.count == layout.nodes.count, chart.edges.count == layout.edges.count,
            layout.edges.allSatisfy({ $0.points.count >= 4 && $0.points.count % 3 == 1 })
        else { return nil }
        self.chart = chart
        self.layout = layout
    }

    /// The drawing.
    ///
    /// - Parameter id: The id of what describes it.
    func svg(describedBy id: String) -> String {
        let (width, height) = (number(layout.width), number(layout.height))
        var lines = [
            "<svg viewBox=\"0 0 \(width) \(height)\" width=\"\(width)\" height=\"\(height)\" role=\"img\""
                // Its letters stay large enough to read: what is too wide then scrolls.
                + " style=\"min-width:\(number(layout.width * 0.75))px\""
                + " aria-label=\"Flow chart\" aria-describedby=\"\(id)\">"
        ]
        for (edge, curve) in zip(chart.edges, layout.edges) { lines += draw(edge, curve) }
        for (node, place) in zip(chart.nodes, layout.nodes) { lines += draw(node, place) }
        return (lines + ["</svg>\n"]).joined(separator: "\n")
    }

    private func draw(_ node: Flowchart.Node, _ middle: FlowchartLayout.Point) -> [String] {
        let (width, height) = node.size
        let (left, top) = (middle.x - width / 2, middle.y - height / 2)
        let outline: String
        switch node.shape {
        case .decision:
            let corners = [
                (middle.x, top), (left + width, middle.y), (middle.x, top + height), (left, middle.y),
            ]
            outline =
                "<polygon class=\"node\" points=\"\(corners.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " "))\"/>"
        case .box, .rounded:
            outline =
                "<rect class=\"node\" x=\"\(number(left))\" y=\"\(number(top))\" width=\"\(number(width))\""
                + " height=\"\(number(height))\" rx=\"\(node.shape == .rounded ? 14 : 3)\"/>"
        }
        return [outline] + text(node.label, middle, "")
    }

    private func draw(_ edge: Flowchart.Edge, _ curve: FlowchartLayout.Curve) -> [String] {
        let points = curve.points.map { "\(number($0.x)) \(number($0.y))" }
        let way = "M\(points[0])C\(points.dropFirst().joined(separator: " "))"
        var lines = ["<path class=\"edge\(edge.stroke == .dotted ? " dotted" : "")\" d=\"\(way)\"/>"]
        if edge.stroke != .line { lines.append(head(curve.points)) }
        if let label = edge.label, let place = curve.label {
            lines += text(label, place, " class=\"beside\"")
        }
        return lines
    }

    /// The arrow's head at the end of a way.
    private func head(_ points: [FlowchartLayout.Point]) -> String {
        let tip = points[points.count - 1]
        // Where the last control point lies on the tip the one before tells the direction.
        let from = points.dropLast().last { $0 != tip } ?? tip
        let (dx, dy) = (tip.x - from.x, tip.y - from.y)
        let length = max((dx * dx + dy * dy).squareRoot(), 1e-9)
        let (ux, uy) = (dx / length, dy / length)
        let corners = [
            (tip.x, tip.y), (tip.x - 10 * ux - 4 * uy, tip.y - 10 * uy + 4 * ux),
            (tip.x - 10 * ux + 4 * uy, tip.y - 10 * uy - 4 * ux),
        ]
        return
            "<polygon class=\"head\" points=\"\(corners.map { "\(number($0.0)),\(number($0.1))" }.joined(separator: " "))\"/>"
    }

    private func text(_ label: String, _ middle: FlowchartLayout.Point, _ attribute: String) -> [String] {
        let lines = FlowchartText(label).lines
        // The base line lies about a third of the letters' size below the middle.
        let first =
            middle.y - Double(lines.count - 1) / 2 * FlowchartText.lineHeight + FlowchartText.fontSize * 0.34
        return lines.enumerated().map { index, line in
            "<text\(attribute) x=\"\(number(middle.x))\" y=\"\(number(first + Double(index) * FlowchartText.lineHeight))\">"
                + Han.marked(line, element: "tspan") + "</text>"
        }
    }

    /// With at most one digit after the point.
    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }
}
