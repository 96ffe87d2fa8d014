import CKernels
import Distillation

/// The product of two matrices of 256 × 256, on one thread.
func product() -> Double {
    var random = RandomGenerator(seed: 1)
    let n = 256
    let (a, b) = (
        (0..<n * n).map { _ in random.uniformFloat() }, (0..<n * n).map { _ in random.uniformFloat() }
    )
    var c = [Float](repeating: 0, count: n * n)
    return best(repeats: 20, prepare: {}) { ck_matmul(n, n, n, a, n, 1, b, n, 1, nil, &c) }
}
