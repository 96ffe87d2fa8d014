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
}
