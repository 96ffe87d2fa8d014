/// Entropies and divergences of discrete distributions, in nats.
///
/// Each takes N × K probabilities, rows that sum to 1 within 1e-6 with zeros allowed (0·ln 0 = 0), and gives
/// N numbers; or one distribution, and gives one. All throw `InvalidArgument` for an empty matrix, a negative
/// probability or NaN, a row whose sum is off, and shapes that disagree. Sums run left to right, compensated.
public enum Information {
    /// The entropy of every row: H(p) = −Σ p_j ln p_j, from 0 for a certain class to ln K for the uniform
    /// distribution.
    ///
    /// Shannon (1948).
    ///
    /// ```swift
    /// print(try Information.entropy([[0.5, 0.5], [1, 0]]))  // → [0.6931471805599453, 0.0]
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty matrix and a row that is no distribution.
    public static func entropy(_ probabilities: Matrix<Double>) throws(InvalidArgument) -> [Double] {
        try check(probabilities: probabilities, "probabilities")
        return probabilities.entropies()
    }

    /// The entropy of one distribution, −Σ p_j ln p_j.
    ///
    /// ```swift
    /// print(try Information.entropy([0.5, 0.25, 0.25]))  // → 1.0397207708399…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty array, a negative probability or NaN, and a sum that is not
    ///   1.
    public static func entropy(_ probabilities: [Double]) throws(InvalidArgument) -> Double {
        try entropy(Matrix(row: probabilities))[0]
    }

    /// The cross-entropy of every pair of rows: CE(p, q) = −Σ p_j ln q_j = H(p) + KL(p‖q), at least H(p).
    ///
    /// +∞ where q_j = 0 < p_j.
    ///
    /// ```swift
    /// print(try Information.crossEntropy([0.5, 0.5], [0.25, 0.75]))  // → 0.836988216785835…
    /// ```
    ///
    /// - Parameters:
    ///   - p: N × K probabilities, the weights: the truth, or the teacher's.
    ///   - q: N × K probabilities whose logarithms are averaged.
    /// - Throws: `InvalidArgument` for an empty matrix, shapes that disagree, and a row that is no
    ///   distribution.
    public static func crossEntropy(_ p: Matrix<Double>, _ q: Matrix<Double>) throws(InvalidArgument)
        -> [Double]
    {
        try checkPair(p, q)
        return rowSums(p, q) { $0 == 0 ? 0 : -$0 * Double.log($1) }
    }

    /// The cross-entropy of two distributions, −Σ p_j ln q_j.
    ///
    /// ```swift
    /// print(try Information.crossEntropy([1, 0], [0.5, 0.5]))  // → 0.6931471805599…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for distributions of different length, a negative probability or NaN, and
    ///   a sum that is not 1.
    public static func crossEntropy(_ p: [Double], _ q: [Double]) throws(InvalidArgument) -> Double {
        try crossEntropy(Matrix(row: p), Matrix(row: q))[0]
    }

    /// The Kullback–Leibler divergence of every pair of rows: KL(p‖q) = Σ p_j ln(p_j/q_j), at least 0.
    ///
    /// +∞ where q_j = 0 < p_j; 0 for equals. Kullback and Leibler (1951).
    ///
    /// ```swift
    /// print(try Information.klDivergence([0.5, 0.5], [0.25, 0.75]))  // → 0.14384103622589…
    /// print(try Information.klDivergence([0.5, 0.5], [1, 0]))  // → inf
    /// ```
    ///
    /// - Parameters:
    ///   - p: N × K probabilities, the weights: the truth, or the teacher's.
    ///   - q: N × K probabilities, what is compared with them.
    /// - Throws: `InvalidArgument` for an empty matrix, shapes that disagree, and a row that is no
    ///   distribution.
    public static func klDivergence(_ p: Matrix<Double>, _ q: Matrix<Double>) throws(InvalidArgument)
        -> [Double]
    {
        try checkPair(p, q)
        // Rows that are not quite normalised, or rounding, can leave a little less than 0.
        return rowSums(p, q) { $0 == 0 ? 0 : ($1 == 0 ? .infinity : $0 * logRatio($0, $1)) }.map {
            max(0, $0)
        }
    }

