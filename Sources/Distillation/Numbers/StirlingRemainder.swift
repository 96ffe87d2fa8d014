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
        self.init(x, log: x < 10 ? Double.log(x) : 0)
    }

    /// The same where ln x is known already; it is used below 10 only.
    @inline(__always)
    init(_ x: Double, log logX: Double) {
        if x >= 10 {
            (gamma, digamma) = stirlingSeries(x)
        } else {
            // Γ(x) = Γ(x + n)/(x(x + 1)…(x + n − 1)); the sum of the reciprocals is the product's logarithmic
            // derivative.
            var y = x
            var product = 1.0
            var derivative = 0.0
            while y < 10 {
                derivative = derivative * y + product
                product *= y
                y += 1
            }
            let (gammaRest, digammaRest) = stirlingSeries(y)
            let logY = Double.log(y)
            let logGamma = (y - 0.5) * logY - y + halfLogTwoPi + gammaRest - Double.log(product)
            gamma = logGamma - ((x - 0.5) * logX - x + halfLogTwoPi)
            digamma = derivative / product + digammaRest - (logY - logX)
        }
    }
}

/// The two remainders for x ≥ 10 by eight terms B₂ₖ/(2k(2k − 1)x^(2k−1)) and B₂ₖ/(2k x^(2k)); what follows them
/// is below 1e-17.
@inline(__always)
private func stirlingSeries(_ x: Double) -> (gamma: Double, digamma: Double) {
    let r = 1 / x
    let z = r * r
    var g = -3617.0 / 122400
    g = 1.0 / 156 + z * g
    g = -691.0 / 360360 + z * g
    g = 1.0 / 1188 + z * g
    g = -1.0 / 1680 + z * g
    g = 1.0 / 1260 + z * g
    g = -1.0 / 360 + z * g
    g = 1.0 / 12 + z * g
    var d = -3617.0 / 8160
    d = 1.0 / 12 + z * d
    d = -691.0 / 32760 + z * d
    d = 1.0 / 132 + z * d
    d = -1.0 / 240 + z * d
    d = 1.0 / 252 + z * d
    d = -1.0 / 120 + z * d
    d = 1.0 / 12 + z * d
    return (r * g, r * (0.5 + r * d))
}

/// ψ′(x) − 1/x, about 1/2x², for x > 0 (the series of Abramowitz and Stegun 6.4.12 from 10 on).
func trigammaRest(_ x: Double) -> Double {
    guard x >= 10 else { return Double.trigamma(x) - 1 / x }
    let r = 1 / x
    let z = r * r
    var p = -3617.0 / 510
    p = 7.0 / 6 + z * p
    p = -691.0 / 2730 + z * p
    p = 5.0 / 66 + z * p
    p = -1.0 / 30 + z * p
    p = 1.0 / 42 + z * p
    p = -1.0 / 30 + z * p
    p = 1.0 / 6 + z * p
    return r * r * (0.5 + r * p)
}
