extension Conformal {
    /// LAC scores of the labels: 1 − p_y (least ambiguous classifiers; Sadinle, Lei and Wasserman 2019).
    ///
    /// ```swift
    /// print(try Conformal.lacScores([[0.75, 0.25]], labels: [1]))  // → [0.75]
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: n × K probabilities.
    ///   - labels: n classes, in 0..<K.
    /// - Returns: n scores.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func lacScores(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument)
        -> [Double]
    {
        try Score.check(probabilities, labels)
        return labels.enumerated().map { 1 - probabilities[$0, $1] }
    }

    /// LAC sets: the classes with 1 − p_j ≤ q̂, in ascending order.
    ///
    /// ```swift
    /// print(try Conformal.lacSets([[0.5, 0.3, 0.2]], threshold: 0.7))  // → [[0, 1]]
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - threshold: q̂, of LAC scores.
    /// - Throws: `InvalidArgument` for an empty matrix, a row that is no distribution, and a threshold that
    ///   is NaN.
    public static func lacSets(_ probabilities: Matrix<Double>, threshold: Double) throws(InvalidArgument)
        -> [[Int]]
    {
        try check(probabilities: probabilities, "probabilities")
        return try sets(probabilities, threshold) { row in probabilities[row: row].map { 1 - $0 } }
    }

    /// APS scores of the labels (adaptive prediction sets; Romano, Sesia and Candès 2020).
    ///
    /// The classes are ranked by falling probability, equal ones by index; the score is their cumulative
    /// probability up to and including the label, exactly 1 for the last in rank. Randomised by u_i in [0,
    /// 1]: less u_i·p_y.
    ///
    /// ```swift
    /// print(try Conformal.apsScores([[0.25, 0.5, 0.25]], labels: [0]))  // → [0.75]
    /// print(try Conformal.apsScores([[0.25, 0.5, 0.25]], labels: [0], uniforms: [0.5]))  // → [0.625]
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: n × K probabilities.
    ///   - labels: n classes, in 0..<K.
    ///   - uniforms: n draws u_i for the randomised score, or none for the plain one.
    /// - Returns: n scores.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, and uniforms that are not N numbers in [0, 1].
    public static func apsScores(
        _ probabilities: Matrix<Double>, labels: [Int], uniforms: [Double]? = nil
    ) throws(InvalidArgument) -> [Double] {
        try rapsScores(probabilities, labels: labels, penalty: 0, freeRanks: 0, uniforms: uniforms)
    }

    /// APS sets: the classes whose APS score is at most q̂, in ascending order. May be empty where
    /// randomised.
    ///
    /// ```swift
    /// print(try Conformal.apsSets([[0.25, 0.5, 0.25]], threshold: 0.75))  // → [[0, 1]]
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - threshold: q̂, of APS scores that were randomised exactly if these are.
    ///   - uniforms: N draws u_i, one for all classes of row i, or none.
    /// - Throws: `InvalidArgument` for an empty matrix, a row that is no distribution, a threshold that is
    ///   NaN, and uniforms that are not N numbers in [0, 1].
    public static func apsSets(
        _ probabilities: Matrix<Double>, threshold: Double, uniforms: [Double]? = nil
    ) throws(InvalidArgument) -> [[Int]] {
        try rapsSets(probabilities, threshold: threshold, penalty: 0, freeRanks: 0, uniforms: uniforms)
    }

    /// RAPS scores of the labels: the APS score + λ·max(0, rank − k_reg), ranks from 1 (regularised APS;
    /// Angelopoulos et al. 2021).
    ///
    /// ```swift
    /// let scores = try Conformal.rapsScores([[0.25, 0.5, 0.25]], labels: [0], penalty: 0.125, freeRanks: 1)
    /// print(scores)  // → [0.875]
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: n × K probabilities.
    ///   - labels: n classes, in 0..<K.
    ///   - penalty: λ ≥ 0, finite.
    ///   - freeRanks: k_reg ≥ 0, the ranks without penalty.
    ///   - uniforms: n draws u_i in [0, 1], or none.
    /// - Returns: n scores.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, λ or k_reg below 0, and uniforms that are not N numbers in [0, 1].
    public static func rapsScores(
        _ probabilities: Matrix<Double>, labels: [Int], penalty: Double, freeRanks: Int,
        uniforms: [Double]? = nil
    ) throws(InvalidArgument) -> [Double] {
        try Score.check(probabilities, labels)
        let rule = try RankRule(penalty, freeRanks, uniforms, rows: labels.count)
        return labels.enumerated().map { rule.scores(probabilities[row: $0], $0)[$1] }
    }

