/// Where the parts of a flow chart stand, in pixels from the upper left corner.
public struct FlowchartLayout: Hashable, Codable, Sendable {
    /// A point.
    public struct Point: Hashable, Codable, Sendable {
        /// To the right.
        public var x: Double
        /// Downwards.
        public var y: Double

        /// The point at two coordinates.
        public init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// A way from node to node.
    public struct Curve: Hashable, Codable, Sendable {
        /// A start, then three control points for each cubic curve.
        public var points: [Point]
        /// The middle of its label.
        public var label: Point?

        /// A way through points.
        public init(points: [Point], label: Point?) {
            self.points = points
            self.label = label
        }
    }

    /// The width of the whole.
    public var width: Double
    /// The height of the whole.
    public var height: Double
    /// The middle of each node.
    public var nodes: [Point]
    /// The way of each edge.
    public var edges: [Curve]

    /// Creates a layout.
    public init(width: Double, height: Double, nodes: [Point], edges: [Curve]) {
        self.width = width
        self.height = height
        self.nodes = nodes
        self.edges = edges
    }
}

/// How much room a label of a flow chart takes, whatever fonts are installed where it is laid out or read.
///
/// Letters are taken as wide as the widest common sans serif has them (DejaVu Sans), so that others fit too.
public struct FlowchartText: Hashable, Sendable {
    /// The label, broken into lines.
    public let lines: [String]
    /// The width of the longest.
    public let width: Double
    /// The height of them all.
    public var height: Double { Double(lines.count) * Self.lineHeight }

    /// The size of letters.
    public static let fontSize = 15.0
    /// The distance of lines.
    public static let lineHeight = 20.0
    /// The width beyond which a line is broken.
    private static let maximum = 200.0

    /// Breaks a label into lines and measures them.
    public init(_ label: String) {
        lines = label.split(separator: "\n").flatMap(Self.broken)
        width = lines.map(Self.width).max() ?? 0
    }

    private static func broken(_ text: Substring) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if !line.isEmpty, width(longer) > maximum {
                lines.append(line)
                line = String(word)
            } else {
                line = longer
            }
        }
        return lines + [line]
    }

    private static func width(_ line: String) -> Double {
        line.reduce(0) { $0 + width($1) } * fontSize
    }

    /// The width of a character in terms of the letters' size.
    private static func width(_ character: Character) -> Double {
        if character.isWide { return 1 }
        switch character {
        case "i", "j", "l", "I", "'", ".", ",", ":", ";", "|", "!", " ": return 0.34
        case "f", "t", "r", "(", ")", "[", "]", "/", "-": return 0.42
        case "m", "w", "M", "W", "@", "%", "—": return 0.98
        case "A"..."Z", "&", "+", "=", "<", ">", "→", "≠", "≤": return 0.78
        default: return character.isASCII ? 0.62 : 0.7
        }
    }
}

extension Flowchart.Node {
    /// The room that the box takes, in pixels.
    public var size: (width: Double, height: Double) {
        let text = FlowchartText(label)
        let (width, height) = (text.width + 28, text.height + 18)
        // Within a rhombus a text has room only if the sum of both shares is at most 1.
        return shape == .decision ? (width * 1.6, height * 1.9) : (max(width, 56), height)
    }
}
