/// A layer that knows the sizes of what it takes and gives. All of a network's parameters lie in one array, of
/// which an operation knows its part; it holds no numbers of its own.
enum Operation: Equatable, Sendable {
    case dense(Dense)
    case rectifier(Rectifier)
    case dropout(Dropout)
    case windows(Windows)
    case pooling(Pooling)

    /// What comes out for the samples `x`. Dropout draws its mask from `seed`, or does nothing without one.
    func forward(_ x: Matrix<Float>, _ parameters: [Float], seed: UInt64?) -> Matrix<Float> {
        switch self {
        case .dense(let dense): dense.forward(x, parameters)
        case .rectifier(let rectifier): rectifier.forward(x)
        case .dropout(let dropout): dropout.forward(x, seed: seed)
        case .windows(let windows): windows.forward(x)
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
        case .windows(let windows): windows.inputGradient(gradient)
        case .pooling(let pooling): pooling.inputGradient(gradient, input: input, output: output)
        }
    }

    /// The dense layer, the one kind of operation with parameters.
    var dense: Dense? {
        if case .dense(let dense) = self { dense } else { nil }
    }
}
