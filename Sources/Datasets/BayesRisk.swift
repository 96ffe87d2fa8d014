import Distillation

/// What the true posterior itself scores: the best that any model can reach.
///
/// Estimated over drawn points. At each point the expectation over its label is exact, so only the points are left to
/// chance; each estimate comes with its standard error.
public struct BayesRisk: Equatable, Sendable {
    /// An estimate and its standard error.
    public struct Estimate: Equatable, Sendable {
        /// The mean over the points.
        public let mean: Double
        /// The standard error of the mean.
        public let standardError: Double

        init(_ values: [Double]) {
            let count = Double(values.count)
            let mean = values.reduce(0, +) / count
            let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            self.mean = mean
            standardError = (squares / (count - 1) / count).squareRoot()
        }
    }

    /// The share of errors of the classifier that takes the likeliest class: E[1 − max p].
    public let error: Estimate
    /// The mean negative log-likelihood, in nats: E[H(p)].
    public let negativeLogLikelihood: Estimate
    /// The Brier score, in [0, 2]: E[1 − Σp²].
    public let brier: Estimate
}

extension GaussianMixture {
    /// The risk of the true posterior, estimated over `samples` points drawn by `seed`.
    ///
    /// ```swift
    /// let risk = try GaussianMixture.equalCovariances().bayesRisk(samples: 1000, seed: 1)
    /// print(risk.negativeLogLikelihood.mean.formatted(decimals: 2))  // → 0.57
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `samples` is below 2.
    public func bayesRisk(samples: Int, seed: UInt64) throws(InvalidArgument) -> BayesRisk {
        guard samples >= 2 else {
            throw InvalidArgument("samples", "\(samples)", "a standard error needs at least 2")
        }
        let posteriors = try posterior(at: try sample(samples, seed: seed).features)
        let rows = (0..<posteriors.rows).map { posteriors[row: $0] }
        return BayesRisk(
            error: .init(rows.map { row in 1 - row.reduce(0) { max($0, $1) } }),
            negativeLogLikelihood: .init(
                rows.map { row in row.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 } }),
            brier: .init(rows.map { row in 1 - row.reduce(0) { $0 + $1 * $1 } }))
    }
}
