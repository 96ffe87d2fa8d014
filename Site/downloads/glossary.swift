// Glossary

import Distillation

let said: Matrix<Double> = [
    [0.9, 0.1], [0.8, 0.2], [0.7, 0.3], [0.4, 0.6], [0.2, 0.8],
]
let happened = [0, 0, 1, 1, 1]

// MARK: Accuracy

try Score.accuracy(said, labels: happened) // → 0.8

// MARK: Area under the risk-coverage curve

try SelectivePrediction.aurc(said, labels: happened) // → 0.09

// MARK: Area under the ROC curve

try OutOfDistribution.auroc(inside: [0.1, 0.2, 0.6], outside: [0.5, 0.9]) // → 0.8333…

// MARK: Brier score

try Score.brier(said, labels: happened) // → 0.296

// MARK: Confidence

said[row: 3].max()! // → 0.6

// MARK: Confidence interval

let differences = [-0.02, -0.05, -0.01, -0.04, -0.03]
let interval = try Statistics.studentInterval(differences)
interval.lower // → -0.0496…
interval.upper // → -0.0103…

// MARK: Conformal prediction

let scores = try Conformal.lacScores(said, labels: happened)
let threshold = try Conformal.threshold(scores, alpha: 0.2)
let sets = try Conformal.lacSets([[0.95, 0.05], [0.55, 0.45]], threshold: threshold) // → [[0], [0, 1]]

// MARK: Cross-entropy

try Information.crossEntropy([0.8, 0.2], [0.9, 0.1]) // → 0.5448…

// MARK: Data uncertainty

let divided: [Matrix<Double>] = [[[0.99, 0.01]], [[0.01, 0.99]]]
let parts = try EnsembleUncertainty(of: divided)
parts.data[0] // → 0.0560…

// MARK: Dirichlet distribution

let opinion = try Dirichlet([8, 1, 1])
opinion.mean // → [0.8, 0.1, 0.1]
opinion.knowledge // → 0.0843…

// MARK: Entropy

try Information.entropy([0.5, 0.5]) // → 0.6931…
try Information.entropy([0.9, 0.1]) // → 0.3250…

// MARK: Expected calibration error

try Calibration.expectedError(said, labels: happened, bins: 2).value // → 0.0400…

// MARK: Fidelity

let teacher: Matrix<Double> = [
    [0.7, 0.3], [0.6, 0.4], [0.6, 0.4], [0.6, 0.4], [0.1, 0.9],
]
try Fidelity.agreement(said, teacher: teacher) // → 0.8
try Fidelity.klDivergence(said, teacher: teacher) // → 0.0797…

// MARK: KL divergence

try Information.klDivergence([0.8, 0.2], [0.9, 0.1]) // → 0.0444…
try Information.klDivergence([0.9, 0.1], [0.8, 0.2]) // → 0.0366…

// MARK: Knowledge uncertainty

parts.knowledge[0] // → 0.6371…

// MARK: Label smoothing

try Losses.labelSmoothing([[2, 1, 0]], labels: [0], epsilon: 0.1).value // → 0.5076…

// MARK: Logit

try Probability.softmax([2, 0])[0] // → 0.8807…
try Probability.softmax([5, 3])[0] // → 0.8807…

// MARK: Negative log-likelihood

try Score.negativeLogLikelihood(said, labels: happened) // → 0.4532…

// MARK: Overconfidence

let says = (0..<said.rows).map { said[row: $0].max()! }.reduce(0, +) / Double(said.rows) // → 0.7600…
let does = try Score.accuracy(said, labels: happened) // → 0.8

// MARK: Parameter

let network = try Network(input: .vector(10), layers: [.dense(10), .relu, .dense(2)], seed: 1)
network.parameterCount // → 132
network.multiplyAdds // → 120

// MARK: Predictive uncertainty

parts.total[0] // → 0.6931…

// MARK: Proper scoring rule

let truth = 0.7
func payment(_ said: Double) -> Double { -truth * .log(said) - (1 - truth) * .log(1 - said) }
payment(0.6) // → 0.6324…
payment(truth) // → 0.6108…
payment(0.8) // → 0.6390…

// MARK: Reliability diagram

let bins = try Calibration.expectedError(said, labels: happened, bins: 5).bins
bins.map(\.count) // → [0, 0, 1, 3, 1]
bins[3].confidence // → 0.7666…
bins[3].accuracy // → 0.6666…

// MARK: Seed

var (one, another) = (RandomGenerator(seed: 1), RandomGenerator(seed: 1))
one.next() == another.next() // → true

// MARK: Selective prediction

try SelectivePrediction.risk(said, labels: happened, atCoverage: 1) // → 0.2
try SelectivePrediction.risk(said, labels: happened, atCoverage: 0.6) // → 0.0

// MARK: Sharpness

try Score.sharpness(said) // → 0.5219…

// MARK: Softmax

try Probability.softmax([0.8, 0.2])[0] // → 0.6456…

// MARK: Temperature

try Probability.softmax([6, 3, 1], temperature: 1).max()! // → 0.9464…
try Probability.softmax([6, 3, 1], temperature: 4).max()! // → 0.5685…

// MARK: Temperature scaling

let fit = try TemperatureScaling.fit([[4, 0], [3, 0], [0, 5], [4, 0]], labels: [0, 0, 1, 1])
fit.temperature! // → 3.7253…
