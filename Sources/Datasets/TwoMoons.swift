import Distillation

/// Two interleaved half circles in the plane: classes that no straight line parts.
///
/// ```swift
/// let moons = try TwoMoons(noise: 0.1).sample(200, seed: 1)
/// print(moons.classCounts)  // → [100, 100]
/// ```
public struct TwoMoons: Equatable, Sendable {
    /// The standard deviation of the normal draw that is added to each coordinate.
    public let noise: Double

    /// Moons of radius 1 with the given noise.
    ///
    /// - Throws: `InvalidArgument` where `noise` is negative or not finite.
    public init(noise: Double) throws(InvalidArgument) {
        guard noise >= 0 && noise <= 1e30 else {
            throw InvalidArgument("noise", "\(noise)", "it must be in [0, 1e30]")
        }
        self.noise = noise
    }

    /// `count` samples drawn by `seed`, the classes in turns, at uniform places along their arcs.
    ///
    /// Class 0 is the upper half of the circle about (0, 0), class 1 the lower half of that about (1, ½).
    ///
    /// ```swift
    /// print(try TwoMoons(noise: 0.1).sample(4, seed: 1).labels)  // → [0, 1, 0, 1]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `count` is not from 0 to 10,000,000.
    public func sample(_ count: Int, seed: UInt64) throws(InvalidArgument) -> Dataset {
        guard count >= 0 && count <= 10_000_000 else {
            throw InvalidArgument("count", "\(count)", "it must be from 0 to 10,000,000")
        }
        var generator = RandomGenerator(seed: seed).substream("moons")
        var points = Matrix<Float>(rows: count, columns: 2)
        for row in 0..<count {
            let angle = Double.pi * generator.uniform()
            let (x, y) = (Double.cos(angle), Double.sin(angle))
            let place = row.isMultiple(of: 2) ? (x, y) : (1 - x, 0.5 - y)
            points[row, 0] = Float(place.0 + noise * generator.normal())
            points[row, 1] = Float(place.1 + noise * generator.normal())
        }
        return try Dataset(
            features: points, labels: (0..<count).map { $0 % 2 }, classNames: ["upper", "lower"])
    }
}
