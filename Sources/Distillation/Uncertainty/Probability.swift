/// From logits to probabilities.
public enum Probability {
    /// The softmax of every row: p_j = exp(z_j/T) / Σ_k exp(z_k/T).
    ///
    /// ```swift
    /// let p = try Probability.softmax([[2, 0], [0, 0]])
    /// print(p[0, 0])  // → 0.880797077977882…
    /// print(p[1, 0])  // → 0.5
    /// ```
    ///
    /// - Parameters:
    ///   - logits: N × K finite numbers, of any size.
    ///   - temperature: T > 0; above 1 it flattens, below 1 it sharpens, and never moves the largest.
    /// - Returns: N × K probabilities; every row sums to 1.
    /// - Throws: `InvalidArgument` for an empty matrix, a logit that is not finite, T ≤ 0.
    public static func softmax(_ logits: Matrix<Double>, temperature: Double = 1) throws(InvalidArgument)
        -> Matrix<Double>
    {
        try check(logits: logits, "logits")
        try check(temperature: temperature)
        return logits.softmax(temperature: temperature)
    }

    /// The softmax of one row of logits: see the function for matrices.
    ///
    /// ```swift
    /// print(try Probability.softmax([1e300, -1e300]))  // → [1.0, 0.0]
    /// ```
    ///
    /// - Throws: `InvalidArgument` for no logits, one that is not finite, T ≤ 0.
    public static func softmax(_ logits: [Double], temperature: Double = 1) throws(InvalidArgument)
        -> [Double]
    {
        try softmax(Matrix(row: logits), temperature: temperature).elements
    }

    /// The logarithms of the softmax of every row: z_j/T − ln Σ_k exp(z_k/T), accurate where p_j is tiny or
    /// close to 1.
    ///
    /// ```swift
    /// let logs = try Probability.logSoftmax([[40, 0]])
    /// print(logs[0, 0])  // → -4.2483542552915…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: N × K finite numbers, of any size.
    ///   - temperature: T > 0.
    /// - Returns: N × K numbers of at most 0.
    /// - Throws: `InvalidArgument` for an empty matrix, a logit that is not finite, T ≤ 0.
    public static func logSoftmax(
        _ logits: Matrix<Double>, temperature: Double = 1
    ) throws(InvalidArgument) -> Matrix<Double> {
        try check(logits: logits, "logits")
        try check(temperature: temperature)
        return logits.logSoftmax(temperature: temperature)
    }

    /// The logarithms of the softmax of one row of logits: see the function for matrices.
    ///
    /// ```swift
    /// print(try Probability.logSoftmax([0, 0]))  // → [-0.6931471805599453, -0.6931471805599453]
    /// ```
    ///
    /// - Throws: `InvalidArgument` for no logits, one that is not finite, T ≤ 0.
    public static func logSoftmax(_ logits: [Double], temperature: Double = 1) throws(InvalidArgument)
        -> [Double]
    {
        try logSoftmax(Matrix(row: logits), temperature: temperature).elements
    }

    /// ln Σ_j exp(z_j/T) of every row.
    ///
    /// ```swift
    /// print(try Probability.logSumExp([[0, 0], [1000, 1000]]))  // → [0.6931471805599453, 1000.693147180559…
    /// ```
    ///
    /// - Parameters:
    ///   - logits: N × K finite numbers.
    ///   - temperature: T > 0.
    /// - Returns: N numbers.
    /// - Throws: `InvalidArgument` for an empty matrix, a logit that is not finite, T ≤ 0.
    public static func logSumExp(_ logits: Matrix<Double>, temperature: Double = 1) throws(InvalidArgument)
        -> [Double]
    {
        try check(logits: logits, "logits")
        try check(temperature: temperature)
        return (0..<logits.rows).map { row in Double.logSumExp(logits[row: row].map { $0 / temperature }) }
    }

    /// The class of the largest probability, or logit, of every row: the lowest index among equals.
    ///
    /// ```swift
    /// print(try Probability.argmax([[0.2, 0.5, 0.3], [0.4, 0.4, 0.2]]))  // → [1, 0]
    /// ```
    ///
    /// - Parameter values: N × K finite numbers.
    /// - Returns: N classes, in 0..<K.
    /// - Throws: `InvalidArgument` for an empty matrix or a value that is not finite.
    public static func argmax(_ values: Matrix<Double>) throws(InvalidArgument) -> [Int] {
        try check(logits: values, "values")
        return values.argmax()
    }
}

extension Matrix {
    /// The matrix of one row.
    init(row: [Scalar]) { self.init(rows: 1, columns: row.count, filling: row) }
}
