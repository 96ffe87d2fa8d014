import Distillation

/// Bars from zero with an interval at their ends: one measure of several things, for one series or a few.
///
/// Bars lie level, with their names above them, so that names may be long.
///
/// ```swift
/// let chart = try BarChart(
///     "Students", value: Axis("NLL", unit: "nats"), categories: ["hard labels", "distilled"],
///     series: [BarChart.Bars("test", values: [0.83, 0.57])])
/// print(chart.table.rows)  // → [["hard labels", "0.83"], ["distilled", "0.57"]]
/// ```
public struct BarChart: Chart {
    /// The values of one series, one for each category.
    public struct Bars: Equatable, Sendable {
        /// The name that the legend shows.
        public let name: String
        /// A value for each category.
        public let values: [Double]
        /// The interval around each value; nil where there is none.
        public let intervals: [Interval]?

        /// Bars with the given values.
        public init(_ name: String, values: [Double]) {
            self.name = name
            self.values = values
            intervals = nil
        }

        /// Bars as long as the estimates, each with its interval.
        public init(_ name: String, intervals: [Interval]) {
            self.name = name
            values = intervals.map(\.estimate)
            self.intervals = intervals
        }
    }

    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let value: (axis: Axis, scale: Scale)
    private let categories: [String]
    private let series: [Bars]

    /// A group of bars, one a series, for each category. The axis includes 0, as a bar's length is its value.
    ///
    /// - Throws: `InvalidArgument` where there is no category or no series, counts disagree, a value is not a finite
    ///   number, an interval's ends are in the wrong order, or a value or 0 lies outside the axis.
    public init(_ title: String, value: Axis, categories: [String], series: [Bars]) throws(InvalidArgument) {
        try Check.notEmpty(categories, "categories")
        try Check.notEmpty(series, "series")
        for (index, bars) in series.enumerated() {
            try Check.count(bars.values, categories.count, "series[\(index)].values")
            try Check.drawable(bars.values, "series[\(index)].values")
            try bars.intervals?.check("series[\(index)].intervals")
        }
        let all = series.flatMap { $0.values + ($0.intervals?.ends ?? []) }
        self.value = (value, try Scale(value, covering: all + [0], argument: "value"))
        self.title = title
        self.categories = categories
        self.series = series
        let header = series.flatMap { bars in
            let name = series.count == 1 ? value.label : "\(bars.name): \(value.label)"
            return [name] + (bars.intervals == nil ? [] : ["\(name), lower", "\(name), upper"])
        }
        table = DataTable(
            header: ["category"] + header,
            rows: categories.indices.map { index in
                [categories[index]]
                    + series.flatMap { bars in
                        let ends = bars.intervals.map { [$0[index]].ends } ?? []
                        return ([bars.values[index]] + ends).map { NumberFormat.significant($0) }
                    }
            })
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        let interval = series.contains { $0.intervals != nil } ? ", with intervals" : ""
        return "Bar chart\(interval): \(value.axis.label) of \(categories.joined(separator: ", "))."
    }

    private static let barHeight = 20.0
    private static let nameHeight = 21.0

    /// The chart as an SVG document.
    public var description: String {
        let legend = series.enumerated().map { Heading.Entry(swatch: .area, index: $0, name: $1.name) }
        let heading = Heading(
            title: title, legend: series.count > 1 ? legend : [], width: PlotFrame.width)
        let names = categories.map {
            TextMeasure.lines($0, width: PlotFrame.width - 2 * Heading.margin, size: 16)
        }
        let heights = names.map {
            Double($0.count) * Self.nameHeight + Double(series.count) * (Self.barHeight + 3) + 12
        }
        let axis = BarAxis(
            value, box: (heading.height + 6, heights.reduce(0, +)),
            room: value.scale.upper > 0 ? valueRoom : 0, lowerRoom: value.scale.lower < 0 ? valueRoom : 0)
        var svg = heading.svg
        svg.append(axis.svg)
        // Before the names, which stand on it with a margin of their own.
        svg.line(
            Point(axis.x(0), heading.height + 6), Point(axis.x(0), axis.bottom), class: "fig-axis")
        var top = heading.height + 6
        for (index, lines) in names.enumerated() {
            var cursor = top
            for line in lines {
                cursor += Self.nameHeight
                svg.label(line, at: Point(Heading.margin, cursor - 3), class: "fig-label fig-over")
            }
            cursor += 3
            for (number, bars) in series.enumerated() {
                draw(bars, number, category: index, top: cursor, axis, &svg)
                cursor += Self.barHeight + 3
            }
            top += heights[index]
        }
        return document(Drawing(width: PlotFrame.width, height: axis.height, body: svg))
    }

    /// The room beside the longest bar for its value in figures.
    private var valueRoom: Double {
        let texts = series.flatMap { $0.values.map { NumberFormat.label($0) } }
        return 10 + (texts.map { TextMeasure.width($0, size: 15) }.max() ?? 0)
    }

    private func draw(
        _ bars: Bars, _ number: Int, category: Int, top: Double, _ axis: BarAxis, _ svg: inout SVG
    ) {
        let value = bars.values[category]
        let end = Point(axis.x(value), top + Self.barHeight)
        svg.rectangle(Box(Point(axis.x(0), top), end), class: Palette.fillClass(number), opacity: 0.8)
        let middle = top + Self.barHeight / 2
        var (least, greatest) = (min(0, value), max(0, value))
        if let interval = bars.intervals?[category] {
            let (lower, upper) = (interval.lower, interval.upper)
            svg.path(
                Whisker.path(from: Point(axis.x(lower), middle), to: Point(axis.x(upper), middle)),
                class: "fig-edge")
            (least, greatest) = (min(least, lower), max(greatest, upper))
        }
        let label = NumberFormat.label(value)
        let place = value < 0 ? axis.x(least) - 6 : axis.x(greatest) + 6
        svg.label(
            label, at: Point(place, middle + 5), anchor: value < 0 ? .end : .start, class: "fig-tick fig-halo"
        )
    }
}
