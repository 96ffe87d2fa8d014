extension SimplexChart {
    /// The chart as an SVG document.
    public var description: String {
        let heading = Heading(title: title, legend: [], width: PlotFrame.width)
        var svg = heading.svg
        let width = 400.0
        let left = (PlotFrame.width - width) / 2
        let names = corners.map { TextMeasure.lines($0, width: 240, size: 16) }
        let top = heading.height + 10 + 21 * Double(names[0].count)
        // An equilateral triangle; the square root is exact on every machine.
        let height = width * 3.0.squareRoot() / 2
        let place = { (p: [Double]) in
            Point(left + width * (p[2] + p[0] / 2), top + height * (1 - p[0]))
        }
        drawCells(place, &svg)
        let triangle = [place([1, 0, 0]), place([0, 1, 0]), place([0, 0, 1])]
        svg.path(Path(through: triangle, closed: true), class: "fig-axis")
        for point in points {
            svg.path(Marker.path(0, at: place(point), radius: 5), class: "fig-f2 fig-dot")
        }
        for (row, line) in names[0].enumerated() {
            let place = Point(PlotFrame.width / 2, heading.height + 21 * Double(row + 1))
            svg.label(line, at: place, anchor: .middle, class: "fig-label")
        }
        let ends: [(Double, SVG.Anchor)] = [
            (Heading.margin, .start), (PlotFrame.width - Heading.margin, .end),
        ]
        for (lines, (x, anchor)) in zip(names.dropFirst(), ends) {
            for (row, line) in lines.enumerated() {
                let place = Point(x, top + height + 22 + 21 * Double(row))
                svg.label(line, at: place, anchor: anchor, class: "fig-label")
            }
        }
        let rows = max(names[1].count, names[2].count)
        let bottom = scale.drawKey(
            "density, relative to its peak", top: top + height + 6 + 21 * Double(rows), class: "fig-heat",
            into: &svg)
        return document(Drawing(width: PlotFrame.width, height: bottom + Heading.margin, body: svg))
    }

    private var scale: ColourScale { ColourScale(lower: 0, upper: 1) }

    private func drawCells(_ place: ([Double]) -> Point, _ svg: inout SVG) {
        let scale = scale
        var paths: [Int: Path] = [:]
        var index = 0
        for strip in 0..<Self.side {
            let steps = (0..<2 * strip + 1).map { scale.step(cells[index + $0]) }
            index += steps.count
            var start = 0
            while start < steps.count {
                var end = start
                while end + 1 < steps.count, steps[end + 1] == steps[start] { end += 1 }
                func corner(_ position: Int) -> Point {
                    place(Self.vertex(strip: strip, position, side: Self.side))
                }
                // A run of triangles is a strip between two of its corners at each end.
                let far = (end - start).isMultiple(of: 2) ? [end + 1, end + 2] : [end + 2, end + 1]
                let outline = [corner(start), corner(start + 1)] + far.map(corner)
                paths[steps[start], default: Path()].add(outline, closed: true)
                start = end + 1
            }
        }
        for (step, path) in paths.sorted(by: { $0.key < $1.key }) {
            svg.path(path, class: "fig-heat fig-cell", opacity: ColourScale.opacity(step))
        }
    }
}
