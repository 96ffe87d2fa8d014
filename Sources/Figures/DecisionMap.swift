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
    let x: (axis: Axis, scale: Scale)
    let y: (axis: Axis, scale: Scale)
    let grid: Grid
    let classes: [String]
    let labels: [Int]
    let uncertainties: [Double]
    let uncertaintyName: String
    let points: Matrix<Double>
    let pointLabels: [Int]

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
}
