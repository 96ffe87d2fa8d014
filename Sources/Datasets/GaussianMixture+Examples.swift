import Distillation

extension GaussianMixture {
    /// Three overlapping classes in the plane with one covariance: the log posterior is linear in the point, so a network
    /// without a hidden layer can represent it exactly. Its Bayes risk is a mean negative log-likelihood of about 0.57 nats.
    ///
    /// ```swift
    /// let mixture = try GaussianMixture.equalCovariances()
    /// print(try mixture.posterior(at: [0, 0])[2] < 0.5)  // → true
    /// ```
    ///
    /// - Throws: Never in fact: its parameters are valid.
    public static func equalCovariances() throws(InvalidArgument) -> GaussianMixture {
        let shared: Matrix<Double> = [[1, 0.3], [0.3, 1]]
        return try GaussianMixture(
            means: [[-1, -0.6], [1, -0.6], [0, 1.2]], covariances: [shared, shared, shared],
            priors: [1.0 / 3, 1.0 / 3, 1.0 / 3])
    }

    /// Three overlapping classes in the plane with different covariances and priors: the log posterior is quadratic, and a
    /// small network can only come near it. Its Bayes risk is a mean negative log-likelihood of about 0.55 nats.
    ///
    /// ```swift
    /// let mixture = try GaussianMixture.unequalCovariances()
    /// print(try mixture.sample(200, seed: 1).count)  // → 200
    /// ```
    ///
    /// - Throws: Never in fact: its parameters are valid.
    public static func unequalCovariances() throws(InvalidArgument) -> GaussianMixture {
        try GaussianMixture(
            means: [[-1, -0.5], [1, -0.5], [0, 0.9]],
            covariances: [[[0.5, 0.2], [0.2, 0.5]], [[2, -0.6], [-0.6, 1]], [[1.5, 0], [0, 0.3]]],
            priors: [0.3, 0.4, 0.3])
    }
}
