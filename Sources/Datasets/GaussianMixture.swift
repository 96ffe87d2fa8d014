import Distillation

/// Classes that are normal distributions with known means, covariances and priors.
///
/// Of such data the true probability of each class at each point is known, so a teacher and its students can be
/// measured against the truth itself: no model can do better than this posterior.
///
/// ```swift
/// let mixture = try GaussianMixture(
///     means: [[-1, 0], [1, 0]], covariances: [[[1, 0], [0, 1]], [[1, 0], [0, 1]]], priors: [0.5, 0.5])
/// print(try mixture.posterior(at: [0, 3]))  // → [0.5, 0.5]
/// ```
public struct GaussianMixture: Equatable, Sendable {
    /// The means of the K classes, D coordinates each.
    public let means: [[Double]]
    /// The covariances of the K classes, D × D each.
    public let covariances: [Matrix<Double>]
    /// The share of each class, summing to 1.
    public let priors: [Double]

    private let factors: [Cholesky]

    /// A mixture of K classes in D dimensions.
    ///
    /// - Throws: `InvalidArgument` where counts or shapes disagree, a mean is not finite, a covariance is not symmetric and
    ///   positive definite, or the priors are no distribution with every class above 0.
    public init(
        means: [[Double]], covariances: [Matrix<Double>], priors: [Double]
    ) throws(InvalidArgument) {
        guard let dimension = means.first?.count, dimension > 0 else {
            throw InvalidArgument("means", "empty", "there must be a class, with a coordinate")
        }
        for (name, count) in [("covariances", covariances.count), ("priors", priors.count)]
        where count != means.count {
            throw InvalidArgument(
                name, "\(count) values", "there must be one for each of \(means.count) classes")
        }
        for (label, mean) in means.enumerated() {
            guard mean.count == dimension, mean.allSatisfy({ $0.magnitude < 1e100 }) else {
                throw InvalidArgument(
                    "means[\(label)]", "\(mean)", "it must be \(dimension) finite coordinates, as means[0] is"
                )
            }
        }
        for (label, prior) in priors.enumerated() where !(prior > 0 && prior <= 1) {
            throw InvalidArgument("priors[\(label)]", "\(prior)", "it must be above 0, and at most 1")
        }
        let sum = priors.reduce(0, +)
        guard (sum - 1).magnitude <= 1e-6 else {
            throw InvalidArgument("the sum of priors", "\(sum)", "it must be 1 within 1e-6")
        }
        var factors: [Cholesky] = []
        for (label, covariance) in covariances.enumerated() {
            factors.append(try Cholesky(covariance, dimension: dimension, "covariances[\(label)]"))
        }
        self.means = means
        self.covariances = covariances
        self.priors = priors
        self.factors = factors
    }

    /// The number of coordinates, D.
    public var dimension: Int { means[0].count }

    /// The number of classes, K.
    public var classCount: Int { means.count }

    /// `count` samples with their classes, drawn by `seed`; coordinates are rounded to `Float`, as networks take them.
    ///
    /// ```swift
    /// let mixture = try GaussianMixture.equalCovariances()
    /// print(try mixture.sample(100, seed: 1).count)  // → 100
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `count` is not from 0 to 10,000,000 or a coordinate is too large for a `Float`.
    public func sample(_ count: Int, seed: UInt64) throws(InvalidArgument) -> Dataset {
        guard count >= 0 && count <= 10_000_000 else {
            throw InvalidArgument("count", "\(count)", "it must be from 0 to 10,000,000")
        }
        var generator = RandomGenerator(seed: seed).substream("mixture")
        var elements: [Float] = []
        var labels: [Int] = []
        for _ in 0..<count {
            let label = try generator.categorical(priors)
            let z = (0..<dimension).map { _ in generator.normal() }
            for (mean, offset) in zip(means[label], factors[label].scaled(z)) {
                elements.append(Float(mean + offset))
            }
            labels.append(label)
        }
        return try Dataset(
            features: Matrix(rows: count, columns: dimension, elements: elements), labels: labels,
            classNames: (0..<classCount).map { "class \($0)" })
    }

    /// ln(prior · density) of each class at `point`; together, by log-sum-exp, the log density of the mixture.
    ///
    /// ```swift
    /// let mixture = try GaussianMixture.equalCovariances()
    /// print(try Double.logSumExp(mixture.logJoint(at: [0, 0])))  // → -2.5392254338235…
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `point` has not D coordinates or one is not finite.
    public func logJoint(at point: [Double]) throws(InvalidArgument) -> [Double] {
        guard point.count == dimension, point.allSatisfy({ $0.magnitude < 1e100 }) else {
            throw InvalidArgument("point", "\(point)", "it must be \(dimension) coordinates between ±1e100")
        }
        let constant = 0.5 * Double(dimension) * Double.log(2 * .pi)
        return means.indices.map { label in
            let difference = zip(point, means[label]).map { $0 - $1 }
            return Double.log(priors[label]) - constant - factors[label].logRootDeterminant
                - 0.5 * factors[label].squaredDistance(difference)
        }
    }

    /// The true probability of each class at `point`: prior · density, divided by its sum over the classes (Bayes' rule).
    ///
    /// ```swift
    /// let mixture = try GaussianMixture.equalCovariances()
    /// print(try mixture.posterior(at: [0, 0]).map { $0.formatted(decimals: 3) })  // → ["0.407", "0.274", "0.319"]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `point` has not D coordinates or one is not finite.
    public func posterior(at point: [Double]) throws(InvalidArgument) -> [Double] {
        let logJoint = try logJoint(at: point)
        let greatest = logJoint.reduce(-.infinity) { max($0, $1) }
        guard greatest > -.infinity else {
            throw InvalidArgument("point", "\(point)", "it lies too far out for the densities to be compared")
        }
        let ratios = logJoint.map { Double.exp($0 - greatest) }
        let sum = ratios.reduce(0, +)
        return ratios.map { $0 / sum }
    }

    /// The true probabilities at each row of `points`, N × D: N × K.
    ///
    /// ```swift
    /// let mixture = try GaussianMixture.equalCovariances()
    /// print(try mixture.posterior(at: mixture.sample(5, seed: 1).features).columns)  // → 3
    /// ```
    ///
    /// - Throws: `InvalidArgument` where a row has not D coordinates or one is not finite.
    public func posterior<Scalar>(at points: Matrix<Scalar>) throws(InvalidArgument) -> Matrix<Double> {
        guard points.elements.count == points.rows * points.columns else {
            throw InvalidArgument(
                "points", "\(points.elements.count) values",
                "they must fill \(points.rows) equally long rows of \(points.columns)")
        }
        var elements: [Double] = []
        for row in 0..<points.rows {
            elements += try posterior(at: points[row: row].map { Double($0) })
        }
        return try Matrix(rows: points.rows, columns: classCount, elements: elements)
    }
}
