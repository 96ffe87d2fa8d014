// Two functions that vanish to second order where their arguments agree. Written plainly, both lose all their
// digits there; divergences between nearly equal distributions are sums of them.

/// b ln(b/a) − b + a for a, b ≥ 0: 0 for equals, positive otherwise, ∞ where a = 0 < b, with 0 ln 0 = 0.
///
/// Where Σa = Σb, its sum is KL(b‖a), without a term that cancels.
func relativeEntropyTerm(_ b: Double, _ a: Double) -> Double {
    if b == 0 { return a }
    if a == 0 { return .infinity }
    let d = (b - a) / a
    return d.magnitude < 0.1 ? a * entropyExcess(d) : b * logRatio(b, a) - (b - a)
}

/// (1 + d) ln(1 + d) − d for d > −1: about d²/2 near 0.
func entropyExcess(_ d: Double) -> Double {
    guard d.magnitude < 0.1 else { return (1 + d) * Double.log1p(d) - d }
    // Σ (−d)^k/(k(k − 1)) from k = 2.
    var p = 1.0 / 306
    p = 1.0 / 272 - d * p
    p = 1.0 / 240 - d * p
    p = 1.0 / 210 - d * p
    p = 1.0 / 182 - d * p
    p = 1.0 / 156 - d * p
    p = 1.0 / 132 - d * p
    p = 1.0 / 110 - d * p
    p = 1.0 / 90 - d * p
    p = 1.0 / 72 - d * p
    p = 1.0 / 56 - d * p
    p = 1.0 / 42 - d * p
    p = 1.0 / 30 - d * p
    p = 1.0 / 20 - d * p
    p = 1.0 / 12 - d * p
    p = 1.0 / 6 - d * p
    p = 1.0 / 2 - d * p
    return d * d * p
}

/// d − ln(1 + d) with d = b/a − 1, for a > 0, b ≥ 0: 0 for equals, positive otherwise, ∞ for b = 0.
func logarithmTerm(_ b: Double, _ a: Double) -> Double {
    let d = (b - a) / a
    guard d.magnitude < 0.1 else { return d - logRatio(b, a) }
    var p = 1.0 / 18
    p = 1.0 / 17 - d * p
    p = 1.0 / 16 - d * p
    p = 1.0 / 15 - d * p
    p = 1.0 / 14 - d * p
    p = 1.0 / 13 - d * p
    p = 1.0 / 12 - d * p
    p = 1.0 / 11 - d * p
    p = 1.0 / 10 - d * p
    p = 1.0 / 9 - d * p
    p = 1.0 / 8 - d * p
    p = 1.0 / 7 - d * p
    p = 1.0 / 6 - d * p
    p = 1.0 / 5 - d * p
    p = 1.0 / 4 - d * p
    p = 1.0 / 3 - d * p
    p = 1.0 / 2 - d * p
    return d * d * p
}

/// ln(b/a), accurate also where the two are close.
@inline(__always)
func logRatio(_ b: Double, _ a: Double) -> Double {
    let difference = b - a
    if difference.magnitude < 0.5 * a { return Double.log1p(difference / a) }
    let ratio = b / a
    // A quotient out of range has its logarithm taken in two parts.
    return ratio >= Double.leastNormalMagnitude && ratio < .infinity
        ? Double.log(ratio) : Double.log(b) - Double.log(a)
}
