/// What e^(high + low) − 1 exceeds `high` by, for |high + low| ≤ ½ ln 2.
///
/// The exponential is there its Taylor polynomial of degree 13, whose remainder is below 5e-18; the
/// coefficients are 1/n!. Keeping `high` and the excess apart is what holds the error near ½ ulp.
@inline(__always)
func exponentialExcess(_ high: Double, _ low: Double) -> Double {
    let r = high + low
    let r2 = r * r
    let r4 = r2 * r2
    let a = r.cubic(r2, 1.0 / 2, 1.0 / 6, 1.0 / 24, 1.0 / 120)
    let b = r.cubic(r2, 1.0 / 720, 1.0 / 5040, 1.0 / 40320, 1.0 / 362880)
    let c = r.cubic(r2, 1.0 / 3_628_800, 1.0 / 39_916_800, 1.0 / 479_001_600, 1.0 / 6_227_020_800)
    return low + r2 * (a + r4 * (b + r4 * c))
}

/// x = k·ln 2 + high + low with |high + low| ≤ ½ ln 2; `shifted` holds k in its last bits.
///
/// The first part of ln 2 has 32 significant bits, so that its product with any k is exact and `high` is too.
@inline(__always)
func reducedByLogTwo(_ x: Double) -> (shifted: Double, high: Double, low: Double) {
    let shifter = 0x1.8p52  // adding and subtracting it rounds to the nearest integer
    let shifted = x * 0x1.71547652b82fep0 + shifter
    let k = shifted - shifter
    return (shifted, x - k * 0x1.62e42feep-1, k * -0x1.a39ef35793c76p-33)
}

@inline(__always)
private func reduced(_ x: Double) -> (exponent: Int, high: Double, excess: Double) {
    let (shifted, high, low) = reducedByLogTwo(x)
    let exponent = Int(truncatingIfNeeded: shifted.bitPattern &- Double(0x1.8p52).bitPattern)
    return (exponent, high, exponentialExcess(high, low))
}

extension Double {
    /// e to the power of `x`: 0 below −745.1…, +∞ above 709.7….
    ///
    /// ```swift
    /// print(Double.exp(1))  // → 2.718281828459045
    /// ```
    public static func exp(_ x: Double) -> Double {
        guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
        guard x > -745.2 else { return 0 }
        let (k, high, excess) = reduced(x)
        let sum = 1 + high
        return (sum + ((high - (sum - 1)) + excess)).scaled(by: k)
    }

    /// e to the power of `x`, less 1, without the cancellation of `exp(x) - 1` near 0.
    ///
    /// ```swift
    /// print(Double.expm1(1e-10))  // → 1.00000000005e-10
    /// ```
    public static func expm1(_ x: Double) -> Double {
        guard x < 709.782712893384 else { return x.isNaN ? x : .infinity }
        guard x > -40 else { return -1 }
        guard x.magnitude >= 0x1p-54 else { return x }
        let (k, high, excess) = reduced(x)
        if k == 0 { return high + excess }
        // 2^k (e^r − 1) + 2^k − 1 = 2^k (e^r − 1 + 1 − 2^−k), whose constant is the larger addend.
        // From 2^−53 on it would round to 1, so the power is left to the excess.
        let power = 1.0.scaled(by: -k)
        let constant = k < 53 ? 1 - power : 1
        let sum = constant + high
        let rest = (high - (sum - constant)) + (k < 53 ? excess : excess - power)
        return (sum + rest).scaled(by: k)
    }

    /// The hyperbolic tangent of `x`.
    ///
    /// ```swift
    /// print(Double.tanh(0.5))  // → 0.46211715726000…
    /// ```
    public static func tanh(_ x: Double) -> Double {
        guard x.magnitude < 22 else { return x.isNaN ? x : (x < 0 ? -1 : 1) }
        guard x.magnitude >= 0x1p-28 else { return x }
        let t = expm1(2 * x.magnitude)
        let value = x.magnitude < 1 ? t / (t + 2) : 1 - 2 / (t + 2)
        return x < 0 ? -value : value
    }

    /// This value times 2^k, for −1100 ≤ k ≤ 1024; rounds once more where the result is subnormal.
    @inline(__always)
    func scaled(by k: Int) -> Double {
        if k >= -1021 && k <= 1023 {
            return self * Double(bitPattern: UInt64(truncatingIfNeeded: k &+ 1023) << 52)
        }
        let half = k / 2
        return self * Double(bitPattern: UInt64(truncatingIfNeeded: half &+ 1023) << 52)
            * Double(bitPattern: UInt64(truncatingIfNeeded: k &- half &+ 1023) << 52)
    }
}
