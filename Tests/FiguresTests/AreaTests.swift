import Distillation
import Testing

@testable import Figures

@Suite struct AreaTests {
    /// The area inside all outlines of the paths with the class `fig-cell`, by the shoelace formula.
    private func cellArea(_ document: String) throws -> Double {
        var area = 0.0
        for line in document.split(separator: "\n") where line.hasPrefix("<path") && line.contains("fig-cell")
        {
            let commands = try #require(line.split(separator: " d=\"").last?.split(separator: "\"").first)
            for outline in commands.split(separator: "Z") {
                let points = outline.split(whereSeparator: { $0 == "M" || $0 == "L" }).map { pair in
                    pair.split(separator: " ").compactMap { Double($0) }
                }
                for (a, b) in zip(points, points.dropFirst() + [points[0]]) where a.count == 2 {
                    area += (a[0] * b[1] - a[1] * b[0]) / 2
                }
            }
        }
        return area.magnitude
    }

    @Test("The cells of a heat map fill its plot, whatever their values")
    func heatMapIsFilled() throws {
        var generator = RandomGenerator(seed: 5)
        let names = (0..<30).map { "\($0)" }
        let values = try Matrix<Double>(
            rows: 30, columns: 30, elements: (0..<900).map { _ in generator.normal() })
        let chart = try HeatMap(
            "Noise", rows: Axis("i"), columns: Axis("j"), rowNames: names, columnNames: names, values: values,
            valueName: "value")
        // 30 rows share a height of 400, 30 columns what the names leave of the width.
        let nameRoom = TextMeasure.width("00", size: 15)
        let expected = 400 * (PlotFrame.width - 2 * Heading.margin - nameRoom - 8)
        #expect((try cellArea(chart.description) / expected - 1).magnitude < 1e-3)
    }

    @Test("The cells of a simplex fill its triangle, whatever the density")
    func simplexIsFilled() throws {
        var generator = RandomGenerator(seed: 6)
        for _ in 0..<5 {
            let chart = try SimplexChart("Noise", corners: ["a", "b", "c"]) { _ in generator.normal() }
            // Runs lie both ways round, so each outline counts by its own area.
            let expected = 400 * 400 * Double(3).squareRoot() / 4
            let document = chart.description
            #expect((try unsignedArea(document) / expected - 1).magnitude < 1e-3)
        }
    }

    private func unsignedArea(_ document: String) throws -> Double {
        try document.split(separator: "\n").filter {
            $0.contains("fig-heat fig-cell") && $0.hasPrefix("<path")
        }
        .map { line in
            let commands = try #require(line.split(separator: " d=\"").last?.split(separator: "\"").first)
            return try commands.split(separator: "Z").map {
                try cellArea("<path class=\"fig-cell\" d=\"\($0)Z\"/>")
            }.reduce(0, +)
        }.reduce(0, +)
    }
}
