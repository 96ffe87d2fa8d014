/// ½ ln 2π.
let halfLogTwoPi = 0x1.d67f1c864beb5p-1

/// What the leading terms of Stirling's series leave over, for one x > 0 (Abramowitz and Stegun 6.1.40, 6.3.18).
///
/// `gamma` = ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], about 1/12x, and `digamma` = ln x − ψ(x), about 1/2x.
/// Where the x are large, sums of ln Γ and ψ cancel in their leading terms; written with these remainders,
/// the leading terms cancel on paper instead of in the last digits.
struct StirlingRemainder {
    let gamma: Double
    let digamma: Double

    @inline(__always)
    init(_ x: Double) {
        self.init(x, log: x < 8 ? Double.log(x) : 0)
    }

    /// The same where ln x is known already; it is used below 8 only.
    @inline(__always)
    init(_ x: Double, log logX: Double) {
        if x >= 8 {
            (gamma, digamma) = stirlingSeries(x)
        } else {
            // Γ(x) = Γ(x + 8)/(x(x + 1)…(x + 7)). With w = x(x + 7) the product is w(w + 6)(w + 10)(w + 12), and its
            // logarithmic derivative is the sum of the reciprocals.
            let w = x * (x + 7)
            let outer = w * (w + 6)
            let inner = (w + 10) * (w + 12)
            let product = outer * inner
            let slope = (2 * x + 7) * ((2 * w + 6) * inner + outer * (2 * w + 22))
            let y = x + 8
            let (gammaRest, digammaRest) = stirlingSeries(y)
            let logY = Double.log(y)
            let logGamma = (y - 0.5) * logY - y + halfLogTwoPi + gammaRest - Double.log(product)
            gamma = logGamma - ((x - 0.5) * logX - x + halfLogTwoPi)
            digamma = slope / product + digammaRest - (logY - logX)
        }
    }
}

/// The two remainders for x ≥ 8 by ten terms B₂ₖ/(2k(2k − 1)x^(2k−1)) and B₂ₖ/(2k x^(2k)); what follows them is below 1e-17.
@inline(__always)
private func stirlingSeries(_ x: Double) -> (gamma: Double, digamma: Double) {
    let r = 1 / x
    let z = r * r
    let z2 = z * z
    let z4 = z2 * z2
    let g0 = (1.0 / 12 - z * (1.0 / 360)) + z2 * (1.0 / 1260 - z * (1.0 / 1680))
    let g1 = (1.0 / 1188 - z * (691.0 / 360360)) + z2 * (1.0 / 156 - z * (3617.0 / 122400))
    let g2 = 43867.0 / 244188 - z * (174611.0 / 125400)
    let d0 = (1.0 / 12 - z * (1.0 / 120)) + z2 * (1.0 / 252 - z * (1.0 / 240))
    let d1 = (1.0 / 132 - z * (691.0 / 32760)) + z2 * (1.0 / 12 - z * (3617.0 / 8160))
    let d2 = 43867.0 / 14364 - z * (174611.0 / 6600)
    return (r * (g0 + z4 * (g1 + z4 * g2)), r * (0.5 + r * (d0 + z4 * (d1 + z4 * d2))))
}

/// ψ′(x) − 1/x, about 1/2x², for x > 0: Σ 1/(x + i)² up to 8, then the series of Abramowitz and Stegun 6.4.12.
func trigammaRest(_ x: Double) -> Double {
    guard x < 8 else { return trigammaSeries(x) }
    let y = x + 8
    var squares = 0.0
    for i in 0..<8 {
        let r = 1 / (x + Double(i))
        squares += r * r
    }
    return squares + (trigammaSeries(y) + (1 / y - 1 / x))
}

@inline(__always)
private func trigammaSeries(_ x: Double) -> Double {
    let r = 1 / x
    let z = r * r
    let z2 = z * z
    let z4 = z2 * z2
    let p0 = (1.0 / 6 - z * (1.0 / 30)) + z2 * (1.0 / 42 - z * (1.0 / 30))
    let p1 = (5.0 / 66 - z * (691.0 / 2730)) + z2 * (7.0 / 6 - z * (3617.0 / 510))
    let p2 = 43867.0 / 798 - z * (174611.0 / 330)
    return z * (0.5 + r * (p0 + z4 * (p1 + z4 * p2)))
}
