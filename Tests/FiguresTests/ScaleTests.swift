import Distillation
import Testing

@testable import Figures

@Suite struct ScaleTests {
    private func scale(_ values: [Double], _ scaling: Axis.Scaling = .linear) throws -> Scale {
        try Scale(Axis("x", scaling: scaling), covering: values, argument: "x")
    }

    @Test("Ticks stand at round numbers, written in full")
    func roundTicks() throws {
        #expect(try scale([0.03, 0.97]).labels == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
        #expect(try scale([-1, 1]).labels == ["−1.0", "−0.5", "0.0", "0.5", "1.0"])
        #expect(try scale([0, 254]).ticks == [0, 50, 100, 150, 200, 250, 300])
        #expect(try scale([0, 8e6]).labels == ["0", "2e6", "4e6", "6e6", "8e6"])
    }

    @Test("A logarithmic axis is marked at powers of ten, or at their doubles and fivefolds on a short range")
    func logarithmicTicks() throws {
        #expect(
            try scale([90, 2e6], .logarithmic).labels == [
                "10", "100", "1000", "10000", "100000", "1e6", "1e7",
            ])
        #expect(try scale([0.3, 4], .logarithmic).ticks == [0.2, 0.5, 1, 2, 5])
        #expect(try scale([1, 10], .logarithmic).position(Double(10).squareRoot()) == 0.5)
    }

    @Test("Of any values the ticks span the range, four to ten of them, evenly, and are what they say")
    func lawsOfTicks() throws {
        var generator = RandomGenerator(seed: 3)
        for _ in 0..<2000 {
            let size = NumberFormat.power(of: generator.uniform(below: 41) - 20)
            let values = [generator.normal() * size, generator.normal() * size]
            let scale = try scale(values)
            #expect(scale.lower <= values.min()! + 1e-8 * size && scale.upper >= values.max()! - 1e-8 * size)
            #expect((4...10).contains(scale.ticks.count), "\(values): \(scale.ticks)")
            let steps = zip(scale.ticks, scale.ticks.dropFirst()).map { $1 - $0 }
            #expect(steps.allSatisfy { ($0 / steps[0] - 1).magnitude < 1e-6 })
            for (tick, label) in zip(scale.ticks, scale.labels) {
                let read = Double(label.replacing("−", with: "-")) ?? .nan
                #expect(
                    (read - tick).magnitude <= 1e-3 * steps[0] + 1e-3 * tick.magnitude, "\(values): \(label)")
            }
        }
    }

    @Test("Equal values, zeros and extremes have a scale too", arguments: [0, 5, -3, 1e99, -1e-99, 1e-300])
    func degenerate(value: Double) throws {
        let scale = try scale([value, value])
        #expect(scale.lower < scale.upper)
        #expect((0...1).contains(scale.position(value)))
        #expect(scale.ticks.count >= 2)
    }

    @Test("A range that the axis is given is kept, and what does not fit is refused by name")
    func givenRange() throws {
        let unit = try Scale(Axis("share", from: 0, to: 1), covering: [0.2], argument: "x")
        #expect(unit.lower == 0 && unit.upper == 1)
        #expect(throws: InvalidArgument("a value on the axis “share”", "1.5", "the axis ends at 1.0")) {
            try Scale(Axis("share", to: 1), covering: [0.2, 1.5], argument: "x")
        }
        #expect(throws: InvalidArgument("x.end", "0.0", "it must be above the start, 0.0")) {
            try Scale(Axis("share", from: 0, to: 0), covering: [0], argument: "x")
        }
        #expect(throws: InvalidArgument.self) { try scale([0, 1], .logarithmic) }
    }
}
