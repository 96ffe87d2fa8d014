import Testing

@testable import Distillation

@Suite("Training refuses hostile arguments or gives numbers")
struct HostileTrainingTests {
    @Test("training")
    func training() {
        attack(
            [
                (
                    "network",
                    {
                        let sizes = $0.sizes(3)
                        let layers: [Layer] = [
                            .dense(sizes[0]), .relu, .dropout($0.share()), .dense(sizes[1]),
                            .convolution(channels: 2, size: sizes[2], padding: sizes[1]), .maxPool(sizes[2]),
                            .embeddingBag(sizes[1]),
                        ]
                        let shapes: [Shape] = [
                            .vector(sizes[2]), .bag(vocabulary: sizes[2]),
                            .image(height: sizes[0], width: 3, channels: sizes[2]),
                        ]
                        let shape = shapes[$0.random.uniform(below: 3)]
                        let chosen = Array($0.random.shuffled(layers).prefix(1 + $0.random.uniform(below: 3)))
                        guard shape.size < 100 else { return 0 }
                        let network = try Network(input: shape, layers: chosen, seed: 1)
                        return try network.logits(Inputs($0.logits(2, shape.size)))
                    }
                ),
                (
                    "train",
                    {
                        var network = try Network(input: .vector(2), layers: [.dense(2)], seed: 1)
                        let optimizers = [
                            Optimizer.sgd(momentum: $0.share(), weightDecay: $0.share()),
                            .adam(beta1: $0.share(), beta2: $0.share(), epsilon: $0.positive()),
                            .adamW(weightDecay: $0.share()),
                        ]
                        let schedules: [Schedule] = [
                            .constant, .cosine(floor: $0.share()),
                            .step(factor: $0.share(), at: [$0.share()]),
                            .warmUp($0.share(), then: .cosine()),
                        ]
                        let labels = $0.labels(4, below: 2)
                        let training = Training(
                            epochs: $0.random.uniform(below: 3),
                            batchSize: $0.chance(0.6) ? 2 : $0.integer(),
                            optimizer: optimizers[$0.random.uniform(below: 3)],
                            rate: $0.chance(0.6) ? 0.1 : $0.positive(),
                            schedule: schedules[$0.random.uniform(below: 4)], seed: 1)
                        try train(
                            &network, on: Inputs($0.matrix(4, 2) { $0.random.normal() }),
                            loss: Loss { logits, batch in
                                try Losses.crossEntropy(logits, labels: batch[labels])
                            }, with: training)
                        return network.parameters.map { Double($0) }
                    }
                ),
            ], times: 400)
    }
}
