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

    /// The evidential loss of Sensoy, Kaplan and Kandemir (2018): the batch mean of one of its three forms, with
    /// λ·KL(Dir α̃‖Dir 1) where a regularisation λ is given.
    ///
    /// α = evidence + 1, p̂ = α/α_0, y one-hot. Gradient by the evidence; where a network's logits are turned into evidence
    /// by an activation, it is multiplied by that activation's derivative.
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
        for (row, label) in labels.enumerated() {
            let alpha = evidence[row: row].map { $0 + 1 }
            var rated = rating(alpha, label, form)
            if regularisation > 0 {
                rated.value += regularisation * misleading(alpha, label)
                let slopes = misleadingSlopes(alpha, label)
                for j in 0..<classes { rated.slopes[j] += regularisation * slopes[j] }
            }
            sum.add(rated.value)
            for j in 0..<classes { gradient[row, j] = rated.slopes[j] / count }
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }

    /// The evidence for wrong classes, row by row: KL(Dir α̃‖Dir(1, …, 1)) with α̃ = y + (1 − y)·α, α = evidence + 1.
    ///
    /// The true class's evidence is taken out first. Sensoy et al. (2018, section 4) add its batch mean to the loss.
    ///
    /// ```swift
    /// print(try Losses.misleadingEvidence([[3, 0], [0, 3]], labels: [0, 0]))  // → [0.0, 0.63629436111989…
    /// ```
    ///
    /// - Parameters:
    ///   - evidence: N × K numbers from 0 to 1e300.
    ///   - labels: N classes, in 0..<K.
    /// - Returns: N numbers of at least 0, in nats.
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

    /// One row's loss and its derivatives by α.
    private static func rating(
        _ alpha: [Double], _ label: Int, _ form: EvidentialForm
    ) -> (value: Double, slopes: [Double]) {
        let total = alpha.reduce(0, +)
        var rest = 0.0
        for j in alpha.indices where j != label { rest += alpha[j] }
        let own = alpha[label]
        switch form {
        case .squared:
            let p = alpha.map { $0 / total }
            let missed = rest / total
            // Σ (y − p̂)² and Σ p̂(1 − p̂), with 1 − p̂_y = rest/α_0.
            var error = missed * missed
            var variance = p[label] * missed
            for j in alpha.indices where j != label {
                error += p[j] * p[j]
                variance += p[j] * (1 - p[j])
            }
            let squares = p.reduce(0) { $0 + $1 * $1 }
            let slopes = alpha.indices.map { j in
                let towardsLabel = j == label ? missed : -p[label]
                let common = 2 * (p[j] - squares) * (total / (total + 1)) - 2 * towardsLabel
                return common / total - variance / (total + 1) / (total + 1)
            }
            return (error + variance / (total + 1), slopes)
        case .log:
            let slopes = alpha.indices.map { $0 == label ? -(rest / total) / own : 1 / total }
            return (Double.log1p(rest / own), slopes)
        case .digamma:
            let difference = StirlingRemainder(own).digamma - StirlingRemainder(total).digamma
            let common = 1 / total + trigammaRest(total)
            let slopes = alpha.indices.map {
                $0 == label ? (trigammaRest(total) - trigammaRest(own)) - (rest / total) / own : common
            }
            return (Double.log1p(rest / own) + difference, slopes)
        }
    }

    private static func withoutLabel(_ alpha: [Double], _ label: Int) -> [Double] {
        var others = alpha
        others[label] = 1
        return others
    }

    private static func misleading(_ alpha: [Double], _ label: Int) -> Double {
        let uniform = Dirichlet(checked: [Double](repeating: 1, count: alpha.count))
        // Both have as many classes, so this cannot throw.
        return (try? Dirichlet(checked: withoutLabel(alpha, label)).klDivergence(to: uniform)) ?? 0
    }

    /// ∂KL/∂α̃_j = (α̃_j − 1)ψ′(α̃_j) − (α̃_0 − K)ψ′(α̃_0); the label's evidence has no part in it.
    private static func misleadingSlopes(_ alpha: [Double], _ label: Int) -> [Double] {
        let others = withoutLabel(alpha, label)
        let total = others.reduce(0, +)
        let classes = Double(alpha.count)
        let totalPart = (total - classes) * trigammaRest(total) - classes / total
        return others.indices.map { j in
            j == label ? 0 : (others[j] - 1) * trigammaRest(others[j]) - 1 / others[j] - totalPart
        }
    }
}
