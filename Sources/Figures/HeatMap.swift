import Distillation

/// A table as cells of one colour: a confusion matrix, a measure over two settings.
///
/// Up to ten columns the numbers stand in the cells.
///
/// ```swift
/// let chart = try HeatMap(
///     "Confusion", rows: Axis("label"), columns: Axis("prediction"), rowNames: ["cat", "dog"],
///     columnNames: ["cat", "dog"], values: Matrix([[9, 1], [3, 7]]), valueName: "samples")
/// print(chart.table.rows[1])  // → ["dog", "3", "7"]
/// ```
public struct HeatMap: Chart {
    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let rows: Axis
    private let columns: Axis
    private let rowNames: [String]
    private let columnNames: [String]
    private let values: Matrix<Double>
    private let valueName: String

    /// The most rows and columns.
    private static let limit = 200

    /// A cell for each element of `values`, R × C, its first row on top.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - rows: What the rows stand for; only the name and unit are read.
    ///   - columns: What the columns stand for; likewise.
    ///   - rowNames: R names.
    ///   - columnNames: C names.
    ///   - values: R × C finite numbers.
    ///   - valueName: What the values are, with their unit.
    /// - Throws: `InvalidArgument` where there is no value or more than 200 rows or columns, counts disagree, or a
    ///   value is not a finite number.
    public init(
        _ title: String, rows: Axis, columns: Axis, rowNames: [String], columnNames: [String],
        values: Matrix<Double>, valueName: String
    ) throws(InvalidArgument) {
        try Check.full(values, "values")
        try Check.notEmpty(values.elements, "values")
        try Check.drawable(values.elements, "values")
        try Check.count(rowNames, values.rows, "rowNames")
        try Check.count(columnNames, values.columns, "columnNames")
        try Check.count(values.rows, in: 1...Self.limit, "the number of rows of values")
        try Check.count(values.columns, in: 1...Self.limit, "the number of columns of values")
        self.title = title
        self.rows = rows
        self.columns = columns
        self.rowNames = rowNames
        self.columnNames = columnNames
        self.values = values
        self.valueName = valueName
        table = DataTable(
            header: ["\(rows.label) \\ \(columns.label)"] + columnNames,
            rows: rowNames.indices.map { row in
                [rowNames[row]] + values[row: row].map { NumberFormat.significant($0) }
            })
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        "Heat map of \(valueName): \(rows.label) by \(columns.label), "
            + "\(values.rows) rows and \(values.columns) columns."
    }

    /// The chart as an SVG document.
    public var description: String {
        let heading = Heading(title: title, legend: [], width: PlotFrame.width)
        var svg = heading.svg
        let edge = Heading.margin
        var top = heading.height
        for line in TextMeasure.lines("\(rows.label) ↓", width: PlotFrame.width - 2 * edge, size: 16) {
            top += 21
            svg.label(line, at: Point(edge, top), class: "fig-label")
        }
        let nameRoom = min(160, rowNames.map { TextMeasure.width($0, size: 15) }.max() ?? 0)
        let columnNames = columnNames.map { TextMeasure.shortened($0, width: 90, size: 15) }
        let columnRoom = columnNames.map { TextMeasure.width($0, size: 15) }.max() ?? 0
        let left = edge + nameRoom + 8
        let cell = (PlotFrame.width - edge - left) / Double(values.columns)
        let cellHeight = max(4, min(cell, values.rows <= 12 ? 34 : 400 / Double(values.rows)))
        let plot = Box(
            left: left, top: top + 11, width: PlotFrame.width - edge - left,
            height: cellHeight * Double(values.rows))
        drawCells(in: plot, &svg)
        drawNames(rowNames, step: cellHeight, size: 21) { index, name in
            let text = TextMeasure.shortened(name, width: nameRoom, size: 15)
            svg.label(
                text, at: Point(left - 8, plot.top + cellHeight * (Double(index) + 0.5) + 5), anchor: .end,
                class: "fig-tick")
        }
        drawNames(columnNames, step: cell, size: columnRoom + 6) { index, name in
            svg.label(
                name, at: Point(left + cell * (Double(index) + 0.5), plot.bottom + 20), anchor: .middle,
                class: "fig-tick")
        }
        var cursor = plot.bottom + 22
        for line in TextMeasure.lines("\(columns.label) →", width: PlotFrame.width - 2 * edge, size: 16) {
            cursor += 21
            svg.label(line, at: Point(plot.right, cursor), anchor: .end, class: "fig-label")
        }
        cursor = scale.drawKey(valueName, top: cursor, class: kind, into: &svg)
        return document(Drawing(width: PlotFrame.width, height: cursor + edge, body: svg))
    }

    private var scale: ColourScale {
        ColourScale(lower: values.elements.min() ?? 0, upper: values.elements.max() ?? 0)
    }

    private var cellTexts: [String]? {
        guard values.columns <= 10, values.rows <= 20 else { return nil }
        let texts = values.elements.map { NumberFormat.label($0) }
        let widest = texts.map { TextMeasure.width($0, size: 15) }.max() ?? 0
        return widest * Double(values.columns) <= 380 ? texts : nil
    }

    /// Numbers in ink need a paler full colour below them.
    private var kind: String { cellTexts == nil ? "fig-heat" : "fig-tint" }

    private func drawCells(in plot: Box, _ svg: inout SVG) {
        let size = (plot.width / Double(values.columns), plot.height / Double(values.rows))
        let steps = values.elements.map { scale.step($0) }
        svg.cells(steps, columns: values.columns, in: plot) { svg, step, path in
            svg.path(path, class: "\(kind) fig-cell", opacity: ColourScale.opacity(step))
        }
        guard let cellTexts else { return }
        for (index, text) in cellTexts.enumerated() {
            let (row, column) = index.quotientAndRemainder(dividingBy: values.columns)
            svg.label(
                text,
                at: Point(
                    plot.left + size.0 * (Double(column) + 0.5), plot.top + size.1 * (Double(row) + 0.5) + 5),
                anchor: .middle, class: "fig-value")
        }
    }

    /// As many names as fit, evenly chosen.
    private func drawNames(_ names: [String], step: Double, size: Double, _ draw: (Int, String) -> Void) {
        let stride = max(1, Int((size / step).rounded(.up)))
        for index in Swift.stride(from: 0, to: names.count, by: stride) { draw(index, names[index]) }
    }
}
