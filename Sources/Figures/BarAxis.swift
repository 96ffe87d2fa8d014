/// The level axis below a bar chart, with its grid.
struct BarAxis {
    let bottom: Double
    private(set) var height: Double
    private(set) var svg = SVG()
    private let scale: Scale
    private let left: Double
    private let right: Double

    /// An axis below `box`, given as its top and height, with room at both ends for text beside the bars.
    init(
        _ value: (axis: Axis, scale: Scale), box: (top: Double, height: Double), room: Double,
        lowerRoom: Double
    ) {
        scale = value.scale
        let overhang = { (label: String?) in TextMeasure.width(label ?? "", size: 15) / 2 }
        left = Heading.margin + max(lowerRoom, overhang(scale.labels.first) - Heading.margin + 4)
        right = PlotFrame.width - Heading.margin - max(room, overhang(scale.labels.last) - Heading.margin + 4)
        bottom = box.top + box.height
        height = 0
        var cursor = bottom + 22
        let widest = scale.labels.map { TextMeasure.width($0, size: 15) }.max() ?? 0
        let distance = (right - left) / Double(max(1, scale.ticks.count - 1))
        let stride = max(1, Int(((widest + 10) / distance).rounded(.up)))
        for (index, (tick, label)) in zip(scale.ticks, scale.labels).enumerated() {
            svg.line(Point(x(tick), box.top), Point(x(tick), bottom), class: "fig-grid")
            guard index.isMultiple(of: stride) else { continue }
            svg.label(label, at: Point(x(tick), cursor), anchor: .middle, class: "fig-tick")
        }
        for line in TextMeasure.lines(
            value.axis.label, width: PlotFrame.width - 2 * Heading.margin, size: 16)
        {
            cursor += 22
            svg.label(
                line, at: Point(PlotFrame.width - Heading.margin, cursor), anchor: .end, class: "fig-label")
        }
        height = cursor + Heading.margin
    }

    /// Where `value` lies.
    func x(_ value: Double) -> Double {
        left + (right - left) * scale.position(value)
    }
}
