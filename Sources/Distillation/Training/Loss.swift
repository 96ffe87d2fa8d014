/// What a training makes small: a function of the logits of a batch that also tells how it changes with them.
///
/// ```swift
/// let loss = Loss { logits, batch in
///     try crossEntropy(logits: logits, labels: batch.samples.map { labels[$0] })
/// }
/// ```
public struct Loss {
    /// The loss of a batch and its derivative by each logit.
    public let value: (_ logits: Matrix<Double>, _ batch: Batch) throws(InvalidArgument) -> LossValue

    /// A loss that `value` computes.
    public init(
        _ value: @escaping (_ logits: Matrix<Double>, _ batch: Batch) throws(InvalidArgument) -> LossValue
    ) {
        self.value = value
    }
}

/// Which samples a step of a training looks at, and when.
public struct Batch: Equatable, Sendable {
    /// The numbers of the samples among all that are trained on, in the order of the logits' rows.
    public let samples: [Int]
    /// The epoch, from 0.
    public let epoch: Int
    /// The step, from 0, counted through all epochs.
    public let step: Int
    /// How much of the training is done, from 0 up to but not including 1: what a temperature follows that
    /// is to be annealed.
    public let progress: Double
}
