@testable import Distillation

/// Seeded random inputs for the tests of laws.
struct Samples {
    var generator: RandomGenerator

    init(_ seed: UInt64) { generator = RandomGenerator(seed: seed) }

    mutating func logits(_ rows: Int, _ columns: Int, scale: Double = 3) -> Matrix<Double> {
        var matrix = Matrix<Double>(rows: rows, columns: columns)
        for j in 0..<matrix.elements.count { matrix.elements[j] = scale * generator.normal() }
        return matrix
    }

    mutating func probabilities(_ rows: Int, _ columns: Int, scale: Double = 3) throws -> Matrix<Double> {
        try Probability.softmax(logits(rows, columns, scale: scale))
    }

    mutating func labels(_ rows: Int, _ classes: Int) -> [Int] {
        (0..<rows).map { _ in generator.uniform(below: classes) }
    }
}
