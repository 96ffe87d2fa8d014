import Distillation
import Testing

@testable import Datasets

@Suite struct ShiftTests {
    private func image(_ rows: [[Float]]) throws -> Dataset {
        try Dataset(
            features: Matrix(rows: 1, columns: rows.count * rows[0].count, elements: rows.flatMap { $0 }),
            labels: [0], classNames: ["a"], imageSize: .init(height: rows.count, width: rows[0].count))
    }

    @Test("A turn by 0° or by whole turns changes nothing; four quarter turns neither")
    func identities() throws {
        let digits = try Dataset.digits().subset(Array(0..<50))
        for degrees in [0.0, 360, -720] { #expect(try digits.rotated(degrees: degrees) == digits) }
        var turned = digits
        for _ in 0..<4 { turned = try turned.rotated(degrees: 90) }
        #expect(turned == digits)
        #expect(try digits.rotated(degrees: 90).rotated(degrees: -90) == digits)
        #expect(try digits.rotated(degrees: 180) == digits.rotated(degrees: 90).rotated(degrees: 90))
    }

    @Test("A quarter turn is counter-clockwise: what was right is on top")
    func quarterTurn() throws {
        let turned = try image([[1, 2, 3], [4, 5, 6], [7, 8, 9]]).rotated(degrees: 90)
        #expect(turned.features.elements == [3, 6, 9, 2, 5, 8, 1, 4, 7])
    }

    @Test("Between the pixels the value is the bilinear mean of four")
    func bilinear() throws {
        // Turned by 45°, the pixel above the middle comes from (√½, √½) to the upper right of it.
        let turned = try image([[0, 0, 8], [0, 4, 0], [0, 0, 0]]).rotated(degrees: 45)
        let a = 0.5.squareRoot()
        #expect((Double(turned.features[0, 1]) - ((1 - a) * (1 - a) * 4 + a * a * 8)).magnitude < 1e-6)
        #expect(turned.features[0, 4] == 4)
    }

    @Test("Random turns are drawn by their seed, one for each image, and those by up to 0° are none")
    func randomTurns() throws {
        let digits = try Dataset.digits().subset(Array(repeating: 0, count: 5))
        let turned = try digits.randomlyRotated(upTo: 30, seed: 1)
        #expect(try digits.randomlyRotated(upTo: 30, seed: 1) == turned)
        #expect(Set((0..<5).map { turned.features[row: $0] }).count == 5)
        #expect(try digits.randomlyRotated(upTo: 0, seed: 1) == digits)
    }

    @Test("A point blurs into the Gaussian's weights, and keeps its sum away from the edges")
    func blurredPoint() throws {
        var rows = [[Float]](repeating: [Float](repeating: 0, count: 15), count: 15)
        rows[7][7] = 1
        let blurred = try image(rows).blurred(deviation: 1).features
        #expect((blurred.elements.reduce(0, +) - 1).magnitude < 1e-6)
        let middle = blurred[0, 7 * 15 + 7]
        for (offset, weight) in [(1, 0.60653066), (2, 0.13533528), (15, 0.60653066), (16, 0.36787944)] {
            #expect((Double(blurred[0, 7 * 15 + 7 + offset] / middle) - weight).magnitude < 1e-6)
        }
        #expect(try image(rows).blurred(deviation: 0) == image(rows))
    }

    @Test("Noise has the deviation asked for, no mean, and keeps to its limits")
    func noise() throws {
        let digits = try Dataset.digits()
        let noisy = try digits.withNoise(deviation: 2, seed: 1)
        let differences = zip(noisy.features.elements, digits.features.elements).map {
            Double($0) - Double($1)
        }
        let count = Double(differences.count)
        let mean = differences.reduce(0, +) / count
        let variance = differences.reduce(0) { $0 + $1 * $1 } / count
        // Five standard errors: 5 · 2/√115008 and 5 · 4 · √(2/115008).
        #expect(mean.magnitude < 0.03 && (variance - 4).magnitude < 0.084)
        let limited = try digits.withNoise(deviation: 2, limits: 0...16, seed: 1)
        #expect(limited.features.elements.allSatisfy { (0...16).contains($0) })
        #expect(try digits.withNoise(deviation: 0, seed: 1) == digits)
    }

    @Test("What is no image cannot be turned or blurred, and impossible sizes are refused")
    func refusals() throws {
        let data = try smallDataset()
        #expect(throws: InvalidArgument.self) { try data.rotated(degrees: 10) }
        #expect(throws: InvalidArgument.self) { try data.blurred(deviation: 1) }
        let digits = try Dataset.digits().subset([0])
        for value in [Double.nan, .infinity] {
            #expect(throws: InvalidArgument.self) { try digits.rotated(degrees: value) }
            #expect(throws: InvalidArgument.self) { try digits.blurred(deviation: value) }
            #expect(throws: InvalidArgument.self) { try digits.withNoise(deviation: value, seed: 1) }
            #expect(throws: InvalidArgument.self) { try digits.randomlyRotated(upTo: value, seed: 1) }
        }
        #expect(throws: InvalidArgument.self) { try digits.withNoise(deviation: -1, seed: 1) }
    }
}
