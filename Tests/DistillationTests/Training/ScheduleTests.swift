import Testing

@testable import Distillation

@Suite("Schedules")
struct ScheduleTests {
    private func factors(_ schedule: Schedule, _ steps: [Int]) -> [Double] {
        steps.map { schedule.factor(step: $0, of: 100) }
    }

    @Test("a constant rate stays, a stepped one falls at its points")
    func steps() {
        #expect(factors(.constant, [0, 50, 99]) == [1, 1, 1])
        #expect(
            factors(.step(factor: 0.5, at: [0.3, 0.6]), [0, 29, 30, 59, 60, 99]) == [
                1, 1, 0.5, 0.5, 0.25, 0.25,
            ])
    }

    @Test("the cosine falls from 1 over a half to its floor")
    func cosine() {
        let values = factors(.cosine(floor: 0.2), [0, 25, 50, 75, 100])
        let expected = [1, 0.6 + 0.4 * 0.5.squareRoot(), 0.6, 0.6 - 0.4 * 0.5.squareRoot(), 0.2]
        for (value, expected) in zip(values, expected) { #expect(abs(value - expected) < 1e-12) }
    }

    @Test("a warm-up rises evenly to the full rate, and the other schedule has the rest of the time")
    func warmUp() {
        let values = factors(.warmUp(0.1, then: .cosine()), [0, 4, 9, 10, 55, 100])
        for (value, expected) in zip(values, [0.1, 0.5, 1, 1, 0.5, 0]) {
            #expect(abs(value - expected) < 1e-12)
        }
    }
}
