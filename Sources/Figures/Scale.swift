/// An axis laid over actual values: its ends and its ticks at round numbers.
struct Scale: Equatable {
    let lower: Double
    let upper: Double
    let ticks: [Double]
    let labels: [String]

    /// The scale for `values`, which must be drawable.
    ///
    /// - Throws: ``FigureError`` where the axis is given a range that is empty or leaves out a value.
    init(_ axis: Axis, covering values: [Double], argument: String) throws(FigureError) {
        let start = axis.start
        let end = axis.end
        if let start { try Check.drawable(start, "\(argument).start") }
        if let end { try Check.drawable(end, "\(argument).end") }
        let least = values.min() ?? 0
        let greatest = values.max() ?? 0
        if let start, least < start {
            throw .outside(
                argument: "a value on the axis “\(axis.name)”", value: least, allowed: "at least \(start)")
        }
        if let end, greatest > end {
            throw .outside(
                argument: "a value on the axis “\(axis.name)”", value: greatest, allowed: "at most \(end)")
        }
        if let start, let end, end <= start {
            throw .outside(argument: "\(argument).end", value: end, allowed: "above \(start)")
        }
        var lower = start ?? least
        var upper = end ?? greatest
        // One value, or values that differ by rounding only, stand in the middle of a range of their own.
        if upper - lower <= max(1e-100, 1e-9 * max(lower.magnitude, upper.magnitude)) {
            let size = max(lower.magnitude, upper.magnitude)
            let room = size < 1e-90 ? 0.5 : 0.1 * size
            if start == nil { lower -= room }
            if end == nil { upper += room }
        }
        let step = Self.step(over: upper - lower)
        let first = (lower / step.size + 1e-9).rounded(.down)
        let last = (upper / step.size - 1e-9).rounded(.up)
        self.lower = start ?? step.multiple(first)
        self.upper = end ?? step.multiple(last)
        let ticks = (0...Int(last - first)).map { step.multiple(first + Double($0)) }
        let (low, high) = (self.lower, self.upper)
        let slack = 1e-9 * (high - low)
        self.ticks = ticks.filter { $0 >= low - slack && $0 <= high + slack }
        let greatestTick = self.ticks.reduce(0) { max($0, $1.magnitude) }
        self.labels = self.ticks.map { step.label($0, within: greatestTick) }
    }

    /// Where `value` lies: 0 at the lower end, 1 at the upper.
    func position(_ value: Double) -> Double {
        (value - lower) / (upper - lower)
    }

    /// A tick distance m · 10^exponent with m of 1, 2 or 5.
    private struct Step {
        let factor: Double
        let exponent: Int

        var size: Double { multiple(1) }

        /// `count` steps. Divided where the exponent is negative: 3 · 0.1 is not 0.3, 3 / 10 is.
        func multiple(_ count: Double) -> Double {
            exponent < 0
                ? count * factor / NumberFormat.power(of: -exponent)
                : count * factor * NumberFormat.power(of: exponent)
        }

        func label(_ value: Double, within greatest: Double) -> String {
            let text =
                exponent >= -5 && greatest < 1e6
                ? NumberFormat.fixed(value, decimals: max(0, -exponent))
                : NumberFormat.scientific(value)
            return NumberFormat.withMinus(text)
        }
    }

    /// The step that gives four to eight ticks.
    private static func step(over span: Double) -> Step {
        let raw = span / 6
        let exponent = NumberFormat.exponent(of: raw)
        let lead = raw / NumberFormat.power(of: exponent)
        for factor in [1.0, 2, 5] where lead <= factor * 1.2 {
            return Step(factor: factor, exponent: exponent)
        }
        return Step(factor: 1, exponent: exponent + 1)
    }
}
