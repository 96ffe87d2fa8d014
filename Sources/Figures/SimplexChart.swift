import Distillation

/// A density over the probabilities of three classes, on a triangle: each corner is certainty of one class, the middle is
/// none.
///
/// What a Dirichlet says that a single probability vector cannot: a peak in the middle is known ambiguity, a
/// density spread everywhere is ignorance, though both have the same mean.
///
/// ```swift
/// let chart = try SimplexChart("Flat: ignorance", corners: ["cat", "dog", "fox"]) { _ in Double.log(2) }
/// print(chart.table.rows[0])  // → ["0.889", "0.0556", "0.0556", "0.6931"]
/// ```
public struct SimplexChart: Chart {
    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let corners: [String]
    private let cells: [Double]
    private let points: [[Double]]

    /// Cells along a side of the triangle.
    static let side = 48

    /// The density at the middles of small triangles: never at the very edge, where a Dirichlet may be infinite.
    ///
    /// Shades are relative to the highest, so the logarithm is asked for: a density may be too large or too small
    /// for a number, its logarithm is not.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - corners: The three classes' names.
    ///   - points: Probability vectors to be marked, the members of an ensemble say: three numbers each, summing to 1.
    ///   - logDensity: The natural logarithm of the density at a probability vector (three positive numbers that
    ///     sum to 1, but for rounding): finite, or −∞.
    /// - Throws: `InvalidArgument` where there are not three corners, a point is no probability vector, a logarithm
    ///   is NaN or +∞, or all are −∞; and what `logDensity` throws.
    public init(
        _ title: String, corners: [String], points: [[Double]] = [],
        logDensity: ([Double]) throws -> Double
    ) throws {
        try Check.count(corners, 3, "corners")
        for (index, point) in points.enumerated() {
            try Check.count(point, 3, "points[\(index)]")
            try Check.unitInterval(point, "points[\(index)]")
            let sum = point[0] + point[1] + point[2]
            if (sum - 1).magnitude > 1e-6 {
                throw InvalidArgument("the sum of points[\(index)]", "\(sum)", "it must be 1 within 1e-6")
            }
        }
        func checked(_ place: [Double]) throws -> Double {
            let value = try logDensity(place)
            if value != -.infinity { try Check.drawable(value, "the log density at \(place)") }
            return value
        }
        let logarithms = try Self.middles(side: Self.side).map(checked)
        let greatest = logarithms.max() ?? -.infinity
        guard greatest > -.infinity else {
            throw InvalidArgument("the log density", "-inf everywhere", "there must be something to draw")
        }
        self.title = title
        self.corners = corners
        self.points = points
        cells = logarithms.map { Double.exp($0 - greatest) }
        table = DataTable(
            header: corners + ["log density"],
            rows: try Self.middles(side: 6).map { place in
                place.map { NumberFormat.significant($0, digits: 3) }
                    + [NumberFormat.significant(try checked(place))]
            })
    }

    /// The middles of the `side`² small triangles: strip by strip from the first corner, in a strip from the second
    /// corner's side to the third's.
    private static func middles(side: Int) -> [[Double]] {
        (0..<side).flatMap { strip in
            (0..<2 * strip + 1).map { position in
                let corners = (position...position + 2).map { vertex(strip: strip, $0, side: side) }
                return (0..<3).map { (corners[0][$0] + corners[1][$0] + corners[2][$0]) / 3 }
            }
        }
    }

    /// Corner `position` of a strip, as a probability vector; even ones lie on the lower edge, odd ones on the upper.
    private static func vertex(strip: Int, _ position: Int, side: Int) -> [Double] {
        let depth = position.isMultiple(of: 2) ? strip + 1 : strip
        let along = position / 2
        return [side - depth, depth - along, along].map { Double($0) / Double(side) }
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        "Simplex: density over the probabilities of \(corners.joined(separator: ", ")), as shades of one colour"
            + (points.isEmpty ? "." : ", with \(points.count) marked points.") + " The table samples it."
    }

    /// The chart as an SVG document.
    public var description: String {
        let heading = Heading(title: title, legend: [], width: PlotFrame.width)
        var svg = heading.svg
        let width = 400.0
        let left = (PlotFrame.width - width) / 2
        let names = corners.map { TextMeasure.lines($0, width: 240, size: 16) }
        let top = heading.height + 10 + 21 * Double(names[0].count)
        // An equilateral triangle; the square root is exact on every machine.
        let height = width * 3.0.squareRoot() / 2
        let place = { (p: [Double]) in
            Point(left + width * (p[2] + p[0] / 2), top + height * (1 - p[0]))
        }
        drawCells(place, &svg)
        let triangle = [place([1, 0, 0]), place([0, 1, 0]), place([0, 0, 1])]
        svg.path(Path(through: triangle, closed: true), class: "fig-axis")
        for point in points {
            svg.path(Marker.path(0, at: place(point), radius: 5), class: "fig-f2 fig-dot")
        }
        for (row, line) in names[0].enumerated() {
            let place = Point(PlotFrame.width / 2, heading.height + 21 * Double(row + 1))
            svg.label(line, at: place, anchor: .middle, class: "fig-label")
        }
        let ends: [(Double, SVG.Anchor)] = [
            (Heading.margin, .start), (PlotFrame.width - Heading.margin, .end),
        ]
        for (lines, (x, anchor)) in zip(names.dropFirst(), ends) {
            for (row, line) in lines.enumerated() {
                let place = Point(x, top + height + 22 + 21 * Double(row))
                svg.label(line, at: place, anchor: anchor, class: "fig-label")
            }
        }
        let rows = max(names[1].count, names[2].count)
        let bottom = scale.drawKey(
            "density, relative to its peak", top: top + height + 6 + 21 * Double(rows), class: "fig-heat",
            into: &svg)
        return document(Drawing(width: PlotFrame.width, height: bottom + Heading.margin, body: svg))
    }

    private var scale: ColourScale { ColourScale(lower: 0, upper: 1) }

    private func drawCells(_ place: ([Double]) -> Point, _ svg: inout SVG) {
        let scale = scale
        var paths: [Int: Path] = [:]
        var index = 0
        for strip in 0..<Self.side {
            let steps = (0..<2 * strip + 1).map { scale.step(cells[index + $0]) }
            index += steps.count
            var start = 0
            while start < steps.count {
                var end = start
                while end + 1 < steps.count, steps[end + 1] == steps[start] { end += 1 }
                func corner(_ position: Int) -> Point {
                    place(Self.vertex(strip: strip, position, side: Self.side))
                }
                // A run of triangles is a strip between two of its corners at each end.
                let far = (end - start).isMultiple(of: 2) ? [end + 1, end + 2] : [end + 2, end + 1]
                let outline = [corner(start), corner(start + 1)] + far.map(corner)
                paths[steps[start], default: Path()].add(outline, closed: true)
                start = end + 1
            }
        }
        for (step, path) in paths.sorted(by: { $0.key < $1.key }) {
            svg.path(path, class: "fig-heat fig-cell", opacity: ColourScale.opacity(step))
        }
    }
}
