import Distillation

/// What a classifier of a plane decides where, and how sure it is: colours for classes, paler where it is less sure.
///
/// Lines part the classes, each region bears its class's name, and points over it differ in shape.
///
/// ```swift
/// let grid = try Grid(x: (-1, 1), y: (-1, 1), columns: 2, rows: 2)
/// let map = try DecisionMap(
///     "Left or right", x: Axis("first feature"), y: Axis("second feature"), grid: grid,
///     classes: ["left", "right"], labels: [0, 1, 0, 1], uncertainties: [0, 0.2, 0, 0.1],
///     uncertaintyName: "entropy (nats)")
/// print(map.table.rows[1])  // → ["0.5", "-0.5", "right", "0.2"]
/// ```
public struct DecisionMap: Chart {
    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let x: (axis: Axis, scale: Scale)
    private let y: (axis: Axis, scale: Scale)
    private let grid: Grid
    private let classes: [String]
    private let labels: [Int]
    private let uncertainties: [Double]
    private let uncertaintyName: String
    private let points: Matrix<Double>
    private let pointLabels: [Int]

    /// The map of the answers at a grid's points.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - x: The horizontal axis; its name and unit are read, its range is the grid's.
    ///   - y: The vertical axis; likewise.
    ///   - grid: Where the classifier was asked.
    ///   - classes: The classes' names, K of them.
    ///   - labels: The class decided for each of the grid's points, in their order; from 0 to K − 1.
    ///   - uncertainties: How uncertain each decision is, finite.
    ///   - uncertaintyName: What the uncertainty is, with its unit.
    ///   - points: Samples to be shown on the map, S × 2; those outside the grid are left out.
    ///   - pointLabels: The class of each sample, S of them.
    /// - Throws: `InvalidArgument` where counts disagree, a label names no class, or a value is not a finite number.
    public init(
        _ title: String, x: Axis, y: Axis, grid: Grid, classes: [String], labels: [Int],
        uncertainties: [Double], uncertaintyName: String,
        points: Matrix<Double> = Matrix(rows: 0, columns: 2), pointLabels: [Int] = []
    ) throws(InvalidArgument) {
        try Check.notEmpty(classes, "classes")
        try Check.count(labels, grid.rows * grid.columns, "labels")
        try Check.count(uncertainties, grid.rows * grid.columns, "uncertainties")
        try Check.drawable(uncertainties, "uncertainties")
        try Check.full(points, "points")
        try Check.count(pointLabels, points.rows, "pointLabels")
        if points.columns != 2 && points.rows > 0 {
            throw InvalidArgument("points", "\(points.columns) columns wide", "a point has 2 coordinates")
        }
        try Check.drawable(points.elements, "points")
        for (name, values) in [("labels", labels), ("pointLabels", pointLabels)] {
            for (index, label) in values.enumerated() where !classes.indices.contains(label) {
                throw InvalidArgument(
                    "\(name)[\(index)]", "\(label)", "a label must be in 0..<\(classes.count)")
            }
        }
        self.title = title
        let ranged = { (axis: Axis, range: ClosedRange<Double>) in
            Axis(axis.name, unit: axis.unit, from: range.lowerBound, to: range.upperBound)
        }
        let (xAxis, yAxis) = (ranged(x, grid.x), ranged(y, grid.y))
        self.x = (xAxis, try Scale(xAxis, covering: [grid.x.lowerBound], argument: "x"))
        self.y = (yAxis, try Scale(yAxis, covering: [grid.y.lowerBound], argument: "y"))
        self.grid = grid
        self.classes = classes
        self.labels = labels
        self.uncertainties = uncertainties
        self.uncertaintyName = uncertaintyName
        self.points = points
        self.pointLabels = pointLabels
        // The whole grid is thousands of rows: six places each way give its shape.
        let coarse = { (count: Int) in
            count <= 6 ? Array(0..<count) : (0..<6).map { $0 * (count - 1) / 5 }
        }
        let places = grid.points
        let rows = coarse(grid.rows).flatMap { row in
            coarse(grid.columns).map { column in
                let cell = row * grid.columns + column
                let place = places[row: cell].map { NumberFormat.significant($0, digits: 3) }
                return place + [classes[labels[cell]], NumberFormat.significant(uncertainties[cell])]
            }
        }
        table = DataTable(header: [x.label, y.label, "decision", uncertaintyName], rows: rows)
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        "Decision map over \(x.axis.label) and \(y.axis.label): the class decided, among "
            + "\(classes.joined(separator: ", ")), and its \(uncertaintyName); paler where it is higher. "
            + "The table samples the plane."
    }

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
