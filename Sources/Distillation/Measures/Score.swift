/// How good predictions are, by the labels that came true.
///
/// Each function takes N × K probabilities (rows that sum to 1 within 1e-6, zeros allowed) and N labels in
/// 0..<K; or N forecasts of class 1, in [0, 1], and N outcomes 0 or 1. All throw `InvalidArgument` for an
/// empty set, a row that is no distribution, a label out of range and lengths that disagree. Sums run in the
/// order of the samples, compensated.
public enum Score {
    /// Accuracy: the share of rows whose largest probability is the label's, from 0 to 1. Among equals the
    /// lowest class counts as predicted.
    ///
    /// ```swift
    /// print(try Score.accuracy([[0.9, 0.1], [0.5, 0.5]], labels: [0, 1]))  // → 0.5
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func accuracy(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument)
        -> Double
    {
        try check(probabilities, labels)
        var hits = 0
        for (predicted, label) in zip(probabilities.argmax(), labels) where predicted == label { hits += 1 }
        return Double(hits) / Double(labels.count)
    }

    /// Negative log-likelihood, or logarithmic score: the mean of −ln p_y, in nats, from 0 to +∞ (a label
    /// that was given probability 0). Proper: the true probabilities minimise its expectation (Good 1952).
    ///
    /// From logits, `Losses.crossEntropy(_:labels:)` computes it without rounding the probabilities first.
    ///
    /// ```swift
    /// print(try Score.negativeLogLikelihood([[0.5, 0.5], [0.2, 0.8]], labels: [0, 1]))  // → 0.458145365937077…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func negativeLogLikelihood(
        _ probabilities: Matrix<Double>, labels: [Int]
    ) throws(InvalidArgument) -> Double {
        try check(probabilities, labels)
        var sum = CompensatedSum()
        for (row, label) in labels.enumerated() { sum.add(-Double.log(probabilities[row, label])) }
        return max(0, sum.value / Double(labels.count))
    }

    /// Negative log-likelihood of forecasts f of class 1: the mean of −y ln f − (1 − y) ln(1 − f).
    ///
    /// ```swift
    /// print(try Score.negativeLogLikelihood(forecasts: [0.5, 0.75], outcomes: [1, 0]))  // → 1.0397207708399…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, and lengths that disagree.
    public static func negativeLogLikelihood(forecasts: [Double], outcomes: [Int]) throws(InvalidArgument)
        -> Double
    {
        try Distillation.check(forecasts: forecasts, outcomes: outcomes)
        var sum = CompensatedSum()
        for (f, outcome) in zip(forecasts, outcomes) {
            sum.add(outcome == 1 ? -Double.log(f) : -Double.log1p(-f))
        }
        return max(0, sum.value / Double(outcomes.count))
    }

    /// Brier score: the mean of Σ_j (p_j − y_j)² with y one-hot, from 0 to 2. Proper (Brier 1950).
    ///
    /// ```swift
    /// print(try Score.brier([[0.5, 0.5], [1, 0]], labels: [0, 1]))  // → 1.25
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a row that is no distribution, a label outside 0..<K,
    ///   and lengths that disagree.
    public static func brier(_ probabilities: Matrix<Double>, labels: [Int]) throws(InvalidArgument) -> Double
    {
        try check(probabilities, labels)
        var sum = CompensatedSum()
        for (row, label) in labels.enumerated() {
            for j in 0..<probabilities.columns {
                let difference = probabilities[row, j] - (j == label ? 1 : 0)
                sum.add(difference * difference)
            }
        }
        return sum.value / Double(labels.count)
    }

    /// Brier score of forecasts f of class 1: the mean of (f − y)², from 0 to 1, half of what the two-class
    /// sum gives.
    ///
    /// ```swift
    /// print(try Score.brier(forecasts: [0.5, 1], outcomes: [1, 0]))  // → 0.625
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty set, a forecast outside [0, 1], an outcome that is not 0 or
    ///   1, and lengths that disagree.
    public static func brier(forecasts: [Double], outcomes: [Int]) throws(InvalidArgument) -> Double {
        try Distillation.check(forecasts: forecasts, outcomes: outcomes)
        var sum = CompensatedSum()
        for (f, outcome) in zip(forecasts, outcomes) {
            sum.add((f - Double(outcome)) * (f - Double(outcome)))
        }
        return sum.value / Double(outcomes.count)
    }

    /// Sharpness: the mean entropy of the forecasts, in nats, from 0 (always certain) to ln K. It looks at no
    /// label: sharp is good only where calibrated (Gneiting, Balabdaoui and Raftery 2007).
    ///
    /// ```swift
    /// print(try Score.sharpness([[0.5, 0.5], [1, 0]]))  // → 0.34657359027997…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for an empty matrix and a row that is no distribution.
    public static func sharpness(_ probabilities: Matrix<Double>) throws(InvalidArgument) -> Double {
        try Distillation.check(probabilities: probabilities, "probabilities")
        var sum = CompensatedSum()
        for entropy in probabilities.entropies() { sum.add(entropy) }
        return sum.value / Double(probabilities.rows)
    }

    /// Sharpness of forecasts f of class 1: the mean of −f ln f − (1 − f) ln(1 − f), from 0 to ln 2.
    ///
    /// ```swift
    /// print(try Score.sharpness(forecasts: [0.5, 1]))  // → 0.3465735902799…
    /// ```
    ///
    /// - Throws: `InvalidArgument` for no forecasts and one outside [0, 1].
    public static func sharpness(forecasts: [Double]) throws(InvalidArgument) -> Double {
        try Distillation.check(forecasts: forecasts)
        var sum = CompensatedSum()
        for f in forecasts { sum.add(binaryEntropy(f)) }
        return sum.value / Double(forecasts.count)
    }

    static func check(_ probabilities: Matrix<Double>, _ labels: [Int]) throws(InvalidArgument) {
        try Distillation.check(probabilities: probabilities, "probabilities")
        try Distillation.check(labels: labels, rows: probabilities.rows, classes: probabilities.columns)
    }
}

/// −f ln f − (1 − f) ln(1 − f).
func binaryEntropy(_ f: Double) -> Double {
    f <= 0 || f >= 1 ? 0 : -f * Double.log(f) - (1 - f) * Double.log1p(-f)
}

/// At least one forecast, each a probability.
func check(forecasts: [Double]) throws(InvalidArgument) {
    guard !forecasts.isEmpty else {
        throw InvalidArgument("forecasts", "empty", "there must be at least one forecast")
    }
    for index in 0..<forecasts.count where !(forecasts[index] >= 0 && forecasts[index] <= 1) {
        throw InvalidArgument("forecasts[\(index)]", "\(forecasts[index])", "a forecast must be in [0, 1]")
    }
}

/// Forecasts with as many outcomes, each 0 or 1.
func check(forecasts: [Double], outcomes: [Int]) throws(InvalidArgument) {
    try check(forecasts: forecasts)
    try check(labels: outcomes, rows: forecasts.count, classes: 2, "outcomes")
}
