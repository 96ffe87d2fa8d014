/// What a model gains by leaving alone the samples that it is least sure of.
///
/// Samples are taken in order of falling confidence; risk(k) is the share of errors among the k most
/// confident. Where confidences are tied, every function gives the expectation over random orders of the tied
/// samples.
///
/// Each takes N confidences, of any scale (an uncertainty with its sign turned will do), and for each whether
/// the prediction was correct; or N × K probabilities and N labels: the confidence is then the largest
/// probability. All throw `InvalidArgument` for an empty set, lengths that disagree, a confidence that is
/// NaN, and for rows and labels as `Score` does.
public enum SelectivePrediction {
    /// Risk against coverage, for k = 1, …, N samples taken.
    public struct Curve: Equatable, Sendable {
        /// k/N: the share of samples taken, rising to 1.
        public let coverages: [Double]
        /// risk(k), the expected share of errors among the k most confident.
        public let risks: [Double]
    }

    /// The risk–coverage curve.
    ///
    /// ```swift
    /// let curve = try SelectivePrediction.curve([0.9, 0.8, 0.8, 0.6], correct: [true, false, true, true])
    /// print(curve.risks)  // → [0.0, 0.25, 0.3333333333333333, 0.25]
    /// ```
    ///
    /// - Throws: `InvalidArgument` for no samples, lengths that disagree, and a confidence that is NaN.
    public static func curve(_ confidences: [Double], correct: [Bool]) throws(InvalidArgument) -> Curve {
        let errors = try expectedErrors(confidences, correct)
        let count = Double(errors.count)
        return Curve(
            coverages: errors.indices.map { Double($0 + 1) / count },
            risks: errors.enumerated().map { $1 / Double($0 + 1) })
    }

    /// The risk–coverage curve of probabilities, by their largest.
    ///
    /// ```swift
    /// print(try SelectivePrediction.curve([[0.9, 0.1], [0.4, 0.6], [0.7, 0.3]], labels: [0, 0, 0]).risks)  // → [0.0, 0.0, 0.3333333333333333]
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func curve(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument) -> Curve
    {
        let (confidences, correct) = try outcomes(probabilities, labels)
        return try curve(confidences, correct: correct)
    }

    /// Area under the risk–coverage curve (AURC): the mean of risk(k) over k = 1, …, N, from 0 to 1.
    ///
    /// Geifman and El-Yaniv (2017).
    ///
    /// ```swift
    /// print(try SelectivePrediction.aurc([0.9, 0.8, 0.7], correct: [true, false, true]))  // → 0.2777777777777…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for no samples, lengths that disagree, and a confidence that is NaN.
    public static func aurc(_ confidences: [Double], correct: [Bool]) throws(InvalidArgument) -> Double {
        meanRisk(try expectedErrors(confidences, correct))
    }

    /// Area under the risk–coverage curve of probabilities, by their largest.
    ///
    /// ```swift
    /// print(try SelectivePrediction.aurc([[0.9, 0.1], [0.4, 0.6], [0.7, 0.3]], labels: [0, 0, 0]))  // → 0.1111111111111…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func aurc(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument) -> Double
    {
        let (confidences, correct) = try outcomes(probabilities, labels)
        return try aurc(confidences, correct: correct)
    }

    /// Excess AURC: the AURC less that of the best order, in which all errors come last; at least 0.
    ///
    /// Geifman, Uziel and El-Yaniv (2019).
    ///
    /// ```swift
    /// print(try SelectivePrediction.excessAurc([0.9, 0.8, 0.7], correct: [true, false, true]))  // → 0.1666666666666…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for no samples, lengths that disagree, and a confidence that is NaN.
    public static func excessAurc(_ confidences: [Double], correct: [Bool]) throws(InvalidArgument) -> Double
    {
        let errors = try expectedErrors(confidences, correct)
        let right = correct.reduce(0) { $0 + ($1 ? 1 : 0) }
        let best = errors.indices.map { Double(max(0, $0 + 1 - right)) }
        return max(0, meanRisk(errors) - meanRisk(best))
    }

    /// Excess AURC of probabilities, by their largest.
    ///
    /// ```swift
    /// print(try SelectivePrediction.excessAurc([[0.9, 0.1], [0.4, 0.6], [0.7, 0.3]], labels: [0, 0, 0]))  // → 0.0
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func excessAurc(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument)
        -> Double
    {
        let (confidences, correct) = try outcomes(probabilities, labels)
        return try excessAurc(confidences, correct: correct)
    }

