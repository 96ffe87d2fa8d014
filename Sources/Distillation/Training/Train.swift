/// Samples that a network is not trained on, and what is measured on them after each epoch.
public struct Validation {
    /// The samples.
    public let inputs: Inputs
    /// What is measured, the lower the better; its batch holds all samples in their order.
    public let loss: Loss

    /// Measures `loss` on `inputs`.
    public init(_ inputs: Inputs, loss: Loss) {
        self.inputs = inputs
        self.loss = loss
    }
}

/// Trains a network in place on batches of all samples in random order.
///
/// ```swift
/// let inputs = Inputs([[0], [1], [2], [3]] as Matrix<Float>)
/// let labels = [0, 0, 1, 1]
/// var network = try Network(input: .vector(1), layers: [.dense(2)], seed: 1)
/// let loss = Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
/// let epochs = try train(&network, on: inputs, loss: loss, with: Training(epochs: 200, rate: 0.1, seed: 1))
/// print(epochs.last!.loss < 0.1, try Probability.argmax(network.logits(inputs)))  // → true [0, 0, 1, 1]
/// ```
///
/// - Parameters:
///   - network: What is trained.
///   - inputs: The samples.
///   - loss: What is to become small.
///   - training: Epochs, batches, optimiser, learning rate, seed.
///   - validation: Samples to measure the network on after each epoch; needed where `training` has a patience.
///   - progress: Called after each epoch.
/// - Returns: What each epoch came to.
/// - Throws: When an argument is not valid, what `loss` throws, and when the loss is not finite, as with too large a
///   learning rate.
@discardableResult
public func train(
    _ network: inout Network, on inputs: Inputs, loss: Loss, with training: Training,
    validation: Validation? = nil, progress: (Epoch) -> Void = { _ in }
) throws(InvalidArgument) -> [Epoch] {
    try training.validate(hasValidation: validation != nil)
    try inputs.validate(as: network.input)
    guard inputs.count > 0 else { throw InvalidArgument("inputs", "empty", "there is nothing to train on") }

    var optimizer = training.optimizer
    var generator = RandomGenerator(seed: training.seed)
    var stopping = training.patience.map { EarlyStopping(patience: $0) }
    let batchSize = min(training.batchSize, inputs.count)
    let stepsPerEpoch = (inputs.count + batchSize - 1) / batchSize
    let steps = stepsPerEpoch * training.epochs
    var history: [Epoch] = []

    for epoch in 0..<training.epochs {
        let order = generator.permutation(of: inputs.count)
        var total = 0.0
        for index in 0..<stepsPerEpoch {
            let first = index * batchSize
            let step = epoch * stepsPerEpoch + index
            let batch = Batch(
                samples: Array(order[first..<min(first + batchSize, order.count)]),
                epoch: epoch, step: step, progress: Double(step) / Double(steps))

            let pass = network.forward(valid: inputs[batch.samples], dropout: generator.next())
            let value = try loss.value(pass.logits, batch)
            guard value.value.isFinite else {
                throw InvalidArgument("loss", "\(value.value)", "it must be finite; this was step \(step)")
            }
            let gradients = try network.backward(pass, value.gradient)
            let rate = training.rate * training.schedule.factor(step: step, of: steps)
            try optimizer.update(&network, gradients: gradients, rate: rate)
            total += value.value * Double(batch.samples.count)
        }

        var measured: Double?
        if let validation {
            let all = Batch(samples: Array(0..<validation.inputs.count), epoch: epoch)
            measured = try validation.loss.value(network.logits(validation.inputs), all).value
        }
        history.append(
            Epoch(number: epoch, loss: total / Double(inputs.count), validation: measured))
        progress(history[epoch])
        if let measured, stopping?.shouldStop(after: measured, network) == true { break }
    }
    if let best = stopping?.best { network = best.network }
    return history
}
