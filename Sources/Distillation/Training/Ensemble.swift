/// Networks that were trained alike from different seeds: a deep ensemble (Lakshminarayanan et al. 2017).
///
/// ```swift
/// let inputs = Inputs([[0], [1], [2], [3]] as Matrix<Float>)
/// let labels = [0, 0, 1, 1]
/// let loss = Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
/// let ensemble = Ensemble(
///     try (1...5).map { (seed: UInt64) in
///         var member = try Network(input: .vector(1), layers: [.dense(8), .relu, .dense(2)], seed: seed)
///         try train(&member, on: inputs, loss: loss, with: Training(epochs: 20, seed: seed))
///         return member
///     })
/// let uncertainty = try EnsembleUncertainty(ofLogits: ensemble.logits(inputs))
/// print(uncertainty.knowledge.count)  // → 4
/// ```
public struct Ensemble: Sendable {
    /// The networks.
    public var members: [Network]

    /// An ensemble of these networks.
    public init(_ members: [Network]) { self.members = members }

    /// The logits of each member: a matrix each, in it a row for each sample.
    ///
    /// ```swift
    /// let ensemble = Ensemble(try (1...3).map { try Network(input: .vector(2), layers: [.dense(2)], seed: $0) })
    /// let logits = try ensemble.logits(Inputs([[1, 2]] as Matrix<Float>))
    /// print(logits.count, logits[0].rows)  // → 3 1
    /// ```
    ///
    /// - Throws: `InvalidArgument` as ``Network/logits(_:)`` does.
    public func logits(_ inputs: Inputs) throws(InvalidArgument) -> [Matrix<Double>] {
        var result: [Matrix<Double>] = []
        for member in members { result.append(try member.logits(inputs)) }
        return result
    }
}
