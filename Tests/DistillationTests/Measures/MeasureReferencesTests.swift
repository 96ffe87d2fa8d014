import Testing

@testable import Distillation

@Suite("Measures against NumPy, SciPy and scikit-learn")
struct MeasureReferencesTests {
    private func values(_ one: ReferenceCase) throws -> [Double] {
        let matrix = try one.matrix(0)
        let vector = matrix.elements
        let labels = one.labels
        switch one.name {
        case "binaryCalibration":
            return try calibration(
                count: labels.count,
                errors: { bins, binning in
                    [
                        try Calibration.expectedError(
                            forecasts: vector, outcomes: labels, bins: bins, binning: binning),
                        try Calibration.maximumError(
                            forecasts: vector, outcomes: labels, bins: bins, binning: binning),
                        try Calibration.rootMeanSquareError(
                            forecasts: vector, outcomes: labels, bins: bins, binning: binning),
                    ]
                },
                debiased: {
                    try Calibration.debiasedSquaredError(forecasts: vector, outcomes: labels, bins: $0)
                })
                + [
                    Calibration.kolmogorovSmirnovError(forecasts: vector, outcomes: labels),
                    Calibration.overconfidence(forecasts: vector, outcomes: labels),
                ]
        case "calibration":
            return try calibration(
                count: labels.count,
                errors: { bins, binning in
                    [
                        try Calibration.expectedError(matrix, labels: labels, bins: bins, binning: binning),
                        try Calibration.maximumError(matrix, labels: labels, bins: bins, binning: binning),
                        try Calibration.rootMeanSquareError(
                            matrix, labels: labels, bins: bins, binning: binning),
                    ]
                }, debiased: { try Calibration.debiasedSquaredError(matrix, labels: labels, bins: $0) })
                + [
                    Calibration.kolmogorovSmirnovError(matrix, labels: labels),
                    Calibration.overconfidence(matrix, labels: labels),
                ]
        case "classwise":
            var values: [Double] = []
            for bins in [4, 15] {
                for binning in [Calibration.Binning.equalWidth, .equalMass] {
                    let error = try Calibration.classwiseError(
                        matrix, labels: labels, bins: bins, binning: binning)
                    values += [error.value] + error.classes.map(\.value)
                }
            }
            return values
        case "scores":
            return try [
                Score.accuracy(matrix, labels: labels), Score.negativeLogLikelihood(matrix, labels: labels),
                Score.brier(matrix, labels: labels), Score.sharpness(matrix),
            ]
        case "binaryScores":
            return try [
                Score.brier(forecasts: vector, outcomes: labels),
                Score.negativeLogLikelihood(forecasts: vector, outcomes: labels),
                Score.sharpness(forecasts: vector),
            ]
        case "murphy":
            let parts = try Score.murphyDecomposition(forecasts: vector, outcomes: labels)
            return [parts.score, parts.reliability, parts.resolution, parts.uncertainty]
        case "logLossParts", "logLossPartsK":
            let parts =
                one.name == "logLossParts"
                ? try Score.logLossDecomposition(forecasts: vector, outcomes: labels)
                : try Score.logLossDecomposition(matrix, labels: labels)
            return [parts.score, parts.calibration, parts.refinement]
        case "ranking":
            return try [
                Ranking.auroc(vector, labels: labels), Ranking.averagePrecision(vector, labels: labels),
                Ranking.falsePositiveRate(vector, labels: labels),
                Ranking.falsePositiveRate(vector, labels: labels, atTruePositiveRate: 0.5),
            ]
        case "selective":
            let correct = labels.map { $0 == 1 }
            return try [
                SelectivePrediction.aurc(vector, correct: correct),
                SelectivePrediction.excessAurc(vector, correct: correct),
                SelectivePrediction.augrc(vector, correct: correct),
            ]
                + [0.1, 0.07, 0.5, 1].map {
                    try SelectivePrediction.risk(vector, correct: correct, atCoverage: $0)
                }
        case "threshold":
            return try [0, 0.05, 0.1, 0.2, 0.3, 0.7, 0.9, 1, 1.0 / 3, 0.01, 1e-20].map {
                try Conformal.threshold(vector, alpha: $0)
            }
        case "lac":
            let sets = try Conformal.lacSets(matrix, threshold: 0.6)
            return try Conformal.lacScores(matrix, labels: labels) + membership(sets, matrix.columns)
        case "rank":
            let given = try one.matrix(1).elements
            let uniforms = given.count == labels.count ? given : nil
            let penalty = one.number("penalty")
            let freeRanks = Int(one.number("freeRanks"))
            if penalty == 0 {
                return try Conformal.apsScores(matrix, labels: labels, uniforms: uniforms)
                    + membership(
                        Conformal.apsSets(matrix, threshold: 0.8, uniforms: uniforms), matrix.columns)
            }
            return try Conformal.rapsScores(
                matrix, labels: labels, penalty: penalty, freeRanks: freeRanks, uniforms: uniforms)
                + membership(
                    Conformal.rapsSets(
                        matrix, threshold: 0.8, penalty: penalty, freeRanks: freeRanks, uniforms: uniforms),
                    matrix.columns)
        case "student":
            let interval = try Statistics.studentInterval(vector, level: one.number("level"))
            return [interval.estimate, interval.lower, interval.upper]
        case "temperature":
            guard case .fitted(let temperature, let loss) = try TemperatureScaling.fit(matrix, labels: labels)
            else {
                return []
            }
            return [temperature, loss]
        case "platt":
            guard
                case .fitted(let slope, let intercept, let loss) = try PlattScaling.fit(
                    vector, outcomes: labels)
            else { return [] }
            return [slope, intercept, loss]
        default: throw InvalidArgument("name", one.name, "a measure")
        }
    }

    private func calibration(
        count: Int, errors: (Int, Calibration.Binning) throws -> [Calibration.BinnedError],
        debiased: (Int) throws -> Calibration.BinnedError
    ) throws -> [Double] {
        var values: [Double] = []
        for bins in [1, 2, 5, 10, 15] {
            for binning in [Calibration.Binning.equalWidth, .equalMass] {
                let errors = try errors(bins, binning)
                values += errors.map(\.value)
                values += errors[0].bins.flatMap { [Double($0.count), $0.accuracy, $0.confidence] }
                #expect(errors.allSatisfy { $0.bins == errors[0].bins })
            }
            if count >= 2 * bins { values.append(try debiased(bins).value) }
        }
        return values
    }

    /// 1 for every class in the set, 0 for the others, row by row.
    private func membership(_ sets: [[Int]], _ classes: Int) -> [Double] {
        sets.flatMap { set in (0..<classes).map { set.contains($0) ? 1 : 0 } }
    }

    @Test("agree to 1e-10, ties, edges and uneven bins included")
    func agree() throws {
        let cases = try ReferenceCase.all("measures.json")
        #expect(cases.count > 100)
        for (index, one) in cases.enumerated() where one.name != "studentQuantile" {
            let error = one.error(of: try values(one), floor: 1e-5)
            #expect(error <= 1e-10, "\(index): \(one.name)")
        }
    }

    @Test("quantiles of Student's distribution agree to 1e-10")
    func studentQuantiles() throws {
        let cases = try ReferenceCase.all("measures.json").filter { $0.name == "studentQuantile" }
        #expect(cases.count == 42)
        for one in cases {
            let quantile = try Statistics.studentQuantile(
                one.number("probability"), degreesOfFreedom: one.number("freedom"))
            #expect(one.error(of: [quantile], floor: 1e-5) <= 1e-10, "\(one.numbers)")
        }
    }
}
