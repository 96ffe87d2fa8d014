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
        var elements: [Double] = []
        elements.reserveCapacity(inputs.count * outputs)
        var seeds = RandomGenerator(seed: seed ?? 0)
        for first in stride(from: 0, to: inputs.count, by: 256) {
            let piece = inputs[Array(first..<min(first + 256, inputs.count))]
            var x = enter(piece)
            let pieceSeed = seed.map { _ in seeds.next() }
            for operation in operations { x = operation.forward(x, parameters, seed: pieceSeed) }
            for value in x.elements { elements.append(Double(value)) }
        }
        return Matrix(rows: inputs.count, columns: outputs, elements: elements)
    }

    /// The samples as rows of numbers.
    func enter(_ inputs: Inputs) -> Matrix<Float> {
        switch inputs {
        case .rows(let matrix): matrix
        case .bags(let bags): embedding!.forward(bags, parameters)
        }
    }
}
