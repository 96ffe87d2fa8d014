/// A dense layer, y = x · W + b: `inputs` × `outputs` weights, row by row, then `outputs` biases.
struct Dense: Equatable, Sendable {
    let inputs: Int
    let outputs: Int
    /// Where its parameters begin among the network's.
    let offset: Int
    /// Whether a rectifier comes next.
    let rectified: Bool

    var parameterCount: Int { (inputs + 1) * outputs }
    var multiplyAdds: Int { inputs * outputs }

    /// Weights drawn evenly from ±√(6 / inputs) where a rectifier follows (He et al. 2015) and from
    /// ±√(6 / (inputs + outputs)) elsewhere (Glorot & Bengio 2010); biases 0.
    func initialise(_ parameters: inout [Float], _ generator: inout RandomGenerator) {
        let bound = (6 / Double(rectified ? inputs : inputs + outputs)).squareRoot()
        for index in offset..<offset + inputs * outputs {
            parameters[index] = Float(bound * (2 * generator.uniform() - 1))
        }
    }

    func forward(_ x: Matrix<Float>, _ parameters: [Float]) -> Matrix<Float> {
        product(x, parameters, from: offset, columns: outputs)
    }

    func inputGradient(_ gradient: Matrix<Float>, _ parameters: [Float]) -> Matrix<Float> {
        productWithTransposed(gradient, parameters, from: offset, columns: inputs)
    }

    func parameterGradient(_ gradient: Matrix<Float>, input: Matrix<Float>, into gradients: inout [Float]) {
        transposedProduct(input, gradient, into: &gradients, from: offset)
    }
}
