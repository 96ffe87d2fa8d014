import Distillation
import Figures

/// One chart of each kind, named for tests that hold for all of them.
enum Examples {
    /// Titles and names with everything that markup, breaking and measuring could stumble over.
    static let nasty =
        "a<b> & \"c\" 'd' ]]> 蒸馏 é\u{0}\u{7}\u{1B}[31m\u{FFFF} 🦊 \(String(repeating: "x", count: 120))"

    /// Intervals from their estimates, lower ends and upper ends.
    static func intervals(_ estimates: [Double], _ lower: [Double], _ upper: [Double]) -> [Interval] {
        estimates.indices.map {
            Interval(estimate: estimates[$0], lower: lower[$0], upper: upper[$0], level: 0.95)
        }
    }

    static func all(title: String) throws -> [any Chart] {
        let t = title
        let line = try LineChart(
            t, x: Axis("temperature"), y: Axis("NLL", unit: "nats"),
            series: [
                Series(
                    "teacher \(t)", x: [1, 2, 4],
                    intervals: intervals([0.9, 0.5, 0.7], [0.8, 0.4, 0.6], [1, 0.6, 0.8])),
                Series("student", x: [1, 2, 4], y: [1.1, 0.8, 0.6]),
            ])
        let scatter = try ScatterChart(
            t, x: Axis("accuracy", unit: "%"), y: Axis("NLL"),
            series: (0..<7).map { Series("\($0)", x: [Double($0), 3], y: [1, Double($0)]) })
        let risk = try RiskCoverageChart(t, risks: [(t, [0, 0, 1.0 / 3, 0.25])])
        let histogram = try Histogram(
            t, x: Axis("entropy"), bins: 5, groups: [("in", [0, 1, 1, 2]), ("out", [2, 3])])
        let reliability = try ReliabilityDiagram(
            t, counts: [0, 3, 10], accuracies: [0, 0.4, 0.8], confidences: [0, 0.5, 0.9])
        let bars = try BarChart(
            t, value: Axis("difference"), categories: ["a", t],
            series: [
                BarChart.Bars("x", intervals: intervals([-1, 2], [-2, 1], [0, 3])),
                BarChart.Bars("y", values: [0, 0.5]),
            ])
        let confusion = try HeatMap(
            t, rows: Axis("label"), columns: Axis("prediction"), rowNames: ["a", t], columnNames: ["a", "b"],
            values: [[9, 1], [3, 7]], valueName: "samples")
        let grid = try Grid(x: (-1, 1), y: (0, 2), columns: 8, rows: 5)
        let map = try DecisionMap(
            t, x: Axis("x"), y: Axis("y"), grid: grid, classes: ["left", t],
            labels: (0..<40).map { $0 % 8 < 4 ? 0 : 1 }, uncertainties: (0..<40).map { Double($0 % 8) },
            uncertaintyName: "entropy (nats)", points: [[-0.5, 1], [0.5, 0.5], [9, 9]],
            pointLabels: [0, 1, 1])
        let simplex = try SimplexChart(t, corners: ["a", "b", t], points: [[0.2, 0.3, 0.5]]) { p in
            2 * Double.log(p[0]) + Double.log(p[1])
        }
        return [line, scatter, risk, histogram, reliability, bars, confusion, map, simplex]
    }
}
