import Testing

@testable import Distillation

private let convolutional: [Layer] = [
    .convolution(channels: 4, size: 3, padding: 1), .relu, .maxPool(2), .convolution(channels: 3, size: 2),
    .relu, .averagePool(3), .dropout(0.3), .dense(5),
]

@Suite("Network")
struct NetworkTests {
    @Test("a network counts its parameters and its multiply-adds")
    func sizes() throws {
        let dense = try Network(input: .vector(64), layers: [.dense(32), .relu, .dense(10)], seed: 1)
        #expect(dense.parameterCount == 65 * 32 + 33 * 10)
        #expect(dense.multiplyAdds == 64 * 32 + 32 * 10)
        #expect(dense.outputs == 10)

        // 8 × 8 → 8 × 8 × 4 → 4 × 4 × 4 → 3 × 3 × 3 → 1 × 1 × 3 → 5.
        let image = try Network(
            input: .image(height: 8, width: 8, channels: 1), layers: convolutional, seed: 1)
        #expect(image.parameterCount == 10 * 4 + (16 + 1) * 3 + 4 * 5)
        #expect(image.multiplyAdds == 64 * 9 * 4 + 9 * 16 * 3 + 3 * 5)

        let text = try Network(input: .bag(vocabulary: 100), layers: [.embeddingBag(8), .dense(3)], seed: 1)
        #expect(text.parameterCount == 100 * 8 + 9 * 3)
        #expect(text.multiplyAdds == 8 * 3)
    }

    @Test("weights are drawn within the bounds of He and of Glorot, biases are 0")
    func initialisation() throws {
        let network = try Network(input: .vector(24), layers: [.dense(40), .relu, .dense(8)], seed: 1)
        let first = network.parameters[0..<960]
        let second = network.parameters[1000..<1320]
        let he: Float = 0.5  // √(6/24)
        let glorot = Float(6.0 / 48).squareRoot()
        #expect(first.allSatisfy { abs($0) <= he } && first.contains { abs($0) > 0.98 * he })
        #expect(second.allSatisfy { abs($0) <= glorot } && second.contains { abs($0) > 0.98 * glorot })
        #expect((network.parameters[960..<1000] + network.parameters[1320...]).allSatisfy { $0 == 0 })
    }

    @Test("a network's gradient by all its parameters equals its finite differences, dropout included")
    func gradient() throws {
        let network = try Network(
            input: .image(height: 8, width: 8, channels: 1), layers: convolutional, seed: 3)
        try expectGradient(of: network, on: Inputs(normal(2, 64, seed: 1)))
        let text = try Network(
            input: .bag(vocabulary: 9), layers: [.embeddingBag(4), .dense(6), .relu, .dense(2)], seed: 4)
        try expectGradient(of: text, on: .bags([[0, 8, 8], [], [3, 4], [5]]))
    }

    private func expectGradient(of network: Network, on inputs: Inputs) throws {
        // Biases of 0 would lie on the rectifiers' kink.
        var network = network
        try network.replaceParameters(normal(1, network.parameterCount, seed: 9).elements.map { 0.3 * $0 })
        let pass = try network.forward(inputs, dropout: 5)
        let weights = normal(inputs.count, network.outputs, seed: 6)
        let gradients = try network.backward(pass, weights.map { Double($0) })
        DistillationTests.expectGradient(
            gradients,
            of: { parameters in
                var moved = network
                moved.parameters = parameters
                let logits = moved.forward(valid: inputs, dropout: 5).logits
                return dot(weights, logits.map { Float($0) })
            }, at: network.parameters, step: 0.0005)
    }

    @Test("a batch is cut into even parts, and its gradient is the sum of theirs")
    func parts() throws {
        #expect(Distillation.parts(of: 0) == [0..<0] && Distillation.parts(of: 63) == [0..<63])
        #expect(Distillation.parts(of: 65) == [0..<33, 33..<65])
        #expect(Distillation.parts(of: 10_000).map(\.count) == [Int](repeating: 1250, count: 8))

        let network = try Network(input: .vector(6), layers: [.dense(9), .relu, .dense(3)], seed: 1)
        let x = Inputs(normal(100, 6, seed: 1))
        let weights = normal(100, 3, seed: 2).map { Double($0) }
        let whole = try network.backward(network.forward(x, dropout: nil), weights)
        var sum = [Double](repeating: 0, count: network.parameterCount)
        for row in 0..<100 {
            let pass = try network.forward(x[[row]], dropout: nil)
            let one = try network.backward(pass, weights.selectingRows([row]))
            for index in sum.indices { sum[index] += Double(one[index]) }
        }
        for index in sum.indices { #expect(abs(Double(whole[index]) - sum[index]) < 1e-4) }
    }

    @Test("logits are the same sample by sample, in pieces and in a pass for training")
    func logits() throws {
        let network = try Network(
            input: .image(height: 8, width: 8, channels: 1), layers: convolutional, seed: 1)
        let x = normal(300, 64, seed: 2)
        let all = try network.logits(Inputs(x))
        #expect(try network.forward(Inputs(x), dropout: nil).logits == all)
        for row in [0, 255, 256, 299] {
            #expect(try network.logits(Inputs(x)[[row]]).elements == all[row: row])
        }
    }

    @Test("dropout samples differ from each other, not from run to run, and their mean is near the logits")
    func dropoutSamples() throws {
        let network = try Network(input: .vector(6), layers: [.dense(50), .dropout(0.2), .dense(2)], seed: 1)
        let x = Inputs(normal(4, 6, seed: 1))
        let samples = try network.dropoutSamples(x, count: 2000, seed: 7)
        #expect(samples[0] != samples[1])
        #expect(try network.dropoutSamples(x, count: 2000, seed: 7) == samples)
        let logits = try network.logits(x)
        for index in logits.elements.indices {
            let values = samples.map { $0.elements[index] }
            let mean = values.reduce(0, +) / 2000
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 1999
            #expect(variance > 0)
            #expect(abs(mean - logits.elements[index]) < 5 * (variance / 2000).squareRoot())
        }
        let plain = try Network(input: .vector(6), layers: [.dense(2)], seed: 1)
        let same = try plain.dropoutSamples(x, count: 2, seed: 1)
        #expect(same == [try plain.logits(x), try plain.logits(x)])
    }

    @Test("parameters that are stored and put back make the same network")
    func storing() throws {
        let network = try Network(input: .vector(3), layers: [.dense(2)], seed: 1)
        var other = try Network(input: .vector(3), layers: [.dense(2)], seed: 2)
        #expect(other != network && other.fingerprint != network.fingerprint)
        try other.replaceParameters(network.parameters)
        #expect(other == network && other.fingerprint == network.fingerprint)
        let count = #expect(throws: InvalidArgument.self) { try other.replaceParameters([1, 2]) }
        #expect(count?.description == "values is 2 values: the network has 8")
        #expect(throws: InvalidArgument.self) {
            try other.replaceParameters(network.parameters.dropLast() + [.nan])
        }
        #expect(other == network)
    }

    @Test("the fingerprint is the FNV-1a hash of the bytes")
    func fingerprint() throws {
        var network = try Network(input: .vector(1), layers: [.dense(1)], seed: 1)
        // 0x64636261 and 0x68676665: the bytes of "abcdefgh".
        try network.replaceParameters([Float(bitPattern: 0x6463_6261), Float(bitPattern: 0x6867_6665)])
        #expect(network.fingerprint == 0x25da_8c18_36a8_d66d)
    }
}
