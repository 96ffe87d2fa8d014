import Testing

@testable import Distillation

@Suite("Temperature and Platt scaling")
struct ScalingTests {
    @Test("three of four right at a gap of 4 gives sigmoid(4/T) = 3/4, so T = 4/ln 3")
    func arithmetic() throws {
        let fit = try TemperatureScaling.fit([[4, 0], [4, 0], [4, 0], [0, 4]], labels: [0, 0, 1, 1])
        let temperature = try #require(fit.temperature)
        #expect((temperature - 4 / Double.log(3)).magnitude < 1e-14)
    }

    @Test("the fitted temperature is a minimum, and scales with the logits")
    func minimum() throws {
        var samples = Samples(41)
        for scale in [1e-300, 1e-5, 1, 1e5, 1e299] {
            let logits = samples.logits(60, 3, scale: 1)
            let labels = try logits.softmax(temperature: 1.7).elements.withUnsafeBufferPointer { p in
                try (0..<60).map { try samples.generator.categorical(Array(p[3 * $0..<3 * $0 + 3])) }
            }
            let fit = try TemperatureScaling.fit(logits.map { $0 * scale }, labels: labels)
            guard case .fitted(let temperature, let loss) = fit else {
                Issue.record("\(fit)")
                continue
            }
            let t = temperature / scale
            #expect(t > 0.5 && t < 6)
            func nll(_ t: Double) throws -> Double {
                try Losses.crossEntropy(logits.map { $0 / t }, labels: labels).value
            }
            #expect((try nll(t) - loss).magnitude < 1e-12)
            #expect(try nll(t) < nll(t * 1.001) && nll(t) < nll(t / 1.001))
        }
    }

    @Test("every label at its row's maximum: the sharper the better")
    func sharpest() throws {
        #expect(try TemperatureScaling.fit([[2, 1, 0], [0, 0, 3]], labels: [0, 2]) == .sharpest)
        #expect(try TemperatureScaling.fit([[2, 2, 0], [0, 1, 1]], labels: [0, 2]) == .sharpest)
        #expect(try TemperatureScaling.fit([[1e300, -1e300]], labels: [0]) == .sharpest)
    }

    @Test(
        "labels below their rows' means on average: the flatter the better, for K = 2 whenever all are wrong")
    func flattest() throws {
        #expect(try TemperatureScaling.fit([[2, 1], [0, 3]], labels: [1, 0]) == .flattest)
        #expect(try TemperatureScaling.fit([[2, 0], [2, 0]], labels: [0, 1]) == .flattest)
        #expect(
            try TemperatureScaling.fit([[0.3, 0.2, 0.1], [0.1, 0.3, 0.2]], labels: [1, 2]) == .flattest)
        // All wrong, yet above their rows' means: a finite optimum.
        #expect(try TemperatureScaling.fit([[2, 1.9, -9]], labels: [1]).temperature != nil)
    }

    @Test("rows of equal logits: every temperature is optimal")
    func indifferent() throws {
        #expect(try TemperatureScaling.fit([[3, 3], [-1, -1]], labels: [0, 1]) == .indifferent)
        #expect(try TemperatureScaling.fit([[5]], labels: [0]) == .indifferent)
    }

    @Test("a fit calibrates other logits, and says why it can't where no temperature is best")
    func calibrated() throws {
        let fit = TemperatureScaling.Fit.fitted(temperature: 4, loss: 0.5)
        #expect(try fit.calibrated([[8, 0]]) == [[2, 0]])
        #expect(try TemperatureScaling.Fit.indifferent.calibrated([[8, 0]]) == [[8, 0]])
        for (none, name) in [(TemperatureScaling.Fit.sharpest, "sharpest"), (.flattest, "flattest")] {
            let error = #expect(throws: InvalidArgument.self) { try none.calibrated([[8, 0]]) }
            #expect(error?.description == "fit is \(name): there must be a temperature of least loss")
        }
        let steep = TemperatureScaling.Fit.fitted(temperature: 1e-300, loss: 0)
        #expect(try Probability.softmax(steep.calibrated([[1e300, 0]])) == [[1, 0]])
        #expect(throws: InvalidArgument.self) { try fit.calibrated([[.nan, 0]]) }
    }

    @Test("Platt scaling says how separable outcomes are parted, ties on the threshold included")
    func separable() throws {
        #expect(try PlattScaling.fit([0, 1, 2, 3], outcomes: [0, 0, 1, 1]) == .separable(rising: true))
        #expect(try PlattScaling.fit([0, 1, 1, 3], outcomes: [0, 0, 1, 1]) == .separable(rising: true))
        #expect(try PlattScaling.fit([3, 2, 1, 0], outcomes: [0, 0, 1, 1]) == .separable(rising: false))
        #expect(try PlattScaling.fit([3, 2], outcomes: [1, 1]) == .separable(rising: true))
        #expect(try PlattScaling.fit([3, 2], outcomes: [0, 0]) == .separable(rising: false))
        #expect(
            try PlattScaling.fit([2, 2, 2, 2], outcomes: [1, 0, 0, 0]) == .constantScores(probability: 0.25))
    }

    @Test("at the optimum the mean probability is the share of ones, at any scale of the scores")
    func platt() throws {
        var samples = Samples(42)
        for scale in [1e-100, 1, 1e100] {
            let scores = (0..<200).map { _ in samples.generator.normal() }
            let outcomes = scores.map { samples.generator.uniform() < sigmoid(2 * $0 - 1) ? 1 : 0 }
            let fit = try PlattScaling.fit(scores.map { $0 * scale + 3 * scale }, outcomes: outcomes)
            let mean = scores.reduce(0) { $0 + (fit.probability(at: $1 * scale + 3 * scale) ?? .nan) } / 200
            #expect((mean - Double(outcomes.reduce(0, +)) / 200).magnitude < 1e-12)
        }
    }
}
