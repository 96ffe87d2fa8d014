/// T²·KL(p_t‖p_s) between two softmaxes at temperature T, and its gradient, for one row.
///
/// At a high temperature the two distributions are almost equal, and the difference of their logarithms is rounding
/// noise: at T = 10⁴ half of the digits are lost. With δ_j = (d_j − Σ p_t d)/T, where d = s − v is the difference of the
/// logits, KL = ln(1 + u) with u = Σ p_t (e^δ − 1 − δ), whose terms are all positive.
struct TemperedDivergence {
    /// T²·KL.
    private(set) var value = 0.0
    /// T·(p_s − p_t) = the derivative of `value` by the student's logits.
    private(set) var gradient: [Double]

    init(classes: Int) { gradient = [Double](repeating: 0, count: classes) }

    /// Computes both for a teacher's log-probabilities at T and the logits' differences d, `count` of them from `start`.
    mutating func compute(logTeacher: [Double], differences: [Double], start: Int, temperature: Double) {
        let count = gradient.count
        var mean = CompensatedSum()
        for j in start..<start + count { mean.add(Double.exp(logTeacher[j]) * differences[j]) }
        let centre = mean.value
        // u, T²u where every δ is small, and the largest exponent that e^δ p_t takes.
        var u = CompensatedSum()
        var scaled = CompensatedSum()
        var allSmall = true
        var top = -Double.infinity
        for j in start..<start + count {
            let centred = differences[j] - centre
            let delta = centred / temperature
            let p = Double.exp(logTeacher[j])
            top = max(top, logTeacher[j] + delta)
            if delta.magnitude <= 1 {
                let curvature = Self.curvature(delta)
                u.add(p * delta * delta * curvature)
                scaled.add(p * centred * centred * curvature)
            } else {
                allSmall = false
                u.add(Double.exp(logTeacher[j] + delta) - p * (1 + delta))
            }
        }
        let divergence =
            top < 700
            ? Double.log1p(u.value) : logOfSum(logTeacher, differences, start, centre, temperature, top)
        if allSmall {
            let total = u.value
            value = scaled.value * (total < 1e-17 ? 1 : divergence / total)
        } else {
            value = divergence == 0 ? 0 : temperature * temperature * divergence
        }
        for j in 0..<count {
            let logP = logTeacher[start + j]
            let x = (differences[start + j] - centre) / temperature - divergence
            let change =
                x.magnitude <= 1
                ? Double.exp(logP) * Double.expm1(x) : Double.exp(logP + x) - Double.exp(logP)
            gradient[j] = temperature * change
        }
    }

    /// ln Σ p_t e^δ where a term would overflow; it is then so large that nothing cancels.
    private func logOfSum(
        _ logTeacher: [Double], _ differences: [Double], _ start: Int, _ centre: Double,
        _ temperature: Double, _ top: Double
    ) -> Double {
        var sum = 0.0
        for j in start..<start + gradient.count {
            sum += Double.exp(logTeacher[j] + (differences[j] - centre) / temperature - top)
        }
        return top + Double.log(sum)
    }

    /// (e^δ − 1 − δ)/δ² for |δ| ≤ 1: Σ δ^k/(k + 2)!.
    private static func curvature(_ delta: Double) -> Double {
        guard delta.magnitude < 0.5 else { return (Double.expm1(delta) - delta) / (delta * delta) }
        var p = 1.0 / 1_307_674_368_000
        p = 1.0 / 87_178_291_200 + delta * p
        p = 1.0 / 6_227_020_800 + delta * p
        p = 1.0 / 479_001_600 + delta * p
        p = 1.0 / 39_916_800 + delta * p
        p = 1.0 / 3_628_800 + delta * p
        p = 1.0 / 362_880 + delta * p
        p = 1.0 / 40_320 + delta * p
        p = 1.0 / 5_040 + delta * p
        p = 1.0 / 720 + delta * p
        p = 1.0 / 120 + delta * p
        p = 1.0 / 24 + delta * p
        p = 1.0 / 6 + delta * p
        return 0.5 + delta * p
    }
}
