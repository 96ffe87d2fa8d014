import Testing

@testable import Distillation

/// Every family refuses what it cannot compute with: by an error that names the argument and shows the value.
@Suite("Bad input")
struct BadInputTests {
    typealias Call = () throws -> Any

    private static let two: Matrix<Double> = [[0.5, 0.5], [0.25, 0.75]]
    private static let three: Matrix<Double> = [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]]

    /// Every function of probabilities (or logits) and labels.
    private static func withLabels(_ m: Matrix<Double>, _ y: [Int]) -> [(String, Call)] {
        [
            ("accuracy", { try Score.accuracy(m, labels: y) }),
            ("negativeLogLikelihood", { try Score.negativeLogLikelihood(m, labels: y) }),
            ("brier", { try Score.brier(m, labels: y) }),
            ("logLossDecomposition", { try Score.logLossDecomposition(m, labels: y) }),
            ("expectedError", { try Calibration.expectedError(m, labels: y) }),
            ("maximumError", { try Calibration.maximumError(m, labels: y) }),
            ("rootMeanSquareError", { try Calibration.rootMeanSquareError(m, labels: y) }),
            ("debiasedSquaredError", { try Calibration.debiasedSquaredError(m, labels: y, bins: 1) }),
            ("classwiseError", { try Calibration.classwiseError(m, labels: y) }),
            ("kolmogorovSmirnovError", { try Calibration.kolmogorovSmirnovError(m, labels: y) }),
            ("overconfidence", { try Calibration.overconfidence(m, labels: y) }),
            ("curve", { try SelectivePrediction.curve(m, labels: y) }),
            ("aurc", { try SelectivePrediction.aurc(m, labels: y) }),
            ("excessAurc", { try SelectivePrediction.excessAurc(m, labels: y) }),
            ("augrc", { try SelectivePrediction.augrc(m, labels: y) }),
            ("risk", { try SelectivePrediction.risk(m, labels: y, atCoverage: 1) }),
            ("lacScores", { try Conformal.lacScores(m, labels: y) }),
            ("apsScores", { try Conformal.apsScores(m, labels: y) }),
            ("rapsScores", { try Conformal.rapsScores(m, labels: y, penalty: 0.1, freeRanks: 1) }),
            ("ambiguity", { try EnsembleUncertainty.ambiguity([m], labels: y) }),
        ]
    }

    /// Every function of probabilities alone.
    private static func withProbabilities(_ m: Matrix<Double>) -> [(String, Call)] {
        [
            ("sharpness", { try Score.sharpness(m) }), ("entropy", { try Information.entropy(m) }),
            ("crossEntropy", { try Information.crossEntropy(m, m) }),
            ("klDivergence", { try Information.klDivergence(m, m) }),
            ("jensenShannon", { try Information.jensenShannonDivergence(m, m) }),
            ("ensemble", { try EnsembleUncertainty(of: [m]) }),
            ("fidelity", { try Fidelity.klDivergence(m, teacher: m) }),
            ("lacSets", { try Conformal.lacSets(m, threshold: 0.5) }),
            ("apsSets", { try Conformal.apsSets(m, threshold: 0.5) }),
            ("rapsSets", { try Conformal.rapsSets(m, threshold: 0.5, penalty: 0, freeRanks: 0) }),
            (
                "softTargets",
                { try Losses.crossEntropy(Matrix(rows: m.rows, columns: m.columns), targets: m) }
            ),
        ]
    }

    /// Every function of logits and labels.
    private static func withLogitsAndLabels(_ m: Matrix<Double>, _ y: [Int]) -> [(String, Call)] {
        [
            ("crossEntropy", { try Losses.crossEntropy(m, labels: y) }),
            ("labelSmoothing", { try Losses.labelSmoothing(m, labels: y) }),
            ("distillation", { try Losses.distillation(m, teacher: m, labels: y) }),
            ("decoupled", { try Losses.decoupledDistillation(m, teacher: m, labels: y) }),
            ("evidential", { try Losses.evidential(m, labels: y, form: .squared) }),
            ("misleadingEvidence", { try Losses.misleadingEvidence(m, labels: y) }),
            ("temperatureScaling", { try TemperatureScaling.fit(m, labels: y) }),
        ]
    }

    /// Every function of logits alone, with a valid partner of the same shape.
    private static func withLogits(_ m: Matrix<Double>) -> [(String, Call)] {
        let good = Matrix<Double>(rows: m.rows, columns: m.columns)
        return [
            ("softmax", { try Probability.softmax(m) }), ("logSoftmax", { try Probability.logSoftmax(m) }),
            ("logSumExp", { try Probability.logSumExp(m) }), ("argmax", { try Probability.argmax(m) }),
            ("distillation", { try Losses.distillation(m, teacher: good, temperature: 2) }),
            ("teacher", { try Losses.distillation(good, teacher: m, temperature: 2) }),
            ("logitMatching", { try Losses.logitMatching(m, teacher: good) }),
            ("matchingTeacher", { try Losses.logitMatching(good, teacher: m) }),
            ("end", { try Losses.ensembleDistillation(m, members: [good]) }),
            ("endMembers", { try Losses.ensembleDistillation(good, members: [good, m]) }),
            ("end2", { try Losses.distributionDistillation(m, members: [good]) }),
            ("end2Members", { try Losses.distributionDistillation(good, members: [good, m]) }),
            ("proxy", { try Losses.proxyDistributionDistillation(m, members: [good]) }),
            ("proxyMembers", { try Losses.proxyDistributionDistillation(good, members: [good, m]) }),
            ("vacuity", { try Losses.vacuity(m) }), ("ensemble", { try EnsembleUncertainty(ofLogits: [m]) }),
            ("agreement", { try Fidelity.agreement(m, teacher: good) }),
            ("fidelity", { try Fidelity.klDivergence(logits: m, teacher: good) }),
        ]
    }

    private func expectRefused(
        _ calls: [(String, Call)], naming value: String = "", _ location: SourceLocation = #_sourceLocation
    ) {
        for (name, call) in calls {
            let error = #expect(throws: InvalidArgument.self, "\(name)", sourceLocation: location) {
                try call()
            }
            let text = error?.description ?? ""
            #expect(value.isEmpty || text.contains(value), "\(name): \(text)", sourceLocation: location)
        }
    }

    @Test("empty sets, matrices without columns and matrices that are not full are refused everywhere")
    func shapes() {
        let jagged: Matrix<Double> = [[0.5, 0.5], [1]]
        var short = Self.two
        short.elements.removeLast()
        for matrix in [Matrix<Double>(rows: 0, columns: 2), Matrix(rows: 2, columns: 0), [], jagged, short] {
            expectRefused(Self.withLabels(matrix, [Int](repeating: 0, count: matrix.rows)))
            expectRefused(Self.withProbabilities(matrix))
            expectRefused(Self.withLogitsAndLabels(matrix, [Int](repeating: 0, count: matrix.rows)))
        }
        for matrix in [Matrix<Double>(rows: 0, columns: 2), Matrix(rows: 2, columns: 0), []] {
            expectRefused(Self.withLogits(matrix))
        }
    }

    @Test(
        "labels outside 0..<K are refused by name and value, and labels that are too few or many",
        arguments: [-1, 3, .max, .min])
    func labels(label: Int) {
        expectRefused(Self.withLabels(Self.three, [0, label]), naming: "labels[1] is \(label)")
        expectRefused(Self.withLogitsAndLabels(Self.three, [label, 0]), naming: "labels[0] is \(label)")
        for wrong in [[], [0], [0, 1, 2]] {
            expectRefused(Self.withLabels(Self.three, wrong), naming: "labels is \(wrong.count) labels")
            expectRefused(
                Self.withLogitsAndLabels(Self.three, wrong), naming: "labels is \(wrong.count) labels")
        }
    }

    @Test("rows that are no distribution are refused with their sum or the probability at fault")
    func rows() throws {
        for (row, value) in [
            ([0.5, 0.500002], "1.0000019999999998"), ([0.5, 0.4999], "0.9999"), ([1.5, -0.5], "-0.5"),
            ([.nan, 1], "nan"),
            ([.infinity, 0], "inf"), ([0, 0], "0.0"), ([2, 0], "2.0"), ([-.infinity, 1], "-inf"),
        ] as [([Double], String)] {
            let matrix = try Matrix(rows: 2, columns: 2, elements: [0.5, 0.5] + row)
            expectRefused(Self.withLabels(matrix, [0, 1]), naming: value)
            expectRefused(Self.withProbabilities(matrix), naming: value)
        }
    }

    @Test("a sum within 1e-6 of 1 is a distribution, and zeros are allowed")
    func tolerance() throws {
        let nearly: Matrix<Double> = [[0.5, 0.5000009], [1, 0]]
        for (_, call) in Self.withLabels(nearly, [0, 0]) + Self.withProbabilities(nearly) { _ = try call() }
    }

    @Test(
        "logits that are not finite are refused with their place",
        arguments: [Double.nan, .infinity, -.infinity])
    func logits(value: Double) {
        let matrix: Matrix<Double> = [[0, 1, 2], [3, value, 1]]
        expectRefused(Self.withLogits(matrix), naming: "[1, 1] is \(value)")
        expectRefused(Self.withLogitsAndLabels(matrix, [0, 1]), naming: "[1, 1] is \(value)")
    }

    @Test("temperatures that are not above 0 are refused", arguments: [0, -1, Double.nan, .infinity, -0.0])
    func temperatures(t: Double) {
        let z = Self.three
        expectRefused(
            [
                ("softmax", { try Probability.softmax(z, temperature: t) }),
                ("logSoftmax", { try Probability.logSoftmax(z, temperature: t) }),
                ("logSumExp", { try Probability.logSumExp(z, temperature: t) }),
                ("distillation", { try Losses.distillation(z, teacher: z, labels: [0, 1], temperature: t) }),
                ("soft", { try Losses.distillation(z, teacher: z, temperature: t) }),
                (
                    "decoupled",
                    { try Losses.decoupledDistillation(z, teacher: z, labels: [0, 1], temperature: t) }
                ),
                ("end", { try Losses.ensembleDistillation(z, members: [z], temperature: t) }),
                ("end2", { try Losses.distributionDistillation(z, members: [z], temperature: t) }),
                ("ensemble", { try EnsembleUncertainty(ofLogits: [z], temperature: t) }),
                ("dirichlet", { try Dirichlet(logits: [0, 1], temperature: t) }),
                ("annealing", { try TemperatureAnnealing(from: t, to: 1, holding: 1, lowering: 1) }),
            ], naming: "temperature is \(t)")
    }

    @Test(
        "weights, levels and smoothings out of their range are refused", arguments: [-0.1, 1.1, Double.nan])
    func weights(w: Double) {
        let z = Self.three
        expectRefused(
            [
                ("alpha", { try Losses.distillation(z, teacher: z, labels: [0, 1], alpha: w) }),
                ("epsilon", { try Losses.labelSmoothing(z, labels: [0, 1], epsilon: w) }),
                ("smoothing", { try Losses.distributionDistillation(z, members: [z], smoothing: w) }),
                ("threshold", { try Conformal.threshold([0.1], alpha: w) }),
                ("coverage", { try SelectivePrediction.risk([0.1], correct: [true], atCoverage: w) }),
                ("level", { try Statistics.studentInterval([1, 2], level: w) }),
                ("rate", { try Ranking.falsePositiveRate([0, 1], labels: [0, 1], atTruePositiveRate: w) }),
                ("uniforms", { try Conformal.apsScores(z, labels: [0, 1], uniforms: [0.5, w]) }),
            ], naming: " is \(w)")
        expectRefused([
            ("epsilon", { try Losses.labelSmoothing(z, labels: [0, 1], epsilon: 1) }),
            ("smoothing", { try Losses.distributionDistillation(z, members: [z], smoothing: 1) }),
            ("beta", { try Losses.decoupledDistillation(z, teacher: z, labels: [0, 1], beta: -0.1) }),
            ("alpha", { try Losses.decoupledDistillation(z, teacher: z, labels: [0, 1], alpha: .nan) }),
            ("penalty", { try Conformal.rapsScores(z, labels: [0, 1], penalty: -1, freeRanks: 0) }),
            ("freeRanks", { try Conformal.rapsScores(z, labels: [0, 1], penalty: 1, freeRanks: -1) }),
            ("regularisation", { try Losses.evidential(z, labels: [0, 1], form: .log, regularisation: -1) }),
            ("level", { try Statistics.studentInterval([1, 2], level: 1) }),
            ("coverage", { try SelectivePrediction.risk([0.1], correct: [true], atCoverage: 0) }),
        ])
    }

    @Test("shapes that disagree are refused with both shapes")
    func disagreeing() {
        let (a, b) = (Self.two, Self.three)
        expectRefused(
            [
                ("kl", { try Information.klDivergence(a, b) }),
                ("ce", { try Information.crossEntropy(a, b) }),
                ("js", { try Information.jensenShannonDivergence(a, b) }),
                ("ensemble", { try EnsembleUncertainty(of: [a, b]) }),
                ("ambiguity", { try EnsembleUncertainty.ambiguity([a, b], labels: [0, 1]) }),
                ("distillation", { try Losses.distillation(a, teacher: b, labels: [0, 1]) }),
                ("targets", { try Losses.crossEntropy(a, targets: b) }),
                ("matching", { try Losses.logitMatching(a, teacher: b) }),
                ("end", { try Losses.ensembleDistillation(a, members: [a, b]) }),
                ("end2", { try Losses.distributionDistillation(a, members: [b]) }),
                ("proxy", { try Losses.proxyDistributionDistillation(a, members: [b]) }),
                ("agreement", { try Fidelity.agreement(a, teacher: b) }),
                ("fidelity", { try Fidelity.klDivergence(a, teacher: b) }),
            ], naming: "2 × 3")
        expectRefused([
            ("correct", { try SelectivePrediction.aurc([0.1, 0.2], correct: [true]) }),
            ("outcomes", { try Calibration.expectedError(forecasts: [0.1, 0.2], outcomes: [1]) }),
            ("ranking", { try Ranking.auroc([0.1, 0.2], labels: [1]) }),
            ("uniforms", { try Conformal.apsScores(a, labels: [0, 1], uniforms: [0.1]) }),
            ("coverage", { try Conformal.coverage([[0]], labels: [0, 1]) }),
            ("paired", { try Statistics.pairedStudentInterval([1, 2], [1]) }),
            ("platt", { try PlattScaling.fit([1, 2], outcomes: [1]) }),
            ("logDensity", { try Dirichlet([1, 2]).logDensity(at: [1]) }),
            ("dirichletKL", { try Dirichlet([1, 2]).klDivergence(to: Dirichlet([1])) }),
        ])
    }

    @Test("no members, no bins, two classes to decouple, one to fit a proxy to")
    func counts() {
        let z = Self.three
        expectRefused([
            ("ensemble", { try EnsembleUncertainty(of: []) }),
            ("logits", { try EnsembleUncertainty(ofLogits: []) }),
            ("ambiguity", { try EnsembleUncertainty.ambiguity([], labels: []) }),
            ("end", { try Losses.ensembleDistillation(z, members: []) }),
            ("end2", { try Losses.distributionDistillation(z, members: []) }),
            ("proxy", { try Losses.proxyDistributionDistillation(z, members: []) }),
            ("decoupled", { try Losses.decoupledDistillation(Self.two, teacher: Self.two, labels: [0, 1]) }),
            ("oneClass", { try Losses.proxyDistributionDistillation([[1]], members: [[[1]]]) }),
            ("single", { try Calibration.debiasedSquaredError(z, labels: [0, 1], bins: 2) }),
            ("tooMany", { try Statistics.bootstrapInterval([1, 2], resamples: 0, seed: 1) }),
            ("one", { try Statistics.studentInterval([1]) }),
            ("count", { try Statistics.bootstrapInterval(count: 0, seed: 1) { _ in 0 } }),
        ])
        for bins in [0, -1, Int.min, .max] {
            expectRefused(
                [
                    ("ece", { try Calibration.expectedError(z, labels: [0, 1], bins: bins) }),
                    (
                        "mce",
                        { try Calibration.maximumError(z, labels: [0, 1], bins: bins, binning: .equalMass) }
                    ),
                    ("classwise", { try Calibration.classwiseError(z, labels: [0, 1], bins: bins) }),
                    ("debiased", { try Calibration.debiasedSquaredError(z, labels: [0, 1], bins: bins) }),
                    (
                        "binary",
                        { try Calibration.expectedError(forecasts: [0.1], outcomes: [1], bins: bins) }
                    ),
                ], naming: "bins is \(bins)")
        }
    }

    @Test(
        "forecasts outside [0, 1] and outcomes other than 0 and 1 are refused",
        arguments: [-0.1, 1.0000001, Double.nan])
    func forecasts(f: Double) {
        func calls(_ f: [Double], _ y: [Int]) -> [(String, Call)] {
            [
                ("ece", { try Calibration.expectedError(forecasts: f, outcomes: y) }),
                ("mce", { try Calibration.maximumError(forecasts: f, outcomes: y) }),
                ("rms", { try Calibration.rootMeanSquareError(forecasts: f, outcomes: y) }),
                ("debiased", { try Calibration.debiasedSquaredError(forecasts: f, outcomes: y, bins: 1) }),
                ("ks", { try Calibration.kolmogorovSmirnovError(forecasts: f, outcomes: y) }),
                ("over", { try Calibration.overconfidence(forecasts: f, outcomes: y) }),
                ("brier", { try Score.brier(forecasts: f, outcomes: y) }),
                ("nll", { try Score.negativeLogLikelihood(forecasts: f, outcomes: y) }),
                ("murphy", { try Score.murphyDecomposition(forecasts: f, outcomes: y) }),
                ("logLoss", { try Score.logLossDecomposition(forecasts: f, outcomes: y) }),
            ]
        }
        expectRefused(calls([0.5, f], [0, 1]), naming: "forecasts[1] is \(f)")
        expectRefused(calls([0.5, 0.5], [0, 2]), naming: "outcomes[1] is 2")
        expectRefused(calls([], []), naming: "empty")
        expectRefused([("sharpness", { try Score.sharpness(forecasts: [f]) })])
    }

    @Test("what cannot be put in order, and sets without both classes, are refused")
    func ranking() {
        for (scores, labels) in [
            ([], []), ([.nan, 1], [0, 1]), ([0.1, 0.2], [1, 1]), ([0.1, 0.2], [0, 0]), ([1, 2], [0, 2]),
        ]
            as [([Double], [Int])]
        {
            expectRefused([
                ("auroc", { try Ranking.auroc(scores, labels: labels) }),
                ("fpr", { try Ranking.falsePositiveRate(scores, labels: labels) }),
            ])
        }
        expectRefused([
            ("ap", { try Ranking.averagePrecision([0.1], labels: [0]) }),
            ("inside", { try OutOfDistribution.auroc(inside: [], outside: [1]) }),
            ("outside", { try OutOfDistribution.averagePrecision(inside: [1], outside: []) }),
            ("nan", { try OutOfDistribution.falsePositiveRate(inside: [1], outside: [.nan]) }),
            ("aurc", { try SelectivePrediction.aurc([.nan], correct: [true]) }),
            ("none", { try SelectivePrediction.augrc([], correct: []) }),
            ("scores", { try Conformal.threshold([], alpha: 0.1) }),
            ("nanScores", { try Conformal.threshold([.nan], alpha: 0.1) }),
            ("threshold", { try Conformal.lacSets([[1, 0]], threshold: .nan) }),
            ("sets", { try Conformal.coverage([], labels: []) }), ("size", { try Conformal.meanSize([]) }),
            ("label", { try Conformal.coverage([[0]], labels: [-1]) }),
            (
                "statistic",
                { try Statistics.bootstrapInterval(count: 2, resamples: 2, seed: 1) { _ in .nan } }
            ),
            ("value", { try Statistics.studentInterval([1, .nan]) }),
            ("score", { try PlattScaling.fit([.nan, 1], outcomes: [0, 1]) }),
            ("noScores", { try PlattScaling.fit([], outcomes: []) }),
        ])
    }

    @Test(
        "Dirichlet parameters that are not above 0 are refused",
        arguments: [0, -1, Double.nan, .infinity, -0.0])
    func dirichlet(a: Double) {
        expectRefused([("dirichlet", { try Dirichlet([1, a]) })], naming: "alpha[1] is \(a)")
        expectRefused([("empty", { try Dirichlet([]) }), ("logits", { try Dirichlet(logits: [0, 800]) })])
        for (e, y) in [(-1.0, 0), (.nan, 0), (.infinity, 0), (1, 2)] {
            expectRefused([
                ("evidential", { try Losses.evidential([[1, e]], labels: [y], form: .digamma) }),
                ("misleading", { try Losses.misleadingEvidence([[1, e]], labels: [y]) }),
            ])
        }
    }
}
