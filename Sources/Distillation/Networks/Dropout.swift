/// Sets each value to 0 with probability `rate` and divides the others by 1 − `rate`, so that the mean stays.
struct Dropout: Equatable, Sendable {
    let rate: Double
    /// Tells this layer's masks from those of other layers that are drawn from the same seed.
    let number: Int

    func forward(_ x: Matrix<Float>, seed: UInt64?) -> Matrix<Float> {
        guard let seed, rate > 0 else { return x }
        return x.elementwise(with: mask(seed, rows: x.rows, columns: x.columns)) { $0 * $1 }
    }

    /// The mask is not kept from the forward pass: the same seed draws the same mask again.
    func inputGradient(_ gradient: Matrix<Float>, seed: UInt64?) -> Matrix<Float> {
        forward(gradient, seed: seed)
    }

    private func mask(_ seed: UInt64, rows: Int, columns: Int) -> Matrix<Float> {
        var generator = RandomGenerator(seed: seed &+ UInt64(number) &* 0x9E37_79B9_7F4A_7C15)
        let kept = Float(1 / (1 - rate))
        let elements = [Float](unsafeUninitializedCapacity: rows * columns) { mask, count in
            for index in 0..<rows * columns { mask[index] = generator.uniform() < rate ? 0 : kept }
            count = rows * columns
        }
        return Matrix(rows: rows, columns: columns, elements: elements)
    }
}
