/// Networks that were trained alike from different seeds: a deep ensemble (Lakshminarayanan et al. 2017).
///
/// ```swift
/// let ensemble = Ensemble(try (1...5).map { seed in
///     var member = try Network(input: .vector(64), layers: [.dense(32), .relu, .dense(10)], seed: seed)
///     try train(&member, on: inputs, loss: loss, with: Training(epochs: 20, seed: seed))
///     return member
/// })
/// ```
public struct Ensemble: Sendable {
    /// The networks.
    public var members: [Network]

    /// An ensemble of these networks.
    public init(_ members: [Network]) { self.members = members }

    /// The logits of each member: a matrix each, in it a row for each sample.
    public func logits(_ inputs: Inputs) throws(InvalidArgument) -> [Matrix<Double>] {
        var result: [Matrix<Double>] = []
        for member in members { result.append(try member.logits(inputs)) }
        return result
    }
}
