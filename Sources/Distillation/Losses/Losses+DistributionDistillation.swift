extension Losses {
    /// Ensemble distribution distillation (EnD²): the mean over batch and members of −ln Dir(p_m|α) with α =
    /// exp(s/T).
    ///
    /// Malinin, Mlodozeniec and Gales (2020). The student's output is a Dirichlet distribution, fitted by
    /// maximum likelihood to the members' predictions p_m = softmax(v_m/T), which are drawn towards the
    /// centre first: (1 − γ)(p_m − 1/K) + 1/K. So it keeps the members' disagreement. T is annealed towards 1
    /// during training (`TemperatureAnnealing`), which multiplies the loss by T²: `scaled` does. The value is
    /// a density's, and may be negative.
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
    ///   - logits: the student's, N × K, with ln Σ_j exp(s_j/T) below 700, so that the Dirichlet's parameters
    ///     are finite.
    ///   - members: M ≥ 1 matrices of the members' logits, N × K.
    ///   - temperature: T > 0, the same for student and members.
    ///   - smoothing: γ, in [0, 1).
    ///   - scaled: whether value and gradient are multiplied by T².
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, no members, shapes that
    ///   disagree, T ≤ 0, γ outside [0, 1), and logits whose parameters overflow.
    public static func distributionDistillation(
        _ logits: Matrix<Double>, members: [Matrix<Double>], temperature: Double = 1,
        smoothing: Double = 1e-3,
        scaled: Bool = false
    ) throws(InvalidArgument) -> LossValue {
        try Distillation.check(temperature: temperature)
        try check(logits: logits, "logits", temperature: temperature)
        try check(members: members, hasShapeOf: logits, temperature: temperature)
        try Distillation.check(smoothing: smoothing, "smoothing")
        let classes = logits.columns
        let count = Double(logits.rows)
        let factor = scaled ? temperature * temperature : 1
        var gradient = logits
        // Some rows at a time, so that what is computed between stays in the processor's cache.
        let block = max(1, 4096 / classes)
        let blocks = gradient.elements.withUnsafeMutableBufferPointer { gradient in
            let gradient = gradient
            return inParallel((logits.rows + block - 1) / block) { index -> [Double?] in
                let rows = index * block..<min((index + 1) * block, logits.rows)
                let meanLog = meanLogProbabilities(
                    members.map { $0.slice(rows) }, temperature: temperature, smoothing: smoothing)
                var part = logits.slice(rows)
                let parts = LogGammaParts(ofLogarithms: part.map { $0 / temperature })
                let values = (0..<rows.count).map { row in
                    parts.row(&part.elements, meanLog, row * classes, classes, temperature)
                }
                for index in 0..<part.elements.count {
                    gradient[rows.lowerBound * classes + index] =
                        part.elements[index] * (factor / temperature / count)
                }
                return values
            }
        }
        var sum = CompensatedSum()
        for (row, value) in blocks.joined().enumerated() {
            guard let value else {
                throw InvalidArgument(
                    "logits[row \(row)]", "up to \(logits[row: row].max() ?? .nan)",
                    "ln Σ exp(logit/T) must be below 700 for the Dirichlet's parameters to be finite")
            }
            sum.add(value)
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
    let logs = members.map { member in
        guard smoothing > 0 else { return member.logSoftmax(temperature: temperature) }
        var p = member.softmax(temperature: temperature)
        p.elements.withUnsafeMutableBufferPointer { p in
            for j in 0..<p.count { p[j] = (1 - smoothing) * p[j] + floor }
            p.takeLogarithms()
        }
        return p
    }
    return averaged(logs).elements
}

/// α = exp(z) of a whole batch, and ln Γ(α) and ψ(α) beyond their leading terms, also where α underflows.
private struct LogGammaParts {
    /// The parameters α.
    private var alpha: [Double]
    /// A(α) = ln Γ(α) − α ln α + α: −ln α for tiny α, ½ ln(2π/α) for large.
    private var excess: [Double]
    /// α(ln α − ψ(α)): 1 for tiny α, ½ for large.
    private var scaledDigamma: [Double]

    init(ofLogarithms logarithms: Matrix<Double>) {
        let z = logarithms.elements
        alpha = z
        alpha.withUnsafeMutableBufferPointer { $0.exponentiateAll() }
        excess = [Double](repeating: 0, count: z.count)
        scaledDigamma = excess
        var index = 0
        while index + 4 <= z.count {
            let x = Four(alpha[index], alpha[index + 1], alpha[index + 2], alpha[index + 3])
            let log = Four(z[index], z[index + 1], z[index + 2], z[index + 3])
            if all(log .>= -50) {
                let rest = StirlingRemainder.four(x, log: log)
                let excesses = rest.gamma - 0.5 * log + halfLogTwoPi
                let scaled = x * rest.digamma
                for lane in 0..<4 {
                    excess[index + lane] = excesses[lane]
                    scaledDigamma[index + lane] = scaled[lane]
                }
            } else {
                for lane in index..<index + 4 { setParts(lane, z[lane]) }
            }
            index += 4
        }
        for last in index..<z.count { setParts(last, z[last]) }
    }

    private mutating func setParts(_ index: Int, _ log: Double) {
        (excess[index], scaledDigamma[index]) = Self.parts(alpha[index], log)
    }

    private static func parts(_ alpha: Double, _ log: Double) -> (excess: Double, scaledDigamma: Double) {
        // What tiny α tend to, by now to the last bit.
        guard log >= -50 else { return (-log, 1) }
        let rest = StirlingRemainder(alpha, log: log)
        return (rest.gamma - 0.5 * log + halfLogTwoPi, alpha * rest.digamma)
    }

    /// −ln Dir(p|α), averaged over p, for one row; the row's logits give way to its derivative by z. Nothing
    /// where Σα is not finite.
    ///
    /// With Stirling's leading terms cancelled on paper it is Σ_j α_j(ln μ_j − mean ln p_j) + Σ_j A(α_j) −
    /// A(α_0) + Σ_j mean ln p_j, where μ = α/α_0. The plain sum of terms like ln Γ(α_0) has lost half its
    /// digits at α_0 = 10⁶.
    func row(
        _ logits: inout [Double], _ meanLog: [Double], _ start: Int, _ classes: Int, _ temperature: Double
    ) -> Double? {
        let range = start..<start + classes
        var largest = logits[start]
        for j in range { largest = max(largest, logits[j]) }
        let scale = Double.exp(largest / temperature)
        // α_0 over the largest parameter; from the logits where the parameters underflow.
        var relative = 0.0
        for j in range {
            relative += scale > 1e-290 ? alpha[j] / scale : Double.exp((logits[j] - largest) / temperature)
        }
        let logRelative = Double.log(relative)
        let logTotal = largest / temperature + logRelative
        guard logTotal < 700 else { return nil }
        let total = Self.parts(scale * relative, logTotal)
        var value = -total.excess
        for j in range {
            let logMean = (logits[j] - largest) / temperature - logRelative
            let attraction = alpha[j] * (logMean - meanLog[j])
            value += attraction + (excess[j] + meanLog[j])
            // α_j(ψ(α_j) − ψ(α_0) − mean ln p_j); α_j(ln α_0 − ψ(α_0)) is the total's by the share μ_j.
            let share = scale > 1e-290 ? alpha[j] / scale : Double.exp((logits[j] - largest) / temperature)
            logits[j] = attraction - scaledDigamma[j] + total.scaledDigamma * (share / relative)
        }
        return value
    }
}
