import Testing

@testable import Distillation

/// Arguments as nobody should pass them, drawn by a seed: each function must refuse them or give numbers.
private struct Hostile {
    var random: RandomGenerator

    static let doubles: [Double] = [
        0, -0.0, 1, -1, 0.5, 0.25, 2, 10, -3, 1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e-16,
        1 - 1e-16, 1 + 5e-7, 1e16,
        1e150,
        -1e150, 1e300, -1e300, 1.7e308, -1.7e308, 690, -745, .nan, .infinity, -.infinity,
    ]
    static let integers = [0, 1, 2, 3, 10, 15, -1, 20_000_000, .max, .min, .max - 1]

    mutating func double() -> Double { Self.doubles[random.uniform(below: Self.doubles.count)] }
    mutating func integer() -> Int { Self.integers[random.uniform(below: Self.integers.count)] }
    mutating func chance(_ part: Double) -> Bool { random.uniform() < part }
    /// Mostly a number that is allowed, so that what comes behind the first check is reached too.
    mutating func share() -> Double { chance(0.7) ? random.uniform() : double() }
    mutating func positive() -> Double { chance(0.7) ? Double.exp(200 * (random.uniform() - 0.5)) : double() }

    mutating func doubles(_ count: Int, _ value: (inout Hostile) -> Double) -> [Double] {
        let count = chance(0.05) ? random.uniform(below: 3) : count
        return (0..<count).map { _ in value(&self) }
    }

    /// Logits of any size; sometimes too few, or none.
    mutating func logits(_ rows: Int, _ columns: Int) -> Matrix<Double> {
        let scale = chance(0.5) ? 1 : Double.exp(1400 * (random.uniform() - 0.5))
        let isWild = chance(0.2)
        return matrix(rows, columns) {
            $0.chance(isWild ? 0.3 : 0) ? $0.double() : scale * $0.random.normal()
        }
    }

    /// Rows that mostly sum to 1, zeros and certain ones among them.
    mutating func probabilities(_ rows: Int, _ columns: Int) -> Matrix<Double> {
        var result = matrix(rows, columns) { $0.chance(0.3) ? 0 : $0.random.uniform() }
        guard result.elements.count == result.rows * result.columns, result.columns > 0 else { return result }
        for row in 0..<result.rows {
            let sum = result[row: row].reduce(0, +)
            let off = chance(0.03) ? double() : chance(0.2) ? 1 + 5e-7 : 1
            for j in 0..<result.columns {
                result[row, j] = sum == 0 ? (j == 0 ? off : 0) : result[row, j] / sum * off
            }
        }
        return result
    }

    mutating func matrix(_ rows: Int, _ columns: Int, _ value: (inout Hostile) -> Double) -> Matrix<Double> {
        if chance(0.02) { return [[0.5, 0.5], [1]] }
        let (rows, columns) =
            chance(0.05) ? (random.uniform(below: 3), random.uniform(below: 3)) : (rows, columns)
        return Matrix(rows: rows, columns: columns, filling: (0..<rows * columns).map { _ in value(&self) })
    }

    mutating func labels(_ count: Int, below classes: Int) -> [Int] {
        let count = chance(0.05) ? random.uniform(below: 3) : count
        return (0..<count).map { _ in chance(0.01) ? integer() : random.uniform(below: classes) }
    }

    mutating func sizes(_ count: Int) -> [Int] { (0..<count).map { _ in chance(0.6) ? 3 : integer() } }

    mutating func parameters(_ count: Int) -> [Double] { doubles(count) { $0.positive() } }
}

/// Every number in whatever a function gave.
private func numbers(_ value: Any) -> [Double] {
    switch value {
    case let number as Double: [number]
    case let numbers as [Double]: numbers
    case let matrix as Matrix<Double>: matrix.elements
    case let matrices as [Matrix<Double>]: matrices.flatMap(\.elements)
    default: Mirror(reflecting: value).children.flatMap { numbers($0.value) }
    }
}

@Suite("Whatever it is given, a function refuses it or gives numbers")
struct HostileInputTests {
    private typealias Call = (name: String, run: (inout Hostile) throws -> Any)

