import CKernels

/// A pass of samples through a network, with all that the way back needs.
public struct Pass: Sendable {
    /// The logits of each sample, a row each.
    public var logits: Matrix<Double> {
        joined(parts.map { $0.activations[$0.activations.count - 1] }, columns: outputs)
    }

    let outputs: Int
    let parts: [PartialPass]
}

/// The pass of a part of the samples.
struct PartialPass: Sendable {
    let inputs: Inputs
    /// What goes into each operation, and at the end what comes out of the last.
    let activations: [Matrix<Float>]
    let seed: UInt64?
}

extension Network {
    /// Sends samples through the network and keeps what `backward` needs. Dropout draws its masks from `seed`;
    /// with nil it is switched off.
    ///
    /// ```swift
    /// let network = try Network(input: .vector(2), layers: [.dense(3), .relu, .dense(2)], seed: 1)
    /// let pass = try network.forward(Inputs([[1, 2]] as Matrix<Float>), dropout: nil)
    /// print(pass.logits.columns)  // → 2
    /// ```
    ///
    /// - Throws: `InvalidArgument` when the samples do not fit `input` or hold a value that is not finite.
    public func forward(_ inputs: Inputs, dropout seed: UInt64?) throws(InvalidArgument) -> Pass {
        try inputs.validate(as: input)
        return forward(valid: inputs, dropout: seed)
    }

    func forward(valid inputs: Inputs, dropout seed: UInt64?) -> Pass {
        let ranges = Distillation.parts(of: inputs.count)
        let parts = inParallel(ranges.count, worthwhile: threadsPay(for: inputs.count)) { part in
            let seed = seed.map { RandomGenerator(seed: $0).substream(part).seed }
            let inputs = ranges.count == 1 ? inputs : inputs[ranges[part]]
            var activations = [enter(inputs)]
            activations.reserveCapacity(operations.count + 1)
            for (index, operation) in operations.enumerated() {
                activations.append(operation.forward(activations[index], parameters, seed: seed))
            }
            return PartialPass(inputs: inputs, activations: activations, seed: seed)
        }
        return Pass(outputs: outputs, parts: parts)
    }

    /// Whether a training step on this many samples is done sooner by several threads than by one: a small step is
    /// over before a sleeping thread has woken. (In an embedding bag it is the gradients, mostly zeros, that take time.)
    private func threadsPay(for samples: Int) -> Bool {
        embedding != nil || multiplyAdds * samples >= 1_000_000
    }

    /// The derivative of a loss by each of the parameters, from `gradient`, its derivative by each logit of a
    /// pass of this network: back-propagation (Rumelhart, Hinton & Williams 1986).
    ///
    /// ```swift
    /// let network = try Network(input: .vector(2), layers: [.dense(3), .relu, .dense(2)], seed: 1)
    /// let pass = try network.forward(Inputs([[1, 2]] as Matrix<Float>), dropout: nil)
    /// let loss = try Losses.crossEntropy(pass.logits, labels: [0])
    /// print(try network.backward(pass, loss.gradient).count == network.parameterCount)  // → true
    /// ```
    ///
    /// - Throws: `InvalidArgument` when `gradient` has not the shape of the logits, or the pass is another
    ///   network's.
    public func backward(_ pass: Pass, _ gradient: Matrix<Double>) throws(InvalidArgument) -> [Float] {
        guard pass.outputs == outputs, pass.parts[0].activations.count == operations.count + 1 else {
            throw InvalidArgument("pass", "another network's", "it must be a pass of this network")
        }
        let rows = pass.parts.reduce(0) { $0 + $1.inputs.count }
        guard gradient.rows == rows, gradient.columns == outputs, gradient.elements.count == rows * outputs
        else {
            throw InvalidArgument(
                "gradient", "\(gradient.rows) × \(gradient.columns)", "the logits are \(rows) × \(outputs)")
        }
        let ranges = parts(of: rows)
        var partial = inParallel(ranges.count, worthwhile: threadsPay(for: rows)) { part in
            backward(
                pass.parts[part],
                Matrix(uninitializedRows: ranges[part].count, columns: outputs) { values in
                    let first = ranges[part].lowerBound * outputs
                    for index in 0..<ranges[part].count * outputs {
                        values[index] = Float(gradient.elements[first + index])
                    }
                })
        }
        // The parts are added in their order.
        var gradients = partial.removeFirst()
        for other in partial { ck_add(other.count, other, &gradients) }
        return gradients
    }

    private func backward(_ pass: PartialPass, _ logitGradient: Matrix<Float>) -> [Float] {
        var gradient = logitGradient
        var gradients = [Float](unsafeUninitializedCapacity: parameterCount) { _, count in
            count = parameterCount  // Every operation writes all of its part.
        }
        let first = embedding == nil ? operations.firstIndex { $0.dense != nil } : nil
        for (index, operation) in operations.enumerated().reversed() {
            let input = pass.activations[index]
            operation.dense?.parameterGradient(gradient, input: input, into: &gradients)
            // Nobody asks how the loss changes with the samples themselves.
            if index == first { break }
            gradient = operation.inputGradient(
                gradient, input: input, output: pass.activations[index + 1], parameters, seed: pass.seed)
        }
        if case .bags(let bags) = pass.inputs {
            embedding?.parameterGradient(gradient, bags: bags, into: &gradients)
        }
        return gradients
    }
}
