extension Calibration {
    /// Expected calibration error (ECE): Σ_b (n_b/N)·|acc_b − conf_b| over B bins, from 0 to 1.
    ///
    /// conf_b is the mean confidence in the bin. Naeini, Cooper and Hauskrecht (2015); Guo et al. (2017, eq.
    /// 3), B = 15.
    ///
    /// ```swift
    /// let ece = try Calibration.expectedError([[0.9, 0.1], [0.8, 0.2], [0.3, 0.7]], labels: [0, 1, 1], bins: 2)
    /// print(ece.value)  // → 0.13333333333333…
    /// print(ece.bins[1].count)  // → 3
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - labels: N classes, in 0..<K.
    ///   - bins: B ≥ 1.
    ///   - binning: equal width, or equal mass.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, and B < 1.
    public static func expectedError(
        _ probabilities: Matrix<Double>, labels: [Int], bins: Int = 15, binning: Binning = .equalWidth
    ) throws(InvalidArgument) -> BinnedError {
        try binned(probabilities, labels, bins, binning, expected)
    }

    /// Expected calibration error of forecasts of class 1: the forecast itself is binned, acc_b is the share
    /// of ones.
    ///
    /// ```swift
    /// let ece = try Calibration.expectedError(forecasts: [0.75, 0.75, 0.25, 0.5], outcomes: [1, 0, 0, 1], bins: 2)
    /// print(ece.value)  // → 0.1875
    /// print(ece.bins.map(\.count))  // → [2, 2]
    /// ```
    ///
    /// - Parameters:
    ///   - forecasts: N numbers in [0, 1].
    ///   - outcomes: N numbers 0 or 1.
    ///   - bins: B ≥ 1.
    ///   - binning: equal width, or equal mass.
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, lengths that disagree, and B < 1.
    public static func expectedError(
        forecasts: [Double], outcomes: [Int], bins: Int = 15, binning: Binning = .equalWidth
    ) throws(InvalidArgument) -> BinnedError {
        try binned(forecasts, outcomes, bins, binning, expected)
    }

    /// Maximum calibration error (MCE): the largest |acc_b − conf_b| over the bins that hold anything, from 0
    /// to 1.
    ///
    /// Naeini, Cooper and Hauskrecht (2015). A bin of few samples easily decides it.
    ///
    /// ```swift
    /// print(try Calibration.maximumError([[0.9, 0.1], [0.8, 0.2]], labels: [0, 1], bins: 5).value)  // → 0.8
    /// ```
    ///
    /// - Parameters: as `expectedError(_:labels:bins:binning:)`.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, and B < 1.
    public static func maximumError(
        _ probabilities: Matrix<Double>, labels: [Int], bins: Int = 15, binning: Binning = .equalWidth
    ) throws(InvalidArgument) -> BinnedError {
        try binned(probabilities, labels, bins, binning, maximum)
    }

    /// Maximum calibration error of forecasts of class 1.
    ///
    /// ```swift
    /// let mce = try Calibration.maximumError(forecasts: [0.75, 0.75, 0.25], outcomes: [1, 0, 0], bins: 2)
    /// print(mce.value)  // → 0.25
    /// ```
    ///
    /// - Parameters: as `expectedError(forecasts:outcomes:bins:binning:)`.
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, lengths that disagree, and B < 1.
    public static func maximumError(
        forecasts: [Double], outcomes: [Int], bins: Int = 15, binning: Binning = .equalWidth
    ) throws(InvalidArgument) -> BinnedError {
        try binned(forecasts, outcomes, bins, binning, maximum)
    }

    /// Root-mean-square calibration error (RMSCE): √(Σ_b (n_b/N)·(acc_b − conf_b)²), from the ECE to 1.
    ///
    /// Hendrycks, Mazeika and Dietterich (2019).
    ///
    /// ```swift
    /// let error = try Calibration.rootMeanSquareError(forecasts: [0.25, 1], outcomes: [0, 1], bins: 2)
    /// print(error.value)  // → 0.17677669529663…
    /// ```
    ///
    /// - Parameters: as `expectedError(_:labels:bins:binning:)`.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, and B < 1.
    public static func rootMeanSquareError(
        _ probabilities: Matrix<Double>, labels: [Int], bins: Int = 15, binning: Binning = .equalWidth
    ) throws(InvalidArgument) -> BinnedError {
        try binned(probabilities, labels, bins, binning, rootMeanSquare)
    }

    /// Root-mean-square calibration error of forecasts of class 1.
    ///
    /// ```swift
    /// let error = try Calibration.rootMeanSquareError(forecasts: [0.75, 0.75, 0.25], outcomes: [1, 0, 0], bins: 2)
    /// print(error.value)  // → 0.25
    /// ```
    ///
    /// - Parameters: as `expectedError(forecasts:outcomes:bins:binning:)`.
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, lengths that disagree, and B < 1.
    public static func rootMeanSquareError(
        forecasts: [Double], outcomes: [Int], bins: Int = 15, binning: Binning = .equalWidth
    ) throws(InvalidArgument) -> BinnedError {
        try binned(forecasts, outcomes, bins, binning, rootMeanSquare)
    }

