/// A pass of samples through a network, with all that the way back needs.
public struct Pass: Sendable {
    /// The logits of each sample, a row each.
    public var logits: Matrix<Double> {
        let last = activations[activations.count - 1]
        return Matrix(rows: last.rows, columns: last.columns, elements: last.elements.map { Double($0) })
    }

    let inputs: Inputs
    /// What goes into each operation, and at the end what comes out of the last.
    let activations: [Matrix<Float>]
    let seed: UInt64?
}

extension Network {
    /// Sends samples through the network and keeps what `backward` needs. Dropout draws its masks from `seed`;
    /// with nil it is switched off.
    ///
    /// Throws when the samples do not fit `input` or hold a value that is not finite.
    public func forward(_ inputs: Inputs, dropout seed: UInt64?) throws(InvalidArgument) -> Pass {
        try inputs.validate(as: input)
        return forward(valid: inputs, dropout: seed)
    }

    func forward(valid inputs: Inputs, dropout seed: UInt64?) -> Pass {
        var activations = [enter(inputs)]
        activations.reserveCapacity(operations.count + 1)
        for operation in operations {
            activations.append(operation.forward(activations[activations.count - 1], parameters, seed: seed))
        }
        return Pass(inputs: inputs, activations: activations, seed: seed)
    }

    /// The derivative of a loss by each of the parameters, from `gradient`, its derivative by each logit of a
    /// pass of this network: back-propagation (Rumelhart, Hinton & Williams 1986).
    ///
    /// Throws when `gradient` has not the shape of the logits, or the pass is another network's.
    public func backward(_ pass: Pass, _ gradient: Matrix<Double>) throws(InvalidArgument) -> [Float] {
        guard pass.activations.count == operations.count + 1, pass.activations.last?.columns == outputs else {
            throw InvalidArgument("pass", "another network's", "it must be a pass of this network")
        }
        guard gradient.rows == pass.inputs.count, gradient.columns == outputs else {
            throw InvalidArgument(
                "gradient", "\(gradient.rows) × \(gradient.columns)",
                "the logits are \(pass.inputs.count) × \(outputs)")
        }
        var gradient = Matrix<Float>(
            rows: gradient.rows, columns: gradient.columns, elements: gradient.elements.map { Float($0) })
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
