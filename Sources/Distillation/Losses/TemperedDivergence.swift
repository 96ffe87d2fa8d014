/// T²·KL(p_t‖p_s) between two softmaxes at temperature T, and its gradient, for one row.
///
/// At a high temperature the two distributions are almost equal, and the difference of their logarithms is
/// rounding noise: at T = 10⁴ half of the digits are lost. With δ_j = (d_j − Σ p_t d)/T, where d = s − v is
/// the difference of the logits, KL = ln(1 + u) with u = Σ p_t (e^δ − 1 − δ), whose terms are all positive.
struct TemperedDivergence {
    /// KL.
    private(set) var divergence = 0.0
    /// T²·KL.
    private(set) var value = 0.0
    /// T·(p_s − p_t) = the derivative of `value` by the student's logits.
    private(set) var gradient: [Double]

    init(classes: Int) { gradient = [Double](repeating: 0, count: classes) }

    /// Computes both for a teacher's probabilities at T, their logarithms, and the logits' differences d: a
    /// row of each from `start`.
    mutating func compute(
        teacher: [Double], logTeacher: [Double], differences: [Double], start: Int, temperature: Double
    ) {
        let row = start..<start + gradient.count
        var centre = 0.0
        for j in row { centre += teacher[j] * differences[j] }
        // u, T²u where every δ is small, and the largest exponent that p_t e^δ takes.
        var u = 0.0
        var scaled = 0.0
        var allSmall = true
        var top = -Double.infinity
        for j in row {
            let centred = differences[j] - centre
            let delta = centred / temperature
            if delta.magnitude <= 1 {
                let part = teacher[j] * Self.curvature(delta)
                u += part * delta * delta
                scaled += part * centred * centred
            } else {
                allSmall = false
                top = max(top, logTeacher[j] + delta)
                u += Double.exp(logTeacher[j] + delta) - teacher[j] * (1 + delta)
            }
        }
        divergence =
            top < 700 ? Double.log1p(u) : logOfSum(logTeacher, differences, start, centre, temperature, top)
        if allSmall {
            value = scaled * (u < 1e-17 ? 1 : divergence / u)
        } else {
            value = divergence == 0 ? 0 : temperature * temperature * divergence
        }
        for j in row {
            let x = (differences[j] - centre) / temperature - divergence
            let change =
                x.magnitude <= 1
                ? teacher[j] * Double.expm1(x) : Double.exp(logTeacher[j] + x) - teacher[j]
            gradient[j - start] = temperature * change
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
