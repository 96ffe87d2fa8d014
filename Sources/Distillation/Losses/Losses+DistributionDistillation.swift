extension Losses {
    /// Ensemble distribution distillation (EnD²): the mean over batch and members of −ln Dir(p_m|α) with α = exp(s/T).
    ///
    /// Malinin, Mlodozeniec and Gales (2020). The student's output is a Dirichlet distribution, fitted by maximum
    /// likelihood to the members' predictions p_m = softmax(v_m/T), which are drawn towards the centre first:
    /// (1 − γ)(p_m − 1/K) + 1/K. So it keeps the members' disagreement. T is annealed towards 1 during training
    /// (`TemperatureAnnealing`), which multiplies the loss by T²: `scaled` does. The value is a density's, and may be negative.
    ///
    /// Gradient: (α_j/T)(ψ(α_j) − ψ(α_0) − mean_m ln p_mj)/N.
    ///
    /// ```swift
    /// let loss = try Losses.distributionDistillation(
    ///     [[1, 1]], members: [[[0.5, 0]], [[0, 0.5]]], temperature: 1, smoothing: 0)
    /// print(loss.value)  // → -0.4…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: the student's, N × K, with ln Σ_j exp(s_j/T) below 700, so that the Dirichlet's parameters are finite.
    ///   - members: M ≥ 1 matrices of the members' logits, N × K.
    ///   - temperature: T > 0, the same for student and members.
    ///   - smoothing: γ, in [0, 1).
    ///   - scaled: whether value and gradient are multiplied by T².
    public static func distributionDistillation(
        _ logits: Matrix<Double>, members: [Matrix<Double>], temperature: Double = 1,
        smoothing: Double = 1e-3,
        scaled: Bool = false
    ) throws(InvalidArgument) -> LossValue {
        try Distillation.check(temperature: temperature)
        try check(logits: logits, "logits", temperature: temperature)
        try check(members: members, hasShapeOf: logits, temperature: temperature)
        try Distillation.check(smoothing: smoothing, "smoothing")
        let meanLog = meanLogProbabilities(members, temperature: temperature, smoothing: smoothing)
        let classes = logits.columns
        let count = Double(logits.rows)
        let factor = scaled ? temperature * temperature : 1
        var sum = CompensatedSum()
        var gradient = logits
        var row = DirichletRow(classes: classes)
        for start in stride(from: 0, to: logits.elements.count, by: classes) {
            guard
                row.compute(
                    logits: gradient.elements, meanLog: meanLog, start: start, temperature: temperature)
            else {
                let largest = logits.elements[start..<start + classes].max() ?? .nan
                throw InvalidArgument(
                    "logits[row \(start / classes)]", "up to \(largest)",
                    "ln Σ exp(logit/T) must be below 700 for the Dirichlet's parameters to be finite")
            }
            sum.add(row.value)
            for j in 0..<classes {
                gradient.elements[start + j] = row.gradient[j] * (factor / temperature / count)
            }
        }
        return LossValue(value: factor * sum.value / count, gradient: gradient)
    }
}

/// mean_m ln p_mj for members softened by T and drawn towards the centre by γ.
private func meanLogProbabilities(_ members: [Matrix<Double>], temperature: Double, smoothing: Double)
    -> [Double]
{
    guard smoothing > 0 else {
        return averaged(members.map { $0.logSoftmax(temperature: temperature) }).elements
    }
    // (1 − γ)(p − 1/K) + 1/K, without its cancellation where p is small.
    let floor = smoothing / Double(members[0].columns)
    let logs = members.map { member in
        var p = member.softmax(temperature: temperature)
        p.elements.withUnsafeMutableBufferPointer { p in
            for j in 0..<p.count { p[j] = Double.log((1 - smoothing) * p[j] + floor) }
        }
        return p
    }
    return averaged(logs).elements
}

/// −ln Dir(p|α) with α = exp(z), averaged over p, for one row, and its derivative by z.
///
/// With Stirling's leading terms cancelled on paper it is Σ_j α_j(ln μ_j − mean ln p_j) + Σ_j A(α_j) − A(α_0) +
/// Σ_j mean ln p_j, where μ = α/α_0 and A(x) = ln Γ(x) − x ln x + x, about ½ ln(2π/x). The plain sum of terms like
/// ln Γ(α_0) has lost half its digits at α_0 = 10⁶.
private struct DirichletRow {
    private(set) var value = 0.0
    private(set) var gradient: [Double]

    init(classes: Int) { gradient = [Double](repeating: 0, count: classes) }

    /// Computes both; false where α would not be finite.
    mutating func compute(logits: [Double], meanLog: [Double], start: Int, temperature: Double) -> Bool {
        let classes = gradient.count
        return logits.withUnsafeBufferPointer { z in
            meanLog.withUnsafeBufferPointer { l in
                gradient.withUnsafeMutableBufferPointer { g in
                    let largest = z[z.largest(from: start, count: classes)]
                    var relative = 0.0
                    for j in 0..<classes {
                        // exp(z − max): α_j over the largest of them.
                        g[j] = Double.exp((z[start + j] - largest) / temperature)
                        relative += g[j]
                    }
                    let logRelative = Double.log(relative)
                    let logTotal = largest / temperature + logRelative
                    guard logTotal < 700 else { return false }
                    let scale = Double.exp(largest / temperature)
                    let total = LogGammaParts(scale * relative, log: logTotal)
                    var sum = CompensatedSum(-total.excess)
                    for j in 0..<classes {
                        let logMean = (z[start + j] - largest) / temperature - logRelative
                        let alpha = scale * g[j]
                        let own = LogGammaParts(alpha, log: z[start + j] / temperature)
                        let difference = logMean - l[start + j]
                        sum.add(alpha * difference)
                        sum.add(own.excess + l[start + j])
                        // α_j(ψ(α_j) − ψ(α_0) − mean ln p_j); α_j(ln α_0 − ψ(α_0)) is the total's by the share μ_j.
                        g[j] =
                            alpha * difference - own.scaledDigamma + total.scaledDigamma * (g[j] / relative)
                    }
                    value = sum.value
                    return true
                }
            }
        }
    }
}

/// ln Γ and ψ of one x = exp(log) beyond their leading terms, also where x underflows.
private struct LogGammaParts {
    /// ln Γ(x) − x ln x + x: −ln x for tiny x, ½ ln(2π/x) for large.
    let excess: Double
    /// x(ln x − ψ(x)): 1 for tiny x, ½ for large.
    let scaledDigamma: Double

    @inline(__always)
    init(_ x: Double, log: Double) {
        if log < -690 {
            excess = -log
            scaledDigamma = 1
        } else {
            let rest = StirlingRemainder(x, log: log)
            excess = rest.gamma - 0.5 * log + halfLogTwoPi
            scaledDigamma = x * rest.digamma
        }
    }
}
