/// How a network is trained. All that is left to chance follows from `seed`.
public struct Training: Sendable {
    /// How many times each sample is looked at, at most.
    public var epochs: Int
    /// How many samples make a step; the last batch of an epoch may have fewer.
    public var batchSize: Int
    /// How the parameters follow the gradient.
    public var optimizer: Optimizer
    /// The learning rate, before the schedule.
    public var rate: Double
    /// How the learning rate changes.
    public var schedule: Schedule
    /// How many epochs in a row may bring no better validation value before training stops; with nil it runs to
    /// the end. Either way, where there are validation values and a patience, the best network is kept.
    public var patience: Int?
    /// The seed of the order of the samples and of the dropout masks.
    public var seed: UInt64

    /// A way to train; see the properties.
    public init(
        epochs: Int, batchSize: Int = 32, optimizer: Optimizer = .adam(), rate: Double = 0.001,
        schedule: Schedule = .constant, patience: Int? = nil, seed: UInt64
    ) {
        self.epochs = epochs
        self.batchSize = batchSize
        self.optimizer = optimizer
        self.rate = rate
        self.schedule = schedule
        self.patience = patience
        self.seed = seed
    }

    func validate() throws(InvalidArgument) {
        guard epochs >= 0 else {
            throw InvalidArgument("epochs", "\(epochs)", "it must not be negative")
        }
        guard batchSize >= 1 else {
            throw InvalidArgument("batchSize", "\(batchSize)", "it must be positive")
        }
        guard rate > 0 && rate.isFinite else {
            throw InvalidArgument("rate", "\(rate)", "it must be positive and finite")
        }
        if let patience, patience < 1 {
            throw InvalidArgument("patience", "\(patience)", "it must be positive")
        }
    }
}

/// What an epoch of a training came to.
public struct Epoch: Equatable, Sendable {
    /// Its number, from 0.
    public let number: Int
    /// The mean of the loss over its samples, each taken when its batch's turn came.
    public let loss: Double
    /// The validation value after it, if one was asked for.
    public let validation: Double?
}

/// Trains a network in place on random batches of all samples.
///
/// - Parameters:
///   - network: What is trained.
///   - inputs: The samples.
///   - loss: What is to become small, given the logits of a batch.
///   - training: Epochs, batches, optimiser, learning rate, seed.
///   - validation: A value of the network after an epoch, the lower the better; nil where there is none.
///   - progress: Called after each epoch.
/// - Returns: What each epoch came to.
/// - Throws: When an argument is not valid, what `loss` and `validation` throw, and when the loss is not finite, as
///   with too large a learning rate.
@discardableResult
public func train(
    _ network: inout Network, on inputs: Inputs, loss: Loss, with training: Training,
    validation: (Network) throws(InvalidArgument) -> Double? = { _ in nil },
    progress: (Epoch) -> Void = { _ in }
) throws(InvalidArgument) -> [Epoch] {
    try training.validate()
    try inputs.validate(as: network.input)
    guard inputs.count > 0 else {
        throw InvalidArgument("inputs", "0 samples", "there is nothing to train on")
    }

    var optimizer = training.optimizer
    var generator = RandomGenerator(seed: training.seed)
    var stopping = training.patience.map { EarlyStopping(patience: $0) }
    let stepsPerEpoch = (inputs.count + training.batchSize - 1) / training.batchSize
    let steps = stepsPerEpoch * training.epochs
    var history: [Epoch] = []

    for epoch in 0..<training.epochs {
        let order = generator.permutation(of: inputs.count)
        var total = 0.0
        for index in 0..<stepsPerEpoch {
            let first = index * training.batchSize
            let samples = Array(order[first..<min(first + training.batchSize, order.count)])
            let step = epoch * stepsPerEpoch + index
            let batch = Batch(
                samples: samples, epoch: epoch, step: step, progress: Double(step) / Double(steps))

            let pass = network.forward(valid: inputs[samples], dropout: generator.next())
            let value = try loss.value(pass.logits, batch)
            guard value.value.isFinite else {
                throw InvalidArgument("loss", "\(value.value)", "it must be finite in step \(step)")
            }
            let gradients = try network.backward(pass, value.gradient)
            let rate = training.rate * training.schedule.factor(step: step, of: steps)
            optimizer.update(&network, gradients: gradients, rate: rate)
            total += value.value * Double(samples.count)
        }
        let value = try validation(network)
        history.append(Epoch(number: epoch, loss: total / Double(inputs.count), validation: value))
        progress(history[epoch])
        if let value, stopping?.shouldStop(after: value, network) == true { break }
    }
    if let best = stopping?.best { network = best.network }
    return history
}
