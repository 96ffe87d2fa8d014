import Distillation

/// How values are spread: the share of each group's values in bins of equal width.
///
/// Groups are compared by share, so that a small group is not lost beside a large one.
///
/// ```swift
/// let chart = try Histogram(
///     "Uncertainty inside and outside", x: Axis("entropy", unit: "nats", from: 0, to: 2), bins: 2,
///     groups: [("digits seen", [0.1, 0.2, 1.5, 0.3])])
/// print(chart.table.rows)  // → [["0", "1", "0.75"], ["1", "2", "0.25"]]
/// ```
public struct Histogram: Chart {
    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let x: (axis: Axis, scale: Scale)
    private let y: (axis: Axis, scale: Scale)
    private let names: [String]
    private let shares: [[Double]]

    /// A stepped outline for each group.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - x: What the values measure. The bins divide its range: [lower, upper) each, the last one closed.
    ///   - bins: The number of bins, from 1 to 200.
    ///   - groups: The name and the values of each group.
    /// - Throws: `InvalidArgument` where there is no group or an empty one, a value is not a finite number or
    ///   lies outside the axis, or the number of bins is out of range.
    public init(
        _ title: String, x: Axis, bins: Int = 20, groups: [(name: String, values: [Double])]
    ) throws(InvalidArgument) {
        try Check.notEmpty(groups, "groups")
        for (index, group) in groups.enumerated() {
            try Check.notEmpty(group.values, "groups[\(index)]")
            try Check.drawable(group.values, "groups[\(index)]")
        }
        try Check.count(bins, in: 1...200, "bins")
        let scale = try Scale(x, covering: groups.flatMap(\.values), argument: "x")
        let shares = groups.map { group in
            var counts = [Int](repeating: 0, count: bins)
            for value in group.values {
                counts[min(bins - 1, max(0, Int(scale.position(value) * Double(bins))))] += 1
            }
            return counts.map { Double($0) / Double(group.values.count) }
        }
        self.title = title
        self.x = (x, scale)
        let yAxis = Axis("share of values in the bin", from: 0)
        self.y = (yAxis, try Scale(yAxis, covering: shares.flatMap { $0 }, argument: "y"))
        self.names = groups.map(\.name)
        self.shares = shares
        let edges = (0...bins).map { scale.edge($0, of: bins) }
        table = DataTable(
            header: ["\(x.label), from", "to"] + names.map { "\($0): share" },
            rows: (0..<bins).map { bin in
                ([edges[bin], edges[bin + 1]] + shares.map { $0[bin] }).map { NumberFormat.significant($0) }
            })
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        "Histogram of \(x.axis.label), for \(names.joined(separator: ", "))."
    }

    /// The chart as an SVG document.
    public var description: String {
        let legend = names.enumerated().map { Heading.Entry(swatch: .line, index: $0, name: $1) }
        let heading = Heading(title: title, legend: legend, width: PlotFrame.width)
        let frame = PlotFrame(top: heading.height, x: x, y: y, gridX: false)
        var svg = heading.svg
        svg.append(frame.svg)
        for (index, values) in shares.enumerated() {
            var outline: [Point] = []
            for (bin, share) in values.enumerated() {
                outline.append(frame.point(x.scale.edge(bin, of: values.count), share))
                outline.append(frame.point(x.scale.edge(bin + 1, of: values.count), share))
            }
            let ground = [frame.point(x.scale.upper, 0), frame.point(x.scale.lower, 0)]
            svg.path(
                Path(through: outline + ground, closed: true), class: Palette.fillClass(index), opacity: 0.15)
            svg.path(
                Path(through: [ground[1]] + outline + [ground[0]]), class: Palette.lineClasses(index))
            // The mark of the legend, on the group's highest step.
            if let top = values.indices.max(by: { values[$0] < values[$1] }) {
                let (left, right) = (outline[2 * top], outline[2 * top + 1])
                let middle = Point((left.x + right.x) / 2, left.y)
                svg.path(Marker.path(index, at: middle), class: "\(Palette.fillClass(index)) fig-mark")
            }
        }
        return document(Drawing(width: PlotFrame.width, height: frame.height, body: svg))
    }
}

extension Scale {
    /// The edge `index` of `count` equal parts.
    func edge(_ index: Int, of count: Int) -> Double {
        index == count ? upper : lower + (upper - lower) * Double(index) / Double(count)
    }
}
