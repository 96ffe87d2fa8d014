import CKernels
import Testing

@testable import Distillation

/// Sizes around the edges of tiles (4 × 16) and of panels (256 deep).
private let sizes = [
    (1, 1, 1), (3, 2, 5), (4, 16, 8), (5, 17, 3), (8, 15, 31), (63, 10, 7), (64, 33, 16), (65, 16, 2),
    (2, 3, 0),
    (7, 20, 256), (6, 18, 257), (9, 5, 600), (130, 70, 90),
]

@Suite("Kernels")
struct KernelTests {
    @Test(
        "a product has the bits of sums in the order of k, whatever the strides",
        arguments: sizes)
    func product(m: Int, n: Int, k: Int) {
        var random = RandomGenerator(seed: UInt64(m * 10_000 + n * 100 + k))
        func draw(_ count: Int) -> [Float] { (0..<count).map { _ in Float(random.normal()) } }
        let (a, b, bias) = (draw(m * k), draw(k * n), draw(n))
        for (transposedA, transposedB, biased) in [
            (false, false, true), (true, false, false), (false, true, true), (true, true, false),
        ] {
            var expected = [Float](repeating: 0, count: m * n)
            for i in 0..<m {
                for j in 0..<n {
                    var sum = biased ? bias[j] : 0
                    for p in 0..<k {
                        let product =
                            (transposedA ? a[p * m + i] : a[i * k + p])
                            * (transposedB ? b[j * k + p] : b[p * n + j])
                        sum += product
                    }
                    expected[i * n + j] = sum
                }
            }
            var result = [Float](repeating: .nan, count: m * n)
            bias.withUnsafeBufferPointer { bias in
                ck_matmul(
                    m, n, k, a, transposedA ? 1 : k, transposedA ? m : 1, b, transposedB ? 1 : n,
                    transposedB ? k : 1, biased ? bias.baseAddress : nil, &result)
            }
            #expect(result == expected, "A transposed: \(transposedA), B transposed: \(transposedB)")
        }
    }

    @Test("every task of a job runs exactly once, also when jobs start jobs and many threads start them")
    func tasks() async {
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    (0..<200).allSatisfy { _ in
                        var runs = [Int32](repeating: 0, count: 37 * 3)
                        runs.withUnsafeMutableBytes { bytes in
                            ck_parallel(
                                37,
                                { outer, runs in
                                    let own = runs!.assumingMemoryBound(to: Int32.self) + 3 * outer
                                    ck_parallel(3, { $1!.assumingMemoryBound(to: Int32.self)[$0] += 1 }, own)
                                }, bytes.baseAddress)
                        }
                        return runs.allSatisfy { $0 == 1 }
                    }
                }
            }
            for await each in group { #expect(each) }
        }
    }
}
