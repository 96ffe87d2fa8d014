/// How well an uncertainty tells samples from outside the training distribution from those inside: positive =
/// outside, score = uncertainty.
///
/// Each function takes the uncertainties of the samples inside and of those outside: any measure of which
/// more means less sure, such as an entropy or a mutual information. Hendrycks and Gimpel (2017). All throw
/// `InvalidArgument` where either is empty or holds NaN.
public enum OutOfDistribution {
    /// The chance that a sample outside is more uncertain than one inside, ties counted ½ (AUROC).
    ///
    /// ```swift
    /// print(try OutOfDistribution.auroc(inside: [0.1, 0.2, 0.3], outside: [0.3, 0.9]))  // → 0.91666666666666…
    /// ```
    ///
    /// - Throws: `InvalidArgument` where either is empty or holds NaN.
    public static func auroc(inside: [Double], outside: [Double]) throws(InvalidArgument) -> Double {
        let (scores, labels) = try joined(inside, outside)
        return try Ranking.auroc(scores, labels: labels)
    }

    /// The average precision of detecting the samples outside.
    ///
    /// ```swift
    /// print(try OutOfDistribution.averagePrecision(inside: [0.1, 0.2, 0.3], outside: [0.3, 0.9]))  // → 0.83333333333333…
    /// ```
    ///
    /// - Throws: `InvalidArgument` where either is empty or holds NaN.
    public static func averagePrecision(inside: [Double], outside: [Double]) throws(InvalidArgument) -> Double
    {
        let (scores, labels) = try joined(inside, outside)
        return try Ranking.averagePrecision(scores, labels: labels)
    }

    /// The least share of samples inside that are taken for outside when the given share of those outside is
    /// detected: FPR@95 by default.
    ///
    /// ```swift
    /// print(try OutOfDistribution.falsePositiveRate(inside: [0.1, 0.2, 0.3], outside: [0.25, 0.9]))  // → 0.33333333333333…
    /// ```
    ///
    /// - Throws: `InvalidArgument` where either is empty or holds NaN, and for a rate outside [0, 1].
    public static func falsePositiveRate(
        inside: [Double], outside: [Double], atTruePositiveRate truePositiveRate: Double = 0.95
    ) throws(InvalidArgument) -> Double {
        let (scores, labels) = try joined(inside, outside)
        return try Ranking.falsePositiveRate(scores, labels: labels, atTruePositiveRate: truePositiveRate)
    }

    private static func joined(
        _ inside: [Double], _ outside: [Double]
    ) throws(InvalidArgument) -> (scores: [Double], labels: [Int]) {
        try check(order: inside, "inside")
        try check(order: outside, "outside")
        return (
            inside + outside,
            [Int](repeating: 0, count: inside.count) + [Int](repeating: 1, count: outside.count)
        )
    }
}
