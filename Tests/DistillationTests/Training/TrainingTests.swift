import CKernels
import Testing

@testable import Distillation

/// Points of two classes that no line separates: which quadrant they lie in decides.
private func quadrants(_ count: Int, seed: UInt64) -> (inputs: Inputs, labels: [Int]) {
    let points = normal(count, 2, seed: seed)
    return (Inputs(points), (0..<count).map { points[$0, 0] * points[$0, 1] > 0 ? 1 : 0 })
}

private func crossEntropy(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

private func accuracy(_ network: Network, _ inputs: Inputs, _ labels: [Int]) throws -> Double {
    let logits = try network.logits(inputs)
    let right = labels.indices.filter { (logits[$0, 1] > logits[$0, 0]) == (labels[$0] == 1) }
    return Double(right.count) / Double(labels.count)
}

private func network(seed: UInt64) throws(InvalidArgument) -> Network {
    try Network(input: .vector(2), layers: [.dense(24), .relu, .dropout(0.05), .dense(2)], seed: seed)
}

@Suite("Training")
struct TrainingTests {
    @Test(
        "a network learns what no line separates, by each optimiser",
        arguments: [
            (Optimizer.sgd(momentum: 0.9), 0.1), (.sgd(momentum: 0.9, nesterov: true), 0.1), (.adam(), 0.01),
            (.adamW(), 0.01),
        ])
    func learning(optimizer: Optimizer, rate: Double) throws {
        let (inputs, labels) = quadrants(400, seed: 1)
        var network = try network(seed: 1)
        let history = try train(
            &network, on: inputs, loss: crossEntropy(labels),
            with: Training(epochs: 30, optimizer: optimizer, rate: rate, schedule: .cosine(), seed: 2))
        #expect(history.count == 30)
        #expect(history[29].loss < 0.3 * history[0].loss)
        let test = quadrants(400, seed: 3)
        #expect(try accuracy(network, test.inputs, test.labels) > 0.93)
    }

    @Test("text learns through an embedding bag")
    func text() throws {
        var random = RandomGenerator(seed: 1)
        // The class is that of the words 0…4 or 5…9 that are in the majority; words 10…19 mean nothing.
        var bags: [[Int]] = []
        var labels: [Int] = []
        for _ in 0..<300 {
            let label = random.uniform(below: 2)
            let words = (0..<3).map { _ in 5 * label + random.uniform(below: 5) }
            bags.append(words + [5 * (1 - label) + random.uniform(below: 5), 10 + random.uniform(below: 10)])
            labels.append(label)
        }
        var network = try Network(
            input: .bag(vocabulary: 20), layers: [.embeddingBag(4), .dense(2)], seed: 1)
        try train(
            &network, on: .bags(bags), loss: crossEntropy(labels),
            with: Training(epochs: 40, rate: 0.02, seed: 1))
        #expect(try accuracy(network, .bags(bags), labels) == 1)
    }

    @Test("the same seed gives the same bits, with one thread and with two; another seed gives others")
    func seeds() throws {
        let first = try referenceTraining()
        let threads = ck_threads()
        defer { ck_set_threads(threads) }
        for count in [1, 2, 5] {
            ck_set_threads(Int32(count))
            #expect(try referenceTraining() == first)
        }
        let (inputs, labels) = quadrants(50, seed: 1)
        let hashes = try [1, 1, 2].map { seed in
            var network = try network(seed: 1)
            try train(
                &network, on: inputs, loss: crossEntropy(labels),
                with: Training(epochs: 1, seed: UInt64(seed)))
            return network.fingerprint
        }
        #expect(hashes[0] == hashes[1] && hashes[0] != hashes[2])
    }

    @Test("each epoch shows every sample once, in another order, and tells how far it is")
    func batches() throws {
        let (inputs, labels) = quadrants(10, seed: 1)
        var network = try network(seed: 1)
        var batches: [Batch] = []
        let loss = Loss { logits, batch in
            batches.append(batch)
            return try Losses.crossEntropy(logits, labels: batch[labels])
        }
        var epochs: [Int] = []
        try train(
            &network, on: inputs, loss: loss, with: Training(epochs: 2, batchSize: 4, seed: 1),
            progress: { epochs.append($0.number) })
        #expect(batches.map(\.samples.count) == [4, 4, 2, 4, 4, 2])
        #expect(batches.map(\.epoch) == [0, 0, 0, 1, 1, 1])
        #expect(batches.map(\.step) == [0, 1, 2, 3, 4, 5])
        #expect(batches[3].progress == 0.5)
        let orders = [batches[0..<3], batches[3..<6]].map { $0.flatMap(\.samples) }
        #expect(orders.allSatisfy { $0.sorted() == Array(0..<10) } && orders[0] != orders[1])
        #expect(epochs == [0, 1])
    }

    @Test("early stopping keeps the network with the least validation value")
    func earlyStopping() throws {
        let (inputs, labels) = quadrants(20, seed: 1)
        var network = try network(seed: 1)
        let values = [0.9, 0.7, 0.8, 0.75, 0.6]
        // A validation loss that takes its values from the list and notes the network's logits.
        var logits: [Matrix<Double>] = []
        let loss = Loss { output, _ in
            logits.append(output)
            return LossValue(value: values[logits.count - 1], gradient: output)
        }
        let history = try train(
            &network, on: inputs, loss: crossEntropy(labels), with: Training(epochs: 5, patience: 2, seed: 1),
            validation: Validation(inputs, loss: loss))
        #expect(history.map(\.validation) == [0.9, 0.7, 0.8, 0.75])
        #expect(try network.logits(inputs) == logits[1])
    }

    @Test("a validation value that is not a number counts as no better")
    func notANumber() throws {
        let network = try network(seed: 1)
        var stopping = EarlyStopping(patience: 2)
        let stops = [.nan, 1, .nan, 2].map { stopping.shouldStop(after: $0, network) }
        #expect(stops == [false, false, false, true])
        #expect(stopping.best?.value == 1)
    }

    @Test("bad settings, no samples, too few labels and a loss that overflows are refused")
    func refusals() throws {
        let (inputs, labels) = quadrants(10, seed: 1)
        for (training, message) in [
            (Training(epochs: -1, seed: 1), "epochs is -1: it must be from 0 to 1,000,000,000"),
            (Training(epochs: 1, batchSize: 0, seed: 1), "batchSize is 0: it must be positive"),
            (Training(epochs: 1, rate: .nan, seed: 1), "rate is nan: it must be positive and finite"),
            (
                Training(epochs: 1, patience: 2, seed: 1),
                "patience is 2: it must be positive and needs a validation"
            ),
            (
                Training(epochs: 1, patience: 0, seed: 1),
                "patience is 0: it must be positive and needs a validation"
            ),
        ] {
            var network = try network(seed: 1)
            let error = #expect(throws: InvalidArgument.self) {
                try train(&network, on: inputs, loss: crossEntropy(labels), with: training)
            }
            #expect(error?.description == message)
        }
        var network = try network(seed: 1)
        let short = #expect(throws: InvalidArgument.self) {
            try train(
                &network, on: inputs, loss: crossEntropy([0, 1]),
                with: Training(epochs: 1, batchSize: 10, seed: 1))
        }
        #expect(short?.argument == "all" && short?.value == "2 values")
        #expect(throws: InvalidArgument.self) {
            try train(
                &network, on: Inputs(Matrix<Float>(rows: 0, columns: 2)), loss: crossEntropy([]),
                with: Training(epochs: 1, seed: 1))
        }
        let wild = Training(epochs: 50, optimizer: .sgd(), rate: 1e30, seed: 1)
        #expect(throws: InvalidArgument.self) {
            try train(&network, on: inputs, loss: crossEntropy(labels), with: wild)
        }
    }

    @Test("an ensemble's logits are those of its members")
    func ensemble() throws {
        let ensemble = Ensemble(try (1...3).map { try network(seed: $0) })
        let (inputs, _) = quadrants(4, seed: 1)
        let logits = try ensemble.logits(inputs)
        #expect(logits == (try ensemble.members.map { try $0.logits(inputs) }))
        #expect(logits[0] != logits[1])
    }

    @Test("what a loss throws comes out as it is, other errors with their text")
    func throwing() throws {
        struct Own: Error {}
        let (inputs, _) = quadrants(4, seed: 1)
        var network = try network(seed: 1)
        let training = Training(epochs: 1, seed: 1)
        let refusal = InvalidArgument("labels", "none", "there must be some")
        #expect(throws: refusal) {
            try train(&network, on: inputs, loss: Loss { _, _ in throw refusal }, with: training)
        }
        #expect(throws: InvalidArgument("loss", "Own()", "it must give a value")) {
            try train(&network, on: inputs, loss: Loss { _, _ in throw Own() }, with: training)
        }
    }
}
