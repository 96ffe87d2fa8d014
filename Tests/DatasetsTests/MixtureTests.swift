import Distillation
import Foundation
import Testing

@testable import Datasets

@Suite struct MixtureTests {
    @Test("The posterior sums to 1 and agrees with Bayes' rule written out for the plane")
    func bayesRule() throws {
        let mixture = try GaussianMixture.unequalCovariances()
        var generator = RandomGenerator(seed: 4)
        for _ in 0..<1000 {
            let (x, y) = (4 * generator.normal(), 4 * generator.normal())
            let joint = (0..<3).map { label in
                let c = mixture.covariances[label]
                let determinant = c[0, 0] * c[1, 1] - c[0, 1] * c[1, 0]
                let (dx, dy) = (x - mixture.means[label][0], y - mixture.means[label][1])
                let distance = (c[1, 1] * dx * dx - 2 * c[0, 1] * dx * dy + c[0, 0] * dy * dy) / determinant
                return mixture.priors[label] * Foundation.exp(-distance / 2)
                    / (2 * Double.pi * determinant.squareRoot())
            }
            let posterior = try mixture.posterior(at: [x, y])
            #expect((posterior.reduce(0, +) - 1).magnitude < 1e-12)
            let sum = joint.reduce(0, +)
            for (found, one) in zip(posterior, joint) where sum > 1e-250 {
                #expect((found - one / sum).magnitude < 1e-10)
            }
            let logDensity = Double.logSumExp(try mixture.logJoint(at: [x, y]))
            if sum > 1e-250 { #expect((logDensity - Foundation.log(sum)).magnitude < 1e-9) }
        }
    }

    @Test("With one covariance the log odds are linear in the point")
    func linear() throws {
        let mixture = try GaussianMixture.equalCovariances()
        func logOdds(_ x: Double, _ y: Double) throws -> Double {
            let joint = try mixture.logJoint(at: [x, y])
            return joint[0] - joint[1]
        }
        let middle = try logOdds(0.5, 1)
        #expect((middle - (try logOdds(0, 0) + logOdds(1, 2)) / 2).magnitude < 1e-12)
        #expect((middle - (try logOdds(-9, 31) + logOdds(10, -29)) / 2).magnitude < 1e-10)
    }

    @Test("Far from all classes the posterior is still a distribution, and beyond reason it is refused")
    func farAway() throws {
        let mixture = try GaussianMixture.unequalCovariances()
        for distance in [10.0, 1e3, 1e8, 1e50] {
            let posterior = try mixture.posterior(at: [distance, -distance])
            #expect((posterior.reduce(0, +) - 1).magnitude < 1e-12)
        }
        for point in [[Double.nan, 0], [.infinity, 0], [0], [1e200, 0]] {
            #expect(throws: InvalidArgument.self) { try mixture.posterior(at: point) }
        }
    }

    @Test("Samples have the priors, means and covariances of the mixture")
    func moments() throws {
        let mixture = try GaussianMixture.unequalCovariances()
        let count = 60_000
        let sample = try mixture.sample(count, seed: 1)
        for label in 0..<3 {
            let rows = sample.labels.indices.filter { sample.labels[$0] == label }
            let share = Double(rows.count) / Double(count)
            #expect((share - mixture.priors[label]).magnitude < 0.01)
            let n = Double(rows.count)
            let mean = (0..<2).map { column in
                rows.reduce(0.0) { $0 + Double(sample.features[$1, column]) } / n
            }
            for i in 0..<2 {
                #expect((mean[i] - mixture.means[label][i]).magnitude < 0.05)
                for j in 0..<2 {
                    let covariance =
                        rows.reduce(0.0) { sum, row in
                            sum + (Double(sample.features[row, i]) - mean[i])
                                * (Double(sample.features[row, j]) - mean[j])
                        } / n
                    #expect((covariance - mixture.covariances[label][i, j]).magnitude < 0.08)
                }
            }
        }
    }

    @Test("The true posterior is calibrated: of samples given p of class 0 a share of about p are of class 0")
    func calibrated() throws {
        let mixture = try GaussianMixture.unequalCovariances()
        let sample = try mixture.sample(50_000, seed: 2)
        let posterior = try mixture.posterior(at: sample.features)
        for bin in 0..<10 {
            let rows = (0..<sample.count).filter { Int(min(0.999, posterior[$0, 0]) * 10) == bin }
            let n = Double(rows.count)
            let forecast = rows.reduce(0) { $0 + posterior[$1, 0] } / n
            let share = Double(rows.filter { sample.labels[$0] == 0 }.count) / n
            #expect(
                (forecast - share).magnitude < 5 * (forecast * (1 - forecast) / n).squareRoot(), "bin \(bin)")
        }
    }

    @Test("The Bayes risk of two classes at ±1 is the known one: error Φ(−1)")
    func bayesRisk() throws {
        let mixture = try GaussianMixture(
            means: [[-1], [1]], covariances: [[[1]], [[1]]], priors: [0.5, 0.5])
        let risk = try mixture.bayesRisk(samples: 40_000, seed: 3)
        #expect((risk.error.mean - 0.158655254).magnitude < 4 * risk.error.standardError)
        #expect(risk.error.standardError < 0.001)
        // A proper score is best for the truth: the labels' own scores agree with the expectation.
        let sample = try mixture.sample(40_000, seed: 4)
        let posterior = try mixture.posterior(at: sample.features)
        let losses = (0..<sample.count).map { -Foundation.log(posterior[$0, sample.labels[$0]]) }
        let mean = losses.reduce(0, +) / 40_000
        #expect((mean - risk.negativeLogLikelihood.mean).magnitude < 0.02)
        #expect(throws: InvalidArgument.self) { try mixture.bayesRisk(samples: 1, seed: 1) }
    }

    @Test("What is no mixture is refused by name")
    func refusals() throws {
        let unit: Matrix<Double> = [[1, 0], [0, 1]]
        func reason(
            means: [[Double]] = [[0, 0], [1, 1]], covariances: [Matrix<Double>]? = nil,
            priors: [Double] = [0.5, 0.5]
        ) -> String {
            do {
                _ = try GaussianMixture(
                    means: means, covariances: covariances ?? [unit, unit], priors: priors)
                return "none"
            } catch {
                return error.argument
            }
        }
        #expect(reason() == "none")
        #expect(reason(means: []) == "means")
        #expect(reason(means: [[0, 0], [1]]) == "means[1]")
        #expect(reason(means: [[0, .nan], [1, 1]]) == "means[0]")
        #expect(reason(covariances: [unit]) == "covariances")
        #expect(reason(covariances: [unit, [[1]]]) == "covariances[1]")
        #expect(reason(covariances: [unit, [[1, 0.5], [0.4, 1]]]) == "covariances[1][1, 0]")
        #expect(reason(covariances: [unit, [[1, 2], [2, 1]]]) == "covariances[1]")
        #expect(reason(covariances: [unit, [[1, 0], [0, .nan]]]) == "covariances[1][1, 1]")
        #expect(reason(priors: [1, 0]) == "priors[1]")
        #expect(reason(priors: [0.5, 0.6]) == "the sum of priors")
    }
}
