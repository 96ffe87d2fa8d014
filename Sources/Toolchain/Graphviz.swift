import Literate

/// Graphviz' `dot`, which places the boxes of flow charts.
public struct Graphviz: Sendable, Equatable {
    /// The program.
    public let tool: Tool
    /// The version whose output the committed pages have: what `dot -V` says where Debian calls the package 2.42.2.
    public static let referenceVersion = "2.43.0"

    /// Finds `dot`.
    ///
    /// - Parameter folder: An existing folder in which to remember its version.
    /// - Throws: ``ToolMissing``; ``StartError`` or ``FileError`` where the machine is at fault.
    public static func find(remembering folder: String? = nil) throws -> Graphviz {
        Graphviz(
            tool: try Tool.find(
                "Graphviz", as: "dot", package: "graphviz", asking: ["-V"], remembering: folder))
    }

    /// Where the parts of a flow chart stand. `dot` is told the sizes of all boxes and labels and sees no text, so
    /// fonts make no difference.
    ///
    /// - Throws: ``ToolFailed`` if `dot` answers something else; ``StartError`` or ``FileError``.
    public func layout(_ chart: Flowchart) throws -> FlowchartLayout {
        let answer = try WorkFolder.with { folder in
            try tool.run(["-Tplain"], input: Self.graph(chart), in: folder)
        }
        guard let layout = Self.layout(of: chart, String(decoding: answer, as: UTF8.self)) else {
            throw ToolFailed(tool: "Graphviz", reason: "it did not place all boxes and edges")
        }
        return layout
    }

    /// Pixels in an inch, dot's measure.
    private static let scale = 72.0
    private static let margin = 4.0

    private static func graph(_ chart: Flowchart) -> String {
        var lines = [
            "digraph {",
            "graph [rankdir=\(chart.direction == .down ? "TB" : "LR"), nodesep=0.45, ranksep=0.5]",
            "node [fixedsize=true, label=\"\"]", "edge [arrowhead=none]",
        ]
        for (index, node) in chart.nodes.enumerated() {
            let shape = node.shape == .decision ? "diamond" : "box"
            lines.append(
                "n\(index) [shape=\(shape), width=\(node.size.width / scale), height=\(node.size.height / scale)]"
            )
        }
        let returning = returning(chart)
        for (index, edge) in chart.edges.enumerated() {
            var attributes = edge.label.map { ["label=<\(blank(FlowchartText($0)))>"] } ?? []
            if returning.contains(index) { attributes.append("constraint=false") }
            lines.append("n\(edge.from) -> n\(edge.to) [\(attributes.joined(separator: ", "))]")
        }
        return lines.joined(separator: "\n") + "\n}\n"
    }

    /// The edges that lead back, in the writer's order: what is fed back must not turn the chart round.
    private static func returning(_ chart: Flowchart) -> Set<Int> {
        var followers: [Int: [Int]] = [:]
        var result: Set<Int> = []
        for (index, edge) in chart.edges.enumerated() {
            var seen: Set<Int> = []
            var open = [edge.to]
            while let node = open.popLast() {
                if seen.insert(node).inserted { open += followers[node] ?? [] }
            }
            if seen.contains(edge.from) {
                result.insert(index)
            } else {
                followers[edge.from, default: []].append(edge.to)
            }
        }
        return result
    }

    /// A label of a given size without a letter in it.
    private static func blank(_ text: FlowchartText) -> String {
        let (width, height) = (Int(text.width.rounded(.up)) + 8, Int(text.height.rounded(.up)) + 2)
        return "<table border=\"0\" cellborder=\"0\" cellspacing=\"0\" cellpadding=\"0\" fixedsize=\"true\" "
            + "width=\"\(width)\" height=\"\(height)\"><tr><td></td></tr></table>"
    }

    /// Reads dot's plain format: `graph scale width height`, `node name x y …`, `edge tail head n x1 y1 … [label x y]`.
    private static func layout(of chart: Flowchart, _ plain: String) -> FlowchartLayout? {
        var size: (width: Double, height: Double)?
        var nodes: [Int: FlowchartLayout.Point] = [:]
        var edges: [Int: FlowchartLayout.Curve] = [:]
        func point(_ x: Substring, _ y: Substring) -> FlowchartLayout.Point? {
            guard let size, let x = Double(x), let y = Double(y) else { return nil }
            return FlowchartLayout.Point(
                x: rounded(x * scale) + margin, y: rounded(size.height - y * scale) + margin)
        }
        for line in plain.split(separator: "\n") {
            let words = line.split(separator: " ")
            switch words.first {
            case "graph" where words.count == 4:
                guard let width = Double(words[2]), let height = Double(words[3]) else { return nil }
                size = (width * scale, height * scale)
            case "node" where words.count > 3:
                guard let index = Int(words[1].dropFirst()) else { return nil }
                nodes[index] = point(words[2], words[3])
            case "edge" where words.count > 4:
                guard let from = Int(words[1].dropFirst()), let to = Int(words[2].dropFirst()),
                    let count = Int(words[3]),
                    count >= 4, words.count >= 4 + 2 * count,
                    let index = chart.edges.indices.first(where: {
                        edges[$0] == nil && chart.edges[$0].from == from && chart.edges[$0].to == to
                    })
                else { return nil }
                let points = (0..<count).compactMap { point(words[4 + 2 * $0], words[5 + 2 * $0]) }
                guard points.count == count else { return nil }
                let rest = words[(4 + 2 * count)...]
                let label = chart.edges[index].label == nil || rest.count < 5 ? nil : Array(rest.prefix(3))
                edges[index] = FlowchartLayout.Curve(
                    points: points, label: label.flatMap { point($0[1], $0[2]) })
            default: break
            }
        }
        let placed = chart.nodes.indices.compactMap { nodes[$0] }
        let ways = chart.edges.indices.compactMap { edges[$0] }
        guard let size, placed.count == chart.nodes.count, ways.count == chart.edges.count else { return nil }
        return FlowchartLayout(
            width: rounded(size.width) + 2 * margin, height: rounded(size.height) + 2 * margin, nodes: placed,
            edges: ways)
    }

    /// To a tenth of a pixel.
    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
