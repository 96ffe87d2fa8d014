/// What is needed to put ln(1 + f) together, for √½ ≤ 1 + f < √2: f²/2 and the small rest.
///
/// With s = f/(2 + f), ln(1 + f) = 2 artanh s = f − (f²/2 − s(f²/2 + R)), where R = 2 Σ s^(2i)/(2i + 1).
/// |s| < 0.172, and what follows the eleven terms taken is below 2e-18 (the arrangement is that of FDLIBM).
@inline(__always)
func artanhParts<Value: FourOrOne>(_ f: Value) -> (half: Value, rest: Value) {
    let s = f / (Value(every: 2) + f)
    let z = s * s
    let z2 = z * z
    let z4 = z2 * z2
    let a = z.cubic(z2, 2.0 / 3, 2.0 / 5, 2.0 / 7, 2.0 / 9)
    let b = z.cubic(z2, 2.0 / 11, 2.0 / 13, 2.0 / 15, 2.0 / 17)
    let c = z.linear(2.0 / 19, 2.0 / 21) + z2 * Value(every: 2.0 / 23)
    let half = Value(every: 0.5) * f * f
    return (half, s * (half + z * (a + z4 * (b + z4 * c))))
}

/// ln 2 in two parts: the first has 32 significant bits, so that its product with an exponent is exact.
private let ln2High = 0x1.62e42feep-1
private let ln2Low = 0x1.a39ef35793c76p-33

/// `u` = 2^k·m with √½ ≤ m < √2, for a normal `u` > 0.
@inline(__always)
private func split(_ u: Double) -> (exponent: Double, mantissa: Double) {
    let bits = u.bitPattern &+ (0x3ff0_0000_0000_0000 &- 0x3fe6_a09e_667f_3bcd)
    let k = Int(truncatingIfNeeded: bits >> 52) &- 1023
    return (Double(k), Double(bitPattern: (bits & 0xf_ffff_ffff_ffff) &+ 0x3fe6_a09e_667f_3bcd))
}

extension Double {
    /// The natural logarithm of `x`: −∞ at 0, NaN below.
    ///
    /// ```swift
    /// print(Double.log(10))  // → 2.302585092994046
    /// ```
    public static func log(_ x: Double) -> Double {
        guard x >= leastNormalMagnitude else {
            if x == 0 { return -.infinity }
            return x > 0 ? log(x * 0x1p54) - 54 * ln2High - 54 * ln2Low : .nan
        }
        guard x < .infinity else { return x }
        let (k, m) = split(x)
        let f = m - 1
        let (half, rest) = artanhParts(f)
        return k * ln2High - ((half - (rest + k * ln2Low)) - f)
    }

    /// The natural logarithm of 1 + `x`, without the rounding of `1 + x` near 0: −∞ at −1, NaN below.
    ///
    /// ```swift
    /// print(Double.log1p(1e-10))  // → 9.9999999995…
    /// ```
    public static func log1p(_ x: Double) -> Double {
        guard x > -1 else { return x == -1 ? -.infinity : .nan }
        guard x < .infinity else { return x }
        guard x.magnitude >= 0x1p-54 else { return x }
        if x > -0.29 && x < 0.41 {
            let (half, rest) = artanhParts(x)
            return x - (half - rest)
        }
        let u = 1 + x
        // What rounding 1 + x lost, to first order in the logarithm.
        let lost = (x > 1 ? 1 - (u - x) : x - (u - 1)) / u
        let (k, m) = split(u)
        let f = m - 1
        let (half, rest) = artanhParts(f)
        return k * ln2High - ((half - (rest + (k * ln2Low + lost))) - f)
    }
}
