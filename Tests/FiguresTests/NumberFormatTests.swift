import Distillation
import Testing

@testable import Figures

@Suite struct NumberFormatTests {
    @Test(
        "A number is printed with four significant digits",
        arguments: [
            (0, "0"), (1797, "1797"), (0.123456, "0.1235"), (123.456, "123.5"), (-2.5, "-2.5"),
            (1_797_123, "1797123"),
            (0.000012, "1.2e-5"), (2.5e12, "2.5e12"), (-3e-9, "-3e-9"), (100, "100"),
        ] as [(Double, String)])
    func significant(value: Double, expected: String) {
        #expect(NumberFormat.significant(value) == expected)
    }

    @Test("What is printed differs from the number by half of its last digit at most")
    func roundsToNearest() {
        var generator = RandomGenerator(seed: 7)
        for _ in 0..<5000 {
            let value = (generator.uniform() - 0.5) * NumberFormat.power(of: generator.uniform(below: 8))
            let short = Double(NumberFormat.significant(value)) ?? .nan
            #expect((short - value).magnitude <= 5.01e-4 * value.magnitude, "\(value)")
        }
    }
}
