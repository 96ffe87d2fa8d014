import Distillation

/// Points without lines, one mark a series: two measures of many things, or samples of a plane.
///
/// ```swift
/// let chart = try ScatterChart(
///     "Two classes", x: Axis("first feature"), y: Axis("second feature"),
///     series: [Series("class 0", x: [0, 1], y: [2, 3]), Series("class 1", x: [4], y: [1])])
/// print(chart.table.rows.count)  // → 3
/// ```
public struct ScatterChart: Chart {
    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let x: (axis: Axis, scale: Scale)
    private let y: (axis: Axis, scale: Scale)
    private let series: [Series]

    /// The points of each series; intervals, where there are any, as whiskers.
    ///
    /// - Throws: `InvalidArgument` as ``LineChart/init(_:x:y:series:intervals:)`` does.
    public init(_ title: String, x: Axis, y: Axis, series: [Series]) throws(InvalidArgument) {
        try LineChart.check(series)
        self.title = title
        self.series = series
        self.x = (x, try Scale(x, covering: series.flatMap(\.x), argument: "x"))
        let heights = series.flatMap { $0.y + ($0.intervals?.ends ?? []) }
        self.y = (y, try Scale(y, covering: heights, argument: "y"))
        let hasInterval = series.contains { $0.intervals != nil }
        let rows = series.flatMap { one in
            one.x.indices.map { index in
                let point = [one.x[index], one.y[index]].map { NumberFormat.significant($0) }
                guard hasInterval else { return [one.name] + point }
                let ends = one.intervals.map { [$0[index]].ends } ?? []
                let cells = ends.map { NumberFormat.significant($0) }
                return [one.name] + point + (cells.isEmpty ? ["", ""] : cells)
            }
        }
        let ends = hasInterval ? ["\(y.label), lower", "\(y.label), upper"] : []
        table = DataTable(header: ["series", x.label, y.label] + ends, rows: rows)
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        let names = series.map(\.name).joined(separator: ", ")
        return "Scatter chart: \(y.axis.label) against \(x.axis.label), for \(names)."
    }

    /// The chart as an SVG document.
    public var description: String {
        let legend = series.enumerated().map { Heading.Entry(swatch: .mark, index: $0, name: $1.name) }
        let heading = Heading(title: title, legend: legend, width: PlotFrame.width)
        let frame = PlotFrame(top: heading.height, x: x, y: y, plotHeight: 340)
        var svg = heading.svg
        svg.append(frame.svg)
        for (index, one) in series.enumerated() {
            for (place, end) in zip(one.x, one.intervals ?? []) {
                svg.path(
                    Whisker.path(from: frame.point(place, end.lower), to: frame.point(place, end.upper)),
                    class: "fig-whisker fig-s\(index % Palette.series.count + 1)")
            }
            svg.marks(index, at: zip(one.x, one.y).map { frame.point($0, $1) })
        }
        return document(Drawing(width: PlotFrame.width, height: frame.height, body: svg))
    }
}

extension SVG {
    /// The marks of series `index` at `points`: large for few points, small for many.
    mutating func marks(_ index: Int, at points: [Point]) {
        let radius = points.count <= 60 ? 5 : points.count <= 400 ? 4 : 2.5
        for point in points {
            path(
                Marker.path(index, at: point, radius: radius), class: "\(Palette.fillClass(index)) fig-dot")
        }
    }
}
