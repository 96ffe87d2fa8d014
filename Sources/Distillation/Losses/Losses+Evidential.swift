extension Losses {
    /// How an evidential loss rates a Dirichlet by a label.
    public enum EvidentialForm: Sendable {
        /// The expected squared error Σ_j [(y_j − p̂_j)² + p̂_j(1 − p̂_j)/(α_0 + 1)] (eq. 5).
        case squared
        /// The logarithm of the expected likelihood, ln α_0 − ln α_y (eq. 3).
        case log
        /// The expected cross-entropy ψ(α_0) − ψ(α_y) (eq. 4).
        case digamma
    }

    /// The evidential loss of Sensoy, Kaplan and Kandemir (2018): the batch mean of one of its three forms,
    /// with λ·KL(Dir α̃‖Dir 1) where a regularisation λ is given.
    ///
    /// α = evidence + 1, p̂ = α/α_0, y one-hot. Gradient by the evidence; where a network's logits are turned
    /// into evidence by an activation, it is multiplied by that activation's derivative.
    ///
    /// ```swift
    /// print(try Losses.evidential([[3, 0]], labels: [0], form: .squared).value)  // → 0.133333333333333…
    /// print(try Losses.evidential([[3, 0]], labels: [0], form: .log).value)  // → 0.223143551314209…
    /// print(try Losses.evidential([[3, 0]], labels: [0], form: .digamma).value)  // → 0.25…
    /// ```
    ///
    /// - Parameters:
    ///   - evidence: N × K numbers from 0 to 1e300.
    ///   - labels: N classes, in 0..<K.
    ///   - form: how a row is rated.
    ///   - regularisation: λ ≥ 0, the weight of `misleadingEvidence(_:labels:)`.
    /// - Throws: `InvalidArgument` for an empty batch, evidence that is negative, NaN or above 1e300, a label
    ///   outside 0..<K, lengths that disagree, and λ below 0.
    public static func evidential(
        _ evidence: Matrix<Double>, labels: [Int], form: EvidentialForm, regularisation: Double = 0
    ) throws(InvalidArgument) -> LossValue {
        try check(evidence: evidence, labels: labels)
        guard regularisation >= 0 && regularisation < .infinity else {
            throw InvalidArgument(
                "regularisation", "\(regularisation)", "it must be a finite number of at least 0")
        }
        let count = Double(evidence.rows)
        let classes = evidence.columns
        var sum = CompensatedSum()
        var gradient = evidence
        var alpha = [Double](repeating: 0, count: classes)
        for (row, label) in labels.enumerated() {
            let start = row * classes
            for j in 0..<classes { alpha[j] = evidence.elements[start + j] + 1 }
            var value = 0.0
            gradient.elements.withUnsafeMutableBufferPointer { gradient in
                let slopes = UnsafeMutableBufferPointer(rebasing: gradient[start..<start + classes])
                value = rating(alpha, label, form, slopes)
                if regularisation > 0 {
                    value += regularisation * misleading(alpha, label)
                    addMisleadingSlopes(alpha, label, regularisation, slopes)
                }
                for j in 0..<classes { slopes[j] /= count }
            }
            sum.add(value)
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }

    /// The evidence for wrong classes, row by row: KL(Dir α̃‖Dir(1, …, 1)) with α̃ = y + (1 − y)·α, α =
    /// evidence + 1.
    ///
    /// The true class's evidence is taken out first. Sensoy et al. (2018, section 4) add its batch mean to
    /// the loss.
    ///
    /// ```swift
    /// print(try Losses.misleadingEvidence([[3, 0], [0, 3]], labels: [0, 0]))  // → [0.0, 0.636294361119…
    /// ```
    ///
    /// - Parameters:
    ///   - evidence: N × K numbers from 0 to 1e300.
    ///   - labels: N classes, in 0..<K.
    /// - Returns: N numbers of at least 0, in nats.
    /// - Throws: `InvalidArgument` for an empty batch, evidence that is negative, NaN or above 1e300, a label
    ///   outside 0..<K, and lengths that disagree.
    public static func misleadingEvidence(
        _ evidence: Matrix<Double>, labels: [Int]
    ) throws(InvalidArgument) -> [Double] {
        try check(evidence: evidence, labels: labels)
        return labels.indices.map { misleading(evidence[row: $0].map { $0 + 1 }, labels[$0]) }
    }

    /// The vacuity of every row: K/α_0 with α = evidence + 1, from 0 to 1 (no evidence at all).
    ///
    /// ```swift
    /// print(try Losses.vacuity([[0, 0], [3, 3]]))  // → [1.0, 0.25]
    /// ```
    ///
    /// - Parameter evidence: N × K numbers from 0 to 1e300.
    /// - Throws: `InvalidArgument` for an empty batch, and evidence that is negative, NaN or above 1e300.
    public static func vacuity(_ evidence: Matrix<Double>) throws(InvalidArgument) -> [Double] {
        try check(evidence: evidence)
        let classes = Double(evidence.columns)
        return (0..<evidence.rows).map { classes / evidence[row: $0].reduce(classes, +) }
    }

    private static func check(evidence: Matrix<Double>, labels: [Int]? = nil) throws(InvalidArgument) {
        try Distillation.check(shape: evidence, "evidence")
        for (index, value) in evidence.elements.enumerated() where !(value >= 0 && value <= 1e300) {
            throw InvalidArgument(
                "evidence[\(index / evidence.columns), \(index % evidence.columns)]", "\(value)",
                "evidence must be from 0 to 1e300")
        }
        if let labels {
            try Distillation.check(labels: labels, rows: evidence.rows, classes: evidence.columns)
        }
    }

    /// One row's loss; its derivatives by α are written to `slopes`.
    private static func rating(
        _ alpha: [Double], _ label: Int, _ form: EvidentialForm, _ slopes: UnsafeMutableBufferPointer<Double>
    ) -> Double {
        var rest = 0.0
        for j in alpha.indices where j != label { rest += alpha[j] }
        let own = alpha[label]
        let total = rest + own
        let missed = rest / total
        switch form {
        case .squared:
            // Σ (y − p̂)² and Σ p̂(1 − p̂), with 1 − p̂_y = rest/α_0.
            let hit = own / total
            var error = missed * missed
            var variance = hit * missed
            var squares = hit * hit
            for j in alpha.indices where j != label {
                let p = alpha[j] / total
                error += p * p
                variance += p * (1 - p)
                squares += p * p
            }
            for j in alpha.indices {
                let towardsLabel = j == label ? missed : -hit
                let common = 2 * (alpha[j] / total - squares) * (total / (total + 1)) - 2 * towardsLabel
                slopes[j] = common / total - variance / (total + 1) / (total + 1)
            }
            return error + variance / (total + 1)
        case .log:
            for j in alpha.indices { slopes[j] = j == label ? -missed / own : 1 / total }
            return Double.log1p(rest / own)
        case .digamma:
            let totalRest = trigammaRest(total)
            for j in alpha.indices {
                slopes[j] =
                    j == label ? (totalRest - trigammaRest(own)) - missed / own : 1 / total + totalRest
            }
            let difference = StirlingRemainder(own).digamma - StirlingRemainder(total).digamma
            return Double.log1p(rest / own) + difference
        }
    }

    private static func misleading(_ alpha: [Double], _ label: Int) -> Double {
        var others = alpha
        others[label] = 1
        let classes = Double(alpha.count)
        return Dirichlet.divergence(
            others, others.reduce(0, +), [Double](repeating: 1, count: alpha.count), classes)
    }

    /// Adds λ·∂KL/∂α̃_j = λ[(α̃_j − 1)ψ′(α̃_j) − (α̃_0 − K)ψ′(α̃_0)]; the label's evidence has no part in it.
    private static func addMisleadingSlopes(
        _ alpha: [Double], _ label: Int, _ weight: Double, _ slopes: UnsafeMutableBufferPointer<Double>
    ) {
        var total = 1.0
        for j in alpha.indices where j != label { total += alpha[j] }
        let classes = Double(alpha.count)
        let totalPart = (total - classes) * trigammaRest(total) - classes / total
        for j in alpha.indices where j != label {
            slopes[j] += weight * ((alpha[j] - 1) * trigammaRest(alpha[j]) - 1 / alpha[j] - totalPart)
        }
    }
}
