/// The mean of the learned vectors of a bag's members: `vocabulary` × `outputs` parameters, row by row.
struct EmbeddingBag: Equatable, Sendable {
    let vocabulary: Int
    let outputs: Int

    var parameterCount: Int { vocabulary * outputs }

    /// Drawn evenly from ±1 / outputs, as fastText does (Joulin et al. 2016).
    func initialise(_ parameters: inout [Float], _ generator: inout RandomGenerator) {
        for index in 0..<parameterCount {
            parameters[index] = Float((2 * generator.uniform() - 1) / Double(outputs))
        }
    }

    func forward(_ bags: [[Int]], _ parameters: [Float]) -> Matrix<Float> {
        var result = Matrix<Float>(rows: bags.count, columns: outputs)
        result.elements.withUnsafeMutableBufferPointer { result in
            parameters.withUnsafeBufferPointer { vectors in
                for (row, bag) in bags.enumerated() {
                    for index in bag {
                        for column in 0..<outputs {
                            result[row * outputs + column] += vectors[index * outputs + column]
                        }
                    }
                    for column in 0..<outputs where !bag.isEmpty {
                        result[row * outputs + column] /= Float(bag.count)
                    }
                }
            }
        }
        return result
    }

    func parameterGradient(_ gradient: Matrix<Float>, bags: [[Int]], into gradients: inout [Float]) {
        gradients.withUnsafeMutableBufferPointer { sums in
            sums[0..<parameterCount].update(repeating: 0)
            gradient.elements.withUnsafeBufferPointer { gradient in
                for (row, bag) in bags.enumerated() {
                    for index in bag {
                        for column in 0..<outputs {
                            sums[index * outputs + column] +=
                                gradient[row * outputs + column] / Float(bag.count)
                        }
                    }
                }
            }
        }
    }
}
