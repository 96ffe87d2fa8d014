import Distillation

/// The discrete Fourier transform of a fixed, even length that is a power of two (Cooley and Tukey 1965).
///
/// Sines and cosines are the library's own, so the last bit is the same on every machine.
struct FourierTransform: Sendable {
    let count: Int
    private let cosines: [Double]
    private let sines: [Double]
    private let reversed: [Int]

    /// For `count` values, a power of two of at least 2.
    init(count: Int) {
        precondition(count >= 2 && count & (count - 1) == 0, "\(count) is no power of two")
        self.count = count
        let angles = (0..<count / 2).map { -2 * Double.pi * Double($0) / Double(count) }
        cosines = angles.map { Double.cos($0) }
        sines = angles.map { Double.sin($0) }
        let bits = count.trailingZeroBitCount
        reversed = (0..<count).map { index in
            (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
        }
    }

    /// |X_k|² for k in 0...count/2, where X_k = Σ_t x_t exp(−2πikt/count), of `count` real values.
    func power(_ values: [Double]) -> [Double] {
        var re = reversed.map { values[$0] }
        var im = [Double](repeating: 0, count: count)
        var half = 1
        while half < count {
            let stride = count / (2 * half)
            for start in Swift.stride(from: 0, to: count, by: 2 * half) {
                for k in 0..<half {
                    let (c, s) = (cosines[k * stride], sines[k * stride])
                    let (a, b) = (start + k, start + k + half)
                    let (x, y) = (c * re[b] - s * im[b], c * im[b] + s * re[b])
                    (re[b], im[b]) = (re[a] - x, im[a] - y)
                    (re[a], im[a]) = (re[a] + x, im[a] + y)
                }
            }
            half *= 2
        }
        return (0...count / 2).map { re[$0] * re[$0] + im[$0] * im[$0] }
    }
}
