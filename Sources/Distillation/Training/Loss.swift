/// What a training makes small: a function of the logits of a batch that also tells how it changes with them.
///
/// ```swift
/// let teacher: Matrix<Double> = [[4, 0], [0, 4], [3, 1]]
/// let labels = [0, 1, 0]
/// let loss = Loss { logits, batch in
///     try Losses.distillation(logits, teacher: batch[teacher], labels: batch[labels], temperature: 4)
/// }
/// print(try loss.value([[4, 0], [0, 4]], Batch(samples: [0, 1])).value)  // → 0.0018149927917…
/// ```
public struct Loss {
    /// The mean loss of a batch and its derivative by each logit.
    ///
    /// - Throws: `InvalidArgument` where the loss has no value, as where a label is missing.
    public let value: (_ logits: Matrix<Double>, _ batch: Batch) throws(InvalidArgument) -> LossValue

    /// A loss that `value` computes from the logits of a batch, one row for each of `batch.samples`.
    ///
    /// - Throws: What `value` throws, when the loss is asked for.
    public init(
        typed value: @escaping (_ logits: Matrix<Double>, _ batch: Batch) throws(InvalidArgument) -> LossValue
    ) {
        self.value = value
    }

    #if !hasFeature(Embedded)
        /// A loss that `value` computes from the logits of a batch, one row for each of `batch.samples`. What it
        /// throws that is no `InvalidArgument` becomes one.
        ///
        /// A closure written in place is taken to throw any error, so this is what it needs; Embedded Swift
        /// knows no such errors, and there a closure must say `throws(InvalidArgument)`.
        ///
        /// - Throws: What `value` throws, when the loss is asked for.
        public init(_ value: @escaping (_ logits: Matrix<Double>, _ batch: Batch) throws -> LossValue) {
            self.value = { (logits, batch) throws(InvalidArgument) in
                do {
                    return try value(logits, batch)
                } catch let error as InvalidArgument {
                    throw error
                } catch {
                    throw InvalidArgument("loss", "\(error)", "it must give a value")
                }
            }
        }
    #endif
}
