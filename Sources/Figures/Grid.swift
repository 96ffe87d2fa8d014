import Distillation

/// A grid of places in a plane, at which a classifier is asked for a ``DecisionMap``.
///
/// ```swift
/// let grid = try Grid(x: (0, 4), y: (0, 2), columns: 2, rows: 1)
/// print(grid.points[row: 1])  // → [3.0, 1.0]
/// ```
public struct Grid: Equatable, Sendable {
    /// The ends of the horizontal range.
    public let x: ClosedRange<Double>
    /// The ends of the vertical range.
    public let y: ClosedRange<Double>
    /// The number of cells in a row.
    public let columns: Int
    /// The number of rows.
    public let rows: Int

    /// A grid of `columns` × `rows` cells over the ranges given by their ends.
    ///
    /// - Throws: `InvalidArgument` where an end is not a finite number, a range is empty, or the numbers of cells are not
    ///   from 1 to 200.
    public init(
        x: (from: Double, to: Double), y: (from: Double, to: Double), columns: Int = 60, rows: Int = 60
    ) throws(InvalidArgument) {
        for (name, range) in [("x", x), ("y", y)] {
            try Check.drawable(range.from, "\(name).from")
            try Check.drawable(range.to, "\(name).to")
            if range.to <= range.from {
                throw InvalidArgument("\(name).to", "\(range.to)", "it must be above \(range.from)")
            }
        }
        try Check.count(columns, in: 1...200, "columns")
        try Check.count(rows, in: 1...200, "rows")
        self.x = x.from...x.to
        self.y = y.from...y.to
        self.columns = columns
        self.rows = rows
    }

    /// The cells' middles, (rows · columns) × 2: row by row from the lowest y, in a row from the lowest x.
    public var points: Matrix<Double> {
        var points = Matrix<Double>(rows: rows * columns, columns: 2)
        for row in 0..<rows {
            for column in 0..<columns {
                points[row * columns + column, 0] = middle(column, of: columns, in: x)
                points[row * columns + column, 1] = middle(row, of: rows, in: y)
            }
        }
        return points
    }

    private func middle(_ index: Int, of count: Int, in range: ClosedRange<Double>) -> Double {
        range.lowerBound
            + (range.upperBound - range.lowerBound) * (Double(index) + 0.5) / Double(count)
    }
}
