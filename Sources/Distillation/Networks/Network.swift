import CKernels

/// A feed-forward network that maps samples to logits.
///
/// It is a value: a copy is a second network, and training changes the one that is passed `inout`.
///
/// ```swift
/// let network = try Network(input: .vector(64), layers: [.dense(32), .relu, .dense(10)], seed: 1)
/// print(network.parameterCount)  // → 2410
/// ```
public struct Network: Equatable, Sendable {
    /// What one sample looks like.
    public let input: Shape
    /// The layers as they were stated.
    public let layers: [Layer]
    /// The number of logits that a sample is mapped to.
    public let outputs: Int
    /// All weights and biases, layer by layer; in a layer the weights, row by row (a row for each input),
    /// then the biases. To store a network, store these; `replaceParameters` brings them back.
    public internal(set) var parameters: [Float]

    let embedding: EmbeddingBag?
    let operations: [Operation]

    /// A network whose weights are drawn from `seed`: evenly from ±√(6 / n) for a layer with n inputs that is
    /// followed by a rectifier (He et al. 2015), from ±√(6 / (n + m)) for another one with m outputs
    /// (Glorot & Bengio 2010), from ±1 / n for embeddings of length n. Biases are 0.
    ///
    /// - Throws: `InvalidArgument` when a layer does not fit what comes in, or the network would have more
    ///   than 2²⁸ parameters.
    public init(input: Shape, layers: [Layer], seed: UInt64) throws(InvalidArgument) {
        guard !layers.isEmpty else { throw InvalidArgument("layers", "empty", "there must be at least one") }
        var plan = try Plan(input: input)
        for (index, layer) in layers.enumerated() {
            try plan.add(layer, rectified: index + 1 < layers.count && layers[index + 1] == .relu)
        }
        self.input = input
        self.layers = layers
        self.outputs = plan.shape.size
        self.embedding = plan.embedding
        self.operations = plan.operations
        self.multiplyAdds = plan.multiplyAdds
        var generator = RandomGenerator(seed: seed)
        var parameters = [Float](repeating: 0, count: plan.parameterCount)
        plan.embedding?.initialise(&parameters, &generator)
        for operation in plan.operations { operation.dense?.initialise(&parameters, &generator) }
        self.parameters = parameters
        _ = keepMemory
    }

    /// Puts other values in the place of all weights and biases, such as those of a network that was stored.
    ///
    /// ```swift
    /// var network = try Network(input: .vector(2), layers: [.dense(1)], seed: 1)
    /// try network.replaceParameters([2, 3, 0.5])  // two weights, one bias
    /// print(try network.logits(Inputs([[1, 1]] as Matrix<Float>)).elements)  // → [5.5]
    /// ```
    ///
    /// - Throws: `InvalidArgument` when there are not `parameterCount` of them or one is not finite.
    public mutating func replaceParameters(_ values: [Float]) throws(InvalidArgument) {
        guard values.count == parameterCount else {
            throw InvalidArgument(
                "values", "\(values.count) values", "the network has \(parameterCount)")
        }
        for value in values where !value.isFinite {
            throw InvalidArgument("values", "\(value)", "every parameter must be finite")
        }
        parameters = values
    }

    /// The number of weights and biases.
    public var parameterCount: Int { parameters.count }

    /// Multiplications, each followed by an addition, that the logits of one sample cost. An embedding bag
    /// only adds and counts for nothing.
    public let multiplyAdds: Int

    /// A hash of all parameters, bit by bit (FNV-1a, 64 bits, each `Float` from its lowest byte on): equal
    /// for equal training on any processor.
    public var fingerprint: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for parameter in parameters {
            for shift in stride(from: 0, to: 32, by: 8) {
                hash ^= UInt64(parameter.bitPattern >> UInt32(shift) & 0xff)
                hash &*= 0x0000_0100_0000_01b3
            }
        }
        return hash
    }
}

/// Done once, when the first network is made.
private let keepMemory: Void = ck_keep_memory()
