extension Losses {
    /// Ensemble distribution distillation to a proxy Dirichlet: the mean of −Σ_j p̄_j(ψ(α_j) − ψ(α_0)) −
    /// H[Dir α]/β_0.
    ///
    /// Ryabinin, Malinin and Gales (2021). The ensemble is first summed up as a Dirichlet with mean p̄ =
    /// mean_m softmax(v_m) and precision β_0 = (K − 1)/(2·RMI), where RMI = mean_m KL(p̄‖softmax(v_m))
    /// measures their disagreement; then the student's Dirichlet with α = exp(s) + 1 is drawn to it by the
    /// reverse divergence. Members and student at T = 1. Members that agree have RMI = 0: the entropy's
    /// weight is then 0. Unlike EnD² this is bounded in its effect on rare classes.
    ///
    /// Gradient: (α_j − 1)·{−p̄_j ψ′(α_j) + ψ′(α_0) + [(α_j − 1)ψ′(α_j) − (α_0 − K)ψ′(α_0)]/β_0}/N.
    ///
    /// ```swift
    /// let loss = try Losses.proxyDistributionDistillation([[1, 0]], members: [[[1, 0]], [[0, 1]]])
    /// print(loss.value)  // → 0.93435885013474…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: the student's, N × K with K ≥ 2.
    ///   - members: M ≥ 1 matrices of the members' logits, N × K.
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, no members, shapes that
    ///   disagree, and K < 2.
    public static func proxyDistributionDistillation(
        _ logits: Matrix<Double>, members: [Matrix<Double>]
    ) throws(InvalidArgument) -> LossValue {
        try check(logits: logits, "logits")
        try check(members: members, hasShapeOf: logits, temperature: 1)
        guard logits.columns >= 2 else {
            throw InvalidArgument("logits", "1 column", "a proxy Dirichlet needs at least 2 classes")
        }
        let target = ProxyTarget(checked: members)
        let mean = target.mean.elements
        let classes = logits.columns
        let count = Double(logits.rows)
        var sum = CompensatedSum()
        var gradient = logits
        for start in stride(from: 0, to: mean.count, by: classes) {
            let weight = 2 * target.disagreement[start / classes] / Double(classes - 1)
            let student = OffsetDirichlet(logits.elements[start..<start + classes])
            for j in 0..<classes { sum.add(-mean[start + j] * student.expectedLog(j)) }
            if weight > 0 { sum.add(-weight * student.entropy) }
            for j in 0..<classes {
                let own = student.parameters[j]
                let attraction = student.share(j) * student.total.scaledTrigamma - mean[start + j] * own.slope
                let entropySlope = student.entropySlope(j)
                gradient.elements[start + j] = (attraction + weighted(weight, entropySlope)) / count
            }
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }
}

/// A Dirichlet with α = exp(s) + 1, for s of any size: beyond e^299 only logarithms and ratios still change.
private struct OffsetDirichlet {
    /// What the loss needs of one parameter.
    struct Parameter {
        let alpha: Double
        let log: Double
        let rest: StirlingRemainder
        /// ψ′(α) − 1/α, about 1/2α².
        let trigammaRest: Double
        /// (α − 1)ψ′(α): from 0 to 1.
        let slope: Double
        /// αψ′(α): from ψ′(1) to 1.
        let scaledTrigamma: Double
        /// α − 1.
        let evidence: Double

        init(evidence: Double, offset: Double, log: Double) {
            self.evidence = evidence
            alpha = evidence + offset
            self.log = log
            rest = StirlingRemainder(alpha)
            trigammaRest = Distillation.trigammaRest(alpha)
            scaledTrigamma = 1 + alpha * trigammaRest
            slope = evidence / alpha * scaledTrigamma
        }
    }

    private(set) var parameters: [Parameter] = []
    let total: Parameter
    private let logits: ArraySlice<Double>

    init(_ logits: ArraySlice<Double>) {
        self.logits = logits
        var evidence = CompensatedSum()
        var logs: [Double] = []
        for s in logits {
            let own = Double.exp(min(s, 299))
            // ln(e^s + 1)
            let log = s > 0 ? s + Double.log1p(Double.exp(-s)) : Double.log1p(Double.exp(s))
            logs.append(log)
            evidence.add(own)
            parameters.append(Parameter(evidence: own, offset: 1, log: log))
        }
        total = Parameter(
            evidence: evidence.value, offset: Double(logits.count), log: Double.logSumExp(logs))
    }

    /// e^{s_j}/α_0, in logarithms.
    func share(_ j: Int) -> Double { Double.exp(logits[logits.startIndex + j] - total.log) }

    /// E ln π_j = ψ(α_j) − ψ(α_0).
    func expectedLog(_ j: Int) -> Double {
        (parameters[j].log - total.log) - (parameters[j].rest.digamma - total.rest.digamma)
    }

    /// The differential entropy, Stirling's leading terms cancelled on paper as in
    /// `Dirichlet.differentialEntropy`.
    var entropy: Double {
        let classes = Double(parameters.count)
        var sum = CompensatedSum((classes - 1) * halfLogTwoPi)
        sum.add(-(classes - 0.5) * total.log)
        sum.add(-total.rest.gamma - total.evidence * total.rest.digamma)
        for own in parameters {
            sum.add(0.5 * own.log)
            sum.add(own.rest.gamma + own.evidence * own.rest.digamma)
        }
        return sum.value
    }

    /// −∂H/∂s_j = e^{s_j}[(α_j − 1)ψ′(α_j) − (α_0 − K)ψ′(α_0)], the 1 that both products tend to taken out.
    func entropySlope(_ j: Int) -> Double {
        let own = parameters[j]
        let classes = Double(parameters.count)
        let ownPart = own.evidence * (own.evidence * own.trigammaRest - 1 / own.alpha)
        let totalPart = total.alpha * total.evidence * total.trigammaRest - classes
        return ownPart - share(j) * totalPart
    }
}
