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
    public let interval: Interval?

    /// A series of points (x, y).
    ///
    /// Counts that disagree are refused by the chart.
    public init(_ name: String, x: [Double], y: [Double], interval: Interval? = nil) {
        self.name = name
        self.x = x
        self.y = y
        self.interval = interval
    }
}

/// The intervals around the values of a series: one lower and one upper end for each.
public struct Interval: Equatable, Sendable {
    /// The lower ends.
    public let lower: [Double]
    /// The upper ends.
    public let upper: [Double]

    /// Intervals with the given ends.
    public init(lower: [Double], upper: [Double]) {
        self.lower = lower
        self.upper = upper
    }

    /// Intervals of `spread` to both sides of `values`: a standard deviation, say.
    ///
    /// Where the counts differ the shorter decides, and the chart refuses the result.
    public init(around values: [Double], spread: [Double]) {
        lower = zip(values, spread).map { $0 - $1 }
        upper = zip(values, spread).map { $0 + $1 }
    }

    /// Refuses ends that are not drawable, not in order, or not as many as the values.
    func check(count: Int, _ argument: String) throws(InvalidArgument) {
        try Check.count(lower, count, "\(argument).lower")
        try Check.count(upper, count, "\(argument).upper")
        try Check.drawable(lower, "\(argument).lower")
        try Check.drawable(upper, "\(argument).upper")
        for index in 0..<count where upper[index] < lower[index] {
            throw InvalidArgument(
                "\(argument).upper[\(index)]", "\(upper[index])",
                "it must be at least the lower end, \(lower[index])")
        }
    }
}
