/// x = k·π/2 + r + tail with |r| ≤ π/4, for |x| ≤ 10⁵.
///
/// π/2 is taken in three parts of 33, 33 and 53 significant bits, so that the products of the first two
/// with k are exact.
@inline(__always)
private func quadrant(_ x: Double) -> (index: Int, r: Double, tail: Double) {
    let shifter = 0x1.8p52
    let k = (x * 0x1.45f306dc9c883p-1 + shifter) - shifter
    let a = x - k * 0x1.921fb544p0
    let b = k * 0x1.0b4611a6p-34
    let difference = a - b
    // What the subtraction lost (Knuth's two-sum), less the third part.
    let back = difference - a
    let lost = (a - (difference - back)) - (b + back)
    let tail = lost - k * 0x1.3198a2e037073p-69
    let r = difference + tail
    return (Int(k), r, (difference - r) + tail)
}

/// sin(r + tail) by its Taylor series to r¹⁷, for |r| ≤ π/4.
@inline(__always)
private func sine(_ r: Double, _ tail: Double) -> Double {
    let z = r * r
    var p = 1.0 / 355_687_428_096_000
    p = -1.0 / 1_307_674_368_000 + z * p
    p = 1.0 / 6_227_020_800 + z * p
    p = -1.0 / 39_916_800 + z * p
    p = 1.0 / 362_880 + z * p
    p = -1.0 / 5_040 + z * p
    p = 1.0 / 120 + z * p
    p = -1.0 / 6 + z * p
    return r + (r * z * p + tail * (1 - 0.5 * z))
}

/// cos(r + tail) by its Taylor series to r¹⁸, for |r| ≤ π/4.
@inline(__always)
private func cosine(_ r: Double, _ tail: Double) -> Double {
    let z = r * r
    var p = -1.0 / 6_402_373_705_728_000
    p = 1.0 / 20_922_789_888_000 + z * p
    p = -1.0 / 87_178_291_200 + z * p
    p = 1.0 / 479_001_600 + z * p
    p = -1.0 / 3_628_800 + z * p
    p = 1.0 / 40_320 + z * p
    p = -1.0 / 720 + z * p
    p = 1.0 / 24 + z * p
    let half = 0.5 * z
    let w = 1 - half
    return w + (((1 - w) - half) + (z * z * p - r * tail))
}

extension Double {
    /// The sine of `x` radians, where |x| ≤ 10⁵; NaN beyond, where reducing by π would need more digits.
    ///
    /// ```swift
    /// print(Double.sin(1))  // → 0.8414709848078965
    /// ```
    public static func sin(_ x: Double) -> Double {
        guard x.magnitude <= 1e5 else { return .nan }
        guard x != 0 else { return x }
        let (k, r, tail) = quadrant(x)
        switch k & 3 {
        case 0: return sine(r, tail)
        case 1: return cosine(r, tail)
        case 2: return -sine(r, tail)
        default: return -cosine(r, tail)
        }
    }

    /// The cosine of `x` radians, where |x| ≤ 10⁵; NaN beyond, where reducing by π would need more digits.
    ///
    /// ```swift
    /// print(Double.cos(1))  // → 0.5403023058681398
    /// ```
    public static func cos(_ x: Double) -> Double {
        guard x.magnitude <= 1e5 else { return .nan }
        let (k, r, tail) = quadrant(x)
        switch k & 3 {
        case 0: return cosine(r, tail)
        case 1: return -sine(r, tail)
        case 2: return -cosine(r, tail)
        default: return sine(r, tail)
        }
    }
}

extension Double: ElementaryFunctions {}
