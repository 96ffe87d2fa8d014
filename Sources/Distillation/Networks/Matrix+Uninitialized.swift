extension Matrix<Float> {
    /// A matrix whose values `fill` writes, row by row, all of them.
    init(uninitializedRows rows: Int, columns: Int, _ fill: (UnsafeMutablePointer<Float>) -> Void) {
        let elements = [Float](unsafeUninitializedCapacity: rows * columns) { values, count in
            count = rows * columns
            if let start = values.baseAddress { fill(start) }
        }
        self.init(rows: rows, columns: columns, filling: elements)
    }

    /// The same values, row by row, in rows of another length.
    func reshaped(columns: Int) -> Matrix<Float> {
        Matrix(rows: elements.count / columns, columns: columns, filling: elements)
    }
}
