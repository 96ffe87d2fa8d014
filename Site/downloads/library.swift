// The library

import Transcript

// MARK: What holds everywhere

import Datasets
import Distillation
import Figures

let literal: Matrix<Double> = [[2, 0, -1], [0, 1, 0]]
let fromRows = try Matrix([[0.5, 0.5], [0.1, 0.9]])
let fromValues = try Matrix(rows: 2, columns: 2, elements: [0.5, 0.5, 0.1, 0.9])
fromRows == fromValues // → true
literal[0, 2] // → -1.0

do {
    _ = try Score.brier([[0.7, 0.2]], labels: [0])
} catch {
    print(error)
}

// Prints:
//     the sum of probabilities[row 0] is 0.8999999999999999: probabilities must sum to 1 within 1e-6

let digits = try Dataset.digits().scaled(by: 1.0 / 16)
let parts = try digits.split(train: 300, calibration: 600, seed: 1)

var network = try Network(input: .vector(64), layers: [.dense(32), .relu, .dense(10)], seed: 1)
let loss = Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[parts.train.labels]) }
try train(&network, on: Inputs(parts.train.features), loss: loss, with: Training(epochs: 200, rate: 0.005, seed: 1))

let logits = try network.logits(Inputs(parts.test.features))
let labels = parts.test.labels
logits.rows // → 897

// MARK: I have logits and want probabilities

let probabilities = try Probability.softmax(logits)
let softer = try Probability.softmax(logits, temperature: 4)
probabilities[row: 0].max()! > softer[row: 0].max()! // → true
try Probability.argmax(probabilities) == Probability.argmax(softer) // → true

// MARK: How good are they?

let accuracy = try Score.accuracy(probabilities, labels: labels) // → 0.9487…
let nll = try Score.negativeLogLikelihood(probabilities, labels: labels) // → 0.2013…
let brier = try Score.brier(probabilities, labels: labels) // → 0.0831…

// MARK: I have probabilities and labels: how well calibrated?

let ece = try Calibration.expectedError(probabilities, labels: labels, bins: 10)
ece.value // → 0.0229…
ece.bins[9].count // → 813
try Calibration.overconfidence(probabilities, labels: labels) // → 0.0182…
figure("library-reliability", try ReliabilityDiagram("Test images, ten bins", bins: ece.bins))

// MARK: They are too sure, or not sure enough

let heldOut = try network.logits(Inputs(parts.calibration.features))
let fit = try TemperatureScaling.fit(heldOut, labels: parts.calibration.labels)
fit.temperature ?? .nan // → 1.6231…
let calibrated = try Probability.softmax(fit.calibrated(logits))
try Score.negativeLogLikelihood(calibrated, labels: labels) // → 0.1763…

// MARK: Which answers should a person look at?

let curve = try SelectivePrediction.curve(probabilities, labels: labels)
let atHalf = try SelectivePrediction.risk(probabilities, labels: labels, atCoverage: 0.5) // → 0.0022…
let atAll = try SelectivePrediction.risk(probabilities, labels: labels, atCoverage: 1) // → 0.0512…
let aurc = try SelectivePrediction.aurc(probabilities, labels: labels) // → 0.0067…

// MARK: Does it notice what it was not made for?

let noisy = Inputs(try parts.test.withNoise(deviation: 0.5, limits: 0...1, seed: 1).features)
let inside = try Information.entropy(probabilities)
let outside = try Information.entropy(Probability.softmax(network.logits(noisy)))
try OutOfDistribution.auroc(inside: inside, outside: outside) // → 0.7884…
try OutOfDistribution.falsePositiveRate(inside: inside, outside: outside) // → 0.7346…

// MARK: I want sets that hold the label, ninety-nine times in a hundred

let scores = try Conformal.lacScores(Probability.softmax(heldOut), labels: parts.calibration.labels)
let threshold = try Conformal.threshold(scores, alpha: 0.01) // → 0.9990…
let sets = try Conformal.lacSets(probabilities, threshold: threshold)
try Conformal.coverage(sets, labels: labels) // → 0.9933…
try Conformal.meanSize(sets) // → 1.6410…

// MARK: Why is it uncertain?

let ensemble = Ensemble(
    try (1...3).map { (seed: UInt64) in
        var member = try Network(input: .vector(64), layers: [.dense(32), .relu, .dense(10)], seed: seed)
        try train(&member, on: Inputs(parts.train.features), loss: loss, with: Training(epochs: 20, seed: seed))
        return member
    })
let uncertainty = try EnsembleUncertainty(ofLogits: ensemble.logits(Inputs(parts.test.features)))
abs(uncertainty.total[0] - uncertainty.data[0] - uncertainty.knowledge[0]) < 1e-12 // → true
try OutOfDistribution.auroc(
    inside: uncertainty.knowledge,
    outside: EnsembleUncertainty(ofLogits: ensemble.logits(noisy)).knowledge) // → 0.9088…

