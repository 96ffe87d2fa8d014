extension RandomGenerator {
    /// The logarithm of a draw from the gamma distribution with the given shape and scale 1.
    ///
    /// Marsaglia and Tsang (2000). A shape below 1 is drawn as G(shape + 1)·U^(1/shape); in logarithms, since
    /// for a shape of 0.001 most draws lie below the smallest `Double`.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(try generator.logOfGamma(shape: 0.001))  // → -495.16992243511174
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the shape is not a finite number above 0.
    public mutating func logOfGamma(shape: Double) throws(InvalidArgument) -> Double {
        guard shape > 0 && shape < .infinity else {
            throw InvalidArgument("shape", "\(shape)", "a shape must be a finite number above 0")
        }
        let raised = shape < 1 ? shape + 1 : shape
        let d = raised - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        var logDraw = 0.0
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let logCube = 3 * Double.log(root)
            let v = root * root * root
            if Double.log(1 - uniform()) < 0.5 * x * x + d - d * v + d * logCube {
                logDraw = Double.log(d) + logCube
                break
            }
        }
        if shape < 1 { logDraw += Double.log(1 - uniform()) / shape }
        return logDraw
    }

    /// A draw from the gamma distribution with the given shape and scale 1, hence mean `shape`.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(try generator.gamma(shape: 2))  // → 5.4750289665937…
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the shape is not a finite number above 0.
    public mutating func gamma(shape: Double) throws(InvalidArgument) -> Double {
        Double.exp(try logOfGamma(shape: shape))
    }

    /// A draw from the Dirichlet distribution with parameters `alpha`: probabilities that sum to 1.
    ///
    /// Gamma draws divided by their sum, taken in logarithms so that tiny parameters give a corner of the
    /// simplex and not 0/0.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(try generator.dirichlet([2, 1, 1]))  // → [0.7397305666461…
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `alpha` is empty or a parameter is not a finite number above 0.
    public mutating func dirichlet(_ alpha: [Double]) throws(InvalidArgument) -> [Double] {
        guard !alpha.isEmpty else {
            throw InvalidArgument("alpha", "empty", "a Dirichlet has at least one parameter")
        }
        var logs: [Double] = []
        for (index, shape) in alpha.enumerated() {
            guard shape > 0 && shape < .infinity else {
                throw InvalidArgument(
                    "alpha[\(index)]", "\(shape)", "a parameter must be a finite number above 0")
            }
            logs.append(try logOfGamma(shape: shape))
        }
        // Shapes so small that every logarithm overflows leave nothing to compare: they share alike.
        let largest = logs.max() ?? 0
        let weights = logs.map { largest.isFinite ? Double.exp($0 - largest) : ($0 == largest ? 1 : 0) }
        let total = weights.reduce(0, +)
        return weights.map { $0 / total }
    }
}
