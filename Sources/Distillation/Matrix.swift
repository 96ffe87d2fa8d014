/// A dense matrix of `rows` × `columns` values, stored row by row.
///
/// Rows are samples, columns are classes or features, as everywhere in this library.
///
/// ```swift
/// let logits = Matrix<Double>([[2, 0, -1], [0, 1, 0]])
/// print(logits[0, 2])  // → -1.0
/// ```
public struct Matrix<Scalar: BinaryFloatingPoint & Sendable>: Equatable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The values, row by row: element (i, j) stands at `i * columns + j`.
    public var elements: [Scalar]

    /// A matrix of `rows` × `columns` copies of `value`.
    public init(rows: Int, columns: Int, repeating value: Scalar = 0) {
        precondition(rows >= 0 && columns >= 0, "a matrix cannot have \(rows) × \(columns) elements")
        self.rows = rows
        self.columns = columns
        self.elements = [Scalar](repeating: value, count: rows * columns)
    }

    /// A matrix of `rows` × `columns` with the given values, row by row.
    public init(rows: Int, columns: Int, elements: [Scalar]) {
        precondition(
            elements.count == rows * columns,
            "\(elements.count) values do not fill a matrix of \(rows) × \(columns)")
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// A matrix from its rows, which must be equally long.
    public init(_ rows: [[Scalar]]) {
        self.init(rows: rows.count, columns: rows.first?.count ?? 0, elements: rows.flatMap { $0 })
    }

    /// The value in row `row` and column `column`, both from 0.
    public subscript(row: Int, column: Int) -> Scalar {
        get { elements[row * columns + column] }
        set { elements[row * columns + column] = newValue }
    }

    /// Row `row` as an array.
    public subscript(row row: Int) -> [Scalar] {
        Array(elements[row * columns..<(row + 1) * columns])
    }
}
