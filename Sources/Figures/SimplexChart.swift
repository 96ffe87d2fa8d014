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
    let corners: [String]
    let cells: [Double]
    let points: [[Double]]

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
    static func vertex(strip: Int, _ position: Int, side: Int) -> [Double] {
        let depth = position.isMultiple(of: 2) ? strip + 1 : strip
        let along = position / 2
        return [side - depth, depth - along, along].map { Double($0) / Double(side) }
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        "Simplex: density over the probabilities of \(corners.joined(separator: ", ")), as shades of one colour"
            + (points.isEmpty ? "." : ", with \(points.count) marked points.") + " The table samples it."
    }
}
