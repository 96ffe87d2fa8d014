extension Calibration {
    /// Kolmogorov–Smirnov calibration error: max_k |Σ_{i ≤ k} (conf_i − correct_i)|/N in ascending order of
    /// confidence, from 0 to 1.
    ///
    /// Gupta et al. (2021). No bins; equal confidences stay in their original order.
    ///
    /// ```swift
    /// print(try Calibration.kolmogorovSmirnovError([[0.9, 0.1], [0.8, 0.2]], labels: [0, 1]))  // → 0.4
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - labels: N classes, in 0..<K.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func kolmogorovSmirnovError(
        _ probabilities: Matrix<Double>, labels: [Int]
    ) throws(InvalidArgument) -> Double {
        let (values, hits) = try confidences(probabilities, labels)
        return largestDrift(values, hits)
    }

    /// Kolmogorov–Smirnov calibration error of forecasts of class 1.
    ///
    /// ```swift
    /// print(try Calibration.kolmogorovSmirnovError(forecasts: [0.25, 0.75], outcomes: [1, 1]))  // → 0.5
    /// ```
    ///
    /// - Parameters:
    ///   - forecasts: N numbers in [0, 1].
    ///   - outcomes: N numbers 0 or 1.
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, and lengths that disagree.
    public static func kolmogorovSmirnovError(forecasts: [Double], outcomes: [Int]) throws(InvalidArgument)
        -> Double
    {
        try check(forecasts: forecasts, outcomes: outcomes)
        return largestDrift(forecasts, outcomes)
    }

    /// Overconfidence: mean confidence less accuracy, from −1 to 1; above 0 where the predictions are too
    /// sure on the whole.
    ///
    /// ```swift
    /// print(try Calibration.overconfidence([[0.75, 0.25], [0.75, 0.25]], labels: [0, 1]))  // → 0.25
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - labels: N classes, in 0..<K.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func overconfidence(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument)
        -> Double
    {
        let (values, hits) = try confidences(probabilities, labels)
        return meanDifference(values, hits)
    }

    /// Overconfidence of forecasts of class 1: their mean less the share of ones.
    ///
    /// ```swift
    /// print(try Calibration.overconfidence(forecasts: [0.25, 0.75], outcomes: [0, 0]))  // → 0.5
    /// ```
    ///
    /// - Parameters:
    ///   - forecasts: N numbers in [0, 1].
    ///   - outcomes: N numbers 0 or 1.
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, and lengths that disagree.
    public static func overconfidence(forecasts: [Double], outcomes: [Int]) throws(InvalidArgument) -> Double
    {
        try check(forecasts: forecasts, outcomes: outcomes)
        return meanDifference(forecasts, outcomes)
    }

    private static func largestDrift(_ values: [Double], _ hits: [Int]) -> Double {
        var drift = CompensatedSum()
        var largest = 0.0
        for index in stableOrder(values) {
            drift.add(values[Int(index)])
            if hits[Int(index)] == 1 { drift.add(-1) }
            largest = max(largest, drift.value.magnitude)
        }
        return largest / Double(values.count)
    }

    private static func meanDifference(_ values: [Double], _ hits: [Int]) -> Double {
        var sum = CompensatedSum()
        for (value, hit) in zip(values, hits) {
            sum.add(value)
            if hit == 1 { sum.add(-1) }
        }
        return sum.value / Double(values.count)
    }
}
