import Distillation

/// An axis laid over actual values: its ends and its ticks at round numbers.
struct Scale: Equatable {
    let lower: Double
    let upper: Double
    let ticks: [Double]
    let labels: [String]
    private let isLogarithmic: Bool

    /// The scale for `values`, which must be drawable and not empty.
    ///
    /// - Throws: `InvalidArgument` where the axis is given a range that is empty or leaves out a value, or a
    ///   logarithmic one a value that has no logarithm.
    init(_ axis: Axis, covering values: [Double], argument: String) throws(InvalidArgument) {
        try Self.check(axis, covers: values, argument)
        isLogarithmic = axis.scaling == .logarithmic
        var lower = axis.start ?? values.min() ?? 0
        var upper = axis.end ?? values.max() ?? 0
        // One value, or values that differ by rounding only, stand in the middle of a range of their own.
        let size = max(lower.magnitude, upper.magnitude)
        if upper - lower <= max(1e-100, 1e-9 * size) {
            let room = size < 1e-90 ? 0.5 : 0.1 * size
            if axis.start == nil { lower -= isLogarithmic ? lower / 2 : room }
            if axis.end == nil { upper += isLogarithmic ? upper : room }
        }
        let marks =
            isLogarithmic
            ? Ticks(decadesFrom: lower, to: upper) : Ticks(evenlyFrom: lower, to: upper)
        lower = axis.start ?? marks.values[0]
        upper = axis.end ?? marks.values[marks.values.count - 1]
        let slack = isLogarithmic ? 1e-9 * lower : 1e-9 * (upper - lower)
        let range = lower - slack...upper + slack
        let shown = marks.values.indices.filter { range.contains(marks.values[$0]) }
        self.lower = lower
        self.upper = upper
        self.ticks = shown.map { marks.values[$0] }
        self.labels = shown.map { marks.labels[$0] }
    }

    /// Where `value` lies: 0 at the lower end, 1 at the upper.
    func position(_ value: Double) -> Double {
        isLogarithmic
            ? (Double.log(value) - Double.log(lower)) / (Double.log(upper) - Double.log(lower))
            : (value - lower) / (upper - lower)
    }

    private static func check(
        _ axis: Axis, covers values: [Double], _ argument: String
    ) throws(InvalidArgument) {
        let least = values.min() ?? 0
        let greatest = values.max() ?? 0
        if let start = axis.start {
            try Check.drawable(start, "\(argument).start")
            if least < start {
                throw InvalidArgument(
                    "a value on the axis “\(axis.name)”", "\(least)", "the axis begins at \(start)")
            }
        }
        if let end = axis.end {
            try Check.drawable(end, "\(argument).end")
            if greatest > end {
                throw InvalidArgument(
                    "a value on the axis “\(axis.name)”", "\(greatest)", "the axis ends at \(end)")
            }
        }
        if let start = axis.start, let end = axis.end, end <= start {
            throw InvalidArgument("\(argument).end", "\(end)", "it must be above the start, \(start)")
        }
        if axis.scaling == .logarithmic {
            let lowest = min(least, axis.start ?? least)
            guard lowest >= 1e-100 else {
                throw InvalidArgument(
                    "a value on the axis “\(axis.name)”", "\(lowest)",
                    "a logarithmic axis shows numbers of 1e-100 and more")
            }
        }
    }
}