    /// RAPS sets: the classes whose RAPS score is at most q̂, in ascending order. May be empty where
    /// randomised.
    ///
    /// ```swift
    /// let sets = try Conformal.rapsSets([[0.25, 0.5, 0.25]], threshold: 0.875, penalty: 0.125, freeRanks: 1)
    /// print(sets)  // → [[0, 1]]
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - threshold: q̂, of RAPS scores with the same λ and k_reg, randomised exactly if these are.
    ///   - penalty: λ ≥ 0, finite.
    ///   - freeRanks: k_reg ≥ 0, the ranks without penalty.
    ///   - uniforms: N draws u_i in [0, 1], one for all classes of row i, or none.
    /// - Throws: `InvalidArgument` for an empty matrix, a row that is no distribution, a threshold that is
    ///   NaN, λ or k_reg below 0, and uniforms that are not N numbers in [0, 1].
    public static func rapsSets(
        _ probabilities: Matrix<Double>, threshold: Double, penalty: Double, freeRanks: Int,
        uniforms: [Double]? = nil
    ) throws(InvalidArgument) -> [[Int]] {
        try check(probabilities: probabilities, "probabilities")
        let rule = try RankRule(penalty, freeRanks, uniforms, rows: probabilities.rows)
        return try sets(probabilities, threshold) { rule.scores(probabilities[row: $0], $0) }
    }

    private static func sets(
        _ probabilities: Matrix<Double>, _ threshold: Double, _ scores: (Int) -> [Double]
    ) throws(InvalidArgument) -> [[Int]] {
        guard !threshold.isNaN else { throw InvalidArgument("threshold", "nan", "it must be a number") }
        return (0..<probabilities.rows).map { row in
            let scores = scores(row)
            return scores.indices.filter { scores[$0] <= threshold }
        }
    }
}

/// How APS and RAPS rate the classes of a row, the same in calibration and test.
private struct RankRule {
    let penalty: Double
    let freeRanks: Int
    let uniforms: [Double]?

    init(_ penalty: Double, _ freeRanks: Int, _ uniforms: [Double]?, rows: Int) throws(InvalidArgument) {
        guard penalty >= 0 && penalty < .infinity else {
            throw InvalidArgument("penalty", "\(penalty)", "it must be a finite number of at least 0")
        }
        guard freeRanks >= 0 else {
            throw InvalidArgument("freeRanks", "\(freeRanks)", "it must be at least 0")
        }
        if let uniforms {
            guard uniforms.count == rows else {
                throw InvalidArgument(
                    "uniforms", "\(uniforms.count) values", "there must be one for each of the \(rows) rows")
            }
            for (index, u) in uniforms.enumerated() { try check(share: u, "uniforms[\(index)]") }
        }
        (self.penalty, self.freeRanks, self.uniforms) = (penalty, freeRanks, uniforms)
    }

    /// The scores of all classes of a row. The cumulative sum runs plainly, from the likeliest class on.
    func scores(_ p: [Double], _ row: Int) -> [Double] {
        let ranked = p.indices.sorted { p[$0] == p[$1] ? $0 < $1 : p[$0] > p[$1] }
        var scores = p
        var sum = 0.0
        for (index, class_) in ranked.enumerated() {
            sum += p[class_]
            let cumulative = index == ranked.count - 1 ? 1 : sum
            let randomised = uniforms.map { cumulative - $0[row] * p[class_] } ?? cumulative
            let beyond = max(0, index + 1 - freeRanks)
            scores[class_] = randomised + penalty * Double(beyond)
        }
        return scores
    }
}
