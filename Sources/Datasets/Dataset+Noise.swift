import Distillation

extension Dataset {
    /// The data set with a normal draw of standard deviation `deviation` added to every feature.
    ///
    /// ```swift
    /// let noisy = try Dataset.digits().withNoise(deviation: 4, limits: 0...16, seed: 1)
    /// print(noisy.features.elements.max() ?? 0)  // → 16.0
    /// ```
    ///
    /// - Parameters:
    ///   - deviation: In the unit of the features; finite, ≥ 0.
    ///   - limits: Where given, features are cut off to this range, as a camera does: 0...16 for raw digits.
    ///   - seed: Determines the draws.
    /// - Throws: `InvalidArgument` where `deviation` is negative, not finite or too large for a `Float`.
    public func withNoise(
        deviation: Double, limits: ClosedRange<Float>? = nil, seed: UInt64
    ) throws(InvalidArgument) -> Dataset {
        guard deviation >= 0 && deviation <= 1e30 else {
            throw InvalidArgument("deviation", "\(deviation)", "it must be from 0 to 1e30")
        }
        var generator = RandomGenerator(seed: seed).substream("noise")
        var noisy = features
        for index in noisy.elements.indices {
            let value = Float(Double(noisy.elements[index]) + deviation * generator.normal())
            noisy.elements[index] = limits.map { min($0.upperBound, max($0.lowerBound, value)) } ?? value
        }
        if let index = noisy.elements.firstIndex(where: { !$0.isFinite }) {
            throw InvalidArgument(
                "limits", "\(noisy.elements[index])", "features must stay finite numbers")
        }
        return replacingFeatures(noisy)
    }
}
