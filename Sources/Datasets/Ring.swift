import Distillation

/// Points spread evenly over a ring in the plane: inputs far from any class, on which a model should not be sure.
///
/// They have no labels.
///
/// ```swift
/// let ring = try Ring(innerRadius: 6, outerRadius: 8)
/// print(try ring.sample(200, seed: 1).rows)  // → 200
/// ```
public struct Ring: Equatable, Sendable {
    /// The least distance from the centre.
    public let innerRadius: Double
    /// The greatest distance from the centre.
    public let outerRadius: Double
    /// The centre's two coordinates.
    public let centre: (x: Double, y: Double)

    /// The ring between two circles about `centre`.
    ///
    /// - Throws: `InvalidArgument` where not 0 ≤ inner < outer ≤ 1e30, or the centre is not as near.
    public init(
        innerRadius: Double, outerRadius: Double, centre: (x: Double, y: Double) = (0, 0)
    ) throws(InvalidArgument) {
        guard innerRadius >= 0 && innerRadius <= 1e30 else {
            throw InvalidArgument("innerRadius", "\(innerRadius)", "it must be in [0, 1e30]")
        }
        guard outerRadius > innerRadius && outerRadius <= 1e30 else {
            throw InvalidArgument(
                "outerRadius", "\(outerRadius)", "it must be above the inner one, \(innerRadius), up to 1e30")
        }
        guard centre.x.magnitude <= 1e30, centre.y.magnitude <= 1e30 else {
            throw InvalidArgument("centre", "\(centre)", "its coordinates must be between ±1e30")
        }
        self.innerRadius = innerRadius
        self.outerRadius = outerRadius
        self.centre = centre
    }

    /// `count` points drawn by `seed`, uniformly by area: `count` × 2.
    ///
    /// ```swift
    /// print(try Ring(innerRadius: 6, outerRadius: 8).sample(10, seed: 1).columns)  // → 2
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `count` is not from 0 to 10,000,000.
    public func sample(_ count: Int, seed: UInt64) throws(InvalidArgument) -> Matrix<Float> {
        guard count >= 0 && count <= 10_000_000 else {
            throw InvalidArgument("count", "\(count)", "it must be from 0 to 10,000,000")
        }
        var generator = RandomGenerator(seed: seed).substream("ring")
        var points = Matrix<Float>(rows: count, columns: 2)
        let (inner, outer) = (innerRadius * innerRadius, outerRadius * outerRadius)
        for row in 0..<count {
            // Area grows with the square of the radius, so the square is what is uniform.
            let radius = (inner + (outer - inner) * generator.uniform()).squareRoot()
            let angle = 2 * Double.pi * generator.uniform()
            points[row, 0] = Float(centre.x + radius * Double.cos(angle))
            points[row, 1] = Float(centre.y + radius * Double.sin(angle))
        }
        return points
    }

    /// Whether two rings are the same.
    public static func == (left: Ring, right: Ring) -> Bool {
        left.innerRadius == right.innerRadius && left.outerRadius == right.outerRadius
            && left.centre == right.centre
    }
}
