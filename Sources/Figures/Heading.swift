/// What stands above a chart's plot, never over it: the title, then the legend.
struct Heading {
    enum Swatch {
        case line, area, mark
    }

    /// One name of the legend; `index` chooses its colour, dash and mark.
    struct Entry {
        var swatch: Swatch
        var index: Int
        var name: String
    }

    static let margin = 12.0
    private static let lineHeight = 24.0
    private static let swatchWidth = 34.0
    private static let gap = 8.0

    private(set) var svg = SVG()
    private(set) var height = Heading.margin

    /// The title, broken into as many lines as it needs, and the legend in rows.
    init(title: String, legend: [Entry], width: Double) {
        let room = width - 2 * Self.margin
        for line in TextMeasure.lines(title, width: room, size: 19) {
            height += Self.lineHeight
            svg.label(line, at: Point(Self.margin, height - 6), class: "fig-title")
        }
        guard !legend.isEmpty else { return }
        height += 4
        var left = Self.margin
        height += Self.lineHeight
        for entry in legend {
            let textRoom = room - Self.swatchWidth - Self.gap
            let lines = TextMeasure.lines(entry.name, width: textRoom, size: 16)
            let textWidth = lines.map { TextMeasure.width($0, size: 16) }.max() ?? 0
            let entryWidth = Self.swatchWidth + Self.gap + textWidth
            if left > Self.margin, left + entryWidth > width - Self.margin {
                left = Self.margin
                height += Self.lineHeight
            }
            draw(entry, at: Point(left, height - 12))
            for (row, line) in lines.enumerated() {
                if row > 0 { height += Self.lineHeight }
                svg.label(
                    line, at: Point(left + Self.swatchWidth + Self.gap, height - 6), class: "fig-label")
            }
            left = lines.count > 1 ? width : left + entryWidth + 18
        }
    }

    private mutating func draw(_ entry: Entry, at place: Point) {
        let middle = Point(place.x + Self.swatchWidth / 2, place.y)
        let fill = Palette.fillClass(entry.index)
        switch entry.swatch {
        case .line:
            svg.line(
                place, Point(place.x + Self.swatchWidth, place.y), class: Palette.lineClasses(entry.index))
            svg.path(Marker.path(entry.index, at: middle), class: "\(fill) fig-mark")
        case .mark:
            svg.path(Marker.path(entry.index, at: middle), class: "\(fill) fig-dot")
        case .area:
            let box = Box(left: place.x + 4, top: place.y - 7, width: Self.swatchWidth - 8, height: 14)
            svg.rectangle(box, class: fill)
        }
    }
}
