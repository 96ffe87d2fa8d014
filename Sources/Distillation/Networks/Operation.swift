/// A layer that knows the sizes of what it takes and gives. All of a network's parameters lie in one array, of
/// which an operation knows its part; it holds no numbers of its own.
enum Operation: Equatable, Sendable {
    case dense(Dense)
    case rectifier(Rectifier)
    case dropout(Dropout)
    case convolution(Convolution)
    case pooling(Pooling)

    /// What comes out for the samples `x`. Dropout draws its mask from `seed`, or does nothing without one.
    func forward(_ x: Matrix<Float>, _ parameters: [Float], seed: UInt64?) -> Matrix<Float> {
        switch self {
        case .dense(let dense): dense.forward(x, parameters)
        case .rectifier(let rectifier): rectifier.forward(x)
        case .dropout(let dropout): dropout.forward(x, seed: seed)
        case .convolution(let convolution): convolution.forward(x, parameters)
        case .pooling(let pooling): pooling.forward(x)
        }
    }

    /// How the loss changes with the input, from how it changes with the output.
    func inputGradient(
        _ gradient: Matrix<Float>, input: Matrix<Float>, output: Matrix<Float>, _ parameters: [Float],
        seed: UInt64?
    ) -> Matrix<Float> {
        switch self {
        case .dense(let dense): dense.inputGradient(gradient, parameters)
        case .rectifier(let rectifier): rectifier.inputGradient(gradient, output: output)
        case .dropout(let dropout): dropout.inputGradient(gradient, seed: seed)
        case .convolution(let convolution): convolution.inputGradient(gradient, parameters)
        case .pooling(let pooling): pooling.inputGradient(gradient, input: input, output: output)
        }
    }

    /// Writes how the loss changes with this operation's parameters into their part of `gradients`.
    func parameterGradient(_ gradient: Matrix<Float>, input: Matrix<Float>, into gradients: inout [Float]) {
        switch self {
        case .dense(let dense): dense.parameterGradient(gradient, input: input, into: &gradients)
        case .convolution(let convolution):
            convolution.parameterGradient(gradient, input: input, into: &gradients)
        case .rectifier, .dropout, .pooling: break
        }
    }

    /// The dense layer within, which has the parameters, if there is one.
    var dense: Dense? {
        switch self {
        case .dense(let dense): dense
        case .convolution(let convolution): convolution.dense
        case .rectifier, .dropout, .pooling: nil
        }
    }

    /// Multiplications with a following addition that one sample costs.
    var multiplyAdds: Int {
        switch self {
        case .dense(let dense): dense.multiplyAdds
        case .convolution(let convolution): convolution.multiplyAdds
        case .rectifier, .dropout, .pooling: 0
        }
    }
}
