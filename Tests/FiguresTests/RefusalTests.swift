import Distillation
import Testing

@testable import Figures

/// What cannot be drawn is refused by the argument's name, with the value.
@Suite struct RefusalTests {
    private func refusal(_ make: () throws -> any Chart) -> String {
        do {
            return try make().title
        } catch {
            return "\(error)"
        }
    }

    private func line(_ series: [Series]) -> String {
        refusal { try LineChart("drawn", x: Axis("x"), y: Axis("y"), series: series) }
    }

    @Test("Lines: nothing, an empty series, counts that differ, what is no number, an interval upside down")
    func lines() {
        #expect(line([Series("a", x: [1], y: [1])]) == "drawn")
        #expect(line([]) == "series is empty: there must be something to draw")
        #expect(line([Series("a", x: [], y: [])]) == "series[0].x is empty: there must be something to draw")
        #expect(line([Series("a", x: [1, 2], y: [1])]) == "series[0].y is 1 values: there must be 2")
        for (value, name) in [
            (Double.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (1e100, "1e+100"),
        ] {
            let text = line([Series("a", x: [1], y: [1]), Series("b", x: [1, 2], y: [1, value])])
            #expect(text == "series[1].y[1] is \(name): it must be a finite number between ±1e100")
        }
        let turned = Examples.intervals([1, 1], [0, 2], [2, 1])
        #expect(
            line([Series("a", x: [1, 2], intervals: turned)])
                == "series[0].intervals[1].upper is 1.0: it must be at least the lower end, 2.0")
        #expect(
            line([Series("a", x: [1, 2, 3], intervals: turned)])
                == "series[0].y is 2 values: there must be 3")
        let endless = Examples.intervals([1], [0], [.infinity])
        #expect(
            line([Series("a", x: [1], intervals: endless)])
                == "series[0].intervals[0].upper is inf: it must be a finite number between ±1e100")
    }

    @Test("Bars, histograms, risks")
    func others() {
        #expect(
            refusal { try BarChart("t", value: Axis("v"), categories: [], series: []) }
                == "categories is empty: there must be something to draw")
        #expect(
            refusal {
                try BarChart("t", value: Axis("v"), categories: ["a"], series: [.init("x", values: [1, 2])])
            } == "series[0].values is 2 values: there must be 1")
        #expect(
            refusal { try Histogram("t", x: Axis("v"), bins: 0, groups: [("a", [1])]) }
                == "bins is 0: it must be from 1 to 200")
        #expect(
            refusal { try Histogram("t", x: Axis("v"), groups: [("a", [1, .nan])]) }
                == "groups[0][1] is nan: it must be a finite number between ±1e100")
        #expect(
            refusal { try RiskCoverageChart("t", risks: [("a", [0.5, 1.5])]) }
                == "risks[0][1] is 1.5: it must be in [0, 1]")
    }

    @Test("Reliability diagrams")
    func reliability() {
        #expect(
            refusal {
                try ReliabilityDiagram("t", counts: [0, 0], accuracies: [0, 0], confidences: [0, 0])
            }
                == "every bin of counts is empty: there must be something to draw")
        #expect(
            refusal { try ReliabilityDiagram("t", counts: [-1], accuracies: [0], confidences: [0]) }
                == "counts[0] is -1: it must be from 0 to 4503599627370496")
        #expect(
            refusal { try ReliabilityDiagram("t", counts: [1], accuracies: [.nan], confidences: [0]) }
                == "accuracies[0] is nan: it must be in [0, 1]")
        #expect(
            refusal {
                try ReliabilityDiagram(
                    "t", counts: [1, 1], accuracies: [0, 0], confidences: [0, 0], edges: [0, 0.5, 0.4])
            } == "edges[2] is 0.4: it must be at least 0.5")
    }

    @Test("Bins of equal mass without their edges, for their confidences do not lie in bins of equal width")
    func reliabilityOfMass() throws {
        let error = try Calibration.expectedError(
            forecasts: [0.8, 0.9, 0.9, 1], outcomes: [1, 0, 1, 1], bins: 2, binning: .equalMass)
        #expect(
            refusal { try ReliabilityDiagram("t", bins: error.bins) }
                == "bins[0].confidence is 0.8500000000000001: it must lie between the bin's edges, 0.0 and 0.5"
        )
        #expect(refusal { try ReliabilityDiagram("drawn", bins: error.bins, edges: [0, 0.9, 1]) } == "drawn")
        #expect(
            refusal { try ReliabilityDiagram("t", bins: []) }
                == "counts is empty: there must be something to draw")
    }

    @Test("Maps: a matrix that is not full, labels without a class, grids without cells")
    func maps() throws {
        let torn: Matrix<Double> = [[1, 2], [3]]
        #expect(
            refusal {
                try HeatMap(
                    "t", rows: Axis("r"), columns: Axis("c"), rowNames: ["a", "b"], columnNames: ["a", "b"],
                    values: torn, valueName: "v")
            } == "values is 0 values: they must fill 2 equally long rows of 2")
        let grid = try Grid(x: (0, 1), y: (0, 1), columns: 1, rows: 1)
        #expect(
            refusal {
                try DecisionMap(
                    "t", x: Axis("x"), y: Axis("y"), grid: grid, classes: ["a"], labels: [1],
                    uncertainties: [0],
                    uncertaintyName: "u")
            } == "labels[0] is 1: a label must be in 0..<1")
        #expect(throws: InvalidArgument("columns", "0", "it must be from 1 to 200")) {
            try Grid(x: (0, 1), y: (0, 1), columns: 0)
        }
        #expect(throws: InvalidArgument("x.to", "0.0", "it must be above 1.0")) {
            try Grid(x: (1, 0), y: (0, 1))
        }
    }

    @Test("Simplices: no triangle, points that are no probabilities, densities that are no numbers")
    func simplices() {
        #expect(
            refusal { try SimplexChart("t", corners: ["a", "b"]) { _ in 0 } }
                == "corners is 2 values: there must be 3")
        #expect(
            refusal {
                try SimplexChart("t", corners: ["a", "b", "c"], points: [[0.5, 0.5, 0.5]]) { _ in 0 }
            }
                == "the sum of points[0] is 1.5: it must be 1 within 1e-6")
        #expect(
            refusal { try SimplexChart("t", corners: ["a", "b", "c"]) { _ in .nan } }
                .hasSuffix("] is nan: it must be a finite number between ±1e100"))
        #expect(
            refusal { try SimplexChart("t", corners: ["a", "b", "c"]) { _ in -.infinity } }
                == "the log density is -inf everywhere: there must be something to draw")
    }
}
