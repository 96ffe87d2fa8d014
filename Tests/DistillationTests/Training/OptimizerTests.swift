import Testing

@testable import Distillation

@Suite("Optimizers")
struct OptimizerTests {
    /// Five steps along the gradients 1, −2, 3, −4, 5 from 0.5, beside the same in double precision.
    private func expectSteps(
        _ optimizer: Optimizer, _ step: (_ t: Double, _ p: inout Double, _ g: Double) -> Void,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        var optimizer = optimizer
        var p = 0.5
        var parameters = [Float](repeating: 0.5, count: 5000)
        for (t, g) in [1.0, -2, 3, -4, 5].enumerated() {
            optimizer.update(
                &parameters, gradients: [Float](repeating: Float(g), count: 5000), rate: 0.1)
            step(Double(t + 1), &p, g)
            // The first and the last piece of what threads share.
            for index in [0, 4999] {
                #expect(
                    abs(Double(parameters[index]) - p) < 1e-6, "step \(t)", sourceLocation: sourceLocation)
            }
        }
    }

    @Test("gradient descent is p −= rate·g")
    func plain() { expectSteps(.sgd()) { _, p, g in p -= 0.1 * g } }

    @Test("momentum adds what is left of earlier steps, and Nesterov's looks one step ahead")
    func momentum() {
        var v = 0.0
        expectSteps(.sgd(momentum: 0.9)) { _, p, g in
            v = 0.9 * v + g
            p -= 0.1 * v
        }
        v = 0
        expectSteps(.sgd(momentum: 0.9, nesterov: true)) { _, p, g in
            v = 0.9 * v + g
            p -= 0.1 * (g + 0.9 * v)
        }
    }

    @Test("weight decay is part of the gradient")
    func decay() { expectSteps(.sgd(weightDecay: 0.2)) { _, p, g in p -= 0.1 * (g + 0.2 * p) } }

    @Test("Adam follows its paper, with weight decay in the gradient")
    func adam() {
        var (m, v) = (0.0, 0.0)
        expectSteps(.adam(beta1: 0.8, beta2: 0.95, epsilon: 1e-3, weightDecay: 0.2)) { t, p, g in
            let g = g + 0.2 * p
            m = 0.8 * m + 0.2 * g
            v = 0.95 * v + 0.05 * g * g
            p -= 0.1 * (m / (1 - power(0.8, t))) / ((v / (1 - power(0.95, t))).squareRoot() + 1e-3)
        }
    }

    @Test("AdamW shrinks the parameters by themselves")
    func adamW() {
        var (m, v) = (0.0, 0.0)
        expectSteps(.adamW(weightDecay: 0.2)) { t, p, g in
            m = 0.9 * m + 0.1 * g
            v = 0.999 * v + 0.001 * g * g
            p -= 0.1 * 0.2 * p
            p -= 0.1 * (m / (1 - power(0.9, t))) / ((v / (1 - power(0.999, t))).squareRoot() + 1e-8)
        }
    }

    @Test("a gradient too few is refused")
    func count() throws {
        var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
        var optimizer = Optimizer.adam()
        let error = #expect(throws: InvalidArgument.self) {
            try optimizer.update(&network, gradients: [1], rate: 0.1)
        }
        #expect(error?.description == "gradients is 1 values: the network has 2")
    }
}

private func power(_ base: Double, _ exponent: Double) -> Double { Double.exp(exponent * Double.log(base)) }
