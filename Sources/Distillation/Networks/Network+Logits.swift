extension Network {
    /// The logits of each sample, a row each, with dropout switched off.
    ///
    /// ```swift
    /// let network = try Network(input: .vector(2), layers: [.dense(3), .relu, .dense(2)], seed: 1)
    /// print(try network.logits(Inputs([[0, 0], [1, 2], [3, 4]] as Matrix<Float>)).rows)  // → 3
    /// ```
    ///
    /// - Throws: `InvalidArgument` when the samples do not fit `input` or hold a value that is not finite, or
    ///   a logit overflows.
    public func logits(_ inputs: Inputs) throws(InvalidArgument) -> Matrix<Double> {
        try inputs.validate(as: input)
        return try finite(logits(valid: inputs, seed: nil))
    }

    /// Logits of `count` passes, each with another random dropout mask: samples of what the network might say
    /// (Gal & Ghahramani 2016). Without a dropout layer all are equal.
    ///
    /// ```swift
    /// let network = try Network(input: .vector(4), layers: [.dense(64), .relu, .dropout(0.5), .dense(3)], seed: 1)
    /// let passes = try network.dropoutSamples(Inputs([[1, 2, 3, 4]] as Matrix<Float>), count: 50, seed: 1)
    /// print(try EnsembleUncertainty(ofLogits: passes).knowledge[0] > 0)  // → true
    /// ```
    ///
    /// - Throws: `InvalidArgument` when the samples do not fit `input` or hold a value that is not finite, a
    ///   logit overflows, or `count` is not from 1 to 1,000,000.
    public func dropoutSamples(
        _ inputs: Inputs, count: Int, seed: UInt64
    ) throws(InvalidArgument) -> [Matrix<Double>] {
        guard count >= 1 && count <= 1_000_000 else {
            throw InvalidArgument("count", "\(count)", "it must be from 1 to 1,000,000")
        }
        try inputs.validate(as: input)
        var seeds = RandomGenerator(seed: seed)
        var passes: [Matrix<Double>] = []
        for _ in 0..<count { passes.append(try finite(logits(valid: inputs, seed: seeds.next()))) }
        return passes
    }

    /// Refuses logits that have overflowed: large inputs or parameters exceed the range of `Float` on the way.
    private func finite(_ logits: Matrix<Double>) throws(InvalidArgument) -> Matrix<Double> {
        for index in 0..<logits.elements.count where !logits.elements[index].isFinite {
            throw InvalidArgument(
                "inputs[\(index / logits.columns)]", "with logit \(logits.elements[index])",
                "no value on the way may exceed 3.4e38")
        }
        return logits
    }

    /// Goes through the samples in pieces, since the windows of a convolution take much memory.
    private func logits(valid inputs: Inputs, seed: UInt64?) -> Matrix<Double> {
        let size = 128
        let pieces = inParallel((inputs.count + size - 1) / size) { piece in
            let samples = inputs[piece * size..<min((piece + 1) * size, inputs.count)]
            let seed = seed.map { RandomGenerator(seed: $0).substream(piece).seed }
            return operations.reduce(enter(samples)) { $1.forward($0, parameters, seed: seed) }
        }
        return joined(pieces, columns: outputs)
    }

    /// The samples as rows of numbers.
    func enter(_ inputs: Inputs) -> Matrix<Float> {
        switch inputs {
        case .rows(let matrix): matrix
        case .bags(let bags): embedding!.forward(bags, parameters)
        }
    }
}

/// The rows of all `pieces`, one below the other, in double precision.
func joined(_ pieces: [Matrix<Float>], columns: Int) -> Matrix<Double> {
    var elements: [Double] = []
    elements.reserveCapacity(pieces.reduce(0) { $0 + $1.elements.count })
    for piece in pieces {
        for value in piece.elements { elements.append(Double(value)) }
    }
    return Matrix(rows: elements.count / columns, columns: columns, filling: elements)
}
