/// A flow chart, as `mermaid` writes it: boxes and the arrows between them.
///
///     let chart = try Flowchart(parsing: "graph LR\n  a[Teacher] -->|soft targets| b(Student)\n")
///     chart.nodes.map(\.label)   // ["Teacher", "Student"]
///     chart.edges[0].label       // "soft targets"
public struct Flowchart: Hashable, Codable, Sendable {
    /// Which way the arrows run.
    public enum Direction: String, Codable, Sendable {
        case down, right
    }

    /// The outline of a box.
    public enum Shape: String, Codable, Sendable {
        /// `id[label]`
        case box
        /// `id(label)`
        case rounded
        /// `id{label}`
        case decision
    }

    /// A box.
    public struct Node: Hashable, Codable, Sendable {
        /// What edges call it.
        public var id: String
        /// What it says; lines are parted by newlines.
        public var label: String
        /// Its outline.
        public var shape: Shape
    }

    /// How an edge is drawn.
    public enum Stroke: String, Codable, Sendable {
        /// `-->`
        case arrow
        /// `---`
        case line
        /// `-.->`
        case dotted
    }

    /// What leads from one box to another.
    public struct Edge: Hashable, Codable, Sendable {
        /// The index of the node where it starts.
        public var from: Int
        /// The index of the node where it ends.
        public var to: Int
        /// What stands beside it; nil for nothing.
        public var label: String?
        /// How it is drawn.
        public var stroke: Stroke
    }

    /// Which way it runs.
    public internal(set) var direction: Direction
    /// The boxes, in the order in which they are first named.
    public internal(set) var nodes: [Node] = []
    /// The edges, in order.
    public internal(set) var edges: [Edge] = []
}

/// Why a text is no flow chart that can be drawn.
public struct FlowchartFault: Error, Hashable, Sendable {
    /// What is wrong.
    public let message: String
    /// The byte of the text, from 0.
    public let offset: Int
}

extension Flowchart {
    /// What the chart shows, in sentences, for who can't see it.
    public var description: String {
        let way = direction == .down ? "from top to bottom" : "from left to right"
        let name: (Int) -> String = { nodes[$0].label.replacing("\n", with: " ") }
        let linked = Set(edges.flatMap { [$0.from, $0.to] })
        let sentences =
            edges.map { edge in
                let verb = edge.stroke == .line ? "is joined with" : "leads to"
                return
                    "\(name(edge.from)) \(verb) \(name(edge.to))\(edge.label.map { " (\($0.replacing("\n", with: " ")))" } ?? "")."
            } + nodes.indices.filter { !linked.contains($0) }.map { "\(name($0)) stands by itself." }
        return (["Flow chart, \(way)."] + sentences).joined(separator: " ")
    }
}