    /// Debiased squared calibration error: Σ_b (n_b/N)·[(conf_b − acc_b)² − acc_b(1 − acc_b)/(n_b − 1)], bins
    /// of equal mass.
    ///
    /// Kumar, Liang and Ma (2019). What chance alone adds to the plain square is taken off, so it may be
    /// negative.
    ///
    /// ```swift
    /// let error = try Calibration.debiasedSquaredError(
    ///     forecasts: [0.5, 0.5, 0.5, 0.5], outcomes: [0, 1, 1, 1], bins: 1)
    /// print(error.value)  // → 0.0
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - labels: N classes, in 0..<K.
    ///   - bins: B ≥ 1; every bin must hold two samples at least, so N ≥ 2B.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, B < 1, and N < 2B.
    public static func debiasedSquaredError(
        _ probabilities: Matrix<Double>, labels: [Int], bins: Int = 15
    ) throws(InvalidArgument) -> BinnedError {
        let (values, hits) = try confidences(probabilities, labels)
        return try debiased(values, hits, bins)
    }

    /// Debiased squared calibration error of forecasts of class 1.
    ///
    /// ```swift
    /// let error = try Calibration.debiasedSquaredError(forecasts: [0.5, 0.5, 1, 1], outcomes: [0, 0, 1, 1], bins: 2)
    /// print(error.value)  // → 0.125
    /// ```
    ///
    /// - Parameters:
    ///   - forecasts: N numbers in [0, 1].
    ///   - outcomes: N numbers 0 or 1.
    ///   - bins: B ≥ 1; every bin must hold two samples at least, so N ≥ 2B.
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, lengths that disagree, B < 1, and N < 2B.
    public static func debiasedSquaredError(
        forecasts: [Double], outcomes: [Int], bins: Int = 15
    ) throws(InvalidArgument) -> BinnedError {
        try check(forecasts: forecasts, outcomes: outcomes)
        return try debiased(forecasts, outcomes, bins)
    }

    /// Classwise calibration error: for each class j the ECE of p_ij as a forecast of y_i = j, then the mean
    /// over the classes.
    ///
    /// Kull et al. (2019). It sees what the largest probability hides.
    ///
    /// ```swift
    /// let error = try Calibration.classwiseError([[0.9, 0.1], [0.2, 0.8]], labels: [0, 1], bins: 2)
    /// print(error.value)  // → 0.14999999999999…
    /// ```
    ///
    /// - Parameters: as `expectedError(_:labels:bins:binning:)`.
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, B < 1, and K·B above 10,000,000.
    public static func classwiseError(
        _ probabilities: Matrix<Double>, labels: [Int], bins: Int = 15, binning: Binning = .equalWidth
    ) throws(InvalidArgument) -> ClasswiseError {
        try Score.check(probabilities, labels)
        try check(bins: bins)
        guard bins <= 10_000_000 / probabilities.columns else {
            throw InvalidArgument(
                "bins", "\(bins)",
                "there must be at most 10,000,000 bins in all, for \(probabilities.columns) classes")
        }
        var sum = CompensatedSum()
        let classes = (0..<probabilities.columns).map { j in
            // A sum within 1e-6 of 1 may leave a probability a little above it.
            let forecasts = (0..<probabilities.rows).map { probabilities[$0, j] }
            let error = measured(forecasts, labels.map { $0 == j ? 1 : 0 }, bins, binning, expected)
            sum.add(error.value)
            return error
        }
        return ClasswiseError(value: sum.value / Double(probabilities.columns), classes: classes)
    }
}

extension Calibration {
    private static func binned(
        _ probabilities: Matrix<Double>, _ labels: [Int], _ bins: Int, _ binning: Binning,
        _ summary: ([Bin], Int) -> Double
    ) throws(InvalidArgument) -> BinnedError {
        let (values, hits) = try confidences(probabilities, labels)
        try check(bins: bins)
        return measured(values, hits, bins, binning, summary)
    }

    private static func binned(
        _ forecasts: [Double], _ outcomes: [Int], _ bins: Int, _ binning: Binning,
        _ summary: ([Bin], Int) -> Double
    ) throws(InvalidArgument) -> BinnedError {
        try check(forecasts: forecasts, outcomes: outcomes)
        try check(bins: bins)
        return measured(forecasts, outcomes, bins, binning, summary)
    }

    private static func measured(
        _ values: [Double], _ hits: [Int], _ count: Int, _ binning: Binning, _ summary: ([Bin], Int) -> Double
    ) -> BinnedError {
        let bins = bins(values, hits, count, binning)
        return BinnedError(value: summary(bins, values.count), bins: bins)
    }

    private static func expected(_ bins: [Bin], _ count: Int) -> Double {
        var sum = CompensatedSum()
        for bin in bins { sum.add(Double(bin.count) / Double(count) * bin.gap.magnitude) }
        return sum.value
    }

    private static func maximum(_ bins: [Bin], _ count: Int) -> Double {
        bins.reduce(0) { max($0, $1.gap.magnitude) }
    }

    private static func rootMeanSquare(_ bins: [Bin], _ count: Int) -> Double {
        var sum = CompensatedSum()
        for bin in bins { sum.add(Double(bin.count) / Double(count) * bin.gap * bin.gap) }
        return sum.value.squareRoot()
    }

    private static func debiased(_ values: [Double], _ hits: [Int], _ count: Int) throws(InvalidArgument)
        -> BinnedError
    {
        try check(bins: count)
        let bins = bins(values, hits, count, .equalMass)
        var sum = CompensatedSum()
        for bin in bins where bin.count > 0 {
            guard bin.count > 1 else {
                throw InvalidArgument(
                    "bins", "\(count)", "each of the bins must hold at least 2 of the \(values.count) samples"
                )
            }
            let chance = bin.accuracy * (1 - bin.accuracy) / Double(bin.count - 1)
            sum.add(Double(bin.count) / Double(values.count) * (bin.gap * bin.gap - chance))
        }
        return BinnedError(value: sum.value, bins: bins)
    }
}
