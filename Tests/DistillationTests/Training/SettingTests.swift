import Testing

@testable import Distillation

@Suite("Settings of a training")
struct SettingTests {
    private static let inputs = Inputs([[0], [1]] as Matrix<Float>)
    private static var loss: Loss {
        Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[[0, 1]]) }
    }

    private func refusal(_ training: Training) -> String? {
        do {
            var network = try Network(input: .vector(1), layers: [.dense(2)], seed: 1)
            try train(&network, on: Self.inputs, loss: Self.loss, with: training)
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test(
        "an optimiser whose steps would not be numbers is refused by the setting's name",
        arguments: [
            (Optimizer.sgd(momentum: 1), "momentum is 1.0: it must be at least 0 and below 1.0"),
            (.sgd(momentum: .nan), "momentum is nan: it must be at least 0 and below 1.0"),
            (.sgd(weightDecay: -1), "weightDecay is -1.0: it must be at least 0 and below inf"),
            (.adam(beta1: 1), "beta1 is 1.0: it must be at least 0 and below 1.0"),
            (.adam(beta2: -0.1), "beta2 is -0.1: it must be at least 0 and below 1.0"),
            (.adamW(epsilon: 0), "epsilon is 0.0: it must be a finite number above 0"),
        ])
    func optimizers(optimizer: Optimizer, expected: String) {
        #expect(refusal(Training(epochs: 1, optimizer: optimizer, seed: 1)) == expected)
    }

    @Test(
        "a schedule whose factors would not be numbers is refused",
        arguments: [
            (Schedule.step(factor: .nan, at: [0.5]), "step(factor: nan)"),
            (.step(factor: 0.5, at: [.nan]), "step(at: nan)"),
            (.cosine(floor: -1), "cosine(floor: -1.0)"), (.warmUp(1), "warmUp(1.0)"),
            (.warmUp(0.1, then: .warmUp(.nan)), "warmUp(nan)"),
        ])
    func schedules(schedule: Schedule, value: String) {
        let text = refusal(Training(epochs: 1, schedule: schedule, seed: 1))
        #expect(text?.hasPrefix("schedule is \(value): ") == true)
    }

    @Test("any size of batch above 0 will do")
    func batches() {
        #expect(refusal(Training(epochs: 1, batchSize: .max, seed: 1)) == nil)
        #expect(
            refusal(Training(epochs: .max, seed: 1))
                == "epochs is \(Int.max): it must be from 0 to 1,000,000,000")
    }

    @Test("a step with gradients or a rate that are no numbers leaves the network as it was")
    func steps() throws {
        var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
        var optimizer = Optimizer.adam()
        let before = network
        for (gradients, rate, message) in [
            ([.nan, 0], 0.1, "gradients[0] is nan: it must be a finite number"),
            ([0, 0], -.infinity, "rate is -inf: it must be finite and at least 0"),
            ([0], 0.1, "gradients is 1 values: the network has 2"),
        ] as [([Float], Double, String)] {
            let error = #expect(throws: InvalidArgument.self) {
                try optimizer.update(&network, gradients: gradients, rate: rate)
            }
            #expect(error?.description == message)
        }
        #expect(network == before && optimizer == .adam())
    }

    @Test("networks too large for any machine are refused, and logits that overflow")
    func sizes() throws {
        for (input, layers) in [
            (Shape.vector(.max), [Layer.dense(1)]), (.vector(1 << 20), [.dense(1 << 20)]),
            (.image(height: 1 << 20, width: 1 << 20, channels: 1), [.dense(1)]),
            (.bag(vocabulary: 1 << 27), [.embeddingBag(1 << 27)]),
            (
                .image(height: 3, width: 3, channels: 3),
                [.convolution(channels: 1, size: 1 << 27, padding: 1 << 27)]
            ),
            (.vector(1 << 14), [.dense(1 << 14), .dense(1)]),
        ] {
            #expect(throws: InvalidArgument.self) { try Network(input: input, layers: layers, seed: 1) }
        }
        #expect(Shape.image(height: .max, width: .max, channels: 2).size == .max)

        var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
        try network.replaceParameters([3e38, 0])
        let error = #expect(throws: InvalidArgument.self) {
            try network.logits(Inputs([[1], [2]] as Matrix<Float>))
        }
        #expect(error?.description == "inputs[1] is with logit inf: no value on the way may exceed 3.4e38")
    }
}
