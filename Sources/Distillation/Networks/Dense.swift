/// A dense layer, applied to each run of `inputs` values that comes in: to each row of a matrix, or to each window
/// of an image. y = x · W + b: `inputs` × `outputs` weights, row by row, then `outputs` biases.
struct Dense: Equatable, Sendable {
    let inputs: Int
    let outputs: Int
    /// Where its parameters begin among the network's.
    let offset: Int
    /// Whether a rectifier comes next.
    let rectified: Bool

    var parameterCount: Int { (inputs + 1) * outputs }

    /// Weights drawn evenly from ±√(6 / inputs) where a rectifier follows (He et al. 2015) and from
    /// ±√(6 / (inputs + outputs)) elsewhere (Glorot & Bengio 2010); biases 0.
    func initialise(_ parameters: inout [Float], _ generator: inout RandomGenerator) {
        let bound = (6 / Double(rectified ? inputs : inputs + outputs)).squareRoot()
        for index in offset..<offset + inputs * outputs {
            parameters[index] = Float(bound * (2 * generator.uniform() - 1))
        }
    }

    func forward(_ x: Matrix<Float>, _ parameters: [Float]) -> Matrix<Float> {
        product(x.reshaped(columns: inputs), parameters, from: offset, columns: outputs)
    }

    func inputGradient(_ gradient: Matrix<Float>, _ parameters: [Float]) -> Matrix<Float> {
        productWithTransposed(gradient.reshaped(columns: outputs), parameters, from: offset, columns: inputs)
    }

    func parameterGradient(_ gradient: Matrix<Float>, input: Matrix<Float>, into gradients: inout [Float]) {
        transposedProduct(
            input.reshaped(columns: inputs), gradient.reshaped(columns: outputs), into: &gradients,
            from: offset)
    }
}
