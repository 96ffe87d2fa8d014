// Distillation and Uncertainty

import Transcript

// MARK: One measurement

import Datasets
import Distillation
import Figures

func labelLoss(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

/// A network with one hidden layer, as it is before any training.
func blank(hidden: Int, seed: UInt64) throws -> Network {
    try Network(input: .vector(64), layers: [.dense(hidden), .relu, .dense(10)], seed: seed)
}

/// The same, taught until it gets no better on images that were kept aside for that.
func taught(hidden: Int, _ split: Split, _ loss: Loss, seed: UInt64) throws -> Network {
    var network = try blank(hidden: hidden, seed: seed)
    let others = split.validation
    try train(
        &network, on: Inputs(split.train.features), loss: loss,
        with: Training(epochs: 300, rate: 0.005, patience: 40, seed: seed),
        validation: Validation(Inputs(others.features), loss: labelLoss(others.labels)))
    return network
}

/// What probabilities for the test images are worth.
struct Scores {
    let nll: Double, ece: Double, ranking: Double

    init(_ said: Matrix<Double>, _ split: Split) throws {
        let labels = split.test.labels
        nll = try Score.negativeLogLikelihood(said, labels: labels)
        ece = try Calibration.expectedError(said, labels: labels).value
        let wrong = zip(try Probability.argmax(said), labels).map { $0 == $1 ? 0 : 1 }
        ranking = try Ranking.auroc(Information.entropy(said), labels: wrong)
    }
}

let digits = try Dataset.digits().scaled(by: 1.0 / 16)
var (alone, distilled, ensemble) = ([Scores](), [Scores](), [Scores]())

for seed in UInt64(1)...10 {
    let split = try digits.split(train: 200, validation: 150, calibration: 150, seed: seed)
    let (images, test) = (Inputs(split.train.features), Inputs(split.test.features))
    let (labels, ofLabels) = (split.train.labels, labelLoss(split.train.labels))

    // Five teachers; and the mean of their probabilities, softened by T = 4.
    let teachers = Ensemble(
        try (0..<5).map { try taught(hidden: 128, split, ofLabels, seed: 10 * seed + $0) })
    let said = try teachers.logits(images)
    let soft = try EnsembleUncertainty(ofLogits: said, temperature: 4).mean
    let target = soft.map { 4 * Double.log($0) }
    let ofBoth = Loss { logits, batch in
        try Losses.distillation(
            logits, teacher: batch[target], labels: batch[labels], temperature: 4, alpha: 0.9)
    }

    // Two students that differ by their lesson only.
    let plain = try taught(hidden: 12, split, ofLabels, seed: seed)
    let student = try taught(hidden: 12, split, ofBoth, seed: seed)

    alone.append(try Scores(Probability.softmax(plain.logits(test)), split))
    distilled.append(try Scores(Probability.softmax(student.logits(test)), split))
    ensemble.append(try Scores(EnsembleUncertainty(ofLogits: teachers.logits(test)).mean, split))
}

typealias Measure = (Scores) -> Double

func mean(_ scores: [Scores], _ measure: Measure) -> Double {
    scores.map(measure).reduce(0, +) / Double(scores.count)
}

func show(_ name: String, _ cells: [String], width: Int) {
    print(TextTable.row(name, cells, nameWidth: 18, widths: [width]))
}

func minus(_ a: [Scores], _ b: [Scores], _ measure: Measure) throws -> String {
    try Statistics.pairedStudentInterval(a.map(measure), b.map(measure))
        .formattedDifference(decimals: 3)
}

let measures: [(name: String, of: Measure)] = [
    ("log loss", \.nll), ("calibration error", \.ece), ("ranking of errors", \.ranking),
]

show("mean of 10", ["labels", "distilled", "ensemble"], width: 11)
for measure in measures {
    let means = [alone, distilled, ensemble].map { mean($0, measure.of) }
    show(measure.name, means.map { $0.formatted(decimals: 3) }, width: 11)
}
print()
show("", ["distilled − labels", "ensemble − distilled"], width: 26)
for measure in measures {
    show(
        measure.name,
        [try minus(distilled, alone, measure.of), try minus(ensemble, distilled, measure.of)],
        width: 26)
}

let intervals = try [alone, distilled, ensemble].map {
    try Statistics.studentInterval($0.map(\.nll))
}
figure(
    "front-loss",
    try BarChart(
        "What their probabilities cost on new images",
        value: Axis("log loss", unit: "nats"),
        categories: ["student of the labels", "distilled student", "ensemble of five"],
        series: [.init("log loss", intervals: intervals)]))

// Prints:
//     mean of 10             labels  distilled   ensemble
//     log loss                0.284      0.226      0.196
//     calibration error       0.022      0.017      0.018
//     ranking of errors       0.915      0.929      0.936
//
//                               distilled − labels      ensemble − distilled
//     log loss           * -0.058 [-0.075, -0.042] * -0.030 [-0.045, -0.015]
//     calibration error  * -0.005 [-0.010, -0.001]   +0.001 [-0.004, +0.006]
//     ranking of errors  * +0.015 [+0.000, +0.029] * +0.007 [+0.003, +0.011]

let losses = [alone, distilled, ensemble].map { mean($0, \.nll) }
let way = (losses[0] - losses[1]) / (losses[0] - losses[2]) // → 0.6598…

func size(_ hidden: Int) throws -> Int { try blank(hidden: hidden, seed: 1).parameterCount }
let times = try Double(5 * size(128)) / Double(size(12)) // → 52.8…
