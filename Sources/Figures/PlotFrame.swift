/// The frame of a chart with two numeric axes: it lays out heading, axes and plot, and maps values to places.
///
/// The vertical axis has its name above it, set level, as turned text is hard to read on a phone.
struct PlotFrame {
    /// The width of every chart. With text of 15 to 19 on it, labels stay legible on a screen of 360 pixels.
    static let width = 520.0

    private static let labelHeight = 21.0

    let plot: Box
    let height: Double
    /// Grid, ticks and names: to be drawn before the values.
    private(set) var svg: SVG

    private let x: Scale
    private let y: Scale

    /// A frame below `top`, where the heading or another frame ends; its plot begins no further left than `left`.
    init(
        top: Double, x: (axis: Axis, scale: Scale), y: (axis: Axis, scale: Scale), plotHeight: Double = 280,
        gridX: Bool = true, left: Double = 0
    ) {
        self.x = x.scale
        self.y = y.scale
        svg = SVG()
        let left = max(left, Self.left(of: y.scale))
        let overhang = TextMeasure.width(x.scale.labels.last ?? "", size: 15) / 2
        let right = Self.width - max(Heading.margin, overhang + 4)

        var cursor = top
        for line in TextMeasure.lines(y.axis.label, width: Self.width - 2 * Heading.margin, size: 16) {
            cursor += Self.labelHeight
            svg.label(line, at: Point(Heading.margin, cursor), class: "fig-label")
        }
        cursor += 14
        plot = Box(left: left, top: cursor, width: right - left, height: plotHeight)
        cursor = plot.bottom + 22
        for line in TextMeasure.lines(x.axis.label, width: Self.width - 2 * Heading.margin, size: 16) {
            cursor += Self.labelHeight
            svg.label(line, at: Point(right, cursor), anchor: .end, class: "fig-label")
        }
        height = cursor + Heading.margin
        drawTicks(gridX: gridX)
    }

    /// Where a plot begins whose vertical axis has this scale.
    static func left(of scale: Scale) -> Double {
        Heading.margin + (scale.labels.map { TextMeasure.width($0, size: 15) }.max() ?? 0) + 8
    }

    /// Where the values lie on the drawing.
    func point(_ x: Double, _ y: Double) -> Point {
        Point(
            plot.left + plot.width * self.x.position(x),
            plot.bottom - plot.height * self.y.position(y))
    }

    private mutating func drawTicks(gridX: Bool) {
        // Labels that would touch are left out, evenly.
        let rise = plot.height / Double(max(1, y.ticks.count - 1))
        let rowStride = max(1, Int((22 / rise).rounded(.up)))
        for (index, (value, label)) in zip(y.ticks, y.labels).enumerated()
        where index.isMultiple(of: rowStride) {
            let place = point(x.lower, value)
            svg.line(place, Point(plot.right, place.y), class: "fig-grid")
            svg.label(label, at: Point(plot.left - 8, place.y + 5), anchor: .end, class: "fig-tick")
        }
        let widest = x.labels.map { TextMeasure.width($0, size: 15) }.max() ?? 0
        let distance = plot.width / Double(max(1, x.ticks.count - 1))
        let stride = max(1, Int(((widest + 10) / distance).rounded(.up)))
        for (index, (value, label)) in zip(x.ticks, x.labels).enumerated() {
            let place = point(value, y.lower)
            if gridX { svg.line(place, Point(place.x, plot.top), class: "fig-grid") }
            svg.line(place, Point(place.x, place.y + 5), class: "fig-axis")
            guard index.isMultiple(of: stride) else { continue }
            svg.label(label, at: Point(place.x, place.y + 22), anchor: .middle, class: "fig-tick")
        }
        svg.line(point(x.lower, y.lower), point(x.upper, y.lower), class: "fig-axis")
    }
}
