import Foundation
import Testing

@testable import Distillation

@Suite("Numbers in decimals")
struct FormattedTests {
    @Test(
        "a number has exactly so many decimals, rounded half away from zero",
        arguments: [
            (2.345, 1, "2.3"), (0.5, 0, "1"), (-0.5, 0, "-1"), (12, 2, "12.00"), (0.05, 3, "0.050"),
            (-1234.5, 0, "-1235"), (0.999, 2, "1.00"), (99.995, 2, "100.00"), (0.125, 2, "0.13"),
            (0.15, 1, "0.1"), (0, 3, "0.000"), (7, -1, "7"),
        ])
    func decimals(value: Double, decimals: Int, expected: String) {
        #expect(value.formatted(decimals: decimals) == expected)
    }

    @Test("what rounds to zero has no minus, and a difference has its sign")
    func signs() {
        #expect((-0.04).formatted(decimals: 1) == "0.0")
        #expect((-0.0).formatted(decimals: 2) == "0.00")
        #expect((0.021).formatted(decimals: 2, signed: true) == "+0.02")
        #expect((-0.021).formatted(decimals: 2, signed: true) == "-0.02")
        #expect((-0.004).formatted(decimals: 2, signed: true) == "-0.00")
        #expect((-0.0).formatted(decimals: 2, signed: true) == "+0.00")
    }

    @Test("what has no decimals is Swift's own text, and no count of decimals traps")
    func extremes() {
        #expect(Double.nan.formatted(decimals: 2) == "nan")
        #expect((-Double.infinity).formatted(decimals: 2) == "-inf")
        #expect((1e300).formatted(decimals: 2) == "1e+300")
        #expect((0x1p62).formatted(decimals: 1) == "4611686018427387904.0")
        #expect(Double.leastNonzeroMagnitude.formatted(decimals: .max).count == 1076)
        #expect((0.5).formatted(decimals: .min) == "1")
    }

    @Test("the digits are those that the C library prints, ties apart")
    func sameAsPrintf() {
        var generator = RandomGenerator(seed: 3)
        for _ in 0..<5000 {
            let size = [1e-5, 1, 1e4, 1e15][generator.uniform(below: 4)]
            let value = (generator.uniform() - 0.5) * size
            let decimals = generator.uniform(below: 20)
            // The C library rounds what lies in the middle to even digits.
            let rest = String(format: "%.100f", value).split(separator: ".")[1].dropFirst(decimals)
            guard rest.first != "5" || rest.dropFirst().contains(where: { $0 != "0" }) else { continue }
            let expected = String(format: "%.\(decimals)f", value)
            let isZero = expected.allSatisfy { "-0.".contains($0) }
            #expect(
                value.formatted(decimals: decimals) == (isZero ? expected.filter { $0 != "-" } : expected))
        }
    }
}
