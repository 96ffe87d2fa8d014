/// A Dirichlet distribution over the probabilities of K classes: a prediction with its own uncertainty.
///
/// Its density at probabilities π is Π_j π_j^(α_j − 1)/B(α). The mean α/α_0 is what it predicts; the
/// precision α_0 = Σα says how sure it is of that. All of its measures keep nine digits and more for
/// parameters from 0.001 to 3·10⁶: where the formulas are differences of large, almost equal terms, those are
/// cancelled on paper first. Malinin and Gales (2018).
///
/// ```swift
/// let opinion = try Dirichlet([8, 1, 1])
/// print(opinion.mean)  // → [0.8, 0.1, 0.1]
/// print(opinion.knowledge)  // → 0.0843493199676…
/// ```
public struct Dirichlet: Equatable, Sendable {
    /// The parameters α_j, K numbers above 0.
    public let alpha: [Double]
    /// The precision α_0 = Σ α_j.
    public let precision: Double
    /// ln μ_j = ln(α_j/α_0), accurate also for a μ_j close to 1.
    let logMean: [Double]
    let remainders: [StirlingRemainder]
    let precisionRemainder: StirlingRemainder

    /// The Dirichlet with the given parameters.
    ///
    /// - Parameter alpha: K ≥ 1 finite numbers above 0, with a finite sum.
    /// - Throws: `InvalidArgument` that names the parameter.
    public init(_ alpha: [Double]) throws(InvalidArgument) {
        guard !alpha.isEmpty else {
            throw InvalidArgument("alpha", "empty", "there must be at least one class")
        }
        for (index, parameter) in alpha.enumerated() where !(parameter > 0 && parameter <= 1e300) {
            throw InvalidArgument(
                "alpha[\(index)]", "\(parameter)", "a parameter must be above 0 and at most 1e300")
        }
        self.init(checked: alpha)
    }

    /// The Dirichlet that a network's logits stand for: α_j = exp(z_j/T) + offset.
    ///
    /// ```swift
    /// print(try Dirichlet(logits: [0, 0, 0], offset: 1).alpha)  // → [2.0, 2.0, 2.0]
    /// ```
    ///
    /// - Parameters:
    ///   - logits: K finite numbers with |z_j/T| ≤ 690.
    ///   - temperature: T > 0.
    ///   - offset: what is added to every parameter, at least 0: 0 for EnD², 1 for the proxy target.
    /// - Throws: `InvalidArgument` that names the logit whose parameter is out of range.
    public init(logits: [Double], temperature: Double = 1, offset: Double = 0) throws(InvalidArgument) {
        try check(temperature: temperature)
        guard !logits.isEmpty else {
            throw InvalidArgument("logits", "empty", "there must be at least one class")
        }
        guard offset >= 0 && offset <= 1e300 else {
            throw InvalidArgument("offset", "\(offset)", "it must be a finite number of at least 0")
        }
        for (index, logit) in logits.enumerated() where !((logit / temperature).magnitude <= 690) {
            throw InvalidArgument("logits[\(index)]", "\(logit)", "logit/T must be within ±690")
        }
        self.init(checked: logits.map { Double.exp($0 / temperature) + offset })
    }

    init(checked alpha: [Double]) {
        var sum = CompensatedSum()
        for parameter in alpha { sum.add(parameter) }
        let precision = sum.value
        self.alpha = alpha
        self.precision = precision
        logMean = alpha.indices.map { j in
            guard alpha[j] > 0.5 * precision else { return logRatio(alpha[j], precision) }
            var others = CompensatedSum()
            for k in alpha.indices where k != j { others.add(alpha[k]) }
            return -Double.log1p(others.value / alpha[j])
        }
        remainders = alpha.map { StirlingRemainder($0) }
        precisionRemainder = StirlingRemainder(precision)
    }

    /// The same parameters.
    public static func == (left: Dirichlet, right: Dirichlet) -> Bool { left.alpha == right.alpha }
}

extension Dirichlet {
    /// The mean α_j/α_0: K probabilities.
    public var mean: [Double] { alpha.map { $0 / precision } }

    /// E ln π_j = ψ(α_j) − ψ(α_0): K numbers below 0.
    ///
    /// ```swift
    /// print(try Dirichlet([1, 1]).expectedLog)  // → [-1.0, -1.0]
    /// ```
    public var expectedLog: [Double] {
        alpha.indices.map { logMean[$0] - (remainders[$0].digamma - precisionRemainder.digamma) }
    }

    /// Total uncertainty: the entropy of the mean, from 0 to ln K.
    public var total: Double {
        var sum = CompensatedSum()
        for j in alpha.indices { sum.add(-alpha[j] / precision * logMean[j]) }
        return max(0, sum.value)
    }

    /// Data (aleatoric) uncertainty, the expected entropy: −Σ (α_j/α_0)(ψ(α_j + 1) − ψ(α_0 + 1)), from 0 to
    /// `total`.
    ///
    /// ```swift
    /// print(try Dirichlet([1, 1]).data)  // → 0.499999999999999…
    /// ```
    public var data: Double {
        var sum = CompensatedSum()
        if precision < 10 {
            let whole = Double.digamma(precision + 1)
            for parameter in alpha {
                sum.add(parameter / precision * (whole - Double.digamma(parameter + 1)))
            }
            return max(0, sum.value)
        }
        let whole = excess(precision, precisionRemainder)
        for j in alpha.indices {
            sum.add(alpha[j] / precision * ((whole - excess(alpha[j], remainders[j])) - logMean[j]))
        }
        return max(0, sum.value)
    }

    /// Knowledge (epistemic) uncertainty, the mutual information of class and probabilities: `total` −
    /// `data`.
    ///
    /// It is Σ μ_j e(α_j) − e(α_0) with e(x) = ψ(x + 1) − ln x; about (K − 1)/2α_0 for large parameters,
    /// where the difference of the entropies would be rounding noise.
    ///
    /// ```swift
    /// print(try Dirichlet([1e6, 1e6]).knowledge)  // → 2.499999374999…
    /// ```
    public var knowledge: Double {
        var sum = CompensatedSum(-excess(precision, precisionRemainder))
        for j in alpha.indices { sum.add(alpha[j] / precision * excess(alpha[j], remainders[j])) }
        return max(0, sum.value)
    }

    /// Expected pairwise divergence of two draws: (K − 1)/α_0.
    public var expectedPairwiseDivergence: Double { Double(alpha.count - 1) / precision }

    /// ψ(x + 1) − ln x: about −ln x for small x, 1/2x for large.
    private func excess(_ x: Double, _ remainder: StirlingRemainder) -> Double {
        // For small x, ψ(x + 1) = ψ(x) + 1/x would cancel.
        x < 8 ? Double.digamma(x + 1) - Double.log(x) : 1 / x - remainder.digamma
    }
}
