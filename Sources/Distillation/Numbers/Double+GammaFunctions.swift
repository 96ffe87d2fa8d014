// The functions behind `SpecialFunctions`, for arguments known to be above 0.
extension Double {
    /// ln Γ(x) for x > 0.
    static func logGamma(_ x: Double) -> Double {
        if x < 0.5 { return (aroundTwo(x) - log1p(x)) - log(x) }
        if x < 1.5 { return aroundTwo(x - 1) - log1p(x - 1) }
        if x < 2.5 { return aroundTwo(x - 2) }
        if x < 10 {
            // Γ(x) = (x − 1)(x − 2)… Γ(y), down to a y between 1.5 and 2.5.
            var y = x
            var product = 1.0
            while y >= 2.5 {
                y -= 1
                product *= y
            }
            return log(product) + aroundTwo(y - 2)
        }
        let tail = StirlingRemainder(x).gamma
        guard x < 1e300 else { return x * (log(x) - 1) }
        return (x - 0.5) * (log(x) - 1) + ((halfLogTwoPi - 0.5) + tail)
    }

    /// ψ(x) for x > 0.
    static func digamma(_ x: Double) -> Double {
        if x >= 8 { return log(x) - StirlingRemainder(x).digamma }
        var reciprocals = 0.0
        // The smallest first, which rounds least.
        for i in 0..<8 { reciprocals += 1 / (x + Double(7 - i)) }
        return (log(x + 8) - StirlingRemainder(x + 8).digamma) - reciprocals
    }

    /// ψ′(x) for x > 0.
    static func trigamma(_ x: Double) -> Double {
        // About 1/x², which is out of range there.
        x < 1e-155 ? .infinity : 1 / x + trigammaRest(x)
    }
}

/// ln Γ(2 + t) = (1 − γ)t + Σ (−1)^k (ζ(k) − 1) t^k/k from k = 2, for |t| ≤ ½ (Abramowitz and Stegun 6.1.33).
private func aroundTwo(_ t: Double) -> Double {
    var p = -2.7595228851242334e-10
    p = 5.731367241678862e-10 + t * p
    p = -1.1921401405860912e-09 + t * p
    p = 2.4836745438024785e-09 + t * p
    p = -5.183475041970047e-09 + t * p
    p = 1.0838659214896955e-08 + t * p
    p = -2.2711094608943164e-08 + t * p
    p = 4.7698101693639804e-08 + t * p
    p = -1.0043224823968099e-07 + t * p
    p = 2.1207184805554665e-07 + t * p
    p = -4.492469198764566e-07 + t * p
    p = 9.55141213040742e-07 + t * p
    p = -2.039215753801366e-06 + t * p
    p = 4.374866789907488e-06 + t * p
    p = -9.439488275268397e-06 + t * p
    p = 2.050721277567069e-05 + t * p
    p = -4.492623673813314e-05 + t * p
    p = 9.945751278180853e-05 + t * p
    p = -0.00022315475845357939 + t * p
    p = 0.0005096695247430425 + t * p
    p = -0.001192753911703261 + t * p
    p = 0.0028905103307415234 + t * p
    p = -0.007385551028673986 + t * p
    p = 0.020580808427784546 + t * p
    p = -0.0673523010531981 + t * p
    p = 0.3224670334241132 + t * p
    return t * (0.42278433509846713 + t * p)
}
