extension Dirichlet {
    /// The differential entropy ln B(α) + (α_0 − K)ψ(α_0) − Σ (α_j − 1)ψ(α_j), negative for a sharp
    /// distribution.
    ///
    /// In nats, by the measure dπ_1 … dπ_{K−1}. As a distribution of one class has no spread, K = 1 gives 0.
    ///
    /// ```swift
    /// print(try Dirichlet([1, 1, 1]).differentialEntropy)  // → -0.69314718055994…
    /// ```
    public var differentialEntropy: Double {
        let classes = Double(alpha.count)
        guard alpha.count > 1 else { return 0 }
        if precision < 10 {
            var sum = CompensatedSum(logBeta + (precision - classes) * Double.digamma(precision))
            for parameter in alpha where parameter != 1 {
                sum.add(-(parameter - 1) * Double.digamma(parameter))
            }
            return sum.value
        }
        // With ln Γ and ψ by Stirling, the terms in α ln α cancel and those in ln α leave ½ each.
        var sum = CompensatedSum((classes - 1) * halfLogTwoPi)
        sum.add(-(classes - 0.5) * Double.log(precision))
        sum.add(-precisionRemainder.gamma)
        sum.add(-(precision - classes) * precisionRemainder.digamma)
        for (parameter, remainder) in zip(alpha, remainders) {
            sum.add(0.5 * Double.log(parameter))
            sum.add(remainder.gamma)
            sum.add((parameter - 1) * remainder.digamma)
        }
        return sum.value
    }

    /// The logarithm of the density at probabilities π: Σ (α_j − 1) ln π_j − ln B(α).
    ///
    /// At π_j = 0 it is −∞ for α_j > 1 and +∞ for α_j < 1.
    ///
    /// ```swift
    /// print(try Dirichlet([1, 1, 1]).logDensity(at: [0.2, 0.3, 0.5]))  // → 0.69314718055994…
    /// ```
    ///
    /// - Parameter probabilities: K probabilities.
    /// - Throws: `InvalidArgument` where they are no distribution of K classes, or are 0 both at an α above 1
    ///   and at one below, where the density has no value.
    public func logDensity(at probabilities: [Double]) throws(InvalidArgument) -> Double {
        guard probabilities.count == alpha.count else {
            throw InvalidArgument(
                "probabilities", "\(probabilities.count) values", "there must be \(alpha.count)")
        }
        try check(distribution: probabilities, "probabilities")
        let zeros = alpha.indices.filter { probabilities[$0] == 0 }
        let vanishes = zeros.contains { alpha[$0] > 1 }
        let diverges = zeros.contains { alpha[$0] < 1 }
        if vanishes && diverges {
            throw InvalidArgument("probabilities", "0 at several classes", "the density there is 0·∞")
        }
        if vanishes || diverges { return vanishes ? -.infinity : .infinity }
        if precision < 10 {
            var sum = CompensatedSum(-logBeta)
            for (parameter, p) in zip(alpha, probabilities) where parameter != 1 {
                sum.add((parameter - 1) * Double.log(p))
            }
            return sum.value
        }
        // −α_0·KL(mean‖π) and what Stirling's leading terms leave.
        var sum = CompensatedSum(-(Double(alpha.count) - 1) * halfLogTwoPi)
        sum.add(precisionRemainder.gamma)
        sum.add(-0.5 * Double.log(precision))
        for j in alpha.indices {
            let p = probabilities[j]
            sum.add(0.5 * Double.log(alpha[j]))
            sum.add(-remainders[j].gamma)
            // α = 1 at π = 0: the density does not depend on this class, whose terms in ln π cancel.
            sum.add(p == 0 ? -logMean[j] : alpha[j] * logRatioToMean(p, j) - Double.log(p))
        }
        return sum.value
    }

    /// ln B(α) = Σ ln Γ(α_j) − ln Γ(α_0).
    private var logBeta: Double {
        var sum = CompensatedSum(-Double.logGamma(precision))
        for parameter in alpha { sum.add(Double.logGamma(parameter)) }
        return sum.value
    }

    /// ln(π_j/μ_j).
    private func logRatioToMean(_ p: Double, _ j: Int) -> Double {
        let mean = alpha[j] / precision
        let difference = p * precision - alpha[j]
        return difference.magnitude < 0.5 * alpha[j] && mean < 0.9
            ? Double.log1p(difference / alpha[j]) : Double.log(p) - logMean[j]
    }

    /// The Kullback–Leibler divergence of this distribution from another: KL(Dir α‖Dir β) = ln B(β) − ln B(α)
    /// + Σ (α_j − β_j)(ψ(α_j) − ψ(α_0)), at least 0.
    ///
    /// ```swift
    /// print(try Dirichlet([2, 2]).klDivergence(to: Dirichlet([1, 1])))  // → 0.125092802561…
    /// ```
    ///
    /// - Parameter other: Dir β, of as many classes.
    /// - Throws: `InvalidArgument` where the classes differ in number.
    public func klDivergence(to other: Dirichlet) throws(InvalidArgument) -> Double {
        guard other.alpha.count == alpha.count else {
            throw InvalidArgument("other", "\(other.alpha.count) classes", "there must be \(alpha.count)")
        }
        return Self.divergence(alpha, precision, other.alpha, other.precision)
    }

    /// KL(Dir a‖Dir b) from both parameters and their sums.
    ///
    /// By Stirling it is b_0·KL(mean of b‖mean of a) and, for each parameter and less for the sums, what
    /// remains.
    static func divergence(_ a: [Double], _ sumA: Double, _ b: [Double], _ sumB: Double) -> Double {
        var sum = CompensatedSum(-divergenceBeyond(sumB, sumA))
        var total = 0.0
        for j in a.indices { total += b[j] - a[j] }
        let growth = total / sumA
        for j in a.indices {
            // ν_j/μ_j − 1 = (d_j − d_0)/(1 + d_0), for proportional parameters 0.
            let relative = ((b[j] - a[j]) / a[j] - growth) / (1 + growth)
            let mean = a[j] / sumA
            sum.add(
                sumB
                    * (relative.magnitude < 0.5
                        ? mean * entropyExcess(relative) : relativeEntropyTerm(b[j] / sumB, mean)))
            sum.add(divergenceBeyond(b[j], a[j]))
        }
        return max(0, sum.value)
    }

    /// ln Γ(b) − ln Γ(a) − (b − a)ψ(a), less what x ln x − x gives in the place of ln Γ.
    private static func divergenceBeyond(_ b: Double, _ a: Double) -> Double {
        if a == b { return 0 }
        if min(a, b) < 10 && (b - a).magnitude < 0.5 * a {
            // The remainders would cancel. Γ(x) = Γ(x + n)/(x(x + 1)…) turns each factor into a term of
            // second order.
            var sum = CompensatedSum(-relativeEntropyTerm(b, a))
            var shift = 0.0
            while min(a, b) + shift < 10 {
                sum.add(logarithmTerm(b + shift, a + shift))
                shift += 1
            }
            sum.add(relativeEntropyTerm(b + shift, a + shift))
            sum.add(divergenceBeyond(b + shift, a + shift))
            return sum.value
        }
        // ψ(a) − ln a + 1/2a is the remainder's derivative.
        let (restB, restA) = (StirlingRemainder(b), StirlingRemainder(a))
        let slope = 0.5 / a - restA.digamma
        return 0.5 * logarithmTerm(b, a) + (restB.gamma - restA.gamma - slope * (b - a))
    }
}
