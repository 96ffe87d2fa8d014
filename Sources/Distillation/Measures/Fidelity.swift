/// How closely a student follows its teacher, right or wrong.
///
/// Stanton et al. (2021). Student first, then teacher, N × K each. All throw `InvalidArgument` for an empty
/// set, shapes that disagree, and values that are no logits or no distributions.
public enum Fidelity {
    /// Agreement: the share of rows in which student and teacher choose the same class, from 0 to 1. Among
    /// equals the lowest class counts as chosen.
    ///
    /// ```swift
    /// print(try Fidelity.agreement([[0.9, 0.1], [0.5, 0.5]], teacher: [[0.6, 0.4], [0.1, 0.9]]))  // → 0.5
    /// ```
    ///
    /// - Parameters:
    ///   - student: N × K probabilities or logits.
    ///   - teacher: N × K probabilities or logits.
    /// - Throws: `InvalidArgument` for an empty matrix, shapes that disagree, and a value that is not finite.
    public static func agreement(_ student: Matrix<Double>, teacher: Matrix<Double>) throws(InvalidArgument)
        -> Double
    {
        try check(logits: student, "student")
        try check(teacher, "teacher", hasShapeOf: student, "student")
        try check(logits: teacher, "teacher")
        var same = 0
        for (a, b) in zip(student.argmax(), teacher.argmax()) where a == b { same += 1 }
        return Double(same) / Double(student.rows)
    }

    /// The mean of KL(teacher‖student) over the rows of probabilities, in nats, at least 0; +∞ where the
    /// student excludes a class that the teacher allows.
    ///
    /// ```swift
    /// print(try Fidelity.klDivergence([[0.5, 0.5]], teacher: [[1, 0]]))  // → 0.6931471805599453
    /// ```
    ///
    /// - Parameters:
    ///   - student: N × K probabilities.
    ///   - teacher: N × K probabilities.
    /// - Throws: `InvalidArgument` for an empty matrix, shapes that disagree, and a row that is no
    ///   distribution.
    public static func klDivergence(_ student: Matrix<Double>, teacher: Matrix<Double>)
        throws(InvalidArgument) -> Double
    {
        try check(probabilities: student, "student")
        try check(teacher, "teacher", hasShapeOf: student, "student")
        try check(probabilities: teacher, "teacher")
        var sum = CompensatedSum()
        for divergence in try Information.klDivergence(teacher, student) { sum.add(divergence) }
        return sum.value / Double(student.rows)
    }

    /// The mean of KL(softmax(teacher)‖softmax(student)) over the rows of logits, at temperature 1.
    ///
    /// ```swift
    /// print(try Fidelity.klDivergence(logits: [[0, 0]], teacher: [[1000, 0]]))  // → 0.6931471805599453
    /// ```
    ///
    /// - Parameters:
    ///   - student: N × K logits.
    ///   - teacher: N × K logits.
    /// - Throws: `InvalidArgument` for an empty matrix, shapes that disagree, and a logit that is not within
    ///   ±1e305.
    public static func klDivergence(
        logits student: Matrix<Double>, teacher: Matrix<Double>
    ) throws(InvalidArgument) -> Double {
        try Losses.distillation(student, teacher: teacher, temperature: 1).value
    }
}
