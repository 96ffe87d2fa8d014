/// An estimate with the range in which the true value lies, by its method, with the chance `level`.
public struct Interval: Equatable, Sendable {
    /// The estimate: the mean, or the statistic of the sample itself.
    public let estimate: Double
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double
    /// The chance that intervals made so hold the true value, such as 0.95.
    public let level: Double

    /// An interval.
    public init(estimate: Double, lower: Double, upper: Double, level: Double) {
        self.estimate = estimate
        self.lower = lower
        self.upper = upper
        self.level = level
    }

    /// Whether it holds a value; a difference whose interval does not hold 0 is unlikely to be luck.
    ///
    /// ```swift
    /// print(Interval(estimate: 0.02, lower: -0.01, upper: 0.05, level: 0.95).contains(0))  // → true
    /// ```
    public func contains(_ value: Double) -> Bool { value >= lower && value <= upper }

    /// The interval whose ends are `factor` times as far from the estimate.
    ///
    /// Runs that share their data agree with each other more than with the world. For the mean of n differences over
    /// random splits of one data set the factor √(1 + n·test/training) is recommended (Nadeau & Bengio 2003, section 3):
    ///
    /// ```swift
    /// let plain = Interval(estimate: 0.02, lower: 0.01, upper: 0.03, level: 0.95)
    /// let factor = (1 + 10 * 40.0 / 50).squareRoot()
    /// print(try plain.widened(by: factor).formattedDifference(decimals: 2))  // →   +0.02 [-0.01, +0.05]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the factor is negative or not finite.
    public func widened(by factor: Double) throws(InvalidArgument) -> Interval {
        guard factor >= 0, factor.isFinite else {
            throw InvalidArgument("factor", "\(factor)", "it must be a finite number, not below 0")
        }
        return Interval(
            estimate: estimate, lower: estimate - factor * (estimate - lower),
            upper: estimate + factor * (upper - estimate), level: level)
    }
}
