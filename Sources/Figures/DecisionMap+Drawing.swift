extension DecisionMap {
    /// The chart as an SVG document.
    public var description: String {
        let swatch = points.rows > 0 ? Heading.Swatch.mark : .area
        let legend = classes.enumerated().map { Heading.Entry(swatch: swatch, index: $0, name: $1) }
        let heading = Heading(title: title, legend: legend, width: PlotFrame.width)
        let frame = PlotFrame(top: heading.height, x: x, y: y, plotHeight: 400)
        var svg = heading.svg
        svg.append(frame.svg)
        drawRegions(in: frame.plot, &svg)
        drawBoundaries(in: frame.plot, &svg)
        for label in classes.indices {
            let own = (0..<points.rows).filter { pointLabels[$0] == label }
                .map { (points[$0, 0], points[$0, 1]) }
                .filter { grid.x.contains($0.0) && grid.y.contains($0.1) }
            svg.marks(label, at: own.map { frame.point($0.0, $0.1) })
        }
        drawNames(in: frame.plot, &svg)
        let bottom = scale.drawKey(
            uncertaintyName, top: frame.height - Heading.margin, opacity: Self.opacity, class: "fig-f5",
            into: &svg)
        return document(Drawing(width: PlotFrame.width, height: bottom + Heading.margin, body: svg))
    }

    private var scale: ColourScale {
        ColourScale(lower: uncertainties.min() ?? 0, upper: uncertainties.max() ?? 0)
    }

    /// Sure is strong, unsure is pale.
    private static func opacity(_ step: Int) -> Double {
        0.7 - 0.64 * Double(step) / Double(ColourScale.steps - 1)
    }

    /// Rows from the top, as the drawing runs.
    private func cell(_ row: Int, _ column: Int) -> Int {
        (grid.rows - 1 - row) * grid.columns + column
    }

    private func drawRegions(in plot: Box, _ svg: inout SVG) {
        let scale = scale
        let kinds = (0..<grid.rows).flatMap { row in
            (0..<grid.columns).map { column in
                let cell = cell(row, column)
                return labels[cell] * ColourScale.steps + scale.step(uncertainties[cell])
            }
        }
        svg.cells(kinds, columns: grid.columns, in: plot) { svg, kind, path in
            let (label, step) = kind.quotientAndRemainder(dividingBy: ColourScale.steps)
            svg.path(path, class: "\(Palette.fillClass(label)) fig-cell", opacity: Self.opacity(step))
        }
    }

    private func drawBoundaries(in plot: Box, _ svg: inout SVG) {
        let (width, height) = (plot.width / Double(grid.columns), plot.height / Double(grid.rows))
        let corner = { (row: Int, column: Int) in
            Point(plot.left + width * Double(column), plot.top + height * Double(row))
        }
        var path = Path()
        for row in 0..<grid.rows {
            for column in 0..<grid.columns {
                let label = labels[cell(row, column)]
                if column + 1 < grid.columns, labels[cell(row, column + 1)] != label {
                    path.add([corner(row, column + 1), corner(row + 1, column + 1)])
                }
                if row + 1 < grid.rows, labels[cell(row + 1, column)] != label {
                    path.add([corner(row + 1, column), corner(row + 1, column + 1)])
                }
            }
        }
        svg.path(path, class: "fig-edge")
    }

    private func drawNames(in plot: Box, _ svg: inout SVG) {
        let (width, height) = (plot.width / Double(grid.columns), plot.height / Double(grid.rows))
        for (label, name) in classes.enumerated() {
            guard let inner = innermostCell(of: label) else { continue }
            let name = TextMeasure.shortened(name, width: plot.width / 3, size: 16)
            let room = TextMeasure.width(name, size: 16) / 2 + 4
            let middle = plot.left + width * (Double(inner.column) + 0.5)
            let place = Point(
                max(plot.left + room, min(plot.right - room, middle)),
                plot.top + height * (Double(inner.row) + 0.5) + 5)
            svg.label(name, at: place, anchor: .middle, class: "fig-label fig-over")
        }
    }

    /// The cell of a class that lies farthest from every other class and from the edge of the map: where its name has room.
    ///
    /// Distances are found by peeling the region cell by cell.
    private func innermostCell(of label: Int) -> (row: Int, column: Int)? {
        let (rows, columns) = (grid.rows, grid.columns)
        var inside = (0..<rows * columns).map { labels[cell($0 / columns, $0 % columns)] == label }
        var last: Int?
        while let first = inside.firstIndex(of: true) {
            let left = inside.indices.filter { inside[$0] }
            last = left.isEmpty ? first : left[left.count / 2]
            let kept = left.filter { index in
                let (row, column) = index.quotientAndRemainder(dividingBy: columns)
                return row > 0 && row + 1 < rows && column > 0 && column + 1 < columns
                    && inside[index - 1] && inside[index + 1]
                    && inside[index - columns] && inside[index + columns]
            }
            inside = [Bool](repeating: false, count: rows * columns)
            for index in kept { inside[index] = true }
        }
        return last.map { ($0 / columns, $0 % columns) }
    }
}