let opinion = try Dirichlet([8, 1, 1])
opinion.mean // → [0.8, 0.1, 0.1]
opinion.knowledge // → 0.0843493199676…

// MARK: Does the student follow its teacher?

let blurred = try network.logits(Inputs(parts.test.blurred(deviation: 0.5).features))
try Fidelity.agreement(blurred, teacher: logits) // → 0.9609…
try Fidelity.klDivergence(logits: blurred, teacher: logits) // → 0.0408…

// MARK: Is the difference real?

let ofFirst = [0.91, 0.93, 0.92, 0.94, 0.92]
let ofSecond = [0.90, 0.91, 0.92, 0.92, 0.90]
let gain = try Statistics.pairedStudentInterval(ofFirst, ofSecond)
gain.lower // → 0.0028…
gain.contains(0) // → false

// MARK: I want to distil

let teacherLogits = try network.logits(Inputs(parts.train.features))
let lesson = Loss { logits, batch in
    try Losses.distillation(
        logits, teacher: batch[teacherLogits], labels: batch[parts.train.labels], temperature: 4, alpha: 0.9)
}
var student = try Network(input: .vector(64), layers: [.dense(10)], seed: 2)
let epochs = try train(
    &student, on: Inputs(parts.train.features), loss: lesson, with: Training(epochs: 40, rate: 0.01, seed: 2))
epochs[39].loss < epochs[0].loss // → true
try Fidelity.agreement(student.logits(Inputs(parts.test.features)), teacher: logits) // → 0.9498…

// MARK: I want to train a network

var small = try Network(
    input: .image(height: 8, width: 8, channels: 1),
    layers: [.convolution(channels: 4, size: 3, padding: 1), .relu, .maxPool(2), .dense(10)], seed: 1)
small.parameterCount // → 690
let way = Training(
    epochs: 30, batchSize: 50, optimizer: .adamW(weightDecay: 0.01), rate: 0.005,
    schedule: .warmUp(0.1, then: .cosine()), patience: 5, seed: 1)
let validation = Validation(
    Inputs(parts.calibration.features),
    loss: Loss { logits, _ in try Losses.crossEntropy(logits, labels: parts.calibration.labels) })
let history = try train(
    &small, on: Inputs(parts.train.features), loss: loss, with: way, validation: validation)
history.count <= 30 // → true
try Score.accuracy(Probability.softmax(small.logits(Inputs(parts.test.features))), labels: labels) // → 0.8762…

var optimizer = Optimizer.sgd(momentum: 0.9)
var linear = try Network(input: .vector(64), layers: [.dense(10)], seed: 3)
for _ in 0..<20 {
    let pass = try linear.forward(Inputs(parts.train.features), dropout: nil)
    let value = try Losses.crossEntropy(pass.logits, labels: parts.train.labels)
    try optimizer.update(&linear, gradients: linear.backward(pass, value.gradient), rate: 0.5)
}
try Score.accuracy(Probability.softmax(linear.logits(Inputs(parts.test.features))), labels: labels) // → 0.9096…

// MARK: I need data

let mixture = try GaussianMixture.equalCovariances()
let points = try mixture.sample(1000, seed: 1)
let truth = try mixture.posterior(at: points.features)
try Score.negativeLogLikelihood(truth, labels: points.labels) // → 0.5532…
try mixture.bayesRisk(samples: 10_000, seed: 2).negativeLogLikelihood.mean.formatted(decimals: 2) // → 0.57
let (known, unknown) = try digits.holdingOut(classes: [8, 9])
known.classCount // → 8

// MARK: I want a figure

let ranges = try [1.0, 2, 4].map { temperature in
    try Statistics.studentInterval([0.1, 0.12, 0.09].map { $0 * temperature })
}
let chart = try LineChart(
    "Made-up losses", x: Axis("temperature"), y: Axis("loss", unit: "nats"),
    series: [Series("student", x: [1, 2, 4], intervals: ranges)], intervals: .whiskers)
chart.table.rows[1] // → ["2", "0.2067", "0.1308", "0.2826"]
chart.summary // → Line chart, with intervals: loss (nats) against temperature, for student.

// MARK: I want random numbers and functions that are the same everywhere

var generator = RandomGenerator(seed: 1)
generator.uniform() // → 0.70292…
generator.permutation(of: 5) // → [0, 3, 1, 4, 2]
try generator.dirichlet([2, 1, 1]) // → [0.2065…
RandomGenerator(seed: 1).substream("weights").seed // → 16912208878362811111
Double.exp(1) // → 2.718281828459045
try SpecialFunctions.digamma(1) // → -0.577215664901532…
