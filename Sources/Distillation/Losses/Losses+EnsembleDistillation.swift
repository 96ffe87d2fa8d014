extension Losses {
    /// Ensemble distillation (EnD): T²·CE(mean_m softmax(v_m/T), softmax(s/T)), the mean over the batch.
    ///
    /// The members' probabilities are averaged, not their logits, since their mean is what the ensemble
    /// predicts. What the members disagree about is averaged away: the student keeps the total uncertainty
    /// and loses its split.
    ///
    /// Gradient: T·(softmax(s/T) − p̄)/N.
    ///
    /// ```swift
    /// let loss = try Losses.ensembleDistillation([[0, 0]], members: [[[2, 0]], [[0, 2]]], temperature: 2)
    /// print(loss.value)  // → 2.772588722239781
    /// ```
    ///
    /// - Parameters:
    ///   - logits: the student's, N × K.
    ///   - members: M ≥ 1 matrices of the members' logits, N × K.
    ///   - temperature: T > 0.
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, no members, shapes that
    ///   disagree, and T ≤ 0.
    public static func ensembleDistillation(
        _ logits: Matrix<Double>, members: [Matrix<Double>], temperature: Double = 1
    ) throws(InvalidArgument) -> LossValue {
        try Distillation.check(temperature: temperature)
        try check(logits: logits, "logits", temperature: temperature)
        try check(members: members, hasShapeOf: logits, temperature: temperature)
        let mean = averaged(members.map { $0.softmax(temperature: temperature) })
        let logP = logits.logSoftmax(temperature: temperature)
        let count = Double(logits.rows)
        var sum = CompensatedSum()
        var gradient = logits
        for j in 0..<gradient.elements.count {
            if mean.elements[j] > 0 { sum.add(-mean.elements[j] * logP.elements[j]) }
            gradient.elements[j] = temperature * (Double.exp(logP.elements[j]) - mean.elements[j]) / count
        }
        if temperature > 50 {
            // The probabilities are then almost equal and their difference cancels; that to each member need
            // not.
            let soft = try members.map { member throws(InvalidArgument) in
                try distillation(logits, teacher: member, temperature: temperature).gradient
            }
            gradient = averaged(soft)
        }
        return LossValue(value: temperature * temperature * (sum.value / count), gradient: gradient)
    }
}
