/// Student's t distribution, by the incomplete beta function.
enum StudentT {
    /// The t with P(T < t) = `probability`.
    static func quantile(_ probability: Double, degreesOfFreedom: Double) -> Double {
        if probability == 0.5 { return 0 }
        let tail = min(probability, 1 - probability)
        // The tail falls in t. First by doubling, then by halving, a bracket of the root; then bisection to
        // the last bit.
        var low = 0.0
        var high = 1.0
        while upperTail(high, degreesOfFreedom) > tail && high < 1e300 {
            low = high
            high *= 2
        }
        while true {
            let middle = 0.5 * (low + high)
            guard middle > low && middle < high else { break }
            if upperTail(middle, degreesOfFreedom) > tail { low = middle } else { high = middle }
        }
        return probability < 0.5 ? -high : high
    }

    /// P(T > t) for t ≥ 0: ½ I_x(ν/2, ½) with x = ν/(ν + t²).
    static func upperTail(_ t: Double, _ degreesOfFreedom: Double) -> Double {
        let ratio = t * t / degreesOfFreedom
        // 1 − x is given apart, so that it keeps its digits where x is close to 1.
        return 0.5 * incompleteBeta(1 / (1 + ratio), ratio / (1 + ratio), 0.5 * degreesOfFreedom, 0.5)
    }

    /// The regularised incomplete beta function I_x(a, b), y = 1 − x, by the continued fraction of DLMF
    /// 8.17.22.
    private static func incompleteBeta(_ x: Double, _ y: Double, _ a: Double, _ b: Double) -> Double {
        if y <= 0 { return 1 }
        if x <= 0 { return 0 }
        // It converges fast on this side of the mean; the other is its complement.
        if x > (a + 1) / (a + b + 2) { return 1 - incompleteBeta(y, x, b, a) }
        let logFront = a * logOf(x, y) + b * logOf(y, x) - logBeta(max(a, b), min(a, b))
        // Lentz's algorithm.
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (d.magnitude < tiny ? tiny : d)
        var fraction = d
        for step in 1...10_000 {
            let m = Double(step)
            for coefficient in [
                m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 + coefficient * d
                d = 1 / (d.magnitude < tiny ? tiny : d)
                c = 1 + coefficient / c
                if c.magnitude < tiny { c = tiny }
                fraction *= d * c
            }
            if (d * c - 1).magnitude < 1e-16 { break }
        }
        return Double.exp(logFront) * fraction / a
    }

    /// ln B(a, b) for a ≥ b; for a large a the leading terms of ln Γ(a) − ln Γ(a + b) are cancelled on paper.
    private static func logBeta(_ a: Double, _ b: Double) -> Double {
        guard a >= 10 else { return Double.logGamma(a) + Double.logGamma(b) - Double.logGamma(a + b) }
        let remainders = StirlingRemainder(a).gamma - StirlingRemainder(a + b).gamma
        return Double.logGamma(b) - b * Double.log(a + b) - (a - 0.5) * Double.log1p(b / a) + b + remainders
    }

    /// ln x where x + y = 1.
    private static func logOf(_ x: Double, _ y: Double) -> Double {
        y < 0.5 ? Double.log1p(-y) : Double.log(x)
    }
}
