import Distillation
import Testing

@testable import Figures

@Suite struct ChartTests {
    @Test("A line chart's table has a row for each point, with the ends of its interval")
    func lineTable() throws {
        let chart = try Examples.all(title: "t")[0]
        #expect(
            chart.table.header == [
                "temperature", "teacher t: NLL (nats)", "teacher t: NLL (nats), lower",
                "teacher t: NLL (nats), upper", "student: NLL (nats)",
            ])
        #expect(chart.table.rows[1] == ["2", "0.5", "0.4", "0.6", "0.8"])
    }

    @Test("Lines over different places are listed one after the other")
    func longTable() throws {
        let chart = try LineChart(
            "t", x: Axis("x"), y: Axis("y"),
            series: [Series("a", x: [1], y: [2]), Series("b", x: [3, 4], y: [5, 6])])
        #expect(chart.table.header == ["series", "x", "y"])
        #expect(chart.table.rows == [["a", "1", "2"], ["b", "3", "5"], ["b", "4", "6"]])
    }

    @Test("A long table is thinned evenly, keeps both ends, and the description says so")
    func thinned() throws {
        let x = (0..<1000).map { Double($0) }
        let chart = try LineChart("t", x: Axis("x"), y: Axis("y"), series: [Series("a", x: x, y: x)])
        #expect(chart.table.rows.count == 40)
        #expect(chart.table.rows.first?[0] == "0" && chart.table.rows.last?[0] == "999")
        #expect(chart.description.contains("The table shows 40 of 1000 rows.</desc>"))
    }

    @Test("A histogram's shares sum to 1, and the greatest value is in the last bin")
    func histogramShares() throws {
        let chart = try Histogram(
            "t", x: Axis("x", from: 0, to: 1), bins: 4, groups: [("a", [0, 0.25, 0.5, 1, 1])])
        #expect(chart.table.rows.map { $0[2] } == ["0.2", "0.2", "0.2", "0.4"])
    }

    @Test("A point at a coverage of k in N stands at the risk of the k most confident")
    func riskCoverage() throws {
        let chart = try RiskCoverageChart("t", risks: [("a", [0, 0.5])])
        #expect(chart.table.rows == [["0.5", "0"], ["1", "0.5"]])
    }

    @Test("A reliability diagram takes the bins of a calibration error as they are")
    func reliabilityOfBins() throws {
        let error = try Calibration.expectedError(
            [[0.9, 0.1], [0.7, 0.3], [0.2, 0.8]], labels: [0, 1, 1], bins: 4)
        let numbers = try ReliabilityDiagram(
            "t", counts: error.bins.map(\.count), accuracies: error.bins.map(\.accuracy),
            confidences: error.bins.map(\.confidence))
        let direct = try ReliabilityDiagram("t", bins: error.bins)
        #expect(direct.description == numbers.description && direct.table.rows[3][2] == "2")
        // The sum of a row may be a little above 1.
        let above = try Calibration.expectedError([[1 + 5e-7, 0]], labels: [0], bins: 4)
        #expect(try ReliabilityDiagram("t", bins: above.bins).table.rows[3][4] == "1")
    }

    @Test("A scale's end that is nothing beside the other is written as 0")
    func nothingOnAScale() throws {
        func key(_ least: Double, _ greatest: Double) throws -> String {
            try HeatMap(
                "t", rows: Axis("a"), columns: Axis("b"), rowNames: ["1"],
                columnNames: (0..<11).map { "c\($0)" },
                values: Matrix([[least] + Array(repeating: greatest, count: 10)]), valueName: "v"
            ).description
        }
        #expect(try key(2.33e-10, 1.1).contains(">0</text>"))
        #expect(try !key(2.33e-5, 1.1).contains(">0</text>"))
        #expect(try key(2.33e-10, 1.1e-9).contains(">2.33e-10</text>"))
    }

    @Test("An empty bin's accuracy is neither read nor shown")
    func emptyBin() throws {
        let chart = try ReliabilityDiagram(
            "t", counts: [0, 4], accuracies: [.nan, 0.5], confidences: [.nan, 0.75])
        #expect(
            chart.table.rows == [["0", "0.5", "0", "", "", ""], ["0.5", "1", "4", "0.5", "0.75", "-0.25"]])
    }

    @Test("A flat Dirichlet is one even shade")
    func flatSimplex() throws {
        let chart = try SimplexChart("t", corners: ["a", "b", "c"]) { _ in Double.log(2) }
        #expect(
            chart.description.split(separator: "\n").filter { $0.hasPrefix("<path class=\"fig-heat") }.count
                == 1)
    }

    @Test("A grid's points are the middles of its cells, from the lowest")
    func gridPoints() throws {
        let grid = try Grid(x: (0, 4), y: (0, 2), columns: 2, rows: 2)
        #expect(grid.points == ([[1, 0.5], [3, 0.5], [1, 1.5], [3, 1.5]] as Matrix<Double>))
    }

    @Test("A decision map draws one line where two classes meet, and each class's name")
    func decisionMap() throws {
        let map = try Examples.all(title: "right")[7].description
        // Five cells of the border between columns 4 and 5, each a stroke of its own.
        let edges = map.split(separator: "\n").first { $0.hasPrefix("<path class=\"fig-edge") } ?? ""
        #expect(edges.filter { $0 == "M" }.count == 5)
        #expect(map.contains("fig-over") && map.contains(">left</text>") && map.contains(">right</text>"))
    }

    @Test("Thousands of points, one point and points in one place are drawn without a trap")
    func sizes() throws {
        for count in [1, 2, 25, 26, 401, 20_000] {
            for step in [0.0, 1] {
                let x = (0..<count).map { Double($0) * step }
                let intervals = Examples.intervals(x, x.map { _ in 0 }, x.map { 2 * $0 })
                let series = [Series("a", x: x, intervals: intervals)]
                #expect(
                    try LineChart("t", x: Axis("x"), y: Axis("y"), series: series).description.count < 60_000)
            }
        }
    }
}
