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

    /// A batch that belongs to no training, to try a loss on.
    public init(samples: [Int], epoch: Int = 0, step: Int = 0, progress: Double = 0) {
        self.samples = samples
        self.epoch = epoch
        self.step = step
        self.progress = progress
    }

    /// What belongs to the samples of this batch, of what belongs to all samples: their labels, for example.
    ///
    /// ```swift
    /// let batch = Batch(samples: [2, 0])
    /// print(try batch[["cat", "dog", "fox"]])  // → ["fox", "cat"]
    /// ```
    ///
    /// - Throws: `InvalidArgument` when there is not one for each.
    public subscript<Value>(all: [Value]) -> [Value] {
        // A program outside this module would otherwise run it through the generic's tables, once for every step.
        @_specialize(where Value == Int)
        get throws(InvalidArgument) {
            var chosen: [Value] = []
            chosen.reserveCapacity(samples.count)
            for sample in samples {
                guard sample >= 0 && sample < all.count else {
                    throw InvalidArgument("all", "\(all.count) values", "sample \(sample) is to have one")
                }
                chosen.append(all[sample])
            }
            return chosen
        }
    }

    /// The rows that belong to the samples of this batch, of a matrix with a row for each sample: their
    /// teacher's logits, for example.
    ///
    /// ```swift
    /// let batch = Batch(samples: [2, 0])
    /// print(try batch[[[1, 2], [3, 4], [5, 6]] as Matrix<Double>].elements)  // → [5.0, 6.0, 1.0, 2.0]
    /// ```
    ///
    /// - Throws: `InvalidArgument` when there is not one for each.
    public subscript<Scalar>(all: Matrix<Scalar>) -> Matrix<Scalar> {
        @_specialize(where Scalar == Double)
        get throws(InvalidArgument) {
            guard all.elements.count == all.rows * all.columns else {
                throw InvalidArgument("all", "ragged", "every row must have \(all.columns) values")
            }
            for sample in samples where !(0..<all.rows).contains(sample) {
                throw InvalidArgument("all", "\(all.rows) rows", "sample \(sample) is to have one")
            }
            return all.selectingRows(samples)
        }
    }
}
