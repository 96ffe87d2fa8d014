import Testing

import Distillation

@Suite("An interval")
struct IntervalTests {
    let gain = Interval(estimate: -0.017, lower: -0.031, upper: -0.003, level: 0.95)
    let nothing = Interval(estimate: 0.0004, lower: -0.02, upper: 0.0208, level: 0.95)

    @Test("is printed with its ends in brackets, all with the same number of decimals")
    func text() {
        #expect(gain.formatted(decimals: 3) == "-0.017 [-0.031, -0.003]")
        #expect(nothing.formatted(decimals: 2) == "0.00 [-0.02, 0.02]")
    }

    @Test("of a difference has signs, and a star exactly where it does not hold 0")
    func difference() {
        #expect(gain.formattedDifference(decimals: 3) == "* -0.017 [-0.031, -0.003]")
        #expect(nothing.formattedDifference(decimals: 3) == "  +0.000 [-0.020, +0.021]")
        let touching = Interval(estimate: 1, lower: 0, upper: 2, level: 0.9)
        #expect(touching.formattedDifference(decimals: 0) == "  +1 [+0, +2]")
    }

    @Test("is widened on both sides by a factor, about its estimate")
    func widened() throws {
        let uneven = Interval(estimate: 1, lower: 0.5, upper: 3, level: 0.9)
        #expect(try uneven.widened(by: 2) == Interval(estimate: 1, lower: 0, upper: 5, level: 0.9))
        #expect(try uneven.widened(by: 0) == Interval(estimate: 1, lower: 1, upper: 1, level: 0.9))
        #expect(try uneven.widened(by: 1) == uneven)
    }

    @Test("is not widened by a factor that makes no sense", arguments: [-1, .nan, .infinity])
    func refusal(factor: Double) {
        #expect(
            throws: InvalidArgument("factor", "\(factor)", "it must be a finite number, not below 0")
        ) { try gain.widened(by: factor) }
    }
}
