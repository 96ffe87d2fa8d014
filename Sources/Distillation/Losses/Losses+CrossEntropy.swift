extension Losses {
    /// Cross-entropy with hard labels: the mean of −ln softmax(z)_y, the negative log-likelihood.
    ///
    /// Gradient: (softmax(z) − y)/N with y one-hot.
    ///
    /// ```swift
    /// let loss = try Losses.crossEntropy([[2, 0]], labels: [0])
    /// print(loss.value)  // → 0.126928011042972…
    /// print(loss.gradient[0, 1])  // → 0.119202922022117…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: N × K logits.
    ///   - labels: N classes, in 0..<K.
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, a label outside 0..<K, and
    ///   lengths that disagree.
    public static func crossEntropy(
        _ logits: Matrix<Double>, labels: [Int]
    ) throws(InvalidArgument) -> LossValue {
        try labelSmoothing(logits, labels: labels, epsilon: 0)
    }

    /// Cross-entropy with soft targets: the mean of −Σ_j t_j ln softmax(z)_j.
    ///
    /// Gradient: (softmax(z) − t)/N for targets that sum to 1. With the one-hot labels mixed with earlier
    /// predictions as targets it is progressive self-distillation (Kim et al. 2021).
    ///
    /// ```swift
    /// print(try Losses.crossEntropy([[2, 0]], targets: [[0.5, 0.5]]).value)  // → 1.12692801104297…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: N × K logits.
    ///   - targets: N × K probabilities.
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, targets of another shape,
    ///   and a row of them that is no distribution.
    public static func crossEntropy(
        _ logits: Matrix<Double>, targets: Matrix<Double>
    ) throws(InvalidArgument) -> LossValue {
        try check(logits: logits, "logits")
        try Distillation.check(targets, "targets", hasShapeOf: logits, "logits")
        try Distillation.check(probabilities: targets, "targets")
        let logP = logits.logSoftmax(temperature: 1)
        let count = Double(logits.rows)
        var sum = CompensatedSum()
        var gradient = logP
        for start in stride(from: 0, to: logP.elements.count, by: logits.columns) {
            var mass = 0.0
            for j in start..<start + logits.columns {
                let target = targets.elements[j]
                if target > 0 { sum.add(-target * logP.elements[j]) }
                mass += target
            }
            for j in start..<start + logits.columns {
                gradient.elements[j] = (mass * Double.exp(logP.elements[j]) - targets.elements[j]) / count
            }
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }

    /// Cross-entropy with smoothed labels: the target is (1 − ε)·onehot(y) + ε/K.
    ///
    /// Szegedy et al. (2016, section 7). Up to a constant it is distillation from a uniform teacher with T =
    /// 1, α = ε.
    ///
    /// ```swift
    /// print(try Losses.labelSmoothing([[2, 0]], labels: [0], epsilon: 0.1).value)  // → 0.226928011042972…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: N × K logits.
    ///   - labels: N classes, in 0..<K.
    ///   - epsilon: ε, in [0, 1).
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, a label outside 0..<K,
    ///   lengths that disagree, and ε outside [0, 1).
    public static func labelSmoothing(
        _ logits: Matrix<Double>, labels: [Int], epsilon: Double = 0.1
    ) throws(InvalidArgument) -> LossValue {
        try check(logits: logits, "logits")
        try Distillation.check(labels: labels, rows: logits.rows, classes: logits.columns)
        try Distillation.check(smoothing: epsilon, "epsilon")
        let logP = logits.logSoftmax(temperature: 1)
        let count = Double(logits.rows)
        let share = epsilon / Double(logits.columns)
        var sum = CompensatedSum()
        var gradient = logP
        gradient.elements.withUnsafeMutableBufferPointer { gradient in
            gradient.exponentiateAll()
            logP.elements.withUnsafeBufferPointer { logP in
                for (row, label) in labels.enumerated() {
                    let start = row * logits.columns
                    let marked = start + label
                    // p − 1 is taken by expm1, so that a confident row's small gradient keeps its digits.
                    gradient[marked] = Double.expm1(logP[marked]) + epsilon
                    for j in start..<start + logits.columns {
                        if j == marked { sum.add(-(1 - epsilon) * logP[j]) }
                        if share > 0 { sum.add(-share * logP[j]) }
                        gradient[j] = (gradient[j] - share) / count
                    }
                }
            }
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }
}
