/// How well a score puts positives before negatives, whatever its scale.
///
/// Each function takes N scores and N labels, 1 for positive and 0 for negative; the higher the score, the
/// more positive. Infinite scores are allowed. Only their order counts, ties are ties: nothing depends on the
/// order of the samples.
///
/// All throw `InvalidArgument` for empty or unequally long arrays, a score that is NaN, other labels, and
/// where the positives or the negatives that a measure compares are missing.
public enum Ranking {
    /// Area under the receiver operating characteristic (AUROC): the chance that a positive has a higher
    /// score than a negative, ties counted ½; from 0 to 1, ½ for a score that tells nothing.
    ///
    /// Hanley and McNeil (1982). Counted in integers, so that the result is the exact quotient, rounded once.
    ///
    /// ```swift
    /// print(try Ranking.auroc([0.1, 0.4, 0.4, 0.8], labels: [0, 0, 1, 1]))  // → 0.875
    /// ```
    ///
    /// - Throws: `InvalidArgument` for empty or unequally long arrays, a score that is NaN, a label that is
    ///   not 0 or 1, and where positives or negatives are missing.
    public static func auroc(_ scores: [Double], labels: [Int]) throws(InvalidArgument) -> Double {
        let (positives, negatives) = try counts(scores, labels, needNegatives: true)
        let order = stableOrder(scores)
        // Twice the pairs that are in the right order, ties counted once.
        var twice = 0
        var below = 0
        for run in equalRuns(scores, order) {
            let ones = ones(labels, order, run)
            twice += ones * (2 * below + (run.count - ones))
            below += run.count - ones
        }
        return Double(twice) / (2 * Double(positives) * Double(negatives))
    }

    /// Average precision, the area under the precision–recall steps: Σ_k (R_k − R_{k−1})·P_k over the
    /// distinct scores as thresholds, falling; from the share of positives, for a score that tells nothing
    /// and large N, to 1.
    ///
    /// No interpolation, as scikit-learn has it.
    ///
    /// ```swift
    /// print(try Ranking.averagePrecision([0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1]))  // → 0.83333333333333…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for empty or unequally long arrays, a score that is NaN, a label that is
    ///   not 0 or 1, and where positives are missing.
    public static func averagePrecision(_ scores: [Double], labels: [Int]) throws(InvalidArgument) -> Double {
        let (positives, _) = try counts(scores, labels, needNegatives: false)
        let order = stableOrder(scores)
        var hits = 0
        var taken = 0
        var sum = CompensatedSum()
        for run in equalRuns(scores, order).reversed() {
            let ones = ones(labels, order, run)
            hits += ones
            taken += run.count
            if ones > 0 { sum.add(Double(ones) / Double(positives) * (Double(hits) / Double(taken))) }
        }
        return sum.value
    }

    /// The least false-positive rate over the thresholds t, positive where score ≥ t, whose true-positive
    /// rate is at least the given one; FPR@95 by default. From 0 to 1, the lower the better.
    ///
    /// ```swift
    /// print(try Ranking.falsePositiveRate([0.1, 0.4, 0.35, 0.8], labels: [0, 0, 1, 1]))  // → 0.5
    /// ```
    ///
    /// - Parameters:
    ///   - scores: N scores.
    ///   - labels: N numbers 0 or 1.
    ///   - truePositiveRate: what the threshold must reach, in [0, 1].
    /// - Throws: `InvalidArgument` for empty or unequally long arrays, a score that is NaN, a label that is
    ///   not 0 or 1, and where positives or negatives are missing, and for a rate outside [0, 1].
    public static func falsePositiveRate(
        _ scores: [Double], labels: [Int], atTruePositiveRate truePositiveRate: Double = 0.95
    ) throws(InvalidArgument) -> Double {
        try check(share: truePositiveRate, "truePositiveRate")
        let (positives, negatives) = try counts(scores, labels, needNegatives: true)
        if truePositiveRate == 0 { return 0 }
        let order = stableOrder(scores)
        var hits = 0
        var taken = 0
        for run in equalRuns(scores, order).reversed() {
            hits += ones(labels, order, run)
            taken += run.count
            if Double(hits) / Double(positives) >= truePositiveRate { break }
        }
        return Double(taken - hits) / Double(negatives)
    }

    private static func ones(_ labels: [Int], _ order: [UInt32], _ run: Range<Int>) -> Int {
        var ones = 0
        for position in run { ones += labels[Int(order[position])] }
        return ones
    }

    private static func counts(
        _ scores: [Double], _ labels: [Int], needNegatives: Bool
    ) throws(InvalidArgument) -> (positives: Int, negatives: Int) {
        try check(order: scores, "scores")
        try check(labels: labels, rows: scores.count, classes: 2)
        let positives = labels.reduce(0, +)
        guard positives > 0 else {
            throw InvalidArgument("labels", "all 0", "there must be at least one positive")
        }
        guard !needNegatives || positives < labels.count else {
            throw InvalidArgument("labels", "all 1", "there must be at least one negative")
        }
        return (positives, labels.count - positives)
    }
}

/// At least one value, none NaN: what can be put in order.
func check(order values: [Double], _ name: String) throws(InvalidArgument) {
    guard !values.isEmpty else { throw InvalidArgument(name, "empty", "there must be at least one value") }
    for index in 0..<values.count where values[index].isNaN {
        throw InvalidArgument("\(name)[\(index)]", "nan", "it must be a number")
    }
}
