/// ½ ln 2π.
let halfLogTwoPi = 0x1.d67f1c864beb5p-1

/// What the leading terms of Stirling's series leave over, for one x > 0 (Abramowitz and Stegun 6.1.40,
/// 6.3.18).
///
/// `gamma` = ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], about 1/12x, and `digamma` = ln x − ψ(x), about 1/2x.
/// Where the x are large, sums of ln Γ and ψ cancel in their leading terms; written with these remainders,
/// the leading terms cancel on paper instead of in the last digits.
struct StirlingRemainder {
    let gamma: Double
    let digamma: Double

    init(_ x: Double) {
        self.init(x, log: x < 8 ? Double.log(x) : 0)
    }

    /// The same where ln x is known already; it is used below 8 only.
    init(_ x: Double, log logX: Double) {
        if x >= 8 {
            (gamma, digamma) = stirlingSeries(x)
        } else {
            let (y, product, reciprocals) = raisedByEight(x)
            let rest = stirlingSeries(y)
            let logY = Double.log(y)
            let logGamma = (y - 0.5) * logY - y + halfLogTwoPi + rest.gamma - Double.log(product)
            gamma = logGamma - ((x - 0.5) * logX - x + halfLogTwoPi)
            digamma = reciprocals + rest.digamma - (logY - logX)
        }
    }

    /// The remainders of four x whose logarithms are known, the same bits as one at a time.
    @inline(__always)
    static func four(_ x: Four, log logX: Four) -> (gamma: Four, digamma: Four) {
        let small = x .< 8
        if !any(small) { return stirlingSeries(x) }
        let (raised, product, reciprocals) = raisedByEight(x)
        let y = x.replacing(with: raised, where: small)
        let rest = stirlingSeries(y)
        let logY = Double.fourLogarithms(y)
        let half = Four(every: 0.5)
        let constant = Four(every: halfLogTwoPi)
        let raisedLog = (y - half) * logY - y + constant + rest.gamma
        let logGamma = raisedLog - Double.fourLogarithms(product)
        let leading = (x - half) * logX - x + constant
        let gamma = logGamma - leading
        let digamma = reciprocals + rest.digamma - (logY - logX)
        return (
            rest.gamma.replacing(with: gamma, where: small),
            rest.digamma.replacing(with: digamma, where: small)
        )
    }
}

/// x + 8, the product x(x + 1)…(x + 7) = Γ(x + 8)/Γ(x), and its logarithmic derivative, the sum of the
/// reciprocals.
///
/// With w = x(x + 7) the product is w(w + 6)(w + 10)(w + 12).
@inline(__always)
private func raisedByEight<Value: FourOrOne>(_ x: Value) -> (y: Value, product: Value, reciprocals: Value) {
    let six = Value(every: 6)
    let seven = Value(every: 7)
    let ten = Value(every: 10)
    let twelve = Value(every: 12)
    let w = x * (x + seven)
    let outer = w * (w + six)
    let inner = (w + ten) * (w + twelve)
    let product = outer * inner
    let slope = (x + x + seven) * ((w + w + six) * inner + outer * (w + w + ten + twelve))
    return (x + Value(every: 8), product, slope / product)
}

/// The two remainders for x ≥ 8 by ten terms B₂ₖ/(2k(2k − 1)x^(2k−1)) and B₂ₖ/(2k x^(2k)); what follows is
/// below 1e-17.
@inline(__always)
private func stirlingSeries<Value: FourOrOne>(_ x: Value) -> (gamma: Value, digamma: Value) {
    let r = Value(every: 1) / x
    let z = r * r
    let z2 = z * z
    let z4 = z2 * z2
    let g0 = z.cubic(z2, 1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680)
    let g1 = z.cubic(z2, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400)
    let g2 = z.linear(43867.0 / 244188, -174611.0 / 125400)
    let d0 = z.cubic(z2, 1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240)
    let d1 = z.cubic(z2, 1.0 / 132, -691.0 / 32760, 1.0 / 12, -3617.0 / 8160)
    let d2 = z.linear(43867.0 / 14364, -174611.0 / 6600)
    return (r * (g0 + z4 * (g1 + z4 * g2)), r * (Value(every: 0.5) + r * (d0 + z4 * (d1 + z4 * d2))))
}

/// ψ′(x) − 1/x, about 1/2x², for x > 0: Σ 1/(x + i)² up to 8, then the series of Abramowitz and Stegun
/// 6.4.12.
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
    let p0 = z.cubic(z2, 1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30)
    let p1 = z.cubic(z2, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510)
    let p2 = z.linear(43867.0 / 798, -174611.0 / 330)
    return z * (0.5 + r * (p0 + z4 * (p1 + z4 * p2)))
}