    /// The Kullback–Leibler divergence of two distributions, Σ p_j ln(p_j/q_j).
    ///
    /// ```swift
    /// print(try Information.klDivergence([1, 0], [0.25, 0.75]))  // → 1.3862943611198…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for distributions of different length, a negative probability or NaN, and
    ///   a sum that is not 1.
    public static func klDivergence(_ p: [Double], _ q: [Double]) throws(InvalidArgument) -> Double {
        try klDivergence(Matrix(row: p), Matrix(row: q))[0]
    }

    /// The Kullback–Leibler divergence of every pair of rows of logits: KL(softmax(v/T)‖softmax(s/T)), from
    /// the logits themselves, so that it keeps its digits where the two are almost equal and where
    /// probabilities underflow.
    ///
    /// ```swift
    /// print(try Information.klDivergence(logits: [[1000, 0]], [[0, 0]]))  // → [0.6931471805599453]
    /// print(try Information.klDivergence(logits: [[1, 0]], [[0, 0]], temperature: 1e6)[0])  // → 1.249999999999…
    /// ```
    ///
    /// - Parameters:
    ///   - p: N × K logits v, of the distributions that weigh: the truth, or the teacher's.
    ///   - q: N × K logits s, of what is compared with them.
    ///   - temperature: T > 0.
    /// - Throws: `InvalidArgument` for an empty matrix, logits that are not finite or exceed 1e305·T, T ≤ 0.
    public static func klDivergence(
        logits p: Matrix<Double>, _ q: Matrix<Double>, temperature: Double = 1
    ) throws(InvalidArgument) -> [Double] {
        try check(temperature: temperature)
        try Losses.check(logits: p, "p", temperature: temperature)
        try check(q, "q", hasShapeOf: p, "p")
        try Losses.check(logits: q, "q", temperature: temperature)
        let (probabilities, logarithms) = p.softmaxWithLogarithms(temperature: temperature)
        let differences = zip(q.elements, p.elements).map { $0 - $1 }
        var divergence = TemperedDivergence(classes: p.columns)
        return (0..<p.rows).map { row in
            divergence.compute(
                teacher: probabilities.elements, logTeacher: logarithms.elements, differences: differences,
                start: row * p.columns, temperature: temperature)
            return divergence.divergence
        }
    }

    /// The Jensen–Shannon divergence of every pair of rows: ½ KL(p‖m) + ½ KL(q‖m) with m = (p + q)/2, from 0
    /// to ln 2.
    ///
    /// Lin (1991).
    ///
    /// ```swift
    /// print(try Information.jensenShannonDivergence([1, 0], [0, 1]))  // → 0.6931471805599453
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty matrix, shapes that disagree, and a row that is no
    ///   distribution.
    public static func jensenShannonDivergence(
        _ p: Matrix<Double>, _ q: Matrix<Double>
    ) throws(InvalidArgument) -> [Double] {
        try checkPair(p, q)
        return rowSums(p, q) {
            let middle = 0.5 * ($0 + $1)
            return 0.5 * (relativeEntropyTerm($0, middle) + relativeEntropyTerm($1, middle))
        }
    }

    /// The Jensen–Shannon divergence of two distributions.
    ///
    /// ```swift
    /// print(try Information.jensenShannonDivergence([1, 0], [0.5, 0.5]))  // → 0.2157615543388…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for distributions of different length, a negative probability or NaN, and
    ///   a sum that is not 1.
    public static func jensenShannonDivergence(_ p: [Double], _ q: [Double]) throws(InvalidArgument) -> Double
    {
        try jensenShannonDivergence(Matrix(row: p), Matrix(row: q))[0]
    }

    private static func checkPair(_ p: Matrix<Double>, _ q: Matrix<Double>) throws(InvalidArgument) {
        try check(probabilities: p, "p")
        try check(q, "q", hasShapeOf: p, "p")
        try check(probabilities: q, "q")
    }
}

/// Σ_j term(p_ij, q_ij) of every row i, compensated.
private func rowSums(_ p: Matrix<Double>, _ q: Matrix<Double>, _ term: (Double, Double) -> Double) -> [Double]
{
    (0..<p.rows).map { row in
        var sum = CompensatedSum()
        for j in row * p.columns..<(row + 1) * p.columns { sum.add(term(p.elements[j], q.elements[j])) }
        return sum.value
    }
}

extension Matrix where Scalar == Double {
    /// −Σ p ln p of every row of probabilities that were checked.
    func entropies() -> [Double] {
        rowSums(self, self) { p, _ in p == 0 ? 0 : -p * Double.log(p) }.map { max(0, $0) }
    }
}
