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
    /// How many epochs in a row may bring no better loss on the validation samples before training stops, and
    /// the best network is taken back; with nil all epochs run and the last network is kept.
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

    func validate(hasValidation: Bool) throws(InvalidArgument) {
        guard epochs >= 0 && epochs <= 1_000_000_000 else {
            throw InvalidArgument("epochs", "\(epochs)", "it must be from 0 to 1,000,000,000")
        }
        guard batchSize >= 1 else {
            throw InvalidArgument("batchSize", "\(batchSize)", "it must be positive")
        }
        guard rate > 0 && rate.isFinite else {
            throw InvalidArgument("rate", "\(rate)", "it must be positive and finite")
        }
        try schedule.validate()
        try optimizer.validate()
        if let patience, patience < 1 || !hasValidation {
            throw InvalidArgument("patience", "\(patience)", "it must be positive and needs a validation")
        }
    }
}

/// What an epoch of a training came to.
public struct Epoch: Equatable, Sendable {
    /// Its number, from 0.
    public let number: Int
    /// The mean of the loss over its samples, each taken when its batch's turn came.
    public let loss: Double
    /// The loss on the validation samples after it, if there are any.
    public let validation: Double?
}
