import Distillation

/// Selective risk against coverage: how many errors remain when a model answers only where it is most confident.
///
/// A curve that falls towards the left has a confidence that knows the model's errors; a level one does not.
///
/// ```swift
/// let chart = try RiskCoverageChart(
///     "Who knows when to defer?", risks: [("teacher", [0, 0, 1.0 / 3, 0.25])])
/// print(chart.table.rows[3])  // → ["1", "0.25"]
/// ```
public struct RiskCoverageChart: Chart {
    /// The heading.
    public let title: String
    private let chart: LineChart

    /// A curve for each model.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - risks: For each model its name and its selective risks: the k-th value (from 1) is the share of errors
    ///     among the k most confident of all N samples, in 0…1, and N is the number of values.
    /// - Throws: `InvalidArgument` where there is no model, one has no risks, or a risk lies outside 0…1.
    public init(_ title: String, risks: [(name: String, values: [Double])]) throws(InvalidArgument) {
        try Check.notEmpty(risks, "risks")
        var series: [Series] = []
        for (index, (name, values)) in risks.enumerated() {
            try Check.notEmpty(values, "risks[\(index)]")
            try Check.unitInterval(values, "risks[\(index)]")
            let count = Double(values.count)
            series.append(Series(name, x: values.indices.map { Double($0 + 1) / count }, y: values))
        }
        self.title = title
        chart = try LineChart(
            title, x: Axis("coverage: share of samples answered", from: 0, to: 1),
            y: Axis("selective risk: share of errors among them", from: 0), series: series)
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String { "Risk–coverage curve. " + chart.summary }

    /// The chart's numbers.
    public var table: DataTable { chart.table }

    /// The chart as an SVG document.
    public var description: String { chart.document(summary: summary) }
}
