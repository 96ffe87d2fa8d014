// 6. Applications

import Transcript

// MARK: 6.1 Image recognition

import Datasets
import Distillation
import Figures

let digits = try Dataset.digits().scaled(by: 1.0 / 16)

/// The images of a seed: eight classes, dealt into parts, and the two that are held out.
func dealt(seed: UInt64) throws -> (split: Split, strangers: Dataset) {
    let first = Int(seed) % 10
    let (known, strangers) = try digits.holdingOut(classes: [first, (first + 1) % 10])
    return (try known.split(train: 400, validation: 150, calibration: 150, seed: seed), strangers)
}

import Foundation

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these
/// widths (or the last of them).
func show(_ name: String, _ cells: [String], widths: Int...) {
    print(TextTable.row(name, cells, nameWidth: 22, widths: widths))
}

func mean<Values: Collection>(_ values: Values) -> Double where Values.Element == Double {
    values.reduce(0, +) / Double(values.count)
}

/// An estimate with its interval; a star where it does not hold 0.
func signed(_ interval: Interval, _ digits: Int = 3) -> String {
    interval.formattedDifference(decimals: digits)
}

/// The mean of `a` minus `b`, which hold one number a seed, with its interval.
func minus(_ a: [Double], _ b: [Double]) throws -> String {
    signed(try Statistics.pairedStudentInterval(a, b))
}

// MARK: The networks, and what they cost

func blankTeacher(seed: UInt64) throws -> Network {
    try Network(
        input: .image(height: 8, width: 8, channels: 1),
        layers: [
            .convolution(channels: 8, size: 3, padding: 1), .relu, .maxPool(2),
            .convolution(channels: 16, size: 3, padding: 1), .relu, .maxPool(2), .dense(8),
        ], seed: seed)
}

func blankStudent(seed: UInt64) throws -> Network {
    try Network(input: .vector(64), layers: [.dense(12), .relu, .dense(8)], seed: 1000 + seed)
}

let (large, small) = (try blankTeacher(seed: 1), try blankStudent(seed: 1))
show("", ["parameters", "multiply-adds", "times"], widths: 13, 16, 8)
for (name, network, count) in [
    ("ensemble of 4", large, 4), ("teacher", large, 1), ("student", small, 1),
] {
    let (parameters, work) = (count * network.parameterCount, count * network.multiplyAdds)
    show(
        name, ["\(parameters)", "\(work)", fixed(Double(work) / Double(small.multiplyAdds), 1)],
        widths: 13, 16, 8)
}

// Prints:
//                              parameters   multiply-adds   times
//     ensemble of 4                  7072           94208   109.0
//     teacher                        1768           23552    27.3
//     student                         884             864     1.0

