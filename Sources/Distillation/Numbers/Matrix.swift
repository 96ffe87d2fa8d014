/// A dense matrix of `rows` × `columns` values, stored row by row.
///
/// Rows are samples, columns are classes or features, as everywhere in this library. A literal makes one,
/// and so does an array of rows that comes from elsewhere, which is checked:
///
/// ```swift
/// let logits: Matrix<Double> = [[2, 0, -1], [0, 1, 0]]
/// print(logits[0, 2])  // → -1.0
/// let data: [[Double]] = [[0.5, 0.5], [0.1, 0.9]]
/// let probabilities = try Matrix(data)
/// ```
public struct Matrix<Scalar: BinaryFloatingPoint & Sendable>: Equatable, Sendable {
    /// The number of rows.
    public let rows: Int
    /// The number of columns.
    public let columns: Int
    /// The values, row by row: element (i, j) stands at `i * columns + j`.
    public var elements: [Scalar]

    /// A matrix of `rows` × `columns` copies of `value`; neither number may be negative, as for an array.
    public init(rows: Int, columns: Int, repeating value: Scalar = 0) {
        precondition(rows >= 0 && columns >= 0, "a matrix cannot have \(rows) × \(columns) elements")
        self.rows = rows
        self.columns = columns
        self.elements = [Scalar](repeating: value, count: rows * columns)
    }

    /// A matrix of `rows` × `columns` with the given values, row by row.
    ///
    /// ```swift
    /// let pixels = try Matrix(rows: 2, columns: 2, elements: [0.0, 0.5, 1.0, 0.25])
    /// print(pixels[1, 0])  // → 1.0
    /// ```
    ///
    /// - Throws: `InvalidArgument` where there are not `rows` · `columns` values, or one of the two is negative.
    public init(rows: Int, columns: Int, elements: [Scalar]) throws(InvalidArgument) {
        let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
        guard rows >= 0 else { throw InvalidArgument("rows", "\(rows)", "it must not be negative") }
        guard columns >= 0 else { throw InvalidArgument("columns", "\(columns)", "it must not be negative") }
        guard !overflows && elements.count == count else {
            throw InvalidArgument(
                "elements", "\(elements.count) values", "they must fill \(rows) × \(columns)")
        }
        self.init(rows: rows, columns: columns, filling: elements)
    }

    /// The same without a check, for values that this library has counted itself.
    init(rows: Int, columns: Int, filling elements: [Scalar]) {
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// A matrix from its rows, which must be equally long.
    ///
    /// - Throws: `InvalidArgument` that names the first row whose length differs from that of row 0.
    public init(_ rows: [[Scalar]]) throws(InvalidArgument) {
        let columns = rows.first?.count ?? 0
        var elements: [Scalar] = []
        elements.reserveCapacity(rows.count * columns)
        for (index, row) in rows.enumerated() {
            guard row.count == columns else {
                throw InvalidArgument(
                    "rows[\(index)]", "\(row.count) values",
                    "every row must have \(columns) values, as row 0 has")
            }
            elements.append(contentsOf: row)
        }
        self.init(rows: rows.count, columns: columns, filling: elements)
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

extension Matrix: ExpressibleByArrayLiteral {
    /// A matrix from a literal such as `[[1, 2], [3, 4]]`.
    ///
    /// A literal cannot throw. One whose rows differ in length makes a matrix without elements, which
    /// every checked function of this library refuses as it would any other matrix that is not full.
    public init(arrayLiteral rows: [Scalar]...) {
        let columns = rows.first?.count ?? 0
        self.rows = rows.count
        self.columns = columns
        self.elements = rows.allSatisfy { $0.count == columns } ? rows.flatMap { $0 } : []
    }
}
