extension Matrix<Float> {
    /// The matrix of `transform` of each value.
    @inline(__always)
    func elementwise(_ transform: (Float) -> Float) -> Matrix<Float> {
        let result = [Float](unsafeUninitializedCapacity: elements.count) { result, count in
            elements.withUnsafeBufferPointer { from in
                for index in 0..<from.count { result[index] = transform(from[index]) }
            }
            count = elements.count
        }
        return Matrix(rows: rows, columns: columns, elements: result)
    }

    /// The matrix of `transform` of each value and the value at the same place of an equally large matrix.
    @inline(__always)
    func elementwise(with other: Matrix<Float>, _ transform: (Float, Float) -> Float) -> Matrix<Float> {
        let result = [Float](unsafeUninitializedCapacity: elements.count) { result, count in
            elements.withUnsafeBufferPointer { from in
                other.elements.withUnsafeBufferPointer { with in
                    for index in 0..<from.count { result[index] = transform(from[index], with[index]) }
                }
            }
            count = elements.count
        }
        return Matrix(rows: rows, columns: columns, elements: result)
    }
}
