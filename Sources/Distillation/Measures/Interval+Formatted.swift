extension Interval {
    /// The estimate and, in brackets, the ends, each with so many digits after the point.
    ///
    /// ```swift
    /// let share = Interval(estimate: 0.954, lower: 0.9405, upper: 0.9675, level: 0.95)
    /// print(share.formatted(decimals: 2))  // → 0.95 [0.94, 0.97]
    /// ```
    ///
    /// - Parameter decimals: as in ``Swift/Double/formatted(decimals:signed:)``.
    public func formatted(decimals: Int) -> String { text { $0.formatted(decimals: decimals) } }

    /// The interval of a difference: every number with its sign, and before them a star where the interval does not
    /// hold 0, otherwise a blank, so that those below each other line up.
    ///
    /// ```swift
    /// let gain = Interval(estimate: -0.017, lower: -0.031, upper: -0.003, level: 0.95)
    /// print(gain.formattedDifference(decimals: 3))  // → * -0.017 [-0.031, -0.003]
    /// ```
    ///
    /// - Parameter decimals: as in ``Swift/Double/formatted(decimals:signed:)``.
    public func formattedDifference(decimals: Int) -> String {
        (contains(0) ? "  " : "* ") + text { $0.formatted(decimals: decimals, signed: true) }
    }

    private func text(_ number: (Double) -> String) -> String {
        "\(number(estimate)) [\(number(lower)), \(number(upper))]"
    }
}