    /// Runs each call often; a trap ends the test run, NaN is an issue that shows its seed.
    private func attack(_ calls: [Call], times: Int = 300, sourceLocation: SourceLocation = #_sourceLocation)
    {
        for (index, call) in calls.enumerated() {
            var computed = 0
            for seed in 0..<times {
                var hostile = Hostile(random: RandomGenerator(seed: UInt64(1000 * index + seed)))
                guard let value = try? call.run(&hostile) else { continue }
                computed += 1
                if numbers(value).contains(where: \.isNaN) {
                    Issue.record(
                        "\(call.name) gives NaN for seed \(1000 * index + seed)",
                        sourceLocation: sourceLocation)
                    break
                }
            }
            #expect(computed > times / 50, "\(call.name) refuses nearly all", sourceLocation: sourceLocation)
        }
    }

    @Test("losses")
    func losses() {
        attack([
            ("crossEntropy", { try Losses.crossEntropy($0.logits(3, 4), labels: $0.labels(3, below: 4)) }),
            (
                "crossEntropy targets",
                { try Losses.crossEntropy($0.logits(3, 4), targets: $0.probabilities(3, 4)) }
            ),
            (
                "labelSmoothing",
                {
                    try Losses.labelSmoothing(
                        $0.logits(3, 4), labels: $0.labels(3, below: 4), epsilon: $0.share())
                }
            ),
            (
                "distillation",
                {
                    try Losses.distillation(
                        $0.logits(3, 4), teacher: $0.logits(3, 4), labels: $0.labels(3, below: 4),
                        temperature: $0.positive(), alpha: $0.share())
                }
            ),
            (
                "soft distillation",
                {
                    try Losses.distillation(
                        $0.logits(3, 4), teacher: $0.logits(3, 4), temperature: $0.positive())
                }
            ),
            (
                "decoupled",
                {
                    try Losses.decoupledDistillation(
                        $0.logits(3, 4), teacher: $0.logits(3, 4), labels: $0.labels(3, below: 4),
                        temperature: $0.positive(), alpha: $0.positive(), beta: $0.positive())
                }
            ),
            ("logitMatching", { try Losses.logitMatching($0.logits(3, 4), teacher: $0.logits(3, 4)) }),
            (
                "EnD",
                {
                    try Losses.ensembleDistillation(
                        $0.logits(3, 4), members: [$0.logits(3, 4), $0.logits(3, 4)],
                        temperature: $0.positive())
                }
            ),
            (
                "EnD²",
                {
                    try Losses.distributionDistillation(
                        $0.logits(3, 4), members: [$0.logits(3, 4), $0.logits(3, 4)],
                        temperature: $0.positive(),
                        smoothing: $0.share(), scaled: $0.chance(0.5))
                }
            ),
            (
                "proxy",
                {
                    try Losses.proxyDistributionDistillation(
                        $0.logits(3, 4), members: [$0.logits(3, 4), $0.logits(3, 4)])
                }
            ),
            (
                "evidential",
                {
                    let form: Losses.EvidentialForm = [.squared, .log, .digamma][$0.random.uniform(below: 3)]
                    return try Losses.evidential(
                        $0.matrix(3, 4) { $0.positive() }, labels: $0.labels(3, below: 4), form: form,
                        regularisation: $0.positive())
                }
            ),
            (
                "misleading",
                {
                    try Losses.misleadingEvidence(
                        $0.matrix(3, 4) { $0.positive() }, labels: $0.labels(3, below: 4))
                }
            ),
            ("vacuity", { try Losses.vacuity($0.matrix(3, 4) { $0.positive() }) }),
        ])
    }

    @Test("probabilities, information, ensembles")
    func uncertainty() {
        attack([
            ("softmax", { try Probability.softmax($0.logits(3, 4), temperature: $0.positive()) }),
            ("logSoftmax", { try Probability.logSoftmax($0.logits(3, 4), temperature: $0.positive()) }),
            ("logSumExp", { try Probability.logSumExp($0.logits(3, 4), temperature: $0.positive()) }),
            ("argmax", { try Probability.argmax($0.logits(3, 4)) }),
            ("entropy", { try Information.entropy($0.probabilities(3, 4)) }),
            (
                "crossEntropy",
                { try Information.crossEntropy($0.probabilities(3, 4), $0.probabilities(3, 4)) }
            ),
            (
                "klDivergence",
                { try Information.klDivergence($0.probabilities(3, 4), $0.probabilities(3, 4)) }
            ),
            (
                "klDivergence of logits",
                {
                    try Information.klDivergence(
                        logits: $0.logits(3, 4), $0.logits(3, 4), temperature: $0.positive())
                }
            ),
            (
                "Jensen–Shannon",
                { try Information.jensenShannonDivergence($0.probabilities(3, 4), $0.probabilities(3, 4)) }
            ),
            ("ensemble", { try EnsembleUncertainty(of: [$0.probabilities(3, 4), $0.probabilities(3, 4)]) }),
            (
                "ensemble of logits",
                {
                    try EnsembleUncertainty(
                        ofLogits: [$0.logits(3, 4), $0.logits(3, 4)], temperature: $0.positive())
                }
            ),
            (
                "ambiguity",
                {
                    try EnsembleUncertainty.ambiguity(
                        [$0.probabilities(3, 4), $0.probabilities(3, 4)], labels: $0.labels(3, below: 4))
                }
            ),
            ("agreement", { try Fidelity.agreement($0.logits(3, 4), teacher: $0.logits(3, 4)) }),
            (
                "fidelity",
                { try Fidelity.klDivergence($0.probabilities(3, 4), teacher: $0.probabilities(3, 4)) }
            ),
            (
                "fidelity of logits",
                { try Fidelity.klDivergence(logits: $0.logits(3, 4), teacher: $0.logits(3, 4)) }
            ),
        ])
    }

    @Test("Dirichlet distributions and the gamma function's family")
    func dirichlet() {
        func measures(_ d: Dirichlet) -> [Double] {
            [d.total, d.data, d.knowledge, d.expectedPairwiseDivergence, d.differentialEntropy] + d.mean
                + d.expectedLog
        }
        attack([
            ("measures", { measures(try Dirichlet($0.parameters(4))) }),
            (
                "of logits",
                {
                    measures(
                        try Dirichlet(
                            logits: $0.doubles(4) { 100 * $0.random.normal() }, temperature: $0.positive(),
                            offset: $0.positive()))
                }
            ),
            ("divergence", { try Dirichlet($0.parameters(4)).klDivergence(to: Dirichlet($0.parameters(4))) }),
            (
                "density",
                { try Dirichlet($0.parameters(4)).logDensity(at: $0.probabilities(1, 4).elements) }
            ),
            ("logGamma", { try SpecialFunctions.logGamma($0.positive()) }),
            ("digamma", { try SpecialFunctions.digamma($0.positive()) }),
            ("trigamma", { try SpecialFunctions.trigamma($0.positive()) }),
            ("inverseDigamma", { try SpecialFunctions.inverseDigamma($0.double()) }),
            ("gamma", { try $0.random.gamma(shape: $0.positive()) }),
            ("draw", { try $0.random.dirichlet($0.parameters(3)) }),
        ])
    }

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

    @Test("training")
    func training() {
        attack(
            [
                (
                    "network",
                    {
                        let sizes = $0.sizes(3)
                        let layers: [Layer] = [
                            .dense(sizes[0]), .relu, .dropout($0.share()), .dense(sizes[1]),
                            .convolution(channels: 2, size: sizes[2], padding: sizes[1]), .maxPool(sizes[2]),
                            .embeddingBag(sizes[1]),
                        ]
                        let shapes: [Shape] = [
                            .vector(sizes[2]), .bag(vocabulary: sizes[2]),
                            .image(height: sizes[0], width: 3, channels: sizes[2]),
                        ]
                        let shape = shapes[$0.random.uniform(below: 3)]
                        let chosen = Array($0.random.shuffled(layers).prefix(1 + $0.random.uniform(below: 3)))
                        guard shape.size < 100 else { return 0 }
                        let network = try Network(input: shape, layers: chosen, seed: 1)
                        return try network.logits(Inputs($0.logits(2, shape.size)))
                    }
                ),
                (
                    "train",
                    {
                        var network = try Network(input: .vector(2), layers: [.dense(2)], seed: 1)
                        let optimizers = [
                            Optimizer.sgd(momentum: $0.share(), weightDecay: $0.share()),
                            .adam(beta1: $0.share(), beta2: $0.share(), epsilon: $0.positive()),
                            .adamW(weightDecay: $0.share()),
                        ]
                        let schedules: [Schedule] = [
                            .constant, .cosine(floor: $0.share()),
                            .step(factor: $0.share(), at: [$0.share()]),
                            .warmUp($0.share(), then: .cosine()),
                        ]
                        let labels = $0.labels(4, below: 2)
                        let training = Training(
                            epochs: $0.random.uniform(below: 3),
                            batchSize: $0.chance(0.6) ? 2 : $0.integer(),
                            optimizer: optimizers[$0.random.uniform(below: 3)],
                            rate: $0.chance(0.6) ? 0.1 : $0.positive(),
                            schedule: schedules[$0.random.uniform(below: 4)], seed: 1)
                        try train(
                            &network, on: Inputs($0.matrix(4, 2) { $0.random.normal() }),
                            loss: Loss { logits, batch in
                                try Losses.crossEntropy(logits, labels: batch[labels])
                            }, with: training)
                        return network.parameters.map { Double($0) }
                    }
                ),
            ], times: 400)
    }
}
