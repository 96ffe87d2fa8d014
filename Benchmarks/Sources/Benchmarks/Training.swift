import Distillation

/// A step of a dense network, 64-128-128-10, batch 64, Adam.
func trainingStep() throws -> Double {
    try step(
        Network(
            input: .vector(64), layers: [.dense(128), .relu, .dense(128), .relu, .dense(10)], seed: 1))
}

/// A step of a convolutional network on images of 8 × 8 pixels, batch 64, Adam.
func convolution() throws -> Double {
    try step(
        Network(
            input: .image(height: 8, width: 8, channels: 1),
            layers: [
                .convolution(channels: 16, size: 3, padding: 1), .relu, .maxPool(2),
                .convolution(channels: 32, size: 3, padding: 1), .relu, .maxPool(2), .dense(10),
            ],
            seed: 1))
}

/// Times steps from the network as it is: trained on, it would know the batch by heart, and its gradients vanish.
private func step(_ start: Network) throws -> Double {
    var random = RandomGenerator(seed: 1)
    let inputs = Inputs(
        try Matrix<Float>(rows: 64, columns: 64, elements: (0..<64 * 64).map { _ in random.uniformFloat() }))
    let labels = (0..<64).map { _ in random.uniform(below: 10) }
    var network = start
    var optimizer = Optimizer.adam()
    return try best(repeats: 100) {
        network = start
        optimizer = .adam()
    } _: {
        let pass = try network.forward(inputs, dropout: nil)
        let loss = try Losses.crossEntropy(pass.logits, labels: labels)
        try optimizer.update(&network, gradients: network.backward(pass, loss.gradient), rate: 0.001)
    }
}
