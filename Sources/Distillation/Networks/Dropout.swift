/// Sets each value to 0 with probability `rate` and divides the others by 1 − `rate`, so that the mean stays.
struct Dropout: Equatable, Sendable {
    let rate: Double
    /// Tells this layer's masks from those of other layers that are drawn from the same seed.
    let number: Int

    func forward(_ x: Matrix<Float>, seed: UInt64?) -> Matrix<Float> {
        guard let seed, rate > 0 else { return x }
        var generator = RandomGenerator(seed: seed).substream(number)
        let kept = Float(1 / (1 - rate))
        return x.map { generator.uniform() < rate ? 0 : kept * $0 }
    }

    /// The mask is not kept from the forward pass: the same seed draws the same again.
    func inputGradient(_ gradient: Matrix<Float>, seed: UInt64?) -> Matrix<Float> {
        forward(gradient, seed: seed)
    }
}