    /// Area under the generalised risk–coverage curve (AUGRC): the mean over k of errors(k)/N, from 0 to 1.
    ///
    /// Traub et al. (2024). An error counts once for every coverage at which it is taken, not more for being
    /// early.
    ///
    /// ```swift
    /// print(try SelectivePrediction.augrc([0.9, 0.8, 0.7], correct: [true, false, true]))  // → 0.2222222222222…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for no samples, lengths that disagree, and a confidence that is NaN.
    public static func augrc(_ confidences: [Double], correct: [Bool]) throws(InvalidArgument) -> Double {
        var sum = CompensatedSum()
        let errors = try expectedErrors(confidences, correct)
        let count = Double(errors.count)
        for error in errors { sum.add(error) }
        return sum.value / count / count
    }

    /// Area under the generalised risk–coverage curve of probabilities, by their largest.
    ///
    /// ```swift
    /// print(try SelectivePrediction.augrc([[0.9, 0.1], [0.4, 0.6], [0.7, 0.3]], labels: [0, 0, 0]))  // → 0.1111111111111…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func augrc(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument) -> Double
    {
        let (confidences, correct) = try outcomes(probabilities, labels)
        return try augrc(confidences, correct: correct)
    }

    /// The risk at a coverage c: risk(k) with k = ⌈c·N⌉, c read as the shortest decimal that gives this
    /// number.
    ///
    /// ```swift
    /// print(try SelectivePrediction.risk([0.9, 0.8, 0.7], correct: [true, false, true], atCoverage: 0.5))  // → 0.5
    /// ```
    ///
    /// - Parameters:
    ///   - confidences: N numbers.
    ///   - correct: N truth values.
    ///   - coverage: c, above 0 and at most 1.
    /// - Throws: `InvalidArgument` for no samples, lengths that disagree, and a confidence that is NaN, and
    ///   for c outside (0, 1].
    public static func risk(
        _ confidences: [Double], correct: [Bool], atCoverage coverage: Double
    ) throws(InvalidArgument) -> Double {
        guard coverage > 0 && coverage <= 1 else {
            throw InvalidArgument("coverage", "\(coverage)", "a coverage must be above 0 and at most 1")
        }
        let errors = try expectedErrors(confidences, correct)
        let taken = ShortestDecimal(coverage).times(errors.count).ceiling
        return errors[taken - 1] / Double(taken)
    }

    /// The risk of probabilities, by their largest, at a coverage.
    ///
    /// ```swift
    /// let risk = try SelectivePrediction.risk([[0.9, 0.1], [0.4, 0.6], [0.7, 0.3]], labels: [0, 0, 0], atCoverage: 1)
    /// print(risk)  // → 0.3333333333333…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   lengths that disagree, and c outside (0, 1].
    public static func risk(
        _ probabilities: Matrix<Double>, labels: [Int], atCoverage coverage: Double
    ) throws(InvalidArgument) -> Double {
        let (confidences, correct) = try outcomes(probabilities, labels)
        return try risk(confidences, correct: correct, atCoverage: coverage)
    }
}

extension SelectivePrediction {
    private static func outcomes(
        _ probabilities: Matrix<Double>, _ labels: [Int]
    ) throws(InvalidArgument) -> ([Double], [Bool]) {
        let (values, hits) = try Calibration.confidences(probabilities, labels)
        return (values, hits.map { $0 == 1 })
    }

    /// The expected number of errors among the k most confident, for k = 1, …, N.
    private static func expectedErrors(_ confidences: [Double], _ correct: [Bool]) throws(InvalidArgument)
        -> [Double]
    {
        try check(order: confidences, "confidences")
        guard correct.count == confidences.count else {
            throw InvalidArgument(
                "correct", "\(correct.count) values",
                "there must be one for each of the \(confidences.count) confidences")
        }
        let order = stableOrder(confidences)
        var errors: [Double] = []
        errors.reserveCapacity(order.count)
        var before = 0
        for run in equalRuns(confidences, order).reversed() {
            var own = 0
            for position in run where !correct[Int(order[position])] { own += 1 }
            // i of a tied group hold, on average, the i-th part of its errors.
            for i in 1...run.count { errors.append(Double(before) + Double(i * own) / Double(run.count)) }
            before += own
        }
        return errors
    }

    private static func meanRisk(_ errors: [Double]) -> Double {
        var sum = CompensatedSum()
        for (index, error) in errors.enumerated() where error > 0 { sum.add(error / Double(index + 1)) }
        return sum.value / Double(errors.count)
    }
}
