import Distillation

/// A named row of points, with an interval around each where there is one.
public struct Series: Equatable, Sendable {
    /// The name that the legend shows.
    public let name: String
    /// The points' places on the horizontal axis, in the order in which the line runs.
    public let x: [Double]
    /// The points' places on the vertical axis, one for each of ``x``.
    public let y: [Double]
    /// The interval around each point; nil where there is none.
    public let intervals: [Interval]?

    /// A series of points (x, y).
    ///
    /// Counts that disagree are refused by the chart.
    public init(_ name: String, x: [Double], y: [Double]) {
        self.name = name
        self.x = x
        self.y = y
        intervals = nil
    }

    /// A series of estimates at `x`, each with its interval.
    ///
    /// ```swift
    /// let runs = [[0.12, 0.1, 0.14], [0.05, 0.05, 0.08]]
    /// let series = Series("teacher", x: [1, 2], intervals: try runs.map { try Statistics.studentInterval($0) })
    /// print(series.y)  // → [0.12, 0.06]
    /// ```
    ///
    /// Counts that disagree are refused by the chart.
    public init(_ name: String, x: [Double], intervals: [Interval]) {
        self.name = name
        self.x = x
        y = intervals.map(\.estimate)
        self.intervals = intervals
    }
}

extension [Interval] {
    /// The ends of all.
    var ends: [Double] { flatMap { [$0.lower, $0.upper] } }

    /// Refuses ends that are not drawable or not in order.
    func check(_ argument: String) throws(InvalidArgument) {
        for (index, interval) in enumerated() {
            try Check.drawable(interval.lower, "\(argument)[\(index)].lower")
            try Check.drawable(interval.upper, "\(argument)[\(index)].upper")
            guard interval.lower <= interval.upper else {
                throw InvalidArgument(
                    "\(argument)[\(index)].upper", "\(interval.upper)",
                    "it must be at least the lower end, \(interval.lower)")
            }
        }
    }
}
