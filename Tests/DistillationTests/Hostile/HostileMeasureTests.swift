import Testing

@testable import Distillation

@Suite("A measure refuses hostile arguments or gives numbers")
struct HostileMeasureTests {
    @Test("scores, calibration, scaling")
    func measures() {
        attack([
            (
                "NLL",
                { try Score.negativeLogLikelihood($0.probabilities(5, 3), labels: $0.labels(5, below: 3)) }
            ),
            ("Brier", { try Score.brier($0.probabilities(5, 3), labels: $0.labels(5, below: 3)) }),
            ("sharpness", { try Score.sharpness(forecasts: $0.doubles(5) { $0.share() }) }),
            (
                "binary NLL",
                {
                    try Score.negativeLogLikelihood(
                        forecasts: $0.doubles(5) { $0.share() }, outcomes: $0.labels(5, below: 2))
                }
            ),
            (
                "Murphy",
                {
                    try Score.murphyDecomposition(
                        forecasts: $0.doubles(5) { $0.share() }, outcomes: $0.labels(5, below: 2))
                }
            ),
            (
                "log-loss parts",
                { try Score.logLossDecomposition($0.probabilities(5, 3), labels: $0.labels(5, below: 3)) }
            ),
            (
                "ECE",
                {
                    try Calibration.expectedError(
                        $0.probabilities(5, 3), labels: $0.labels(5, below: 3),
                        bins: $0.chance(0.8) ? 3 : $0.integer(),
                        binning: $0.chance(0.5) ? .equalMass : .equalWidth)
                }
            ),
            (
                "binary RMSCE",
                {
                    try Calibration.rootMeanSquareError(
                        forecasts: $0.doubles(5) { $0.share() }, outcomes: $0.labels(5, below: 2),
                        bins: $0.chance(0.8) ? 3 : $0.integer())
                }
            ),
            (
                "debiased",
                {
                    try Calibration.debiasedSquaredError(
                        $0.probabilities(5, 3), labels: $0.labels(5, below: 3),
                        bins: $0.chance(0.8) ? 2 : $0.integer())
                }
            ),
            (
                "classwise",
                {
                    try Calibration.classwiseError(
                        $0.probabilities(5, 3), labels: $0.labels(5, below: 3),
                        bins: $0.chance(0.8) ? 2 : $0.integer())
                }
            ),
            (
                "KS",
                {
                    try Calibration.kolmogorovSmirnovError(
                        $0.probabilities(5, 3), labels: $0.labels(5, below: 3))
                }
            ),
            (
                "temperature",
                {
                    let fit = try TemperatureScaling.fit($0.logits(5, 3), labels: $0.labels(5, below: 3))
                    return try [
                        fit.temperature ?? 1, Probability.softmax(fit.calibrated($0.logits(2, 3)))[0, 0],
                    ]
                }
            ),
            (
                "Platt",
                {
                    let scores = $0.logits(1, 6).elements
                    let fit = try PlattScaling.fit(scores, outcomes: $0.labels(6, below: 2))
                    return [fit.probability(at: 1) ?? 1, fit.probability(at: -1e308) ?? 1]
                }
            ),
        ])
    }

    @Test("ranking, selection, conformal sets, intervals")
    func orders() {
        attack([
            ("AUROC", { try Ranking.auroc($0.doubles(6) { $0.double() }, labels: $0.labels(6, below: 2)) }),
            (
                "FPR",
                {
                    try Ranking.falsePositiveRate(
                        $0.doubles(6) { $0.share() }, labels: $0.labels(6, below: 2),
                        atTruePositiveRate: $0.share())
                }
            ),
            (
                "AURC",
                { try SelectivePrediction.aurc($0.probabilities(5, 3), labels: $0.labels(5, below: 3)) }
            ),
            (
                "risk",
                {
                    try SelectivePrediction.risk(
                        $0.probabilities(5, 3), labels: $0.labels(5, below: 3), atCoverage: $0.share())
                }
            ),
            ("threshold", { try Conformal.threshold($0.doubles(6) { $0.share() }, alpha: $0.share()) }),
            (
                "RAPS",
                {
                    let uniforms = $0.chance(0.5) ? $0.doubles(5) { $0.share() } : nil
                    return try Conformal.rapsScores(
                        $0.probabilities(5, 3), labels: $0.labels(5, below: 3), penalty: $0.share(),
                        freeRanks: $0.integer(), uniforms: uniforms)
                }
            ),
            (
                "sets",
                {
                    try Conformal.rapsSets(
                        $0.probabilities(5, 3), threshold: $0.double(), penalty: $0.share(),
                        freeRanks: $0.integer()
                    ).map { Double($0.count) }
                }
            ),
            ("coverage", { try Conformal.coverage([[0], [1, .min], []], labels: $0.labels(3, below: 2)) }),
            ("Student", { try Statistics.studentInterval($0.logits(1, 6).elements, level: $0.share()) }),
            (
                "quantile",
                {
                    try Statistics.studentQuantile(
                        $0.share(), degreesOfFreedom: $0.chance(0.8) ? 3 : $0.positive())
                }
            ),
            (
                "bootstrap",
                {
                    try Statistics.bootstrapInterval(
                        $0.logits(1, 6).elements, level: $0.share(),
                        resamples: $0.chance(0.8) ? 20 : $0.integer(),
                        seed: 1)
                }
            ),
        ])
    }
}