func labelLoss(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

/// The loss against a teacher's logits, mixed with that against the labels.
func mixedLoss(_ teacher: Matrix<Double>, _ labels: [Int]) -> Loss {
    Loss { logits, batch in
        try Losses.distillation(
            logits, teacher: batch[teacher], labels: batch[labels], temperature: 4, alpha: 0.9)
    }
}

/// The network after training that stops by its loss on the `check` inputs with their labels.
func taught(
    _ blank: Network, on inputs: Inputs, _ loss: Loss, _ training: Training, check: Inputs,
    _ checkLabels: [Int]
) throws -> Network {
    var network = blank
    try train(
        &network, on: inputs, loss: loss, with: training,
        validation: Validation(check, loss: labelLoss(checkLabels)))
    return network
}

func taught(
    _ blank: Network, _ split: Split, _ loss: Loss, rate: Double, seed: UInt64
) throws -> Network {
    try taught(
        blank, on: Inputs(split.train.features), loss,
        Training(epochs: 40, rate: rate, patience: 8, seed: seed),
        check: Inputs(split.validation.features), split.validation.labels)
}

/// Logits whose softmax at T = 4 is the mean of the members' softmax at T = 4.
func jointLogits(_ members: [Matrix<Double>]) throws -> Matrix<Double> {
    let mean = try EnsembleUncertainty(ofLogits: members, temperature: 4).mean
    return mean.map { 4 * Double.log($0) }
}

typealias Forecaster = (Dataset) throws -> Matrix<Double>  // from images to probabilities

func forecaster(_ network: Network, temperature: Double = 1) -> Forecaster {
    { try Probability.softmax(network.logits(Inputs($0.features)), temperature: temperature) }
}

/// Whoever takes part in a seed, by name, always in this order.
func contestants(_ split: Split, seed: UInt64) throws -> [(name: String, forecast: Forecaster)] {
    let labels = split.train.labels
    let ensemble = Ensemble(
        try (UInt64(0)..<4).map { m in
            let own = 10 * seed + m
            return try taught(
                blankTeacher(seed: own), split, labelLoss(labels), rate: 0.005, seed: own)
        })
    let said = try ensemble.logits(Inputs(split.train.features))
    let lessons = [
        ("labels", labelLoss(labels)), ("from teacher", mixedLoss(said[0], labels)),
        ("from ensemble", mixedLoss(try jointLogits(said), labels)),
    ]
    var all: [(name: String, forecast: Forecaster)] = [
        (
            "ensemble", { images in
                try EnsembleUncertainty(ofLogits: ensemble.logits(Inputs(images.features))).mean
            }
        ),
        ("teacher", forecaster(ensemble.members[0])),
    ]
    for (name, loss) in lessons {
        let student = try taught(blankStudent(seed: seed), split, loss, rate: 0.01, seed: seed)
        all.append((name, forecaster(student)))
        guard name == "labels" else { continue }
        let fit = try TemperatureScaling.fit(
            student.logits(Inputs(split.calibration.features)), labels: split.calibration.labels)
        all.append(("labels, scaled", forecaster(student, temperature: fit.temperature ?? 1)))
    }
    return all
}

// MARK: Trouble with the camera

var changes: [(name: String, apply: (Dataset) throws -> Dataset)] = [("as they were", { $0 })]
for degrees in [10.0, 20, 30] {
    changes.append(("turned \(Int(degrees))°", { try $0.rotated(degrees: degrees) }))
}
for deviation in [0.1, 0.2, 0.3] {
    changes.append(
        ("noise \(deviation)", { try $0.withNoise(deviation: deviation, limits: 0...1, seed: 7) }))
}
for deviation in [0.5, 0.75, 1] {
    changes.append(("blur \(deviation)", { try $0.blurred(deviation: deviation) }))
}

/// What a contestant said in one seed.
struct Answers {
    let test: [Matrix<Double>]  // for each change
    let labels: [Int]
    let calibration, strangers: Matrix<Double>
}

var contestantNames: [String] = []
var answers: [String: [Answers]] = [:]  // for each name one a seed

for seed in UInt64(1)...10 {
    FileHandle.standardError.write(Data("images, seed \(seed) of 10\n".utf8))
    let (split, strangers) = try dealt(seed: seed)
    let tests = try changes.map { try $0.apply(split.test) }
    for (name, forecast) in try contestants(split, seed: seed) {
        if seed == 1 { contestantNames.append(name) }
        answers[name, default: []].append(
            Answers(
                test: try tests.map(forecast), labels: split.test.labels,
                calibration: try forecast(split.calibration), strangers: try forecast(strangers)))
    }
}

typealias Measure = (Matrix<Double>, [Int]) throws -> Double
let accuracy: Measure = { try Score.accuracy($0, labels: $1) }
let nll: Measure = { try Score.negativeLogLikelihood($0, labels: $1) }
let ece: Measure = { try Calibration.expectedError($0, labels: $1).value }
let aurc: Measure = { try SelectivePrediction.aurc($0, labels: $1) }

/// A measure of a contestant on changed test images, for each seed.
func values(_ name: String, _ measure: Measure, change: Int = 0) throws -> [Double] {
    try answers[name]!.map { try measure($0.test[change], $0.labels) }
}

func compare(
    _ name: String, _ other: String, _ measure: Measure, change: Int = 0
) throws -> String {
    try minus(values(name, measure, change: change), values(other, measure, change: change))
}

show("mean of 10", ["accuracy", "NLL", "ECE", "AURC"], widths: 10)
for name in contestantNames {
    show(
        name, try [accuracy, nll, ece, aurc].map { fixed(mean(try values(name, $0)), 4) },
        widths: 10)
}
print()
show("minus labels", ["accuracy", "NLL", "ECE"], widths: 26)
for name in contestantNames where name != "labels" {
    show(name, try [accuracy, nll, ece].map { try compare(name, "labels", $0) }, widths: 26)
}

// Prints:
//     mean of 10              accuracy       NLL       ECE      AURC
//     ensemble                  0.9782    0.0830    0.0243    0.0011
//     teacher                   0.9678    0.1110    0.0132    0.0025
//     labels                    0.9569    0.1474    0.0179    0.0039
//     labels, scaled            0.9569    0.1515    0.0195    0.0039
//     from teacher              0.9571    0.1467    0.0145    0.0039
//     from ensemble             0.9585    0.1358    0.0162    0.0035
//
//     minus labels                            accuracy                       NLL                       ECE
//     ensemble               * +0.021 [+0.017, +0.026] * -0.064 [-0.074, -0.055] * +0.006 [+0.001, +0.012]
//     teacher                * +0.011 [+0.005, +0.017] * -0.036 [-0.058, -0.015]   -0.005 [-0.010, +0.001]
//     labels, scaled           +0.000 [+0.000, +0.000]   +0.004 [-0.003, +0.011]   +0.002 [-0.006, +0.009]
//     from teacher             +0.000 [-0.005, +0.005]   -0.001 [-0.012, +0.011]   -0.003 [-0.010, +0.003]
//     from ensemble            +0.002 [-0.001, +0.004] * -0.012 [-0.021, -0.002]   -0.002 [-0.006, +0.003]

let shown = ["ensemble", "labels", "from ensemble"]
show("", ["NLL", "accuracy"], widths: 32, 42)
show("mean of 10", shown + shown, widths: 12, 10, 16, 14, 10, 16)
for (index, change) in changes.enumerated() {
    let cells = try [nll, accuracy].flatMap { measure in
        try shown.map { fixed(mean(try values($0, measure, change: index)), 3) }
    }
    show(change.name, cells, widths: 12, 10, 16, 14, 10, 16)
}

// Prints:
//                                                        NLL                                  accuracy
//     mean of 10                ensemble    labels   from ensemble      ensemble    labels   from ensemble
//     as they were                 0.083     0.147           0.136         0.978     0.957           0.959
//     turned 10°                   0.183     0.251           0.258         0.947     0.920           0.910
//     turned 20°                   0.560     0.840           0.891         0.808     0.739           0.728
//     turned 30°                   1.282     2.069           2.283         0.576     0.510           0.482
//     noise 0.1                    0.107     0.180           0.164         0.971     0.946           0.948
//     noise 0.2                    0.189     0.309           0.266         0.947     0.900           0.915
//     noise 0.3                    0.377     0.614           0.495         0.884     0.813           0.846
//     blur 0.5                     0.129     0.184           0.166         0.962     0.944           0.947
//     blur 0.75                    0.399     0.462           0.381         0.873     0.846           0.880
//     blur 1.0                     0.864     1.055           0.901         0.677     0.635           0.658

let shrug = Double.log(8) // → 2.0794…
let at30 = try Statistics.studentInterval(values("from ensemble", nll, change: 3))
let range = [at30.lower, at30.upper].map { fixed($0, 2) } // → ["1.87", "2.70"]

show("from ensemble − labels", ["NLL", "ECE", "AURC"], widths: 26)
for (index, change) in changes.enumerated() {
    show(
        change.name,
        try [nll, ece, aurc].map { try compare("from ensemble", "labels", $0, change: index) },
        widths: 26)
}
print()
show("NLL", ["labels, by scaling", "ensemble − its student"], widths: 26)
for (index, change) in changes.enumerated() {
    let pairs = [("labels, scaled", "labels"), ("ensemble", "from ensemble")]
    show(change.name, try pairs.map { try compare($0, $1, nll, change: index) }, widths: 26)
}

// Prints:
//     from ensemble − labels                       NLL                       ECE                      AURC
//     as they were           * -0.012 [-0.021, -0.002]   -0.002 [-0.006, +0.003]   -0.000 [-0.001, +0.000]
//     turned 10°               +0.008 [-0.012, +0.028]   -0.004 [-0.016, +0.008]   +0.001 [-0.001, +0.004]
//     turned 20°               +0.051 [-0.078, +0.181]   +0.017 [-0.010, +0.044]   +0.003 [-0.023, +0.030]
//     turned 30°               +0.214 [-0.173, +0.600]   +0.040 [-0.012, +0.093]   +0.014 [-0.046, +0.073]
//     noise 0.1              * -0.016 [-0.027, -0.004]   -0.005 [-0.011, +0.001] * -0.001 [-0.002, -0.000]
//     noise 0.2              * -0.044 [-0.065, -0.022]   -0.001 [-0.009, +0.007] * -0.004 [-0.007, -0.001]
//     noise 0.3              * -0.119 [-0.180, -0.058] * -0.017 [-0.030, -0.003] * -0.019 [-0.030, -0.008]
//     blur 0.5               * -0.018 [-0.028, -0.009]   -0.005 [-0.012, +0.003] * -0.001 [-0.002, -0.000]
//     blur 0.75              * -0.082 [-0.156, -0.008]   -0.006 [-0.023, +0.011]   -0.014 [-0.035, +0.006]
//     blur 1.0                 -0.154 [-0.344, +0.037]   -0.005 [-0.052, +0.041]   -0.016 [-0.054, +0.023]
//
//     NLL                           labels, by scaling    ensemble − its student
//     as they were             +0.004 [-0.003, +0.011] * -0.053 [-0.064, -0.042]
//     turned 10°               +0.004 [-0.006, +0.014] * -0.075 [-0.106, -0.045]
//     turned 20°               +0.058 [-0.013, +0.128] * -0.331 [-0.455, -0.207]
//     turned 30°               +0.230 [-0.043, +0.504] * -1.001 [-1.323, -0.678]
//     noise 0.1                +0.005 [-0.003, +0.012] * -0.058 [-0.071, -0.044]
//     noise 0.2                +0.015 [-0.002, +0.031] * -0.077 [-0.098, -0.056]
//     noise 0.3                +0.049 [-0.001, +0.100] * -0.118 [-0.154, -0.082]
//     blur 0.5                 +0.001 [-0.008, +0.009] * -0.037 [-0.054, -0.020]
//     blur 0.75                +0.008 [-0.018, +0.034]   +0.019 [-0.032, +0.069]
//     blur 1.0                 +0.085 [-0.037, +0.208]   -0.037 [-0.216, +0.142]

// MARK: Leave to be silent

func confidences(_ said: Matrix<Double>) -> [Double] {
    (0..<said.rows).map { said[row: $0].max()! }
}

/// The least confidence that is still answered: nine tenths of the calibration images reach it.
func bar(_ one: Answers) -> Double {
    confidences(one.calibration).sorted(by: >)[one.calibration.rows * 9 / 10 - 1]
}

/// The share of images that are answered, and the share of errors among these.
func service(_ one: Answers, change: Int) throws -> (answered: Double, wrong: Double) {
    let (choices, least) = (try Probability.argmax(one.test[change]), bar(one))
    let taken = zip(confidences(one.test[change]), zip(choices, one.labels)).filter {
        $0.0 >= least
    }
    let wrong = taken.count { $0.1.0 != $0.1.1 }
    return (Double(taken.count) / Double(choices.count), Double(wrong) / Double(taken.count))
}

let servants = ["labels", "from ensemble", "ensemble"]
let served = try servants.map { name in
    try changes.indices.map { change in try answers[name]!.map { try service($0, change: change) } }
}
show("answered, wrong", servants, widths: 16)
for (index, change) in changes.enumerated() {
    let cells = served.map { ($0[index].map(\.answered), $0[index].map(\.wrong)) }
    show(change.name, cells.map { "\(fixed(mean($0), 3)), \(fixed(mean($1), 3))" }, widths: 16)
}
print()
show("from ensemble minus", ["labels: wrong", "ensemble: answered", "ensemble: wrong"], widths: 26)
for (index, change) in changes.enumerated() {
    let (labels, own, ensemble) = (served[0][index], served[1][index], served[2][index])
    let differences = try [
        minus(own.map(\.wrong), labels.map(\.wrong)),
        minus(own.map(\.answered), ensemble.map(\.answered)),
        minus(own.map(\.wrong), ensemble.map(\.wrong)),
    ]
    show(change.name, differences, widths: 26)
}

// Prints:
//     answered, wrong                 labels   from ensemble        ensemble
//     as they were              0.888, 0.012    0.883, 0.010    0.887, 0.002
//     turned 10°                0.777, 0.021    0.762, 0.021    0.738, 0.005
//     turned 20°                0.560, 0.104    0.532, 0.101    0.428, 0.026
//     turned 30°                0.463, 0.333    0.441, 0.335    0.207, 0.102
//     noise 0.1                 0.861, 0.014    0.856, 0.012    0.848, 0.003
//     noise 0.2                 0.789, 0.029    0.797, 0.024    0.723, 0.006
//     noise 0.3                 0.680, 0.076    0.688, 0.053    0.505, 0.014
//     blur 0.5                  0.828, 0.014    0.822, 0.008    0.818, 0.003
//     blur 0.75                 0.557, 0.034    0.533, 0.021    0.455, 0.012
//     blur 1.0                  0.321, 0.140    0.268, 0.109    0.153, 0.028
//
//     from ensemble minus                labels: wrong        ensemble: answered           ensemble: wrong
//     as they were             -0.003 [-0.007, +0.002]   -0.004 [-0.020, +0.011] * +0.007 [+0.004, +0.011]
//     turned 10°               +0.000 [-0.005, +0.005]   +0.024 [-0.013, +0.061] * +0.016 [+0.008, +0.023]
//     turned 20°               -0.002 [-0.027, +0.022] * +0.104 [+0.041, +0.167] * +0.075 [+0.047, +0.102]
//     turned 30°               +0.002 [-0.062, +0.066] * +0.234 [+0.141, +0.326] * +0.234 [+0.160, +0.307]
//     noise 0.1                -0.002 [-0.006, +0.002]   +0.009 [-0.012, +0.029] * +0.009 [+0.005, +0.014]
//     noise 0.2                -0.005 [-0.010, +0.000] * +0.075 [+0.040, +0.110] * +0.018 [+0.011, +0.025]
//     noise 0.3              * -0.023 [-0.035, -0.011] * +0.184 [+0.121, +0.246] * +0.039 [+0.026, +0.052]
//     blur 0.5               * -0.007 [-0.011, -0.003]   +0.004 [-0.020, +0.029] * +0.005 [+0.003, +0.007]
//     blur 0.75                -0.013 [-0.031, +0.004] * +0.079 [+0.007, +0.150]   +0.009 [-0.004, +0.021]
//     blur 1.0                 -0.031 [-0.072, +0.010] * +0.115 [+0.040, +0.190]   +0.081 [-0.004, +0.165]

let pooled = try servants.map { name in
    let all = answers[name]!
    let hits = try all.flatMap { one in
        try zip(Probability.argmax(one.test[2]), one.labels).map { $0 == $1 }
    }
    return (
        name,
        try SelectivePrediction.curve(all.flatMap { confidences($0.test[2]) }, correct: hits).risks
    )
}
figure("digits-risk", try RiskCoverageChart("Digits turned by 20°: which to answer", risks: pooled))

// MARK: Strangers

func doubt(_ said: Matrix<Double>) throws -> [Double] { try Information.entropy(said) }

let separation = try answers.mapValues { all in
    try all.map {
        try OutOfDistribution.auroc(inside: doubt($0.test[0]), outside: doubt($0.strangers))
    }
}
let admitted = answers.mapValues { all in
    all.map { one in mean(confidences(one.strangers).map { $0 >= bar(one) ? 1.0 : 0 }) }
}
show("strangers", ["AUROC", "minus labels", "answered", "minus labels"], widths: 9, 26, 11, 26)
for name in contestantNames where !name.hasSuffix("scaled") {
    let cells = try [separation, admitted].flatMap { measure in
        [
            fixed(mean(measure[name]!), 3),
            name == "labels" ? "" : try minus(measure[name]!, measure["labels"]!),
        ]
    }
    show(name, cells, widths: 9, 26, 11, 26)
}
print(
    "answered, from ensemble minus ensemble:",
    try minus(admitted["from ensemble"]!, admitted["ensemble"]!))

// Prints:
//     strangers                 AUROC              minus labels   answered              minus labels
//     ensemble                  0.939 * +0.073 [+0.052, +0.094]      0.184 * -0.236 [-0.317, -0.155]
//     teacher                   0.880   +0.014 [-0.012, +0.039]      0.387   -0.033 [-0.136, +0.071]
//     labels                    0.866                                0.420                          
//     from teacher              0.870   +0.004 [-0.019, +0.027]      0.424   +0.005 [-0.063, +0.072]
//     from ensemble             0.884   +0.018 [-0.001, +0.037]      0.385   -0.035 [-0.083, +0.013]
//     answered, from ensemble minus ensemble: * +0.201 [+0.114, +0.287]

// MARK: 6.2 Natural language

let textNames = try AmbiguousTexts.names()

for name in ["Kanada", "Haiti", "Danmark", "peso chileno", "korona islandzka"] {
    let labels = textNames.labelSets[textNames.texts.firstIndex(of: name)!]
    show(name, [labels.map { textNames.classNames[$0] }.joined(separator: " ")], widths: 1)
}
let textCounts = [textNames.count, textNames.labelSets.count { $0.count > 1 }] // → [12386, 1665]

// Prints:
//     Kanada                 cs de fi hu pl sv
//     Haiti                  cs da de en fi hu it no pl pt ro sv
//     Danmark                da no sv
//     peso chileno           es
//     korona islandzka       pl

// MARK: From letters to numbers

let textWide = try NGrams(lengths: 1...4, vocabulary: 4096)
let textNarrow = try NGrams(lengths: 1...3, vocabulary: 512)
let textOslo = textNarrow.bag(of: "Oslo").prefix(4) // → [51, 338, 366, 71]

/// Two languages are strangers: no model will have met a name with such a label.
let textStrangers = ["da", "hu"].map { textNames.classNames.firstIndex(of: $0)! }
let (textKnown, textUnknown) = try textNames.holdingOut(classes: textStrangers)
let textClasses = textKnown.classCount // → 13

func textTeacher(seed: UInt64) throws -> Network {
    let layers: [Layer] = [.embeddingBag(24), .dense(textClasses)]
    return try Network(input: .bag(vocabulary: textWide.vocabulary), layers: layers, seed: seed)
}

func textStudent(seed: UInt64) throws -> Network {
    let layers: [Layer] = [.embeddingBag(8), .dense(textClasses)]
    return try Network(
        input: .bag(vocabulary: textNarrow.vocabulary), layers: layers, seed: 1000 + seed)
}

let textSizes = try [textTeacher(seed: 1), textStudent(seed: 1)].map(\.parameterCount) // → [98629, 4213]

// MARK: One label a name

struct TextData {
    let labelled, unlabelled, check, calibration, test: AmbiguousTexts
    let seed: UInt64

    init(seed: UInt64) throws {
        let parts = try textKnown.parts([3000, 3000, 600, 600, 2500], seed: seed)
        (labelled, unlabelled, check) = (parts[0], parts[1], parts[2])
        (calibration, test) = (parts[3], parts[4])
        self.seed = seed
    }

    /// The network, taught until its loss on the checking names has stopped falling.
    func trained(
        _ blank: Network, _ grams: NGrams, on names: [String], _ loss: Loss, seed own: UInt64
    ) throws -> Network {
        try taught(
            blank, on: grams.inputs(names), loss,
            Training(
                epochs: 120_000 / names.count, rate: 0.01, patience: 12_000 / names.count, seed: own
            ),
            check: grams.inputs(check.texts), check.drawnLabels(seed: seed))
    }
}

/// The loss against a teacher's logits alone.
func softLoss(_ teacher: Matrix<Double>, temperature: Double) -> Loss {
    Loss { logits, batch in
        try Losses.distillation(logits, teacher: batch[teacher], temperature: temperature)
    }
}

/// Logits of which the softmax is `said`; an impossible class gets next to nothing.
func logits(saying said: Matrix<Double>) -> Matrix<Double> {
    said.map { Double.log(max($0, 1e-9)) }
}

func textStudents(
    _ data: TextData, _ teacher: Ensemble
) throws -> [(name: String, network: Network)] {
    let few = data.labelled.texts
    let all = few + data.unlabelled.texts
    let taught = logits(
        saying: try EnsembleUncertainty(ofLogits: teacher.logits(textWide.inputs(all))).mean)
    let lessons: [(String, [String], Loss)] = [
        ("labels", few, labelLoss(data.labelled.drawnLabels(seed: data.seed))),
        ("from ensemble", few, softLoss(taught, temperature: 1)),
        ("6000 names", all, softLoss(taught, temperature: 1)),
        ("6000 names, choices", all, labelLoss(try Probability.argmax(taught))),
        (
            "true probabilities", few,
            softLoss(logits(saying: data.labelled.probabilities), temperature: 1)
        ),
    ]
    return try lessons.map { name, names, loss in
        let blank = try textStudent(seed: data.seed)
        return (name, try data.trained(blank, textNarrow, on: names, loss, seed: data.seed))
    }
}

struct TextAnswers {
    let said, danish, hungarian: Matrix<Double>
}

/// The names that belong to this stranger and to no other language.
func textOnly(_ stranger: Int) -> [String] {
    textUnknown.texts.indices.filter { textUnknown.labelSets[$0] == [stranger] }.map {
        textUnknown.texts[$0]
    }
}

let textSeeds: [UInt64] = Array(1...10)
let (textDanish, textMagyar) = (textOnly(0), textOnly(1))
var (textOrder, textTests): ([String], [AmbiguousTexts]) = ([], [])
var textAnswers: [String: [TextAnswers]] = [:]  // for each name one a seed
var textKnowledge: [[[Double]]] = []  // of the ensemble, about test names, Danish, Hungarian

for seed in textSeeds {
    FileHandle.standardError.write(Data("names, seed \(seed) of \(textSeeds.count)\n".utf8))
    let data = try TextData(seed: seed)
    let labels = data.labelled.drawnLabels(seed: seed)
    let teacher = Ensemble(
        try (0..<3).map { member in
            let own = 10 * seed + UInt64(member)
            let blank = try textTeacher(seed: own)
            return try data.trained(
                blank, textWide, on: data.labelled.texts, labelLoss(labels), seed: own)
        })

    func keep(_ name: String, _ said: ([String]) throws -> Matrix<Double>) throws {
        if seed == 1 { textOrder.append(name) }
        textAnswers[name, default: []].append(
            TextAnswers(
                said: try said(data.test.texts), danish: try said(textDanish),
                hungarian: try said(textMagyar)))
    }
    func split(_ names: [String]) throws -> EnsembleUncertainty {
        try EnsembleUncertainty(ofLogits: teacher.logits(textWide.inputs(names)))
    }

    try keep("ensemble") { try split($0).mean }
    textKnowledge.append(
        try [data.test.texts, textDanish, textMagyar].map { try split($0).knowledge })
    for (name, network) in try textStudents(data, teacher) {
        try keep(name) { try Probability.softmax(network.logits(textNarrow.inputs($0))) }
        guard name == "labels" else { continue }
        let fit = try TemperatureScaling.fit(
            network.logits(textNarrow.inputs(data.calibration.texts)),
            labels: data.calibration.drawnLabels(seed: seed))
        try keep("labels, scaled") {
            try Probability.softmax(
                network.logits(textNarrow.inputs($0)), temperature: fit.temperature ?? 1)
        }
    }
    textTests.append(data.test)
}

typealias TextMeasure = (Matrix<Double>, AmbiguousTexts) throws -> Double

let textMeasures: [(name: String, of: TextMeasure)] = [
    ("accuracy", { said, test in
        let truth = test.probabilities
        return mean(try Probability.argmax(said).enumerated().map { truth[$0.offset, $0.element] })
    }),
    ("NLL", { mean(try Information.crossEntropy($1.probabilities, $0)) }),
    ("ECE", { try Calibration.expectedError($0, labels: $1.drawnLabels(seed: 1)).value }),
    ("AURC", { try SelectivePrediction.aurc($0, labels: $1.drawnLabels(seed: 1)) }),
]

func textValues(_ name: String, _ measure: TextMeasure) throws -> [Double] {
    try zip(textAnswers[name]!, textTests).map { try measure($0.said, $1) }
}

show("mean of 10", textMeasures.map(\.name), widths: 10)
for name in textOrder {
    show(name, try textMeasures.map { fixed(mean(try textValues(name, $0.of)), 3) }, widths: 10)
}
let textBest = try textMeasures.prefix(2).map { measure in
    mean(try textTests.map { try measure.of($0.probabilities, $0) })
}
show("the truth itself", textBest.map { fixed($0, 3) }, widths: 10)

// Prints:
//     mean of 10              accuracy       NLL       ECE      AURC
//     ensemble                   0.664     1.155     0.037     0.128
//     labels                     0.550     1.509     0.029     0.233
//     labels, scaled             0.550     1.499     0.058     0.233
//     from ensemble              0.554     1.495     0.031     0.226
//     6000 names                 0.578     1.431     0.043     0.207
//     6000 names, choices        0.566     1.503     0.028     0.225
//     true probabilities         0.565     1.472     0.033     0.220
//     the truth itself           0.919     0.155

show("minus labels", textMeasures.dropFirst().map(\.name), widths: 26)
for name in textOrder where name != "labels" {
    show(name, try textMeasures.dropFirst().map { measure in
        try minus(textValues(name, measure.of), textValues("labels", measure.of))
    }, widths: 26)
}

// Prints:
//     minus labels                                 NLL                       ECE                      AURC
//     ensemble               * -0.354 [-0.367, -0.341] * +0.008 [+0.001, +0.014] * -0.104 [-0.109, -0.100]
//     labels, scaled         * -0.010 [-0.014, -0.005] * +0.029 [+0.021, +0.036] * +0.001 [+0.000, +0.001]
//     from ensemble          * -0.014 [-0.023, -0.006]   +0.001 [-0.006, +0.008] * -0.006 [-0.009, -0.003]
//     6000 names             * -0.078 [-0.091, -0.065] * +0.013 [+0.007, +0.020] * -0.026 [-0.029, -0.023]
//     6000 names, choices      -0.005 [-0.027, +0.016]   -0.001 [-0.009, +0.006] * -0.008 [-0.015, -0.001]
//     true probabilities     * -0.037 [-0.046, -0.028]   +0.004 [-0.002, +0.009] * -0.013 [-0.017, -0.009]

let textPairs = [
    ("6000 names", "from ensemble"), ("6000 names", "6000 names, choices"),
    ("true probabilities", "from ensemble"), ("6000 names", "true probabilities"),
]
for (name, other) in textPairs {
    let difference = try minus(
        textValues(name, textMeasures[1].of), textValues(other, textMeasures[1].of))
    show(name, ["minus \(other)", difference], widths: 26)
}

// Prints:
//     6000 names                   minus from ensemble * -0.063 [-0.071, -0.056]
//     6000 names             minus 6000 names, choices * -0.072 [-0.089, -0.056]
//     true probabilities           minus from ensemble * -0.023 [-0.031, -0.014]
//     6000 names              minus true probabilities * -0.041 [-0.054, -0.028]

// MARK: What does it know about Kanada?

let textGroups: [(name: String, sizes: ClosedRange<Int>)] = [
    ("one language", 1...1), ("two", 2...2), ("three to five", 3...5), ("six and more", 6...13),
]

/// Mean entropy of the forecasts for names that so many languages share, one a seed.
func textDoubt(_ forecasts: [Matrix<Double>], _ sizes: ClosedRange<Int>) throws -> [Double] {
    try zip(forecasts, textTests).map { said, test in
        let entropies = try Information.entropy(said)
        let chosen = test.labelSets.indices.filter { sizes.contains(test.labelSets[$0].count) }
        return mean(chosen.map { entropies[$0] })
    }
}

let textForecasts: [(name: String, said: [Matrix<Double>])] =
    [("the truth", textTests.map(\.probabilities))]
    + ["ensemble", "labels", "6000 names", "true probabilities"].map {
        ($0, textAnswers[$0]!.map(\.said))
    }

show("mean entropy", textGroups.map(\.name), widths: 15)
for (name, said) in textForecasts {
    show(name, try textGroups.map { fixed(mean(try textDoubt(said, $0.sizes)), 2) }, widths: 15)
}

// Prints:
//     mean entropy             one language            two  three to five   six and more
//     the truth                        0.00           0.69           1.21           2.12
//     ensemble                         1.08           1.47           1.62           1.67
//     labels                           1.34           1.53           1.58           1.62
//     6000 names                       1.33           1.57           1.62           1.66
//     true probabilities               1.28           1.49           1.55           1.58

let textDeserved = try textGroups.map { mean(try textDoubt(textForecasts[0].said, $0.sizes)) }
figure(
    "text-entropy",
    try LineChart(
        "How unsure, and how unsure one should be",
        x: Axis("mean entropy of the true probabilities", unit: "nats"),
        y: Axis("mean entropy of the forecasts", unit: "nats", from: 0),
        series: textForecasts.filter { $0.name != "true probabilities" }.map { name, said in
            let spreads = try textGroups.map {
                try Statistics.studentInterval(textDoubt(said, $0.sizes))
            }
            return Series(name, x: textDeserved, intervals: spreads)
        }))

/// How well the entropy tells names of several languages from those of one: AUROC, one a seed.
func textAmbiguity(_ forecasts: [Matrix<Double>]) throws -> [Double] {
    try zip(forecasts, textTests).map { said, test in
        let entropies = try Information.entropy(said)
        let shared = test.labelSets.map { $0.count > 1 }
        return try OutOfDistribution.auroc(
            inside: shared.indices.filter { !shared[$0] }.map { entropies[$0] },
            outside: shared.indices.filter { shared[$0] }.map { entropies[$0] })
    }
}

for (name, said) in textForecasts.dropFirst() {
    let difference =
        name == "labels" ? "" : try minus(textAmbiguity(said), textAmbiguity(textForecasts[2].said))
    show(name, [fixed(mean(try textAmbiguity(said)), 3), difference], widths: 8, 26)
}

// Prints:
//     ensemble                 0.704 * +0.115 [+0.107, +0.123]
//     labels                   0.588                          
//     6000 names               0.610 * +0.022 [+0.015, +0.028]
//     true probabilities       0.600 * +0.012 [+0.006, +0.018]

// MARK: Two strangers

/// AUROC of a score that should be higher for strangers, one a seed.
func textStrange(
    _ name: String, _ strangers: KeyPath<TextAnswers, Matrix<Double>>
) throws -> [Double] {
    try textAnswers[name]!.map { one in
        try OutOfDistribution.auroc(
            inside: Information.entropy(one.said),
            outside: Information.entropy(one[keyPath: strangers]))
    }
}

show("AUROC", ["Danish", "Hungarian"], widths: 26)
let textHalf = [Double](repeating: 0.5, count: textSeeds.count)
for name in ["ensemble", "labels", "from ensemble", "6000 names"] {
    let cells = try [\TextAnswers.danish, \.hungarian].map { strangers in
        try minus(textStrange(name, strangers), textHalf)
    }
    show(name, cells, widths: 26)
}
let textMI = try [1, 2].map { place in
    try textKnowledge.map { try OutOfDistribution.auroc(inside: $0[0], outside: $0[place]) }
}
show("ensemble, knowledge", try textMI.map { try minus($0, textHalf) }, widths: 26)

// Prints:
//     AUROC                                     Danish                 Hungarian
//     ensemble               * +0.023 [+0.009, +0.038] * +0.290 [+0.279, +0.302]
//     labels                 * -0.020 [-0.034, -0.006] * +0.186 [+0.173, +0.200]
//     from ensemble            -0.010 [-0.027, +0.006] * +0.183 [+0.171, +0.196]
//     6000 names               +0.008 [-0.007, +0.022] * +0.189 [+0.176, +0.202]
//     ensemble, knowledge      +0.028 [-0.007, +0.063] * +0.212 [+0.191, +0.233]

/// The languages that a model finds likeliest for these names, averaged over names and seeds.
func textGuess(_ name: String, _ strangers: KeyPath<TextAnswers, Matrix<Double>>) -> String {
    let means = (0..<textClasses).map { label in
        mean(
            textAnswers[name]!.map { one in
                mean((0..<one[keyPath: strangers].rows).map { one[keyPath: strangers][$0, label] })
            })
    }
    let order = means.indices.sorted { means[$0] > means[$1] }.prefix(3)
    return order.map { "\(textKnown.classNames[$0]) \(fixed(means[$0], 2))" }.joined(
        separator: "  ")
}

show("taken for", ["Danish", "Hungarian"], widths: 26, 29)
for name in ["ensemble", "labels", "6000 names"] {
    show(name, [textGuess(name, \.danish), textGuess(name, \.hungarian)], widths: 26, 29)
}

// Prints:
//     taken for                                 Danish                    Hungarian
//     ensemble               no 0.39  sv 0.35  fi 0.04    fi 0.14  es 0.12  cs 0.11
//     labels                 no 0.41  sv 0.26  nl 0.05    fi 0.14  pl 0.13  fr 0.10
//     6000 names             no 0.38  sv 0.28  nl 0.05    pl 0.13  fi 0.13  es 0.11

// MARK: 6.3 Speech recognition

let speech = try Recording.spokenDigits()
let speechSix = speech.first { $0.word == "six" && $0.voice == "f2" }!
let speechLength = speechSix.samples.count // → 2768

let speechFine = try LogMelGrid(parts: 8, bands: 16)
let speechCoarse = try LogMelGrid(parts: 4, bands: 8)
let speechSizes = [speechFine, speechCoarse].map { $0.features(of: speechSix.samples).count } // → [128, 32]

/// The features of a recording as a picture, high bands on top.
func speechPicture(_ title: String, _ grid: LogMelGrid, _ recording: Recording) throws -> HeatMap {
    let features = grid.features(of: recording.samples)
    let rows = (0..<grid.bands).reversed().map { band in
        (0..<grid.parts).map { Double(features[$0 * grid.bands + band]) }
    }
    return try HeatMap(
        title, rows: Axis("band of pitch"), columns: Axis("part of the word"),
        rowNames: (1...grid.bands).reversed().map { "\($0)" },
        columnNames: (1...grid.parts).map { "\($0)" },
        values: Matrix(rows), valueName: "log energy")
}

figure(
    "speech-six",
    try speechPicture("The word “six”, as the teacher hears it", speechFine, speechSix))

// MARK: Whose voice?

let speechVoices = speech.reduce(into: [String]()) { voices, recording in
    let known = voices + Recording.strangeVoices
    if !known.contains(recording.voice) { voices.append(recording.voice) }
}
let speechVoiceCount = speechVoices.count // → 20

/// Numbers of recordings, each group for one purpose; which voices are in which, the seed decides.
struct SpeechSplit {
    let labelled, unlabelled, check, known, unseen, strange, words: [Int]

    init(seed: UInt64) {
        var dice = RandomGenerator(seed: seed)
        let voices = dice.shuffled(speechVoices)
        func spoken(_ voices: some Collection<String>, digits: Bool = true) -> [Int] {
            speech.indices.filter {
                voices.contains(speech[$0].voice)
                    && Recording.digits.contains(speech[$0].word) == digits
            }
        }
        let heard = spoken(voices[0..<4])
        labelled = heard.filter { speech[$0].speed != 230 }
        known = heard.filter { speech[$0].speed == 230 }
        check = spoken(voices[4..<6])
        unlabelled = spoken(voices[6..<12])
        unseen = spoken(voices[12...])
        strange = spoken(Recording.strangeVoices)
        words = spoken(voices[12...], digits: false)
    }
}

let speechParts = SpeechSplit(seed: 1)
let speechCounts = [
    speechParts.labelled, speechParts.unlabelled, speechParts.check, speechParts.known,
    speechParts.unseen,
    speechParts.strange, speechParts.words,
].map(\.count) // → [80, 180, 60, 40, 240, 120, 80]

/// One of the two front ends, its features standardised as the labelled recordings say.
struct SpeechFeatures {
    let rows: Matrix<Float>

    init(_ all: Matrix<Float>, labelled: [Int]) throws {
        let data = try Dataset(
            features: all.selectingRows(labelled), labels: speechLabels(labelled),
            classNames: Recording.digits)
        rows = try Standardisation(fittedTo: data).applied(to: all)
    }

    func inputs(_ recordings: [Int]) -> Inputs { Inputs(rows.selectingRows(recordings)) }
}

func speechLabels(_ recordings: [Int]) -> [Int] {
    recordings.map { Recording.digits.firstIndex(of: speech[$0].word)! }
}

func speechTeacher(seed: UInt64) throws -> Network {
    try Network(input: .vector(128), layers: [.dense(48), .relu, .dense(10)], seed: seed)
}

func speechStudent(seed: UInt64) throws -> Network {
    try Network(input: .vector(32), layers: [.dense(8), .relu, .dense(10)], seed: 1000 + seed)
}

let speechCosts = try [speechTeacher(seed: 1), speechStudent(seed: 1)].map(\.parameterCount) // → [6682, 354]

typealias SpeechForecast = ([Int]) throws -> Matrix<Double>  // from recordings to probabilities

func speechContestants(
    _ split: SpeechSplit, fine: Matrix<Float>, coarse: Matrix<Float>, seed: UInt64
) throws -> [(name: String, forecast: SpeechForecast)] {
    let sharp = try SpeechFeatures(fine, labelled: split.labelled)
    let blurred = try SpeechFeatures(coarse, labelled: split.labelled)
    let (few, all) = (split.labelled, split.labelled + split.unlabelled)
    let checkLabels = speechLabels(split.check)

    func learnt(
        _ blank: Network, _ ear: SpeechFeatures, on recordings: [Int], _ loss: Loss, rate: Double,
        seed: UInt64
    ) throws -> Network {
        let count = recordings.count
        return try taught(
            blank, on: ear.inputs(recordings), loss,
            Training(
                epochs: 60_000 / count, batchSize: 16, rate: rate, patience: 5_000 / count,
                seed: seed),
            check: ear.inputs(split.check), checkLabels)
    }

    let hard = labelLoss(speechLabels(few))
    let teacher = Ensemble(
        try (UInt64(0)..<5).map { member in
            let own = 10 * seed + member
            return try learnt(
                speechTeacher(seed: own), sharp, on: few, hard, rate: 0.002, seed: own)
        })
    let joint: SpeechForecast = {
        try EnsembleUncertainty(ofLogits: teacher.logits(sharp.inputs($0))).mean
    }
    let said = logits(saying: try joint(all))
    let (cool, heated) = (softLoss(said, temperature: 1), softLoss(said, temperature: 4))
    let lessons: [(String, [Int], Loss)] = [
        ("labels", few, hard), ("four voices, T = 1", few, cool),
        ("four voices, T = 4", few, heated),
        ("ten voices, T = 1", all, cool), ("ten voices, T = 4", all, heated),
        ("ten voices, choices", all, labelLoss(try Probability.argmax(said))),
    ]
    var contestants: [(String, SpeechForecast)] = [("ensemble", joint)]
    for (name, recordings, loss) in lessons {
        let student = try learnt(
            speechStudent(seed: seed), blurred, on: recordings, loss, rate: 0.01, seed: seed)
        func forecast(_ temperature: Double) -> SpeechForecast {
            { new in
                try Probability.softmax(student.logits(blurred.inputs(new)), temperature: temperature)
            }
        }
        contestants.append((name, forecast(1)))
        guard name == "labels" else { continue }
        let fit = try TemperatureScaling.fit(
            student.logits(blurred.inputs(split.check)), labels: checkLabels)
        contestants.append(("labels, scaled", forecast(fit.temperature ?? 1)))
    }
    return contestants
}

let speechSharp = speechFine.features(of: speech)
let speechBlurred = speechCoarse.features(of: speech)
var speechOrder: [String] = []
var speechSaid: [String: [[Matrix<Double>]]] = [:]  // by name, seed; known, unseen, strange voices
var speechTruth: [[[Int]]] = []  // for each seed the labels of these
var speechOutside: [String: [Double]] = [:]  // for each name the AUROC of other words, one a seed
var speechCertainty: [[Double]] = []  // the ensemble's entropy on labelled, unlabelled recordings

for seed in UInt64(1)...10 {
    FileHandle.standardError.write(Data("speech, seed \(seed) of 10\n".utf8))
    let split = SpeechSplit(seed: seed)
    let listeners = [split.known, split.unseen, split.strange]
    speechTruth.append(listeners.map(speechLabels))
    let contestants = try speechContestants(
        split, fine: speechSharp, coarse: speechBlurred, seed: seed)
    for (name, forecast) in contestants {
        if seed == 1 { speechOrder.append(name) }
        let said = try listeners.map(forecast)
        speechSaid[name, default: []].append(said)
        speechOutside[name, default: []].append(
            try OutOfDistribution.auroc(
                inside: doubt(said[1]), outside: doubt(forecast(split.words))))
        if name == "ensemble" {
            speechCertainty.append(
                try [split.labelled, split.unlabelled].map { mean(try doubt(forecast($0))) })
        }
    }
}

func speechValues(_ name: String, _ listeners: Int, _ measure: Measure) throws -> [Double] {
    try zip(speechSaid[name]!, speechTruth).map { try measure($0[listeners], $1[listeners]) }
}

show("", ["accuracy", "NLL", "ECE"], widths: 20, 23, 23)
show(
    "mean of 10",
    ["known", "unseen", "strange", "known", "unseen", "strange", "unseen", "strange"], widths: 8)
for name in speechOrder {
    let columns = [
        (0, accuracy), (1, accuracy), (2, accuracy), (0, nll), (1, nll), (2, nll), (1, ece),
        (2, ece),
    ]
    show(name, try columns.map { fixed(mean(try speechValues(name, $0.0, $0.1)), 3) }, widths: 8)
}

// Prints:
//                                       accuracy                    NLL                    ECE
//     mean of 10               known  unseen strange   known  unseen strange  unseen strange
//     ensemble                 0.993   0.952   0.922   0.027   0.160   0.270   0.028   0.053
//     labels                   0.957   0.906   0.809   0.180   0.465   1.294   0.062   0.138
//     labels, scaled           0.957   0.906   0.809   0.193   0.472   1.417   0.067   0.145
//     four voices, T = 1       0.957   0.907   0.810   0.178   0.452   1.249   0.060   0.140
//     four voices, T = 4       0.988   0.928   0.861   0.028   0.290   0.682   0.040   0.097
//     ten voices, T = 1        0.985   0.934   0.863   0.039   0.236   0.846   0.033   0.102
//     ten voices, T = 4        0.988   0.941   0.898   0.039   0.206   0.433   0.034   0.076
//     ten voices, choices      0.963   0.920   0.840   0.144   0.420   1.095   0.046   0.123

show("minus known voices", ["NLL, unseen", "NLL, strange"], widths: 26)
for name in ["ensemble", "labels", "ten voices, T = 4"] {
    show(
        name,
        try [1, 2].map { try minus(speechValues(name, $0, nll), speechValues(name, 0, nll)) },
        widths: 26)
}

// Prints:
//     minus known voices                   NLL, unseen              NLL, strange
//     ensemble               * +0.133 [+0.011, +0.255] * +0.243 [+0.214, +0.272]
//     labels                 * +0.285 [+0.111, +0.460] * +1.114 [+0.701, +1.527]
//     ten voices, T = 4      * +0.167 [+0.040, +0.294] * +0.394 [+0.244, +0.544]

for (listeners, title) in [(1, "unseen, minus labels"), (2, "strange, minus labels")] {
    show(title, ["accuracy", "NLL", "ECE"], widths: 26)
    for name in speechOrder where name != "labels" {
        show(name, try [accuracy, nll, ece].map {
            try minus(speechValues(name, listeners, $0), speechValues("labels", listeners, $0))
        }, widths: 26)
    }
}

// Prints:
//     unseen, minus labels                    accuracy                       NLL                       ECE
//     ensemble               * +0.046 [+0.007, +0.085] * -0.305 [-0.483, -0.127] * -0.034 [-0.061, -0.007]
//     labels, scaled           +0.000 [+0.000, +0.000]   +0.007 [-0.020, +0.034]   +0.006 [-0.004, +0.016]
//     four voices, T = 1       +0.001 [-0.001, +0.003] * -0.013 [-0.024, -0.002]   -0.002 [-0.005, +0.001]
//     four voices, T = 4       +0.022 [-0.011, +0.056] * -0.175 [-0.318, -0.032]   -0.022 [-0.054, +0.011]
//     ten voices, T = 1        +0.028 [-0.002, +0.059] * -0.230 [-0.381, -0.078]   -0.029 [-0.058, +0.001]
//     ten voices, T = 4        +0.035 [-0.007, +0.077] * -0.259 [-0.429, -0.090] * -0.028 [-0.054, -0.002]
//     ten voices, choices      +0.014 [-0.006, +0.034]   -0.046 [-0.246, +0.155]   -0.016 [-0.042, +0.011]
//     strange, minus labels                   accuracy                       NLL                       ECE
//     ensemble               * +0.113 [+0.075, +0.150] * -1.023 [-1.339, -0.708] * -0.085 [-0.106, -0.065]
//     labels, scaled           +0.000 [+0.000, +0.000]   +0.124 [-0.191, +0.438]   +0.007 [-0.010, +0.024]
//     four voices, T = 1       +0.001 [-0.006, +0.007] * -0.045 [-0.073, -0.017]   +0.002 [-0.005, +0.009]
//     four voices, T = 4     * +0.052 [+0.010, +0.094] * -0.612 [-0.787, -0.438] * -0.041 [-0.081, -0.001]
//     ten voices, T = 1        +0.054 [-0.001, +0.109] * -0.448 [-0.779, -0.118] * -0.036 [-0.066, -0.006]
//     ten voices, T = 4      * +0.089 [+0.042, +0.136] * -0.861 [-1.090, -0.633] * -0.062 [-0.089, -0.034]
//     ten voices, choices    * +0.031 [+0.007, +0.054]   -0.199 [-0.571, +0.173]   -0.015 [-0.032, +0.002]

let speechBars = [
    "ensemble", "labels", "labels, scaled", "four voices, T = 4", "ten voices, T = 1",
    "ten voices, T = 4",
]
figure(
    "speech-nll",
    try BarChart(
        "Loss on unseen and on strange voices", value: Axis("NLL", unit: "nats"),
        categories: speechBars,
        series: try [("unseen voices", 1), ("strange voices", 2)].map { name, listeners in
            let spreads = try speechBars.map {
                try Statistics.studentInterval(speechValues($0, listeners, nll))
            }
            return .init(name, intervals: spreads)
        }))

show("teacher's entropy", ["labelled", "unlabelled"], widths: 12)
show(
    "mean of 10", [0, 1].map { place in fixed(mean(speechCertainty.map { $0[place] }), 4) },
    widths: 12)

// Prints:
//     teacher's entropy         labelled  unlabelled
//     mean of 10                  0.0198      0.1603

show("NLL", ["", "unseen", "strange"], widths: 26)
let speechPairs = [
    ("ten voices, T = 1", "four voices, T = 1"), ("ten voices, T = 4", "four voices, T = 4"),
    ("ten voices, T = 4", "ten voices, T = 1"), ("ten voices, T = 1", "ten voices, choices"),
    ("ten voices, T = 4", "ten voices, choices"), ("ten voices, T = 4", "ensemble"),
]
for (name, other) in speechPairs {
    let cells = try [1, 2].map {
        try minus(speechValues(name, $0, nll), speechValues(other, $0, nll))
    }
    show(name, ["minus \(other)"] + cells, widths: 26)
}

// Prints:
//     NLL                                                                 unseen                   strange
//     ten voices, T = 1       minus four voices, T = 1 * -0.217 [-0.369, -0.064] * -0.403 [-0.725, -0.081]
//     ten voices, T = 4       minus four voices, T = 4 * -0.084 [-0.128, -0.041] * -0.249 [-0.375, -0.123]
//     ten voices, T = 4        minus ten voices, T = 1   -0.030 [-0.072, +0.012] * -0.413 [-0.641, -0.185]
//     ten voices, T = 1      minus ten voices, choices   -0.184 [-0.413, +0.045]   -0.249 [-0.499, +0.001]
//     ten voices, T = 4      minus ten voices, choices   -0.214 [-0.438, +0.010] * -0.662 [-0.904, -0.420]
//     ten voices, T = 4                 minus ensemble * +0.046 [+0.015, +0.076] * +0.162 [+0.010, +0.315]

// MARK: A word that is no digit

for name in speechOrder {
    let difference =
        name == "labels" ? "" : try minus(speechOutside[name]!, speechOutside["labels"]!)
    show(name, [fixed(mean(speechOutside[name]!), 3), difference], widths: 8, 26)
}

// Prints:
//     ensemble                 0.941 * +0.122 [+0.094, +0.151]
//     labels                   0.818                          
//     labels, scaled           0.817   -0.001 [-0.003, +0.001]
//     four voices, T = 1       0.818   -0.000 [-0.003, +0.003]
//     four voices, T = 4       0.804   -0.014 [-0.052, +0.024]
//     ten voices, T = 1        0.833   +0.014 [-0.050, +0.079]
//     ten voices, T = 4        0.882 * +0.064 [+0.034, +0.093]
//     ten voices, choices      0.832   +0.014 [-0.035, +0.062]

// MARK: 6.4 Medical diagnosis

let tissue = try Dataset.breastCancer()
show("", tissue.classNames + ["measures"], widths: 11)
show("samples", (tissue.classCounts + [tissue.featureCount]).map(String.init), widths: 11)

/// The samples of a split: measures shifted and scaled by what the training part alone shows.
func examined(seed: UInt64) throws -> Split {
    let training = try tissue.parts([200], seed: seed, stratified: false)[0]
    let scaled = try Standardisation(fittedTo: training).applied(to: tissue)
    return try scaled.split(
        train: 200, validation: 69, calibration: 150, seed: seed, stratified: false)
}

// Prints:
//                             malignant     benign   measures
//     samples                       212        357         30

struct Clinic {
    let calibrationLabels, testLabels: [Int]
    var calibration: [String: Matrix<Double>] = [:]  // what each model says of these patients
    var test: [String: Matrix<Double>] = [:]

    /// Keeps a student's answers, as they are and scaled by what the calibration patients show.
    mutating func keep(
        _ name: String, _ ofCalibration: Matrix<Double>, _ ofTest: Matrix<Double>
    ) throws {
        let fit = try TemperatureScaling.fit(ofCalibration, labels: calibrationLabels)
        for (suffix, temperature) in [("", 1), (", scaled", fit.temperature ?? 1)] {
            calibration[name + suffix] = try Probability.softmax(
                ofCalibration, temperature: temperature)
            test[name + suffix] = try Probability.softmax(ofTest, temperature: temperature)
        }
    }
}

func clinic(seed: UInt64) throws -> Clinic {
    let split = try examined(seed: seed)
    let (own, labels) = (Inputs(split.train.features), split.train.labels)
    let (calibration, test) = (Inputs(split.calibration.features), Inputs(split.test.features))
    var clinic = Clinic(calibrationLabels: split.calibration.labels, testLabels: split.test.labels)

    let ensemble = Ensemble(
        try (UInt64(0)..<5).map { m in
            let layers: [Layer] = [.dense(32), .relu, .dense(32), .relu, .dense(2)]
            let blank = try Network(input: .vector(30), layers: layers, seed: 10 * seed + m)
            return try taught(blank, split, labelLoss(labels), rate: 0.002, seed: 10 * seed + m)
        })
    func mean(_ inputs: Inputs) throws -> Matrix<Double> {
        try EnsembleUncertainty(ofLogits: ensemble.logits(inputs)).mean
    }
    (clinic.calibration["ensemble"], clinic.test["ensemble"]) = try (mean(calibration), mean(test))

    let soft = mixedLoss(try jointLogits(ensemble.logits(own)), labels)
    for (name, loss) in [("labels", labelLoss(labels)), ("from ensemble", soft)] {
        let blank = try Network(
            input: .vector(30), layers: [.dense(4), .relu, .dense(2)], seed: 1000 + seed)
        let student = try taught(blank, split, loss, rate: 0.01, seed: seed)
        try clinic.keep(name, student.logits(calibration), student.logits(test))
    }
    return clinic
}

let clinics = try (UInt64(1)...40).map { seed in
    if seed % 10 == 0 {
        FileHandle.standardError.write(Data("medicine, split \(seed) of 40\n".utf8))
    }
    return try clinic(seed: seed)
}
let models = ["ensemble"] + ["labels", "from ensemble"].flatMap { [$0, $0 + ", scaled"] }

/// A measure of a model's answers to the test patients, for each split.
func judged(_ model: String, _ measure: Measure) throws -> [Double] {
    try clinics.map { try measure($0.test[model]!, $0.testLabels) }
}

show("mean of 40", ["accuracy", "NLL", "ECE", "AURC"], widths: 10)
for model in models {
    show(
        model, try [accuracy, nll, ece, aurc].map { fixed(mean(try judged(model, $0)), 4) },
        widths: 10)
}

// Prints:
//     mean of 40              accuracy       NLL       ECE      AURC
//     ensemble                  0.9690    0.0959    0.0316    0.0035
//     labels                    0.9633    0.1072    0.0323    0.0045
//     labels, scaled            0.9633    0.1061    0.0317    0.0045
//     from ensemble             0.9638    0.1058    0.0306    0.0046
//     from ensemble, scaled     0.9638    0.1054    0.0314    0.0046

// MARK: How much 150 patients can tell

let first = clinics[0]
let calls = zip(try Probability.argmax(first.test["labels"]!), first.testLabels)
let found = calls.filter { $0.1 == 0 }.map { $0.0 == 0 ? 1.0 : 0 }  // of the ill, who was found
let ill = found.count // → 49
let recognised = Int(found.reduce(0, +)) // → 48
let sensitivity = try Statistics.bootstrapInterval(found, seed: 1)
let reach = [sensitivity.lower, sensitivity.upper].map { fixed($0, 3) } // → ["0.939", "1.000"]

let stretch = (1 + 40 * 150.0 / 200).squareRoot() // → 5.5677…

/// The interval around the mean, stretched for splits that share their patients.
func stretched(_ differences: [Double]) throws -> Interval {
    try Statistics.studentInterval(differences).widened(by: stretch)
}

func differences(_ a: [Double], _ b: [Double]) -> [Double] { zip(a, b).map { $0 - $1 } }

func both(_ differences: [Double], _ digits: Int = 3) throws -> [String] {
    [
        signed(try Statistics.studentInterval(differences), digits),
        signed(try stretched(differences), digits),
    ]
}

for (name, measure) in [("NLL", nll), ("ECE", ece)] {
    show("\(name) minus labels'", ["these patients", "other patients"], widths: 26)
    for model in models where model != "labels" {
        show(
            model, try both(differences(judged(model, measure), judged("labels", measure))),
            widths: 26)
    }
}

// Prints:
//     NLL minus labels'                 these patients            other patients
//     ensemble               * -0.011 [-0.020, -0.002]   -0.011 [-0.061, +0.038]
//     labels, scaled           -0.001 [-0.005, +0.002]   -0.001 [-0.021, +0.019]
//     from ensemble            -0.001 [-0.011, +0.008]   -0.001 [-0.056, +0.053]
//     from ensemble, scaled    -0.002 [-0.012, +0.008]   -0.002 [-0.058, +0.054]
//     ECE minus labels'                 these patients            other patients
//     ensemble                 -0.001 [-0.005, +0.003]   -0.001 [-0.023, +0.022]
//     labels, scaled           -0.001 [-0.004, +0.003]   -0.001 [-0.019, +0.018]
//     from ensemble            -0.002 [-0.006, +0.002]   -0.002 [-0.023, +0.020]
//     from ensemble, scaled    -0.001 [-0.005, +0.004]   -0.001 [-0.026, +0.024]

// MARK: Errors have prices

let (miss, alarm) = (20.0, 1.0)

/// What errors cost per 100 patients, if all from this probability on are called malignant.
func price(threshold: Double) -> Measure {
    { said, labels in
        let costs = labels.indices.map { i in
            let called = said[i, 0] >= threshold
            return labels[i] == 0 ? (called ? 0 : miss) : (called ? alarm : 0)
        }
        return 100 * mean(costs)
    }
}

let best = alarm / (miss + alarm) // → 0.0476…
show("cost per 100", ["at 0.5", "at 1/21", "these patients", "other patients"], widths: 7, 9, 25)
for model in models {
    let half = try judged(model, price(threshold: 0.5))
    let low = try judged(model, price(threshold: best))
    let cells = [fixed(mean(half), 1), fixed(mean(low), 1)] + (try both(differences(low, half), 1))
    show(model, cells, widths: 7, 9, 25)
}
print()
show("at 1/21, minus labels", ["these patients", "other patients"], widths: 25)
for model in models where model != "labels" {
    let pair = try [model, "labels"].map { try judged($0, price(threshold: best)) }
    show(model, try both(differences(pair[0], pair[1]), 1), widths: 25)
}

// Prints:
//     cost per 100           at 0.5  at 1/21           these patients           other patients
//     ensemble                 35.1     19.0   * -16.1 [-21.2, -11.0]     -16.1 [-44.5, +12.3]
//     labels                   41.7     19.8   * -21.9 [-27.9, -15.9]     -21.9 [-55.3, +11.6]
//     labels, scaled           41.7     18.7   * -23.0 [-29.3, -16.7]     -23.0 [-57.9, +12.0]
//     from ensemble            41.3     20.1   * -21.2 [-27.4, -14.9]     -21.2 [-56.0, +13.7]
//     from ensemble, scaled    41.3     20.7   * -20.6 [-26.9, -14.2]     -20.6 [-56.0, +14.9]
//
//     at 1/21, minus labels            these patients           other patients
//     ensemble                      -0.8 [-4.3, +2.8]      -0.8 [-20.6, +19.0]
//     labels, scaled                -1.1 [-4.5, +2.3]      -1.1 [-19.9, +17.7]
//     from ensemble                 +0.3 [-3.3, +3.9]      +0.3 [-19.8, +20.5]
//     from ensemble, scaled         +0.9 [-3.0, +4.9]      +0.9 [-21.3, +23.2]

let thresholds = [0.005, 0.01, 0.02, 0.03, best, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5]
let priceSeries = try ["labels", "from ensemble", "ensemble"].map { model in
    Series(
        model, x: thresholds,
        y: try thresholds.map { mean(try judged(model, price(threshold: $0))) })
}
figure(
    "cancer-threshold",
    try LineChart(
        "What errors cost, by the threshold",
        x: Axis("probability from which on a sample is called malignant", scaling: .logarithmic),
        y: Axis("cost per 100 patients", from: 0), series: priceSeries))

// MARK: Ask a doctor

let visit = 0.5

/// The cheapest of three: call it benign, call it malignant, ask.
func team(_ said: Matrix<Double>, _ labels: [Int]) -> (cost: Double, asked: Double) {
    var (cost, asked) = (0.0, 0.0)
    for (i, label) in labels.enumerated() {
        // The expected costs of the two calls.
        let (ifBenign, ifMalignant) = (miss * said[i, 0], alarm * said[i, 1])
        if min(ifBenign, ifMalignant) > visit {
            cost += visit
            asked += 1
        } else if ifMalignant <= ifBenign {
            cost += label == 0 ? 0 : alarm
        } else {
            cost += label == 0 ? miss : 0
        }
    }
    return (100 * cost / Double(labels.count), asked / Double(labels.count))
}

show("with a doctor", ["cost", "asked", "these patients", "other patients"], widths: 7, 8, 25)
for model in models {
    let costs = try judged(model) { team($0, $1).cost }
    let alone = try judged(model, price(threshold: best))
    let cells = [fixed(mean(costs), 1), fixed(mean(try judged(model) { team($0, $1).asked }), 3)]
    show(model, cells + (try both(differences(costs, alone), 1)), widths: 7, 8, 25)
}

// Prints:
//     with a doctor            cost   asked           these patients           other patients
//     ensemble                 15.2   0.143      * -3.8 [-5.2, -2.4]       -3.8 [-11.6, +4.0]
//     labels                   17.0   0.153      * -2.8 [-4.4, -1.3]       -2.8 [-11.5, +5.8]
//     labels, scaled           15.9   0.146      * -2.7 [-4.0, -1.5]        -2.7 [-9.8, +4.3]
//     from ensemble            17.4   0.141      * -2.8 [-3.9, -1.6]        -2.8 [-9.3, +3.7]
//     from ensemble, scaled    16.7   0.136      * -4.0 [-5.6, -2.4]       -4.0 [-12.7, +4.7]

// MARK: A promise

struct Deal { var all = 0.0, malignant = 0.0, benign = 0.0, empty = 0.0, both = 0.0 }

func checked(_ sets: [[Int]], _ labels: [Int]) throws -> Deal {
    let holds = zip(sets, labels).map { $0.contains($1) ? 1.0 : 0 }
    func covered(of label: Int) -> Double {
        mean(labels.indices.filter { labels[$0] == label }.map { holds[$0] })
    }
    return Deal(
        all: try Conformal.coverage(sets, labels: labels), malignant: covered(of: 0),
        benign: covered(of: 1),
        empty: mean(sets.map { $0.isEmpty ? 1 : 0 }),
        both: mean(sets.map { $0.count == 2 ? 1 : 0 }))
}

let rules = ["LAC", "LAC, class by class"]

/// The sets by each rule.
func promised(
    _ p: Matrix<Double>, _ labels: [Int], of q: Matrix<Double>, alpha: Double
) throws -> [[[Int]]] {
    let scores = try Conformal.lacScores(p, labels: labels)
    let lac = try Conformal.lacSets(q, threshold: Conformal.threshold(scores, alpha: alpha))
    let own = try [0, 1].map { label in
        let ofClass = scores.indices.filter { labels[$0] == label }
        return try Conformal.threshold(ofClass.map { scores[$0] }, alpha: alpha)
    }
    return [lac, (0..<q.rows).map { i in [0, 1].filter { 1 - q[i, $0] <= own[$0] } }]
}

func stacked(_ a: Matrix<Double>, _ b: Matrix<Double>) throws -> Matrix<Double> {
    try Matrix(rows: a.rows + b.rows, columns: a.columns, elements: a.elements + b.elements)
}

/// For each rule and split 25 deals of the 300 patients into calibration and test.
func deals(of model: String, alpha: Double) throws -> [String: [[Deal]]] {
    var result: [String: [[Deal]]] = [:]
    var dice = RandomGenerator(seed: 5)
    for clinic in clinics {
        let said = try stacked(clinic.calibration[model]!, clinic.test[model]!)
        let labels = clinic.calibrationLabels + clinic.testLabels
        let found = try (0..<25).map { _ in
            let order = dice.permutation(of: 300)
            let (c, t) = (Array(order[..<150]), Array(order[150...]))
            let (known, new) = (said.selectingRows(c), said.selectingRows(t))
            return try promised(known, c.map { labels[$0] }, of: new, alpha: alpha).map { sets in
                try checked(sets, t.map { labels[$0] })
            }
        }
        for (place, rule) in rules.enumerated() {
            result[rule, default: []].append(found.map { $0[place] })
        }
    }
    return result
}

let promises = try [0.05, 0.01].map { try deals(of: "from ensemble", alpha: $0) }
for (alpha, promise) in zip(["0.05", "0.01"], promises) {
    show("alpha = \(alpha)", ["covered", "malignant", "benign", "empty", "both"], widths: 11)
    for rule in rules {
        let columns: [KeyPath<Deal, Double>] = [\.all, \.malignant, \.benign, \.empty, \.both]
        let cells = columns.map { column in
            fixed(mean(promise[rule]!.joined().map { $0[keyPath: column] }), 3)
        }
        show(rule, cells, widths: 11)
    }
}
let ofClass = [0, 1].map { label in  // of 150 patients, with cancer and without
    mean(clinics.map { Double(($0.calibrationLabels + $0.testLabels).count { $0 == label }) / 2 })
} // → [55.6625, 94.3375]

// Prints:
//     alpha = 0.05              covered  malignant     benign      empty       both
//     LAC                         0.953      0.929      0.966      0.024      0.006
//     LAC, class by class         0.957      0.960      0.954      0.014      0.028
//     alpha = 0.01              covered  malignant     benign      empty       both
//     LAC                         0.993      0.986      0.998      0.000      0.272
//     LAC, class by class         0.999      1.000      0.998      0.000      0.928

let with98 = try Conformal.threshold(Array(repeating: 0.2, count: 98), alpha: 0.01) // → inf
let with99 = try Conformal.threshold(Array(repeating: 0.2, count: 99), alpha: 0.01) // → 0.2

func deviation(_ values: [Double]) -> Double {
    let centre = mean(values)
    let squares = values.map { ($0 - centre) * ($0 - centre) }
    return (squares.reduce(0, +) / Double(values.count - 1)).squareRoot()
}

let k = 144.0  // ⌈151 · 0.95⌉
let expected = k / 151 // → 0.9536…
let ofThreshold = expected * (1 - expected) / 152  // the variance of Beta(144, 7)
let ofPatients = (expected * (1 - expected) - ofThreshold) / 150
let predicted = (ofThreshold + ofPatients).squareRoot() // → 0.0241…
let observed = deviation(promises[0]["LAC"]!.joined().map(\.all)) // → 0.0233…
let spread = [expected - 2 * predicted, min(1, expected + 2 * predicted)]
let usual = spread.map { fixed($0, 3) } // → ["0.905", "1.000"]

show("malignant − benign", ["these patients", "other patients"], widths: 26)
for rule in rules {
    let gaps = promises[0][rule]!.map { split in mean(split.map { $0.malignant - $0.benign }) }
    show(rule, try both(gaps), widths: 26)
}

// Prints:
//     malignant − benign                these patients            other patients
//     LAC                    * -0.037 [-0.049, -0.026]   -0.037 [-0.104, +0.029]
//     LAC, class by class    * +0.006 [+0.003, +0.009]   +0.006 [-0.010, +0.022]

let lacDeals = promises[0]["LAC"]!.joined()
figure(
    "cancer-coverage",
    try Histogram(
        "How often sets hold the truth", x: Axis("coverage", from: 0.74, to: 1),
        bins: 13,
        groups: [
            ("malignant", lacDeals.map { max(0.74, $0.malignant) }),
            ("benign", lacDeals.map { max(0.74, $0.benign) }),
        ]))

// MARK: What the four have in common

typealias Pair = (taught: [Double], plain: [Double])

func common(_ name: String, _ pairs: [Pair?]) throws {
    show(
        name,
        try pairs.map { pair in
            guard let pair else { return "" }
            return try minus(pair.taught, pair.plain)
        }, widths: 26)
}

func average(_ columns: [[Double]]) -> [Double] {
    columns[0].indices.map { i in mean(columns.map { $0[i] }) }
}

/// The mean loss over all mishaps, one a seed.
func mishaps(_ name: String) throws -> [Double] {
    average(try changes.indices.dropFirst().map { try values(name, nll, change: $0) })
}

/// The mean AUROC over both languages, one a seed.
func foreign(_ name: String) throws -> [Double] {
    average([try textStrange(name, \.danish), try textStrange(name, \.hungarian)])
}

func names(_ name: String, _ other: String) throws -> [Pair?] {
    let loss = textMeasures[1].of
    return [
        (try textValues(name, loss), try textValues(other, loss)), nil,
        (try foreign(name), try foreign(other)),
    ]
}

func voices(_ name: String, _ other: String) throws -> [Pair?] {
    try [0, 1].map { (try speechValues(name, $0, nll), try speechValues(other, $0, nll)) }
        + [(speechOutside[name]!, speechOutside[other]!)]
}

func pictures(_ name: String, _ other: String) throws -> [Pair?] {
    [
        (try values(name, nll), try values(other, nll)), (try mishaps(name), try mishaps(other)),
        (separation[name]!, separation[other]!),
    ]
}

let columns = ["NLL", "NLL, shifted", "strangers"]
show("student − labels'", columns, widths: 26)
try common("images, same inputs", pictures("from ensemble", "labels"))
try common("names, same inputs", names("from ensemble", "labels"))
try common("names, more inputs", names("6000 names", "labels"))
try common("speech, same inputs", voices("four voices, T = 4", "labels"))
try common("speech, more inputs", voices("ten voices, T = 4", "labels"))
try common("medicine, same inputs", [(try judged("from ensemble", nll), try judged("labels", nll))])
print()
show("ensemble − student", columns, widths: 26)
try common("images", pictures("ensemble", "from ensemble"))
try common("names", names("ensemble", "6000 names"))
try common("speech", voices("ensemble", "ten voices, T = 4"))
try common("medicine", [(try judged("ensemble", nll), try judged("from ensemble", nll))])

// Prints:
//     student − labels'                            NLL              NLL, shifted                 strangers
//     images, same inputs    * -0.012 [-0.021, -0.002]   -0.018 [-0.103, +0.068]   +0.018 [-0.001, +0.037]
//     names, same inputs     * -0.014 [-0.023, -0.006]                             +0.003 [-0.001, +0.008]
//     names, more inputs     * -0.078 [-0.091, -0.065]                           * +0.015 [+0.007, +0.023]
//     speech, same inputs      -0.152 [-0.348, +0.044] * -0.175 [-0.318, -0.032]   -0.014 [-0.052, +0.024]
//     speech, more inputs      -0.141 [-0.339, +0.056] * -0.259 [-0.429, -0.090] * +0.064 [+0.034, +0.093]
//     medicine, same inputs    -0.001 [-0.011, +0.008]
//
//     ensemble − student                           NLL              NLL, shifted                 strangers
//     images                 * -0.053 [-0.064, -0.042] * -0.191 [-0.262, -0.119] * +0.055 [+0.049, +0.061]
//     names                  * -0.276 [-0.288, -0.265]                           * +0.059 [+0.050, +0.067]
//     speech                   -0.011 [-0.026, +0.003] * -0.046 [-0.076, -0.015] * +0.059 [+0.047, +0.071]
//     medicine               * -0.010 [-0.018, -0.001]
