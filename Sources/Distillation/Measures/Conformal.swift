/// Split conformal prediction: sets of classes that hold the true one with a chance that is chosen
/// beforehand.
///
/// Scores of held-out samples (how badly the label fits the prediction) give a threshold; a new sample's set
/// holds every class whose score does not exceed it. If the new samples are drawn as the held-out ones were,
/// the set holds the label with a chance of at least 1 − α, whatever the model (Vovk, Gammerman and Shafer
/// 2005).
///
/// ```swift
/// let calibration = try Conformal.lacScores([[0.9, 0.1], [0.6, 0.4], [0.3, 0.7], [0.8, 0.2]], labels: [0, 0, 1, 0])
/// let threshold = try Conformal.threshold(calibration, alpha: 0.25)
/// let sets = try Conformal.lacSets([[0.95, 0.05], [0.6, 0.4]], threshold: threshold)
/// print(sets)  // → [[0], [0]]
/// ```
///
/// All functions throw `InvalidArgument` for empty sets, rows that are no distribution, labels out of range,
/// lengths that disagree, NaN, and parameters out of their range.
public enum Conformal {
    /// The threshold q̂: the k-th smallest of n calibration scores, k = ⌈(n + 1)(1 − α)⌉.
    ///
    /// α is read as the shortest decimal that gives this number, so that 0.1 is a tenth. −∞ for k = 0 (α = 1:
    /// all sets are empty), +∞ for k > n (too few scores for so small an α: all classes are in every set).
    ///
    /// ```swift
    /// print(try Conformal.threshold([0.4, 0.1, 0.3, 0.2], alpha: 0.4))  // → 0.3
    /// print(try Conformal.threshold([0.4, 0.1, 0.3, 0.2], alpha: 0.1))  // → inf
    /// ```
    ///
    /// - Parameters:
    ///   - scores: n ≥ 1 scores of labels, none NaN.
    ///   - alpha: α, the allowed share of sets without the label, in [0, 1].
    /// - Throws: `InvalidArgument` for no scores, a score that is NaN, and α outside [0, 1].
    public static func threshold(_ scores: [Double], alpha: Double) throws(InvalidArgument) -> Double {
        try check(order: scores, "scores")
        try check(share: alpha, "alpha")
        // ⌈(n + 1) − (n + 1)α⌉ = (n + 1) − ⌊(n + 1)α⌋
        let rank = scores.count + 1 - ShortestDecimal(alpha).times(scores.count + 1).floor
        if rank == 0 { return -.infinity }
        if rank > scores.count { return .infinity }
        return scores[Int(stableOrder(scores)[rank - 1])]
    }

    /// The share of sets that hold the label, from 0 to 1.
    ///
    /// ```swift
    /// print(try Conformal.coverage([[0], [0, 1], []], labels: [0, 1, 0]))  // → 0.6666666666666666
    /// ```
    ///
    /// - Parameters:
    ///   - sets: N ≥ 1 sets of classes; empty ones are allowed.
    ///   - labels: N classes, not negative.
    /// - Throws: `InvalidArgument` for no sets, a negative label, and lengths that disagree.
    public static func coverage(_ sets: [[Int]], labels: [Int]) throws(InvalidArgument) -> Double {
        guard !sets.isEmpty else { throw InvalidArgument("sets", "empty", "there must be at least one set") }
        try check(labels: labels, rows: sets.count, classes: .max)
        var covered = 0
        for (set, label) in zip(sets, labels) where set.contains(label) { covered += 1 }
        return Double(covered) / Double(sets.count)
    }

    /// The mean number of classes in a set.
    ///
    /// ```swift
    /// print(try Conformal.meanSize([[0], [0, 1], []]))  // → 1.0
    /// ```
    ///
    /// - Parameter sets: N ≥ 1 sets of classes; empty ones are allowed.
    /// - Throws: `InvalidArgument` for no sets.
    public static func meanSize(_ sets: [[Int]]) throws(InvalidArgument) -> Double {
        guard !sets.isEmpty else { throw InvalidArgument("sets", "empty", "there must be at least one set") }
        return Double(sets.reduce(0) { $0 + $1.count }) / Double(sets.count)
    }
}
