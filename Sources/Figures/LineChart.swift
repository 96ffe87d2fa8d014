import Distillation

/// Lines through points, with an interval around each: how a measure moves with a setting.
///
/// ```swift
/// let chart = try LineChart(
///     "Calibration against temperature", x: Axis("temperature"), y: Axis("ECE"),
///     series: [Series("teacher", x: [1, 2, 4], y: [0.12, 0.05, 0.09])])
/// print(chart.table.rows[1])  // → ["2", "0.05"]
/// ```
public struct LineChart: Chart {
    /// How intervals are shown.
    public enum IntervalStyle: Sendable {
        /// A pale area between the lower and the upper ends: for many points along an ordered axis.
        case band
        /// A line with caps at each point: for few points.
        case whiskers
    }

    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let x: (axis: Axis, scale: Scale)
    private let y: (axis: Axis, scale: Scale)
    private let series: [Series]
    private let intervals: IntervalStyle
    private let diagonal: Bool

    /// Points closer than half a unit of the drawing cannot be told apart; so many suffice for any curve.
    private static let drawnPoints = 400
    private static let markedPoints = 25

    /// A line for each series, through its points in their order.
    ///
    /// - Throws: `InvalidArgument` where there is no series or an empty one, counts disagree, a value is not a
    ///   finite number, an interval's ends are in the wrong order, or a value lies outside its axis.
    public init(
        _ title: String, x: Axis, y: Axis, series: [Series], intervals: IntervalStyle = .band
    ) throws(InvalidArgument) {
        try self.init(title, x: x, y: y, series: series, intervals: intervals, diagonal: false)
    }

    /// With `diagonal`, a dashed line from corner to corner shows what chance or perfection would give.
    init(
        _ title: String, x: Axis, y: Axis, series: [Series], intervals: IntervalStyle, diagonal: Bool
    ) throws(InvalidArgument) {
        try Self.check(series)
        self.title = title
        self.series = series
        self.intervals = intervals
        self.diagonal = diagonal
        self.x = (x, try Scale(x, covering: series.flatMap(\.x), argument: "x"))
        let heights = series.flatMap { $0.y + ($0.intervals?.ends ?? []) }
        self.y = (y, try Scale(y, covering: heights, argument: "y"))
        table = Self.table(x: x, y: y, series: series)
    }

    static func check(_ series: [Series]) throws(InvalidArgument) {
        try Check.notEmpty(series, "series")
        for (index, one) in series.enumerated() {
            let argument = "series[\(index)]"
            try Check.notEmpty(one.x, "\(argument).x")
            try Check.count(one.y, one.x.count, "\(argument).y")
            try Check.drawable(one.x, "\(argument).x")
            try Check.drawable(one.y, "\(argument).y")
            try one.intervals?.check("\(argument).intervals")
        }
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        let names = series.map(\.name).joined(separator: ", ")
        let interval = series.contains { $0.intervals != nil } ? ", with intervals" : ""
        return "Line chart\(interval): \(y.axis.label) against \(x.axis.label), for \(names)."
    }

    /// The chart as an SVG document.
    public var description: String { document(summary: summary) }

    /// The document, for a chart that is a line chart by another name.
    func document(summary: String) -> String {
        let legend = series.enumerated().map { Heading.Entry(swatch: .line, index: $0, name: $1.name) }
        let heading = Heading(title: title, legend: legend, width: PlotFrame.width)
        let frame = PlotFrame(top: heading.height, x: x, y: y)
        var svg = heading.svg
        svg.append(frame.svg)
        if diagonal {
            svg.line(
                frame.point(x.scale.lower, y.scale.lower), frame.point(x.scale.upper, y.scale.upper),
                class: "fig-ideal")
        }
        // Intervals first: a line is never hidden by another's interval.
        for (index, one) in series.enumerated() { drawIntervals(of: one, index, in: frame, &svg) }
        for (index, one) in series.enumerated() { draw(one, index, in: frame, &svg) }
        return document(
            Drawing(width: PlotFrame.width, height: frame.height, body: svg), summary: summary)
    }

    private func drawIntervals(of series: Series, _ index: Int, in frame: PlotFrame, _ svg: inout SVG) {
        guard let ends = series.intervals else { return }
        if intervals == .band, series.x.count > 1 {
            let kept = Self.kept(series.x.count)
            let upper = kept.map { frame.point(series.x[$0], ends[$0].upper) }
            let lower = kept.reversed().map { frame.point(series.x[$0], ends[$0].lower) }
            svg.path(
                Path(through: upper + lower, closed: true), class: Palette.fillClass(index), opacity: 0.18)
            return
        }
        for (place, end) in zip(series.x, ends) {
            svg.path(
                Whisker.path(from: frame.point(place, end.lower), to: frame.point(place, end.upper)),
                class: "fig-whisker fig-s\(index % Palette.series.count + 1)")
        }
    }

    private func draw(_ series: Series, _ index: Int, in frame: PlotFrame, _ svg: inout SVG) {
        let points = Self.kept(series.x.count).map { frame.point(series.x[$0], series.y[$0]) }
        svg.path(Path(through: points), class: Palette.lineClasses(index))
        // On a long line a few marks still tell it from the others without colour.
        let stride = max(1, points.count / (points.count <= Self.markedPoints ? points.count : 8))
        for position in Swift.stride(from: points.count == 1 ? 0 : stride / 2, to: points.count, by: stride) {
            svg.path(
                Marker.path(index, at: points[position]), class: "\(Palette.fillClass(index)) fig-mark")
        }
    }

    /// The indices of the points to draw: all of a few, evenly spaced ones of many, first and last among them.
    private static func kept(_ count: Int) -> [Int] {
        guard count > drawnPoints else { return Array(0..<count) }
        return (0..<drawnPoints).map { $0 * (count - 1) / (drawnPoints - 1) }
    }

    private static func table(x: Axis, y: Axis, series: [Series]) -> DataTable {
        let shared = series.allSatisfy { $0.x == series[0].x }
        func cells(_ series: Series, _ index: Int) -> [String] {
            let ends = series.intervals.map { [$0[index]].ends } ?? []
            return ([series.y[index]] + ends).map { NumberFormat.significant($0) }
        }
        if shared {
            let header = series.flatMap { one in
                let name = series.count == 1 ? y.label : "\(one.name): \(y.label)"
                return [name] + (one.intervals == nil ? [] : ["\(name), lower", "\(name), upper"])
            }
            let rows = series[0].x.indices.map { index in
                [NumberFormat.significant(series[0].x[index])] + series.flatMap { cells($0, index) }
            }
            return DataTable(header: [x.label] + header, rows: rows)
        }
        let hasInterval = series.contains { $0.intervals != nil }
        let rows = series.flatMap { one in
            one.x.indices.map { index in
                let row = [one.name, NumberFormat.significant(one.x[index])] + cells(one, index)
                return row + Array(repeating: "", count: hasInterval && one.intervals == nil ? 2 : 0)
            }
        }
        let ends = hasInterval ? ["\(y.label), lower", "\(y.label), upper"] : []
        return DataTable(header: ["series", x.label, y.label] + ends, rows: rows)
    }
}
