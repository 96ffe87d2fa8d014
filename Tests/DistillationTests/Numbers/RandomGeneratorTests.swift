import Testing

@testable import Distillation

@Suite("Random generator")
struct RandomGeneratorTests {
    /// Mean and variance of `count` draws.
    private func moments(_ count: Int, _ draw: () throws -> Double) rethrows -> (
        mean: Double, variance: Double
    ) {
        var sum = 0.0
        var squares = 0.0
        for _ in 0..<count {
            let x = try draw()
            sum += x
            squares += x * x
        }
        let mean = sum / Double(count)
        return (mean, squares / Double(count) - mean * mean)
    }

    @Test("is xoshiro256** filled by SplitMix64, as an independent program computes it")
    func algorithm() {
        var generator = RandomGenerator(seed: 1)
        #expect(
            (0..<3).map { _ in generator.next() } == [
                12_966_619_160_104_079_557, 9_600_361_134_598_540_522, 10_590_380_919_521_690_900,
            ])
        var other = RandomGenerator(seed: 20_240_607)
        #expect((0..<2).map { _ in other.next() } == [7_192_491_783_506_631_878, 14_546_409_312_446_703_088])
    }

    @Test("gives the same draws from the same seed, others from another")
    func seeds() {
        var a = RandomGenerator(seed: 7)
        var b = RandomGenerator(seed: 7)
        var c = RandomGenerator(seed: 8)
        let drawn = (0..<10).map { _ in a.normal() }
        #expect(drawn == (0..<10).map { _ in b.normal() })
        #expect(drawn != (0..<10).map { _ in c.normal() })
        #expect(a == b && a != c)
    }

    @Test("a substream depends on seed and label, not on what was drawn before")
    func substreams() {
        var root = RandomGenerator(seed: 5)
        let before = root.substream("student")
        _ = root.normal()
        #expect(root.substream("student") == before)
        let seeds = [before.seed, root.substream("teacher").seed] + (0..<50).map { root.substream($0).seed }
        #expect(Set(seeds).count == 52)
        #expect(RandomGenerator(seed: 6).substream("student") != before)
    }

    @Test("uniform draws fill [0, 1) evenly")
    func uniform() {
        var generator = RandomGenerator(seed: 11)
        var counts = [Int](repeating: 0, count: 10)
        for _ in 0..<100_000 { counts[Int(generator.uniform() * 10)] += 1 }
        // Chi-square with 9 degrees of freedom: 27.9 is its 0.999 quantile.
        let statistic = counts.reduce(0.0) { $0 + Double(($1 - 10_000) * ($1 - 10_000)) / 10_000 }
        #expect(statistic < 27.9)
        let floats = (0..<1000).map { _ in generator.uniformFloat() }
        #expect(floats.allSatisfy { $0 >= 0 && $0 < 1 })
    }

    @Test("a draw below a bound has no bias, which taking remainders would show at 3·2⁶¹")
    func below() {
        var generator = RandomGenerator(seed: 12)
        let bound = 3 << 61 as Int
        // By remainders the lowest quarter would come twice as often; evenly, 2/3·2⁶² of 3·2⁶¹ is below.
        var low = 0
        for _ in 0..<30_000 where generator.uniform(below: bound) < bound / 3 { low += 1 }
        #expect((low - 10_000).magnitude < 300)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<60_000 { counts[generator.uniform(below: 6)] += 1 }
        #expect(counts.allSatisfy { ($0 - 10_000).magnitude < 400 })
        #expect(generator.uniform(below: 1) == 0)
    }

    @Test("normal draws have the moments and tails of the standard normal distribution")
    func normal() {
        var generator = RandomGenerator(seed: 13)
        let draws = (0..<100_000).map { _ in generator.normal() }
        var iterator = draws.makeIterator()
        let (mean, variance) = moments(100_000) { iterator.next() ?? .nan }
        #expect(mean.magnitude < 0.01 && (variance - 1).magnitude < 0.015)
        let outside = draws.filter { $0.magnitude > 1.959964 }.count
        #expect((outside - 5000).magnitude < 250)
    }

    @Test("permutations are permutations, each of the 24 of four equally often")
    func permutations() {
        var generator = RandomGenerator(seed: 14)
        #expect(generator.permutation(of: 100).sorted() == Array(0..<100))
        #expect(generator.permutation(of: 0).isEmpty)
        var counts: [[Int]: Int] = [:]
        for _ in 0..<24_000 { counts[generator.permutation(of: 4), default: 0] += 1 }
        #expect(counts.count == 24 && counts.values.allSatisfy { ($0 - 1000).magnitude < 130 })
        #expect(generator.shuffled(["a", "b", "c"]).sorted() == ["a", "b", "c"])
    }

    @Test("gamma draws have mean and variance equal to the shape", arguments: [0.1, 0.5, 1, 2.5, 40])
    func gamma(shape: Double) throws {
        var generator = RandomGenerator(seed: 15)
        let (mean, variance) = try moments(50_000) { try generator.gamma(shape: shape) }
        let standardError = (shape / 50_000).squareRoot()
        #expect((mean - shape).magnitude < 5 * standardError)
        #expect((variance / shape - 1).magnitude < 0.15)
    }

    @Test("the logarithm of a gamma draw has mean ψ(shape) where the draw itself would be 0")
    func tinyGamma() throws {
        var generator = RandomGenerator(seed: 16)
        let (mean, _) = try moments(50_000) { try generator.logOfGamma(shape: 0.001) }
        let expected = try SpecialFunctions.digamma(0.001)
        #expect((mean / expected - 1).magnitude < 0.02)
    }

    @Test("Dirichlet draws sum to 1 and have mean α/α₀, tiny parameters included")
    func dirichlet() throws {
        var generator = RandomGenerator(seed: 17)
        var mean = [0.0, 0, 0]
        for _ in 0..<20_000 {
            let p = try generator.dirichlet([2, 1, 0.5])
            #expect((p.reduce(0, +) - 1).magnitude < 1e-12)
            for j in 0..<3 { mean[j] += p[j] / 20_000 }
        }
        for (m, expected) in zip(mean, [2 / 3.5, 1 / 3.5, 0.5 / 3.5]) {
            #expect((m - expected).magnitude < 0.01)
        }
        let corner = try generator.dirichlet([1e-4, 1e-4, 1e-4])
        #expect(corner.allSatisfy { $0 >= 0 } && (corner.reduce(0, +) - 1).magnitude < 1e-12)
        let extreme = try generator.dirichlet([.leastNonzeroMagnitude, .leastNonzeroMagnitude])
        #expect(extreme == [0.5, 0.5])
    }

    @Test("classes are drawn in proportion, never one of probability 0")
    func categorical() throws {
        var generator = RandomGenerator(seed: 18)
        var counts = [0, 0, 0]
        for _ in 0..<10_000 { counts[try generator.categorical([0.25, 0, 0.75])] += 1 }
        #expect(counts[1] == 0 && (counts[0] - 2500).magnitude < 200)
    }

    @Test("what no distribution has is refused")
    func refused() {
        var generator = RandomGenerator(seed: 1)
        for shape in [0, -1, Double.nan, .infinity] {
            #expect(throws: InvalidArgument.self) { try generator.gamma(shape: shape) }
            #expect(throws: InvalidArgument.self) { try generator.dirichlet([1, shape]) }
        }
        #expect(throws: InvalidArgument.self) { try generator.dirichlet([]) }
        for p in [[], [0.5, 0.4], [1.5, -0.5], [.nan, 1]] as [[Double]] {
            #expect(throws: InvalidArgument.self) { try generator.categorical(p) }
        }
    }
}
