/// The Brier score of binary forecasts in Murphy's three parts: `score` = `reliability` − `resolution` +
/// `uncertainty`.
public struct MurphyDecomposition: Equatable, Sendable {
    /// The mean of (f − y)², from 0 to 1.
    public let score: Double
    /// REL = Σ_g w_g (f_g − ō_g)²: how far the forecasts are from what then happened; 0 where calibrated.
    public let reliability: Double
    /// RES = Σ_g w_g (ō_g − ō)²: how far they tell samples apart; the larger the better.
    public let resolution: Double
    /// UNC = ō(1 − ō): what the base rate alone leaves, at most ¼; no forecast changes it.
    public let uncertainty: Double
}

/// The negative log-likelihood in two parts: `score` = `calibration` + `refinement`.
public struct LogLossDecomposition: Equatable, Sendable {
    /// The negative log-likelihood, in nats.
    public let score: Double
    /// Mean KL(observed‖forecast): what forecasting the observed frequencies instead would gain; 0 where
    /// calibrated.
    public let calibration: Double
    /// Mean entropy of the observed frequencies: what remains.
    public let refinement: Double
}

extension Score {
    /// Murphy's decomposition of the Brier score (1973) of forecasts of class 1, over the groups of equal
    /// forecasts.
    ///
    /// w_g is the group's share of the samples, ō_g its share of ones, ō that of all samples.
    ///
    /// ```swift
    /// let parts = try Score.murphyDecomposition(forecasts: [0.25, 0.25, 0.75, 0.75], outcomes: [0, 0, 1, 0])
    /// print(parts.score, parts.reliability, parts.resolution, parts.uncertainty)  // → 0.1875 0.0625 0.0625 0.1875
    /// ```
    ///
    /// - Parameters:
    ///   - forecasts: N probabilities of class 1.
    ///   - outcomes: N numbers 0 or 1.
    /// - Throws: `InvalidArgument` for an empty set, forecasts outside [0, 1], other outcomes, unequal
    ///   lengths.
    public static func murphyDecomposition(
        forecasts: [Double], outcomes: [Int]
    ) throws(InvalidArgument) -> MurphyDecomposition {
        let score = try brier(forecasts: forecasts, outcomes: outcomes)
        let count = Double(forecasts.count)
        let rate = Double(outcomes.reduce(0, +)) / count
        var reliability = CompensatedSum()
        var resolution = CompensatedSum()
        for (f, observed, size) in groups(forecasts, outcomes) {
            reliability.add(size / count * (f - observed) * (f - observed))
            resolution.add(size / count * (observed - rate) * (observed - rate))
        }
        return MurphyDecomposition(
            score: score, reliability: reliability.value, resolution: resolution.value,
            uncertainty: rate * (1 - rate))
    }

    /// The decomposition of the negative log-likelihood (Bröcker 2009) of forecasts of class 1, over the
    /// groups of equal forecasts: Σ_g w_g KL(ō_g‖f_g) + Σ_g w_g H(ō_g).
    ///
    /// ```swift
    /// let parts = try Score.logLossDecomposition(forecasts: [0.25, 0.25, 0.75, 0.75], outcomes: [0, 0, 1, 0])
    /// print(parts.calibration)  // → 0.2157615543388…
    /// print(parts.refinement)  // → 0.3465735902799…
    /// ```
    ///
    /// - Parameters:
    ///   - forecasts: N probabilities of class 1.
    ///   - outcomes: N numbers 0 or 1.
    /// - Throws: `InvalidArgument` for an empty set, forecasts outside [0, 1], other outcomes, unequal
    ///   lengths.
    public static func logLossDecomposition(
        forecasts: [Double], outcomes: [Int]
    ) throws(InvalidArgument) -> LogLossDecomposition {
        let score = try negativeLogLikelihood(forecasts: forecasts, outcomes: outcomes)
        let count = Double(forecasts.count)
        var calibration = CompensatedSum()
        var refinement = CompensatedSum()
        for (f, observed, size) in groups(forecasts, outcomes) {
            calibration.add(
                size / count * (relativeEntropyTerm(observed, f) + relativeEntropyTerm(1 - observed, 1 - f)))
            refinement.add(size / count * binaryEntropy(observed))
        }
        return LogLossDecomposition(
            score: score, calibration: calibration.value, refinement: refinement.value)
    }

    /// The decomposition of the negative log-likelihood of K-class predictions, over the groups of equal
    /// rows.
    ///
    /// Where no two rows are equal, every group is one sample: refinement is then 0 and says nothing.
    ///
    /// ```swift
    /// let parts = try Score.logLossDecomposition([[0.5, 0.5], [0.5, 0.5], [1, 0]], labels: [0, 1, 0])
    /// print(parts.calibration, parts.refinement)  // → 0.0 0.4620981203732…
    /// ```
    ///
    /// - Parameters:
    ///   - probabilities: N × K probabilities.
    ///   - labels: N classes, in 0..<K.
    /// - Throws: `InvalidArgument` as the other scores.
    public static func logLossDecomposition(
        _ probabilities: Matrix<Double>, labels: [Int]
    ) throws(InvalidArgument) -> LogLossDecomposition {
        let score = try negativeLogLikelihood(probabilities, labels: labels)
        let rows = (0..<probabilities.rows).map { probabilities[row: $0] }
        let order = rows.indices.sorted { a, b in
            rows[a] == rows[b] ? a < b : rows[a].lexicographicallyPrecedes(rows[b])
        }
        let count = Double(rows.count)
        var calibration = CompensatedSum()
        var refinement = CompensatedSum()
        var start = 0
        while start < order.count {
            let row = rows[order[start]]
            var seen = [Double](repeating: 0, count: probabilities.columns)
            var end = start
            while end < order.count && rows[order[end]] == row {
                seen[labels[order[end]]] += 1
                end += 1
            }
            let size = Double(end - start)
            // A row may sum to a little more or less than 1, which the terms below leave out.
            let missing = 1 - row.reduce(0, +)
            if missing.magnitude > 1e-12 { calibration.add(size / count * missing) }
            for (times, p) in zip(seen, row) {
                let observed = times / size
                calibration.add(size / count * relativeEntropyTerm(observed, p))
                if observed > 0 { refinement.add(-size / count * observed * Double.log(observed)) }
            }
            start = end
        }
        return LogLossDecomposition(
            score: score, calibration: calibration.value, refinement: max(0, refinement.value))
    }

    /// Groups of equal forecasts: the forecast, the share of ones, the size.
    private static func groups(
        _ forecasts: [Double], _ outcomes: [Int]
    ) -> [(forecast: Double, observed: Double, size: Double)] {
        let order = stableOrder(forecasts)
        return equalRuns(forecasts, order).map { run in
            var ones = 0
            for position in run { ones += outcomes[Int(order[position])] }
            return (
                forecasts[Int(order[run.lowerBound])], Double(ones) / Double(run.count), Double(run.count)
            )
        }
    }
}
