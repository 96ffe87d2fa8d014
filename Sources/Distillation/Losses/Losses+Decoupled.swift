extension Losses {
    /// Decoupled knowledge distillation: T²·(α·TCKD + β·NCKD), batch means.
    ///
    /// Zhao et al. (2022, eq. 7). With all softmaxes at temperature T, KL(teacher‖student) = TCKD + (1 −
    /// p_t[y])·NCKD, where TCKD is the divergence of the binary distributions "the label or not" and NCKD
    /// that of the distributions over the other classes. Decoupling frees the second from its weight, which
    /// is small for a confident teacher. With two classes there is only one other and NCKD is always 0; that
    /// is refused.
    ///
    /// Gradient: T·[α·(q_y − p_y) at the label, and at every other class j its share −q̂_j of that, + β·(q̂_j
    /// − p̂_j)]/N, where q, p are student and teacher and the hats their distributions over the other
    /// classes.
    ///
    /// ```swift
    /// let loss = try Losses.decoupledDistillation(
    ///     [[1, 0, 0]], teacher: [[4, 1, 0]], labels: [0], temperature: 4, alpha: 1, beta: 8)
    /// print(loss.value)  // → 1.74995461378198…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: the student's, N × K with K ≥ 3.
    ///   - teacher: the teacher's logits, N × K.
    ///   - labels: N classes, in 0..<K.
    ///   - temperature: T > 0.
    ///   - alpha: the weight of the label's part, at least 0.
    ///   - beta: the weight of the other classes' part, at least 0.
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, shapes or lengths that
    ///   disagree, a label outside 0..<K, K < 3, T ≤ 0, and α or β below 0.
    public static func decoupledDistillation(
        _ logits: Matrix<Double>, teacher: Matrix<Double>, labels: [Int], temperature: Double = 4,
        alpha: Double = 1,
        beta: Double = 8
    ) throws(InvalidArgument) -> LossValue {
        try Distillation.check(temperature: temperature)
        try check(logits: logits, "logits", temperature: temperature)
        try check(logits: teacher, "teacher", hasShapeOf: logits, temperature: temperature)
        let classes = logits.columns
        guard classes >= 3 else {
            throw InvalidArgument(
                "logits", "\(classes) columns",
                "decoupling needs at least 3 classes: with 2 its second part is always 0")
        }
        try Distillation.check(labels: labels, rows: logits.rows, classes: classes)
        for (weight, name) in [(alpha, "alpha"), (beta, "beta")] where !(weight >= 0 && weight < .infinity) {
            throw InvalidArgument(name, "\(weight)", "a weight must be a finite number of at least 0")
        }
        let count = Double(logits.rows)
        var sum = CompensatedSum()
        var gradient = Matrix<Double>(rows: logits.rows, columns: classes)
        var target = TemperedDivergence(classes: 2)
        var others = TemperedDivergence(classes: classes - 1)
        for (row, label) in labels.enumerated() {
            var s = logits[row: row]
            var v = teacher[row: row]
            var logTeacher = Matrix(row: v).logSoftmax(temperature: temperature).elements
            let logLabel = logTeacher.remove(at: label)
            let logRest = Double.logSumExp(logTeacher)
            let labelDifference = s.remove(at: label) - v.remove(at: label)
            let (pOthers, logOthers) = Matrix(row: v).softmaxWithLogarithms(temperature: temperature)
            let differences = zip(s, v).map { $0 - $1 }
            others.compute(
                teacher: pOthers.elements, logTeacher: logOthers.elements, differences: differences, start: 0,
                temperature: temperature)

            // The binary logit, T times label less logsumexp of the others, differs between student and
            // teacher by the label's difference less T ln Σ p̂ e^(d/T) = Σ p̂ d + T·NCKD.
            var mean = CompensatedSum()
            for (p, d) in zip(pOthers.elements, differences) { mean.add(p * d) }
            let binary = labelDifference - mean.value - others.value / temperature
            target.compute(
                teacher: [Double.exp(logLabel), Double.exp(logRest)], logTeacher: [logLabel, logRest],
                differences: [binary, 0], start: 0, temperature: temperature)
            sum.add(weighted(alpha, target.value))
            sum.add(weighted(beta, others.value))

            let studentOthers = Matrix(row: s).softmax(temperature: temperature).elements
            for j in 0..<classes {
                let other = j < label ? j : j - 1
                gradient[row, j] =
                    j == label
                    ? weighted(alpha, target.gradient[0]) / count
                    : (weighted(beta, others.gradient[other])
                        - weighted(alpha, target.gradient[0] * studentOthers[other])) / count
                if gradient[row, j].isNaN {
                    throw InvalidArgument(
                        "alpha and beta", "\(alpha) and \(beta)",
                        "times the temperature they must be in range")
                }
            }
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }
}
