extension Matrix {
    /// The matrix with rows and columns exchanged: element (i, j) becomes element (j, i).
    ///
    /// ```swift
    /// let wide: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
    /// print(wide.transposed()[2, 1])  // → 6.0
    /// ```
    public func transposed() -> Matrix {
        // Of unequal rows there is nothing to exchange; whoever computes with the result refuses it.
        guard elements.count == rows * columns else {
            return Matrix(rows: columns, columns: rows, filling: elements)
        }
        var result = Matrix(rows: columns, columns: rows)
        for i in 0..<rows {
            for j in 0..<columns { result.elements[j * rows + i] = elements[i * columns + j] }
        }
        return result
    }

    /// The matrix of the same shape whose elements are `transform` of these.
    ///
    /// ```swift
    /// let halves = ([[2, 4]] as Matrix<Double>).map { $0 / 2 }
    /// print(halves.elements)  // → [1.0, 2.0]
    /// ```
    public func map<Result>(_ transform: (Scalar) -> Result) -> Matrix<Result> {
        Matrix<Result>(rows: rows, columns: columns, filling: elements.map { transform($0) })
    }

    /// The matrix of the rows with the given indices, in their order; an index, in `0 ..< rows`, may come more
    /// than once.
    ///
    /// ```swift
    /// let table: Matrix<Double> = [[1, 2], [3, 4], [5, 6]]
    /// print(table.selectingRows([2, 0]).elements)  // → [5.0, 6.0, 1.0, 2.0]
    /// ```
    @_specialize(where Scalar == Double)
    @_specialize(where Scalar == Float)
    public func selectingRows(_ indices: [Int]) -> Matrix {
        var chosen: [Scalar] = []
        chosen.reserveCapacity(indices.count * columns)
        for index in indices { chosen.append(contentsOf: elements[index * columns..<(index + 1) * columns]) }
        return Matrix(rows: indices.count, columns: columns, filling: chosen)
    }

    /// The matrix of consecutive rows.
    func slice(_ range: Range<Int>) -> Matrix {
        Matrix(
            rows: range.count, columns: columns,
            filling: Array(elements[range.lowerBound * columns..<range.upperBound * columns]))
    }
}
