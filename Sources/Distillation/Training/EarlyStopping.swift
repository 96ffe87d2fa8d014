/// Remembers the best network so far and says when there has been no better one for too long (Prechelt 1998).
///
/// ```swift
/// let network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
/// var stopping = EarlyStopping(patience: 2)
/// print([0.9, 0.7, 0.8, 0.75, 0.6].firstIndex { stopping.shouldStop(after: $0, network) }!)  // → 3
/// ```
public struct EarlyStopping: Sendable {
    /// How many values in a row may fail to be the best so far.
    public let patience: Int
    /// The least value so far, and the network it belongs to.
    public private(set) var best: (value: Double, network: Network)?
    private var waited = 0

    /// Stops after `patience` values in a row that are not below the least before them.
    public init(patience: Int) { self.patience = patience }

    /// Takes the value of this network, the lower the better, and says whether it is time to stop.
    ///
    /// ```swift
    /// let network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
    /// var stopping = EarlyStopping(patience: 1)
    /// print([0.9, 0.7, 0.8].map { stopping.shouldStop(after: $0, network) })  // → [false, false, true]
    /// ```
    public mutating func shouldStop(after value: Double, _ network: Network) -> Bool {
        if best.map({ value < $0.value }) ?? !value.isNaN {
            best = (value, network)
            waited = 0
        } else {
            waited += 1
        }
        return waited >= patience
    }
}
