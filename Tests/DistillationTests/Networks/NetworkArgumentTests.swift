import Testing

@testable import Distillation

private struct Refusal: Sendable, CustomTestStringConvertible {
    let input: Shape
    let layers: [Layer]
    let message: String
    var testDescription: String { message }
}

private let image = Shape.image(height: 8, width: 6, channels: 1)

private let refusals = [
    Refusal(input: .vector(0), layers: [.relu], message: "input is 0: it must be positive"),
    Refusal(input: .vector(2), layers: [], message: "layers is empty: there must be at least one"),
    Refusal(
        input: .image(height: 8, width: -1, channels: 1), layers: [.relu],
        message: "input is -1: it must be positive"),
    Refusal(input: .vector(2), layers: [.dense(0)], message: "dense is 0: it must be positive"),
    Refusal(input: .vector(2), layers: [.dropout(1)], message: "dropout is 1.0: the rate must be in 0 ..< 1"),
    Refusal(
        input: .vector(2), layers: [.dropout(.nan)], message: "dropout is nan: the rate must be in 0 ..< 1"),
    Refusal(
        input: .vector(64), layers: [.convolution(channels: 1, size: 3)],
        message: "convolution is after 64 plain values: it takes an image"),
    Refusal(
        input: image, layers: [.convolution(channels: 1, size: 7)],
        message: "size is 7: a window must measure 1 to 6 here"),
    Refusal(
        input: image, layers: [.convolution(channels: 1, size: 3, padding: -1)],
        message: "padding is -1: it must be from 0 to 268435456"),
    Refusal(
        input: image, layers: [.convolution(channels: 0, size: 3)],
        message: "channels is 0: it must be positive"),
    Refusal(input: image, layers: [.maxPool(3)], message: "maxPool is 3: it must divide the image's 8 × 6"),
    Refusal(
        input: image, layers: [.dense(4), .averagePool(2)],
        message: "averagePool is after 4 plain values: it takes an image"),
    Refusal(
        input: .vector(4), layers: [.embeddingBag(2)],
        message: "embeddingBag is 2: it must come first and take bags"),
    Refusal(
        input: .bag(vocabulary: 4), layers: [.dense(2)],
        message: "layers[0] is another layer: bags go into an embedding bag"),
]

@Suite("What a network refuses")
struct NetworkArgumentTests {
    @Test("layers that do not fit are refused with the layer and the value", arguments: refusals)
    private func layers(_ refusal: Refusal) {
        let error = #expect(throws: InvalidArgument.self) {
            try Network(input: refusal.input, layers: refusal.layers, seed: 1)
        }
        #expect(error?.description == refusal.message)
    }

    @Test("samples of another shape, not finite or out of the vocabulary are refused")
    func inputs() throws {
        let network = try Network(input: .vector(2), layers: [.dense(2)], seed: 1)
        let text = try Network(input: .bag(vocabulary: 3), layers: [.embeddingBag(2)], seed: 1)
        for (network, inputs, message) in [
            (network, Inputs([[1, 2, 3]] as Matrix<Float>), "inputs is 3 columns: the network takes 2"),
            (network, Inputs([[1, .nan]] as Matrix<Float>), "inputs is nan: every value must be finite"),
            (network, Inputs([[1, 1e60]] as Matrix<Double>), "inputs is inf: every value must be finite"),
            (
                network, Inputs([[1, 2], [3]] as Matrix<Float>),
                "inputs is ragged: every row must have 2 values"
            ),
            (network, .bags([[1]]), "inputs is bags: the network takes the rows of a matrix"),
            (text, Inputs([[1, 2]] as Matrix<Float>), "inputs is a matrix: the network takes bags"),
            (text, .bags([[0], [3]]), "inputs is 3: an index must be in 0 ..< 3"),
            (text, .bags([[-1]]), "inputs is -1: an index must be in 0 ..< 3"),
        ] {
            let error = #expect(throws: InvalidArgument.self) { try network.logits(inputs) }
            #expect(error?.description == message)
            #expect(throws: InvalidArgument.self) { try network.forward(inputs, dropout: nil) }
            #expect(throws: InvalidArgument.self) { try network.dropoutSamples(inputs, count: 1, seed: 1) }
        }
    }

    @Test("no samples give no logits")
    func empty() throws {
        let network = try Network(input: .vector(2), layers: [.dense(3), .relu, .dense(2)], seed: 1)
        let logits = try network.logits(Inputs(Matrix<Float>(rows: 0, columns: 2)))
        #expect(logits.rows == 0 && logits.columns == 2)
    }

    @Test("a gradient of another shape than the logits is refused")
    func gradient() throws {
        let network = try Network(input: .vector(2), layers: [.dense(3)], seed: 1)
        let pass = try network.forward(Inputs([[1, 2]] as Matrix<Float>), dropout: nil)
        let error = #expect(throws: InvalidArgument.self) { try network.backward(pass, [[1, 2]]) }
        #expect(error?.description == "gradient is 1 × 2: the logits are 1 × 3")
    }
}
