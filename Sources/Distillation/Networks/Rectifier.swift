/// max(0, x), value by value.
struct Rectifier: Equatable, Sendable {
    func forward(_ x: Matrix<Float>) -> Matrix<Float> {
        // Written so that NaN stays NaN, to be seen at the end.
        x.map { $0 < 0 ? 0 : $0 }
    }

    /// The gradient passes where the output is positive. (At 0, where there is no derivative, it does not.)
    func inputGradient(_ gradient: Matrix<Float>, output: Matrix<Float>) -> Matrix<Float> {
        gradient.map(with: output) { $1 > 0 ? $0 : 0 }
    }
}

extension Matrix<Float> {
    /// The matrix of `transform` of each value.
    @inline(__always)
    func map(_ transform: (Float) -> Float) -> Matrix<Float> {
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
    func map(with other: Matrix<Float>, _ transform: (Float, Float) -> Float) -> Matrix<Float> {
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
