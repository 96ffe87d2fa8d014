import Testing

@testable import Distillation

/// One operation with random parameters and an input of `rows` × `columns`.
private struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let operation: Distillation.Operation
    let rows: Int
    let columns: Int
    var parameterCount = 0
    var testDescription: String { name }
}

private let cases = [
    Case(
        name: "dense", operation: .dense(Dense(inputs: 5, outputs: 3, offset: 2, rectified: false)), rows: 4,
        columns: 5, parameterCount: 20),
    Case(name: "rectifier", operation: .rectifier(Rectifier()), rows: 3, columns: 7),
    Case(name: "dropout", operation: .dropout(Dropout(rate: 0.4, number: 1)), rows: 6, columns: 5),
    Case(
        name: "windows without padding",
        operation: .windows(Windows(height: 4, width: 5, channels: 2, size: 3, padding: 0)), rows: 2,
        columns: 40),
    Case(
        name: "windows wider than the image",
        operation: .windows(Windows(height: 2, width: 3, channels: 1, size: 5, padding: 2)), rows: 3,
        columns: 6),
    Case(
        name: "maximum",
        operation: .pooling(Pooling(kind: .max, height: 4, width: 6, channels: 3, size: 2)), rows: 2,
        columns: 72),
    Case(
        name: "mean",
        operation: .pooling(Pooling(kind: .average, height: 3, width: 6, channels: 2, size: 3)), rows: 2,
        columns: 36),
]

@Suite("Operations")
struct OperationTests {
    @Test("the gradient by the input equals its finite differences", arguments: cases)
    private func inputGradient(of each: Case) {
        let parameters = normal(1, each.parameterCount + 2, seed: 1).elements
        // All different and none 0, so that no tie and no kink lies within the step.
        var random = RandomGenerator(seed: 2)
        let count = each.rows * each.columns
        let x = Matrix<Float>(
            rows: each.rows, columns: each.columns,
            filling: random.permutation(of: count).map { Float($0 - count / 2) * 0.04 + 0.02 })
        func forward(_ x: Matrix<Float>) -> Matrix<Float> {
            each.operation.forward(x, parameters, seed: 9)
        }
        let y = forward(x)
        let weights = normal(y.rows, y.columns, seed: 3)
        let gradient = each.operation.inputGradient(weights, input: x, output: y, parameters, seed: 9)
        expectGradient(
            gradient.elements,
            of: { point in
                dot(weights, forward(Matrix(rows: x.rows, columns: x.columns, filling: point)))
            }, at: x.elements, step: 0.005)
    }

    @Test("the gradient by a dense layer's parameters equals its finite differences")
    func parameterGradient() throws {
        let dense = Dense(inputs: 5, outputs: 3, offset: 2, rectified: false)
        let x = normal(4, 5, seed: 4)
        let weights = normal(4, 3, seed: 5)
        let parameters = normal(1, 20, seed: 6).elements
        var gradients = [Float](repeating: 0, count: 20)
        dense.parameterGradient(weights, input: x, into: &gradients)
        expectGradient(gradients, of: { dot(weights, dense.forward(x, $0)) }, at: parameters)
    }

    @Test(
        "the gradient by an embedding's vectors equals its finite differences, with repeats and an empty bag")
    func embeddingGradient() {
        let embedding = EmbeddingBag(vocabulary: 4, outputs: 3)
        let bags = [[0, 2, 2], [], [3], [1, 0]]
        let weights = normal(4, 3, seed: 7)
        let parameters = normal(1, 12, seed: 8).elements
        var gradients = [Float](repeating: .nan, count: 12)
        embedding.parameterGradient(weights, bags: bags, into: &gradients)
        expectGradient(gradients, of: { dot(weights, embedding.forward(bags, $0)) }, at: parameters)
    }

    @Test("windows are cut row by row, with zeros where they jut out")
    func windows() {
        let windows = Windows(height: 2, width: 2, channels: 1, size: 2, padding: 1)
        let cut = windows.forward([[1, 2, 3, 4]])
        #expect(cut.rows == 9 && cut.columns == 4)
        #expect(cut[row: 0] == [0, 0, 0, 1])
        #expect(cut[row: 1] == [0, 0, 1, 2])
        #expect(cut[row: 4] == [1, 2, 3, 4])
        #expect(cut[row: 5] == [2, 0, 4, 0])
        #expect(cut[row: 8] == [4, 0, 0, 0])
    }

    @Test("pooling takes the largest or the mean of each tile and channel")
    func pooling() {
        // Two channels; the second is the negative of the first.
        let image: Matrix<Float> = [[1, -1, 2, -2, 5, -5, 6, -6, 3, -3, 4, -4, 7, -7, 8, -8]]
        let largest = Pooling(kind: .max, height: 2, width: 4, channels: 2, size: 2)
        #expect(largest.forward(image) == [[4, -1, 8, -5]])
        let mean = Pooling(kind: .average, height: 2, width: 4, channels: 2, size: 2)
        #expect(mean.forward(image) == [[2.5, -2.5, 6.5, -6.5]])
    }

    @Test("of equal values in a tile the first takes the whole gradient")
    func tie() {
        let pooling = Pooling(kind: .max, height: 2, width: 2, channels: 1, size: 2)
        let image: Matrix<Float> = [[1, 3, 3, 3]]
        let gradient = pooling.inputGradient([[5]], input: image, output: pooling.forward(image))
        #expect(gradient == [[0, 5, 0, 0]])
    }

    @Test("dropout keeps the mean, drops the share it was told to and does nothing without a seed")
    func dropout() {
        let dropout = Dropout(rate: 0.25, number: 0)
        let ones = Matrix<Float>(rows: 100, columns: 100, repeating: 1)
        #expect(dropout.forward(ones, seed: nil) == ones)
        let dropped = dropout.forward(ones, seed: 1).elements
        let zeros = dropped.filter { $0 == 0 }.count
        // Four standard deviations of a binomial count: 4·√(10,000·¼·¾) = 173.
        #expect(abs(zeros - 2500) < 174)
        #expect(dropped.allSatisfy { $0 == 0 || $0 == 1 / 0.75 })
        #expect(dropout.forward(ones, seed: 2).elements != dropped)
        #expect(Dropout(rate: 0.25, number: 1).forward(ones, seed: 1).elements != dropped)
    }

    @Test("an embedding is the mean of its members' vectors")
    func embedding() {
        let embedding = EmbeddingBag(vocabulary: 3, outputs: 2)
        let vectors: [Float] = [1, 2, 10, 20, 100, 200]
        #expect(
            embedding.forward([[0, 1, 1, 2], [], [2]], vectors) == [[30.25, 60.5], [0, 0], [100, 200]])
    }
}
