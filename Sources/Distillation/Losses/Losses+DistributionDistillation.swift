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
        var shares = [Double](repeating: 0, count: classes)
        let overflow: Int? = gradient.elements.withUnsafeMutableBufferPointer { row in
            for start in stride(from: 0, to: row.count, by: classes) {
                guard let value = dirichletRow(row, meanLog, start, classes, temperature, &shares) else {
                    return start
                }
                sum.add(value)
                for j in start..<start + classes { row[j] *= factor / temperature / count }
            }
            return nil
        }
        if let overflow {
            let largest = logits.elements[overflow..<overflow + classes].max() ?? .nan
            throw InvalidArgument(
                "logits[row \(overflow / classes)]", "up to \(largest)",
                "ln Σ exp(logit/T) must be below 700 for the Dirichlet's parameters to be finite")
        }
        return LossValue(value: factor * sum.value / count, gradient: gradient)
    }
}

/// mean_m ln p_mj for members softened by T and drawn towards the centre by γ.
private func meanLogProbabilities(_ members: [Matrix<Double>], temperature: Double, smoothing: Double)
    -> [Double]
{
    // (1 − γ)(p − 1/K) + 1/K, without its cancellation where p is small.
    let floor = smoothing / Double(members[0].columns)
    var sum = [Double](repeating: 0, count: members[0].elements.count)
    for member in members {
        let logs =
            smoothing > 0
            ? member.softmax(temperature: temperature) : member.logSoftmax(temperature: temperature)
        for j in 0..<sum.count {
            sum[j] +=
                smoothing > 0 ? Double.log((1 - smoothing) * logs.elements[j] + floor) : logs.elements[j]
        }
    }
    let count = Double(members.count)
    for j in 0..<sum.count { sum[j] /= count }
    return sum
}

/// −ln Dir(p|α) with α = exp(z), z = logits/T, averaged over p, for one row; the logits give way to its derivative by z.
/// Nothing where α would not be finite.
///
/// With Stirling's leading terms cancelled on paper it is Σ_j α_j(ln μ_j − mean ln p_j) + Σ_j A(α_j) − A(α_0) +
/// Σ_j mean ln p_j, where μ = α/α_0 and A(x) = ln Γ(x) − x ln x + x, about ½ ln(2π/x). The plain sum of terms like
/// ln Γ(α_0) has lost half its digits at α_0 = 10⁶.
private func dirichletRow(
    _ row: UnsafeMutableBufferPointer<Double>, _ meanLog: [Double], _ start: Int, _ classes: Int,
    _ temperature: Double, _ shares: inout [Double]
) -> Double? {
    let range = start..<start + classes
    let largest = row[row.largest(from: start, count: classes)]
    var relative = 0.0
    for j in range {
        shares[j - start] = Double.exp((row[j] - largest) / temperature)
        relative += shares[j - start]
    }
    let logRelative = Double.log(relative)
    let logTotal = largest / temperature + logRelative
    guard logTotal < 700 else { return nil }
    let scale = Double.exp(largest / temperature)
    let total = LogGammaParts(scale * relative, log: logTotal)
    let totalShare = total.scaledDigamma / relative
    var value = -total.excess
    for j in range {
        let share = shares[j - start]
        let logAlpha = row[j] / temperature
        // The share of a parameter may underflow where the parameter itself does not.
        let alpha = share > 1e-290 ? scale * share : Double.exp(logAlpha)
        let own = LogGammaParts(alpha, log: logAlpha)
        let logMean = (row[j] - largest) / temperature - logRelative
        let attraction = alpha * (logMean - meanLog[j])
        value += attraction + (own.excess + meanLog[j])
        // α_j(ψ(α_j) − ψ(α_0) − mean ln p_j); α_j(ln α_0 − ψ(α_0)) is the total's by the share μ_j.
        row[j] = attraction - own.scaledDigamma + totalShare * share
    }
    return value
}

/// ln Γ and ψ of one x = exp(log) beyond their leading terms, also where x underflows.
private struct LogGammaParts {
    /// ln Γ(x) − x ln x + x: −ln x for tiny x, ½ ln(2π/x) for large.
    let excess: Double
    /// x(ln x − ψ(x)): 1 for tiny x, ½ for large.
    let scaledDigamma: Double

    @inline(__always)
    init(_ x: Double, log: Double) {
        if log < -50 {
            // What tiny x tend to, by now to the last bit.
            excess = -log
            scaledDigamma = 1
        } else {
            let rest = StirlingRemainder(x, log: log)
            excess = rest.gamma - 0.5 * log + halfLogTwoPi
            scaledDigamma = x * rest.digamma
        }
    }
}
