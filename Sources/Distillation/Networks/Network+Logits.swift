extension Network {
    /// The logits of each sample, a row each, with dropout switched off.
    ///
    /// Throws when the samples do not fit `input` or hold a value that is not finite.
    public func logits(_ inputs: Inputs) throws(InvalidArgument) -> Matrix<Double> {
        try inputs.validate(as: input)
        return logits(valid: inputs, seed: nil)
    }

    /// Logits of `count` passes, each with another random dropout mask: samples of what the network might say
    /// (Gal & Ghahramani 2016). Without a dropout layer all are equal.
    ///
    /// Throws when the samples do not fit `input`, hold a value that is not finite, or `count` < 1.
    public func dropoutSamples(
        _ inputs: Inputs, count: Int, seed: UInt64
    ) throws(InvalidArgument) -> [Matrix<Double>] {
        guard count >= 1 else { throw InvalidArgument("count", "\(count)", "it must be positive") }
        try inputs.validate(as: input)
        var seeds = RandomGenerator(seed: seed)
        return (0..<count).map { _ in logits(valid: inputs, seed: seeds.next()) }
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
