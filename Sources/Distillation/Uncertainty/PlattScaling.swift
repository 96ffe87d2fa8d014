/// Platt scaling: a sigmoid of a score, fitted to outcomes, that turns it into a probability.
///
/// Platt (1999), with plain targets 0 and 1, without his smoothing of them: p = sigmoid(a·s + b) of maximum
/// likelihood, a logistic regression of one variable. It has a finite optimum exactly if the scores of the
/// two outcomes overlap (Albert and Anderson 1984); where they do not, the result says so.
public enum PlattScaling {
    /// What fitting can come to.
    public enum Fit: Equatable, Sendable {
        /// The optimum: slope a, intercept b, and the mean negative log-likelihood there.
        case fitted(slope: Double, intercept: Double, loss: Double)
        /// A threshold parts the outcomes (scores on it may belong to either): the steeper the better, for
        /// ever. `rising` tells whether the ones lie above it. All outcomes alike are parted too, by a
        /// threshold beyond all scores.
        case separable(rising: Bool)
        /// All scores are equal, so that a·s + b is one number: its optimum is the share of ones.
        case constantScores(probability: Double)

        /// The probability of outcome 1 at a score, where there is an optimum.
        ///
        /// ```swift
        /// let fit = try PlattScaling.fit([0, 1, 2, 3], outcomes: [0, 1, 0, 1])
        /// print(fit.probability(at: 1.5) ?? .nan)  // → 0.5…
        /// ```
        public func probability(at score: Double) -> Double? {
            switch self {
            case .fitted(let slope, let intercept, _): return sigmoid(slope * score + intercept)
            case .separable: return nil
            case .constantScores(let probability): return probability
            }
        }
    }

    /// The slope and intercept of least mean negative log-likelihood.
    ///
    /// ```swift
    /// if case .fitted(let slope, let intercept, _) = try PlattScaling.fit([0, 1, 2, 3], outcomes: [0, 1, 0, 1]) {
    ///     print(slope)  // → 0.90818426256009…
    ///     print(intercept)  // → -1.3622763938401…
    /// }
    /// print(try PlattScaling.fit([0, 1, 2, 3], outcomes: [0, 0, 1, 1]))  // → separable(rising: true)
    /// ```
    ///
    /// - Parameters:
    ///   - scores: N numbers within ±1e150, in any unit.
    ///   - outcomes: N numbers 0 or 1.
    /// - Throws: `InvalidArgument` for empty or unequally long arrays, other outcomes, a score that is not
    ///   finite.
    public static func fit(_ scores: [Double], outcomes: [Int]) throws(InvalidArgument) -> Fit {
        guard !scores.isEmpty else {
            throw InvalidArgument("scores", "empty", "there must be at least one score")
        }
        for (index, score) in scores.enumerated() where !(score.magnitude <= 1e150) {
            throw InvalidArgument("scores[\(index)]", "\(score)", "a score must be within ±1e150")
        }
        try check(labels: outcomes, rows: scores.count, classes: 2, "outcomes")
        let ones = zip(scores, outcomes).filter { $0.1 == 1 }.map { $0.0 }
        let zeros = zip(scores, outcomes).filter { $0.1 == 0 }.map { $0.0 }
        guard let lowestOne = ones.min(), let highestOne = ones.max(), let lowestZero = zeros.min(),
            let highestZero = zeros.max()
        else { return .separable(rising: zeros.isEmpty) }
        let lowest = min(lowestOne, lowestZero)
        let highest = max(highestOne, highestZero)
        if lowest == highest {
            return .constantScores(probability: Double(ones.count) / Double(scores.count))
        }
        if lowestOne >= highestZero { return .separable(rising: true) }
        if lowestZero >= highestOne { return .separable(rising: false) }
        // In units in which the scores run from −1 to 1, so that one tolerance suits all.
        let centre = 0.5 * lowest + 0.5 * highest
        let half = 0.5 * highest - 0.5 * lowest
        let unit = scores.map { ($0 - centre) / half }
        let (slope, intercept) = newton(unit, outcomes)
        return .fitted(
            slope: slope / half, intercept: intercept - slope * (centre / half),
            loss: loss(unit, outcomes, slope, intercept))
    }

    /// The minimum of the convex loss by Newton's method, with steps halved while they do not lower it.
    private static func newton(_ scores: [Double], _ outcomes: [Int]) -> (slope: Double, intercept: Double) {
        var slope = 0.0
        var intercept = 0.0
        var current = loss(scores, outcomes, slope, intercept)
        for _ in 0..<200 {
            var gradient = (slope: CompensatedSum(), intercept: CompensatedSum())
            var curvature = (ss: CompensatedSum(), s: CompensatedSum(), one: CompensatedSum())
            for (score, outcome) in zip(scores, outcomes) {
                let z = slope * score + intercept
                let p = sigmoid(z)
                let difference = outcome == 1 ? -sigmoid(-z) : p
                let weight = p * sigmoid(-z)
                gradient.slope.add(difference * score)
                gradient.intercept.add(difference)
                curvature.ss.add(weight * score * score)
                curvature.s.add(weight * score)
                curvature.one.add(weight)
            }
            let determinant =
                curvature.ss.value * curvature.one.value - curvature.s.value * curvature.s.value
            guard determinant > 0 else { break }
            let stepSlope =
                (curvature.one.value * gradient.slope.value - curvature.s.value * gradient.intercept.value)
                / determinant
            let stepIntercept =
                (curvature.ss.value * gradient.intercept.value - curvature.s.value * gradient.slope.value)
                / determinant
            // Close to the optimum the loss no longer tells steps apart, and Newton's step is right as it is.
            let small = max(stepSlope.magnitude, stepIntercept.magnitude) < 1e-4 * max(1, slope.magnitude)
            var share = 1.0
            var next = loss(scores, outcomes, slope - stepSlope, intercept - stepIntercept)
            while !small && next > current && share > 1e-6 {
                share *= 0.5
                next = loss(scores, outcomes, slope - share * stepSlope, intercept - share * stepIntercept)
            }
            slope -= share * stepSlope
            intercept -= share * stepIntercept
            current = next
            let size = max(slope.magnitude, intercept.magnitude)
            if max(stepSlope.magnitude, stepIntercept.magnitude) <= 1e-15 * max(1e-3, size) { break }
        }
        return (slope, intercept)
    }

    private static func loss(_ scores: [Double], _ outcomes: [Int], _ slope: Double, _ intercept: Double)
        -> Double
    {
        var sum = CompensatedSum()
        for (score, outcome) in zip(scores, outcomes) {
            let z = slope * score + intercept
            // −ln sigmoid(±z)
            let margin = outcome == 1 ? z : -z
            sum.add(
                margin > 0 ? Double.log1p(Double.exp(-margin)) : -margin + Double.log1p(Double.exp(margin)))
        }
        return sum.value / Double(scores.count)
    }
}

/// 1/(1 + e^−z).
func sigmoid(_ z: Double) -> Double {
    guard z < 0 else { return 1 / (1 + Double.exp(-z)) }
    let e = Double.exp(z)
    return e / (1 + e)
}
