extension Losses {
    /// Knowledge distillation: (1 − α)·CE(y, softmax(s)) + α·T²·KL(softmax(v/T)‖softmax(s/T)).
    ///
    /// Hinton, Vinyals and Dean (2015). The student s learns from the labels and, at temperature T, from the
    /// teacher v; α multiplies the soft part. T² keeps the soft part's gradient in proportion when T grows.
    /// Summed over the classes, averaged over the batch. As T → ∞ the soft part tends to that of
    /// `logitMatching(_:teacher:)`.
    ///
    /// Gradient: [(1 − α)(softmax(s) − y) + α·T·(softmax(s/T) − softmax(v/T))]/N.
    ///
    /// ```swift
    /// let loss = try Losses.distillation([[1, 0]], teacher: [[4, 0]], labels: [0], temperature: 4, alpha: 0.9)
    /// print(loss.value)  // → 0.90931816394881…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: the student's, N × K.
    ///   - teacher: the teacher's logits, N × K. They are given: nothing is differentiated by them.
    ///   - labels: N classes, in 0..<K.
    ///   - temperature: T > 0.
    ///   - alpha: the weight of the soft part, in [0, 1].
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, shapes or lengths that
    ///   disagree, a label outside 0..<K, T ≤ 0, and α outside [0, 1].
    public static func distillation(
        _ logits: Matrix<Double>, teacher: Matrix<Double>, labels: [Int], temperature: Double = 4,
        alpha: Double = 0.9
    ) throws(InvalidArgument) -> LossValue {
        try Distillation.check(share: alpha, "alpha")
        let hard = try crossEntropy(logits, labels: labels)
        let soft = try distillation(logits, teacher: teacher, temperature: temperature)
        var gradient = hard.gradient
        for j in 0..<gradient.elements.count {
            gradient.elements[j] =
                weighted(1 - alpha, gradient.elements[j]) + weighted(alpha, soft.gradient.elements[j])
        }
        return LossValue(
            value: weighted(1 - alpha, hard.value) + weighted(alpha, soft.value), gradient: gradient)
    }

    /// The soft part of distillation alone: T²·KL(softmax(v/T)‖softmax(s/T)), for inputs that have no labels.
    ///
    /// Gradient: T·(softmax(s/T) − softmax(v/T))/N.
    ///
    /// ```swift
    /// print(try Losses.distillation([[1, 0]], teacher: [[4, 0]], temperature: 10_000).value)  // → 1.12499997328125…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: the student's, N × K.
    ///   - teacher: the teacher's logits, N × K.
    ///   - temperature: T > 0.
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, shapes that disagree, and
    ///   T ≤ 0.
    public static func distillation(
        _ logits: Matrix<Double>, teacher: Matrix<Double>, temperature: Double
    ) throws(InvalidArgument) -> LossValue {
        try Distillation.check(temperature: temperature)
        try check(logits: logits, "logits", temperature: temperature)
        try check(logits: teacher, "teacher", hasShapeOf: logits, temperature: temperature)
        let (probabilities, logarithms) = teacher.softmaxWithLogarithms(temperature: temperature)
        let differences = zip(logits.elements, teacher.elements).map { $0 - $1 }
        let count = Double(logits.rows)
        var divergence = TemperedDivergence(classes: logits.columns)
        var sum = CompensatedSum()
        var gradient = logits
        for start in stride(from: 0, to: differences.count, by: logits.columns) {
            divergence.compute(
                teacher: probabilities.elements, logTeacher: logarithms.elements, differences: differences,
                start: start, temperature: temperature)
            sum.add(divergence.value)
            for j in 0..<logits.columns { gradient.elements[start + j] = divergence.gradient[j] / count }
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }

    /// Logit matching: (1/2K) Σ_j ((s_j − s̄) − (v_j − v̄))², what the soft part of distillation tends to as
    /// T → ∞.
    ///
    /// Hinton et al. (2015, section 2.1); Kim et al. (2021, eq. 8). Batch mean. Gradient: ((s_j − s̄) − (v_j
    /// − v̄))/(K·N).
    ///
    /// ```swift
    /// print(try Losses.logitMatching([[1, 0]], teacher: [[4, 0]]).value)  // → 1.125
    /// ```
    ///
    /// - Parameters:
    ///   - logits: the student's, N × K.
    ///   - teacher: the teacher's logits, N × K.
    ///   - centred: whether each row's mean is taken off first, as the limit has it. Softmax does not see the
    ///     mean, so `false` also asks for what no prediction depends on: (1/2K) Σ_j (s_j − v_j)².
    /// - Throws: `InvalidArgument` for an empty batch, a logit that is not finite, and shapes that disagree.
    public static func logitMatching(
        _ logits: Matrix<Double>, teacher: Matrix<Double>, centred: Bool = true
    ) throws(InvalidArgument) -> LossValue {
        try check(logits: logits, "logits")
        try check(logits: teacher, "teacher", hasShapeOf: logits, temperature: 1)
        let classes = Double(logits.columns)
        let count = Double(logits.rows)
        var sum = CompensatedSum()
        var gradient = logits
        for start in stride(from: 0, to: logits.elements.count, by: logits.columns) {
            var mean = CompensatedSum()
            if centred {
                for j in start..<start + logits.columns {
                    mean.add((logits.elements[j] - teacher.elements[j]) / classes)
                }
            }
            for j in start..<start + logits.columns {
                let difference = (logits.elements[j] - teacher.elements[j]) - mean.value
                sum.add(difference * difference / (2 * classes))
                gradient.elements[j] = difference / (classes * count)
            }
        }
        return LossValue(value: sum.value / count, gradient: gradient)
    }

    /// weight·value, where a weight of 0 leaves nothing even of a value that overflowed.
    static func weighted(_ weight: Double, _ value: Double) -> Double { weight == 0 ? 0 : weight * value }
}
