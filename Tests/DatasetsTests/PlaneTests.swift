import Distillation
import Testing

@testable import Datasets

@Suite struct PlaneTests {
    @Test("A ring's points lie between its circles, evenly by area and direction")
    func ring() throws {
        let ring = try Ring(innerRadius: 6, outerRadius: 8, centre: (x: 1, y: -2))
        let points = try ring.sample(20_000, seed: 1)
        var (inner, quadrant) = (0, 0)
        for row in 0..<points.rows {
            let (x, y) = (Double(points[row, 0]) - 1, Double(points[row, 1]) + 2)
            let square = x * x + y * y
            #expect(square > 36 - 1e-4 && square < 64 + 1e-4)
            // The circle of radius √50 halves the area between 36 and 64.
            if square < 50 { inner += 1 }
            if x > 0 && y > 0 { quadrant += 1 }
        }
        // Five deviations: 5 · √(20000/4) = 354, and 5 · √(20000 · 3/16) = 306.
        #expect((inner - 10_000).magnitude < 354)
        #expect((quadrant - 5_000).magnitude < 306)
    }

    @Test("Without noise the moons lie on their half circles")
    func moons() throws {
        let moons = try TwoMoons(noise: 0).sample(1001, seed: 1)
        #expect(moons.classCounts == [501, 500])
        for row in 0..<moons.count {
            let (x, y) = (Double(moons.features[row, 0]), Double(moons.features[row, 1]))
            let (dx, dy) = moons.labels[row] == 0 ? (x, y) : (x - 1, 0.5 - y)
            #expect((dx * dx + dy * dy - 1).magnitude < 1e-6)
            #expect(dy >= 0)
        }
    }

    @Test("Impossible rings, noises and counts are refused")
    func refusals() {
        #expect(throws: InvalidArgument.self) { try Ring(innerRadius: 2, outerRadius: 2) }
        #expect(throws: InvalidArgument.self) { try Ring(innerRadius: -1, outerRadius: 2) }
        #expect(throws: InvalidArgument.self) { try Ring(innerRadius: 0, outerRadius: .infinity) }
        #expect(throws: InvalidArgument.self) { try TwoMoons(noise: -1) }
        #expect(throws: InvalidArgument.self) { try TwoMoons(noise: .nan) }
        #expect(throws: InvalidArgument.self) { try TwoMoons(noise: 0).sample(-1, seed: 1) }
        #expect(throws: InvalidArgument.self) { try Ring(innerRadius: 1, outerRadius: 2).sample(-1, seed: 1) }
    }

    /// The features' bits, highest byte first, and the labels.
    private func checksum(_ features: Matrix<Float>, _ labels: [Int] = []) -> String {
        let bytes = features.elements.flatMap { value in
            (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (24 - 8 * UInt32($0))) }
        }
        return String(SHA256.hexDigest(of: bytes + labels.map { UInt8($0) }).prefix(16))
    }

    @Test("One seed gives the same bits on every machine")
    func bits() throws {
        let mixture = try GaussianMixture.unequalCovariances().sample(500, seed: 1)
        let moons = try TwoMoons(noise: 0.1).sample(500, seed: 1)
        let digits = try Dataset.digits().subset(Array(0..<200))
        let split = try digits.split(train: 120, seed: 1)
        let found = [
            checksum(mixture.features, mixture.labels), checksum(moons.features, moons.labels),
            checksum(try Ring(innerRadius: 6, outerRadius: 8).sample(500, seed: 1)),
            checksum(try digits.rotated(degrees: 33).features),
            checksum(try digits.blurred(deviation: 0.8).features),
            checksum(try digits.withNoise(deviation: 1.5, seed: 1).features),
            checksum(split.test.features, split.test.labels),
        ]
        let expected = [
            "58131614c9146b62",
            "99330d0b4f367a85",
            "8c2802c9572a73f4",
            "62f1f327d08106f4",
            "8b243aeac49640be",
            "356bac78f08efc4d",
            "34bdd2345a17f1db",
        ]
        #expect(found == expected)
    }
}
