import Testing

@testable import Distillation

@Suite("Laws of the measures")
struct MeasureLawsTests {
    @Test("calibration errors lie in 0…1, ECE ≤ RMSCE ≤ MCE, and bins hold every sample once")
    func calibration() throws {
        var samples = Samples(51)
        for trial in 0..<30 {
            let p = try samples.probabilities(40, 3)
            let y = samples.labels(40, 3)
            for binning in [Calibration.Binning.equalWidth, .equalMass] {
                let bins = 1 + trial
                let ece = try Calibration.expectedError(p, labels: y, bins: bins, binning: binning)
                let mce = try Calibration.maximumError(p, labels: y, bins: bins, binning: binning)
                let rms = try Calibration.rootMeanSquareError(p, labels: y, bins: bins, binning: binning)
                #expect(
                    ece.value >= 0 && ece.value <= rms.value + 1e-15 && rms.value <= mce.value + 1e-15
                        && mce.value <= 1)
                #expect(ece.bins.count == bins && ece.bins.reduce(0) { $0 + $1.count } == 40)
            }
            let over = try Calibration.overconfidence(p, labels: y)
            #expect(over.magnitude <= (try Calibration.kolmogorovSmirnovError(p, labels: y)) + 1e-15)
            #expect(over.magnitude <= (try Calibration.expectedError(p, labels: y).value) + 1e-15)
            let classwise = try Calibration.classwiseError(p, labels: y)
            #expect(classwise.value >= 0 && classwise.value <= 1)
        }
    }

    @Test("edges belong to the bin below them, 0 to the first and 1 to the last")
    func edges() throws {
        for bins in [3, 7, 10, 15, 49] {
            let forecasts = (0...bins).map { Double($0) / Double(bins) }
            let error = try Calibration.expectedError(
                forecasts: forecasts, outcomes: [Int](repeating: 1, count: bins + 1), bins: bins)
            #expect(error.bins.map(\.count) == [2] + [Int](repeating: 1, count: bins - 1))
            let above = try Calibration.expectedError(
                forecasts: forecasts.dropLast().map(\.nextUp), outcomes: [Int](repeating: 1, count: bins),
                bins: bins)
            #expect(above.bins.allSatisfy { $0.count == 1 })
        }
    }

    @Test("no measure but those of a stable order sees the order of the samples")
    func order() throws {
        var samples = Samples(52)
        let p = try samples.probabilities(50, 3)
        let y = samples.labels(50, 3)
        let order = samples.generator.permutation(of: 50)
        let (q, z) = (p.selectingRows(order), order.map { y[$0] })
        let pairs = try [
            (Score.accuracy(p, labels: y), Score.accuracy(q, labels: z)),
            (Score.brier(p, labels: y), Score.brier(q, labels: z)),
            (Score.negativeLogLikelihood(p, labels: y), Score.negativeLogLikelihood(q, labels: z)),
            (Calibration.expectedError(p, labels: y).value, Calibration.expectedError(q, labels: z).value),
            (SelectivePrediction.aurc(p, labels: y), SelectivePrediction.aurc(q, labels: z)),
            (SelectivePrediction.augrc(p, labels: y), SelectivePrediction.augrc(q, labels: z)),
        ]
        for (a, b) in pairs { #expect((a - b).magnitude < 1e-14) }
    }

    @Test("the parts of the scores add up")
    func decompositions() throws {
        var samples = Samples(53)
        let forecasts = (0..<300).map { _ in (samples.generator.uniform() * 10).rounded() / 10 }
        let outcomes = forecasts.map { samples.generator.uniform() < 0.2 + 0.6 * $0 ? 1 : 0 }
        let murphy = try Score.murphyDecomposition(forecasts: forecasts, outcomes: outcomes)
        #expect(
            (murphy.score - (murphy.reliability - murphy.resolution + murphy.uncertainty)).magnitude < 1e-15)
        let softened = forecasts.map { 0.05 + 0.9 * $0 }
        let parts = try Score.logLossDecomposition(forecasts: softened, outcomes: outcomes)
        #expect((parts.score - parts.calibration - parts.refinement).magnitude < 1e-14)
        let two = try Matrix(rows: 300, columns: 2, elements: softened.flatMap { [1 - $0, $0] })
        let both = try Score.logLossDecomposition(two, labels: outcomes)
        #expect(
            (both.calibration - parts.calibration).magnitude < 1e-14
                && (both.score - parts.score).magnitude < 1e-14)
        #expect(
            (try Score.brier(two, labels: outcomes) - 2 * Score.brier(forecasts: softened, outcomes: outcomes))
                .magnitude < 1e-14)
    }

    @Test("a label given probability 0 costs infinitely much, not NaN")
    func infinite() throws {
        #expect(try Score.negativeLogLikelihood([[1, 0]], labels: [1]) == .infinity)
        #expect(try Score.negativeLogLikelihood(forecasts: [0, 1], outcomes: [1, 1]) == .infinity)
        #expect(
            try Score.logLossDecomposition(forecasts: [0, 1], outcomes: [1, 1]).calibration == .infinity)
        #expect(try Score.negativeLogLikelihood([[1, 0]], labels: [0]) == 0)
    }

    @Test(
        "AUROC of the turned score is 1 − AUROC, and any rising function leaves every ranking measure as it is"
    )
    func ranking() throws {
        var samples = Samples(54)
        let scores = (0..<3000).map { _ in (samples.generator.normal() * 50).rounded() / 50 }
        let labels = scores.map { samples.generator.uniform() < sigmoid($0) ? 1 : 0 }
        let auroc = try Ranking.auroc(scores, labels: labels)
        #expect((auroc + (try Ranking.auroc(scores.map { -$0 }, labels: labels)) - 1).magnitude < 1e-15)
        #expect(try Ranking.auroc(scores.map { Double.exp($0) }, labels: labels) == auroc)
        #expect(
            try Ranking.averagePrecision(scores.map { 3 * $0 }, labels: labels)
                == Ranking.averagePrecision(scores, labels: labels))
        #expect(try Ranking.auroc([-.infinity, 0, .infinity], labels: [0, 0, 1]) == 1)
        #expect(try Ranking.auroc([0.0, -0.0], labels: [1, 0]) == 0.5)
    }

    @Test("the radix sort is stable and agrees with a naive sort, signs and subnormals included")
    func sorting() {
        var samples = Samples(55)
        for count in [0, 1, 2, 999, 1001, 5000] {
            var values = (0..<count).map { _ in (samples.generator.normal() * 20).rounded() / 7 }
            if count > 10 {
                values[3...8] = [
                    -0.0, 0, .infinity, -.infinity, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
                ]
            }
            let naive = values.indices.sorted { values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1] }
            #expect(stableOrder(values).map { Int($0) } == naive)
        }
    }

    @Test(
        "selective risks: all ties give the error rate at every coverage; E-AURC is 0 for the best order only"
    )
    func selection() throws {
        let correct = [true, false, true, true]
        let tied = try SelectivePrediction.curve([1, 1, 1, 1], correct: correct)
        #expect(tied.risks == [0.25, 0.25, 0.25, 0.25] && tied.coverages == [0.25, 0.5, 0.75, 1])
        #expect(try SelectivePrediction.excessAurc([4, 1, 3, 2], correct: correct) == 0)
        #expect(try SelectivePrediction.excessAurc([1, 4, 3, 2], correct: correct) > 0)
        // ⌈0.07·100⌉ is 7, though 0.07·100 in doubles is above it.
        let hundred = (0..<100).map { Double(-$0) }
        let wrongAtSeven = (0..<100).map { $0 != 7 }
        #expect(try SelectivePrediction.risk(hundred, correct: wrongAtSeven, atCoverage: 0.07) == 0)
        #expect(try SelectivePrediction.risk(hundred, correct: wrongAtSeven, atCoverage: 0.08) == 0.125)
    }

    @Test("split conformal sets hold the label with a chance of at least 1 − α, by LAC, APS and RAPS")
    func coverage() throws {
        var samples = Samples(56)
        // Exchangeable samples from a model that is wrong about its own certainty.
        let truth = try samples.probabilities(4000, 5, scale: 1)
        let labels = try (0..<4000).map { try samples.generator.categorical(truth[row: $0]) }
        let model = try Probability.softmax(truth.map { 3 * Double.log($0) })
        let uniforms = (0..<4000).map { _ in samples.generator.uniform() }
        let (held, fresh) = (Array(0..<2000), Array(2000..<4000))
        let (a, b) = (model.selectingRows(held), model.selectingRows(fresh))
        let (y, z) = (Array(labels[..<2000]), Array(labels[2000...]))
        let (u, w) = (Array(uniforms[..<2000]), Array(uniforms[2000...]))
        for alpha in [0.05, 0.1, 0.3] {
            let q = try [
                Conformal.threshold(Conformal.lacScores(a, labels: y), alpha: alpha),
                Conformal.threshold(Conformal.apsScores(a, labels: y, uniforms: u), alpha: alpha),
                Conformal.threshold(
                    Conformal.rapsScores(a, labels: y, penalty: 0.02, freeRanks: 2, uniforms: u), alpha: alpha
                ),
            ]
            let sets = try [
                Conformal.lacSets(b, threshold: q[0]), Conformal.apsSets(b, threshold: q[1], uniforms: w),
                Conformal.rapsSets(b, threshold: q[2], penalty: 0.02, freeRanks: 2, uniforms: w),
            ]
            for sets in sets {
                // Coverage given the calibration set is Beta(k, n + 1 − k): four standard deviations each,
                // and the test's.
                let covered = try Conformal.coverage(sets, labels: z)
                #expect((covered - (1 - alpha)).magnitude < 4 * (2 * alpha * (1 - alpha) / 2000).squareRoot())
            }
        }
    }

    @Test("the conformal rank reads α as the decimal that was written")
    func ranks() throws {
        let scores = (1...9).map { Double($0) }
        // (9 + 1)(1 − α) = 9, 8, 7, …: exactly, though 1 − 0.1 and its kin are not exact in doubles.
        for (alpha, rank) in [
            (0.1, 9.0), (0.2, 8), (0.3, 7), (0.4, 6), (0.6, 4), (0.7, 3), (0.8, 2), (0.9, 1),
        ] {
            #expect(try Conformal.threshold(scores, alpha: alpha) == rank)
        }
        #expect(try Conformal.threshold(scores, alpha: 0.30000000000000004) == 7)
        #expect(try Conformal.threshold(scores, alpha: 1) == -.infinity)
        #expect(try Conformal.threshold(scores, alpha: 0) == .infinity)
        #expect(try Conformal.threshold(scores, alpha: 0.05) == .infinity)
        #expect(try Conformal.threshold(scores, alpha: 5e-300) == .infinity)
    }

    @Test(
        "a decimal times a count is exact", arguments: [0.1, 0.25, 1.0 / 3, 0.07, 1e-5, 1.5e-7, 1, 0, 1e-300])
    func decimals(value: Double) {
        for count in [1, 9, 100, 12_345, 1_000_000] {
            let (floor, ceiling) = ShortestDecimal(value).times(count)
            let product = value * Double(count)
            #expect((Double(floor) - product.rounded(.down)).magnitude <= 1 && ceiling - floor <= 1)
            #expect(Double(floor) <= product * (1 + 1e-15) && Double(ceiling) >= product * (1 - 1e-15))
        }
    }

    @Test("intervals hold their estimate, shrink with the level, and cover the truth as often as they say")
    func intervals() throws {
        var samples = Samples(57)
        var student = 0
        var bootstrap = 0
        for trial in 0..<400 {
            let values = (0..<12).map { _ in 5 + samples.generator.normal() }
            let wide = try Statistics.studentInterval(values)
            let narrow = try Statistics.studentInterval(values, level: 0.5)
            #expect(wide.lower < narrow.lower && narrow.upper < wide.upper && narrow.contains(wide.estimate))
            if wide.contains(5) { student += 1 }
            let resampled = try Statistics.bootstrapInterval(values, resamples: 200, seed: UInt64(trial))
            if resampled.contains(5) { bootstrap += 1 }
        }
        // 400·0.95 = 380 with a standard deviation of 4.4; the percentile bootstrap of 12 values is known to
        // fall short.
        #expect((student - 380).magnitude < 18)
        #expect(bootstrap > 340 && bootstrap < 385)
        let same = try Statistics.pairedStudentInterval([1, 2, 4], [0, 1, 3])
        #expect(same.estimate == 1 && same.lower == 1 && same.upper == 1)
        let again = try Statistics.pairedBootstrapInterval([1, 5, 4], [0, 1, 3], seed: 9)
        #expect(try again == Statistics.pairedBootstrapInterval([1, 5, 4], [0, 1, 3], seed: 9))
    }
}
