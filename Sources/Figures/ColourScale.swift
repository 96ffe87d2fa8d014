/// A scale of values as steps of one colour over the ground: pale for low, full for high.
///
/// Steps of opacity, rather than of hue, are in order for every reader and on a light as on a dark ground.
struct ColourScale {
    static let steps = 12

    let lower: Double
    let upper: Double

    /// The scale from the least to the greatest value, or over a range that the caller knows.
    init(lower: Double, upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// The step of `value`: 0 for the lowest, `steps` − 1 for the highest. One value alone takes the lowest.
    func step(_ value: Double) -> Int {
        guard upper > lower else { return 0 }
        let position = (value - lower) / (upper - lower)
        return min(Self.steps - 1, max(0, Int(position * Double(Self.steps))))
    }

    /// How much of the colour the step shows.
    static func opacity(_ step: Int) -> Double {
        0.04 + 0.96 * Double(step) / Double(steps - 1)
    }

    /// A key of the scale at `top`: its steps between the numbers at its ends, below its name.
    ///
    /// - Returns: Where the key ends.
    func drawKey(
        _ name: String, top: Double, opacity: (Int) -> Double = ColourScale.opacity, class kind: String,
        into svg: inout SVG
    ) -> Double {
        var cursor = top
        for line in TextMeasure.lines(name, width: PlotFrame.width - 2 * Heading.margin, size: 16) {
            cursor += 21
            svg.label(line, at: Point(Heading.margin, cursor), class: "fig-label")
        }
        cursor += 10
        let low = label(lower)
        let left = Heading.margin + TextMeasure.width(low, size: 15) + 8
        svg.label(low, at: Point(left - 8, cursor + 14), anchor: .end, class: "fig-tick")
        let width = 16.0
        for step in 0..<Self.steps {
            svg.rectangle(
                Box(left: left + width * Double(step), top: cursor, width: width, height: 18),
                class: "\(kind) fig-cell", opacity: opacity(step))
        }
        let right = left + width * Double(Self.steps)
        var frame = Path()
        frame.add(Box(left: left, top: cursor, width: right - left, height: 18))
        svg.path(frame, class: "fig-axis")
        svg.label(label(upper), at: Point(right + 8, cursor + 14), class: "fig-tick")
        return cursor + 18
    }

    /// An end of the scale in figures: 0 where that is what a reader would call it beside the other end.
    private func label(_ end: Double) -> String {
        let isNothing = end.magnitude < 1e-6 * max(lower.magnitude, upper.magnitude)
        return NumberFormat.label(isNothing ? 0 : end)
    }
}
