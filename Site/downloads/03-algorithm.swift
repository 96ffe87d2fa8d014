// 3. Algorithm

import Transcript

// MARK: 3.1 Principle

import Datasets
import Distillation
import Figures

let check = try Losses.distillation([[2, 3, 1]], teacher: [[6, 3, 1]], labels: [0], temperature: 4, alpha: 0.7)
check.value // → 1.8022…

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these widths (or the last).
func show(_ name: String, _ cells: [String], widths: Int...) {
    print(TextTable.row(name, cells, nameWidth: 22, widths: widths))
}

func mean<Values: Collection>(_ values: Values) -> Double where Values.Element == Double {
    values.reduce(0, +) / Double(values.count)
}

// MARK: The step that spoils the others

var chance = RandomGenerator(seed: 1)

func coins(_ count: Int) throws -> (inputs: Inputs, labels: [Int]) {
    let numbers = (0..<count * 10).map { _ in chance.uniformFloat() }
    let inputs = try Inputs(Matrix(rows: count, columns: 10, elements: numbers))
    return (inputs, (0..<count).map { _ in chance.uniform(below: 2) })
}

func accuracy(_ network: Network, on data: (inputs: Inputs, labels: [Int])) throws -> Double {
    try Score.accuracy(Probability.softmax(network.logits(data.inputs)), labels: data.labels)
}

let (testCoins, freshCoins) = try (coins(100), coins(10_000))
let untrained = try (1...500).map { try Network(input: .vector(10), layers: [.dense(2)], seed: $0) }
let scores = try untrained.map { try accuracy($0, on: testCoins) }
let winner = scores.indices.max { scores[$0] < scores[$1] }!

let reported = scores[winner] // → 0.62
let real = try accuracy(untrained[winner], on: freshCoins) // → 0.4964

// MARK: 3.2 The steps

let images = try Dataset.digits().scaled(by: 1.0 / 16)
let split = try images.split(train: 1000, validation: 150, calibration: 150, seed: 1)
let labelled = try split.train.subset(Array(0..<200))

let sizes = [
    labelled, split.train, split.validation, split.calibration, split.test,
].map(\.count) // → [200, 1000, 150, 150, 497]

// MARK: (1) Train the teacher

func labelLoss(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

func validation(_ data: Dataset) -> Validation {
    Validation(Inputs(data.features), loss: labelLoss(data.labels))
}

func blankTeacher(seed: UInt64) throws -> Network {
    try Network(input: .vector(64), layers: [.dense(128), .relu, .dense(10)], seed: seed)
}

var trial = try blankTeacher(seed: 1)
let history = try train(
    &trial, on: Inputs(labelled.features), loss: labelLoss(labelled.labels),
    with: Training(epochs: 400, seed: 1), validation: validation(split.validation))

show("epochs", ["training", "validation"], widths: 12)
for epoch in [1, 10, 25, 50, 100, 200, 400] {
    show("\(epoch)", [history[epoch - 1].loss, history[epoch - 1].validation!].map { fixed($0, 4) }, widths: 12)
}
let best = history.map { $0.validation! }.min()!
let bestEpoch = history.firstIndex { $0.validation == best }! + 1 // → 193

// Prints:
//     epochs                    training  validation
//     1                           2.2931      2.1811
//     10                          1.1281      1.1995
//     25                          0.3739      0.5263
//     50                          0.1307      0.3065
//     100                         0.0356      0.2396
//     200                         0.0084      0.2294
//     400                         0.0017      0.2432

/// The network, taught until its validation loss has stopped falling. How long, is counted in images and not in
/// epochs: who has more images goes through them less often.
func taught(
    _ blank: Network, on inputs: Inputs, loss: Loss, rate: Double, seed: UInt64, checkedOn data: Dataset
) throws -> Network {
    var network = blank
    let training = Training(
        epochs: 60_000 / inputs.count, rate: rate, patience: 8_000 / inputs.count, seed: seed)
    try train(&network, on: inputs, loss: loss, with: training, validation: validation(data))
    return network
}

let teacher = try taught(
    blankTeacher(seed: 1), on: Inputs(labelled.features), loss: labelLoss(labelled.labels), rate: 0.001, seed: 1,
    checkedOn: split.validation)

// MARK: (2) Make the soft targets

let transfer = Inputs(split.train.features)
let teacherLogits = try teacher.logits(transfer)

show("the teacher's entropy", ["labelled", "unlabelled"], widths: 12)
for temperature in [1.0, 4] {
    let entropies = try Information.entropy(Probability.softmax(teacherLogits, temperature: temperature))
    show("T = \(Int(temperature))", [entropies[..<200], entropies[200...]].map { fixed(mean($0), 4) }, widths: 12)
}

// Prints:
//     the teacher's entropy     labelled  unlabelled
//     T = 1                       0.0529      0.1823
//     T = 4                       1.5077      1.5354

// MARK: (3) Train the student

struct Lesson {
    let name: String
    let inputs: Inputs
    let loss: Loss
}

func lessons(labelled: Dataset, transfer: Inputs, teacherLogits v: Matrix<Double>) throws -> [Lesson] {
    let (few, labels) = (Inputs(labelled.features), labelled.labels)
    let mixed = [1.0, 4, 16].map { temperature in
        let loss = Loss { s, batch in
            try Losses.distillation(
                s, teacher: batch[v], labels: batch[labels], temperature: temperature, alpha: 0.9)
        }
        return Lesson(name: "teacher, T = \(Int(temperature))", inputs: few, loss: loss)
    }
    let soft = Loss { s, batch in try Losses.distillation(s, teacher: batch[v], temperature: 1) }
    return [Lesson(name: "labels", inputs: few, loss: labelLoss(labels))] + mixed + [
        Lesson(name: "1000 images", inputs: transfer, loss: soft),
        Lesson(name: "1000 images, choices", inputs: transfer, loss: labelLoss(try Probability.argmax(v))),
    ]
}

func blankStudent(seed: UInt64) throws -> Network {
    try Network(input: .vector(64), layers: [.dense(12), .relu, .dense(10)], seed: 100 + seed)
}

let student = try blankStudent(seed: 1)
show("", ["parameters", "multiply-adds"], widths: 15)
for (name, network) in [("teacher", teacher), ("student", student)] {
    show(name, ["\(network.parameterCount)", "\(network.multiplyAdds)"], widths: 15)
}

// Prints:
//                                parameters  multiply-adds
//     teacher                          9610           9472
//     student                           910            888

// MARK: (4) Measure the student

struct Result {
    var accuracy = 0.0, nll = 0.0, brier = 0.0, ece = 0.0, agreement = 0.0, divergence = 0.0
    var validationNLL = 0.0
    var network: Network
}

func result(_ network: Network, teacher: Network, _ split: Split) throws -> Result {
    let inputs = Inputs(split.test.features)
    let (logits, labels) = (try network.logits(inputs), split.test.labels)
    let (said, taught) = (try Probability.softmax(logits), try teacher.logits(inputs))
    return Result(
        accuracy: try Score.accuracy(said, labels: labels),
        nll: try Losses.crossEntropy(logits, labels: labels).value,
        brier: try Score.brier(said, labels: labels),
        ece: try Calibration.expectedError(said, labels: labels).value,
        agreement: try Fidelity.agreement(logits, teacher: taught),
        divergence: try Fidelity.klDivergence(logits: logits, teacher: taught),
        validationNLL: try Losses.crossEntropy(
            network.logits(Inputs(split.validation.features)), labels: split.validation.labels
        ).value,
        network: network)
}

let seeds: [UInt64] = Array(1...10)
var names = ["teacher"]
var results: [String: [Result]] = [:]  // for each name one result a seed
var splits: [Split] = []

for seed in seeds {
    let split = try images.split(train: 1000, validation: 150, calibration: 150, seed: seed)
    let labelled = try split.train.subset(Array(0..<200))
    let teacher = try taught(
        blankTeacher(seed: seed), on: Inputs(labelled.features), loss: labelLoss(labelled.labels), rate: 0.001,
        seed: seed, checkedOn: split.validation)
    results["teacher", default: []].append(try result(teacher, teacher: teacher, split))

    let transfer = Inputs(split.train.features)
    for lesson in try lessons(labelled: labelled, transfer: transfer, teacherLogits: teacher.logits(transfer)) {
        let student = try taught(
            blankStudent(seed: seed), on: lesson.inputs, loss: lesson.loss, rate: 0.005, seed: seed,
            checkedOn: split.validation)
        results[lesson.name, default: []].append(try result(student, teacher: teacher, split))
        if seed == 1 { names.append(lesson.name) }
    }
    splits.append(split)
}

show("mean of 10", ["accuracy", "NLL", "Brier", "ECE", "agree", "KL"], widths: 9)
for name in names {
    let columns: [KeyPath<Result, Double>] = [\.accuracy, \.nll, \.brier, \.ece, \.agreement, \.divergence]
    show(name, columns.map { column in fixed(mean(results[name]!.map { $0[keyPath: column] }), 3) }, widths: 9)
}

// Prints:
//     mean of 10             accuracy      NLL    Brier      ECE    agree       KL
//     teacher                   0.937    0.205    0.095    0.028    1.000    0.000
//     labels                    0.916    0.279    0.125    0.032    0.949    0.079
//     teacher, T = 1            0.921    0.260    0.119    0.030    0.953    0.058
//     teacher, T = 4            0.923    0.242    0.112    0.030    0.969    0.025
//     teacher, T = 16           0.925    0.238    0.110    0.031    0.969    0.020
//     1000 images               0.929    0.229    0.106    0.035    0.966    0.038
//     1000 images, choices      0.930    0.231    0.104    0.026    0.956    0.075

func compare(
    _ name: String, with baseline: String, _ measure: (Result) -> Double
) throws -> Interval {
    try Statistics.pairedStudentInterval(results[name]!.map(measure), results[baseline]!.map(measure))
}

func text(_ interval: Interval) -> String {
    interval.formattedDifference(decimals: 3)
}

let measures: [(Result) -> Double] = [\.accuracy, \.nll, \.ece]
show("minus labels", ["accuracy", "NLL", "ECE"], widths: 27)
for name in names where name != "labels" {
    show(name, try measures.map { text(try compare(name, with: "labels", $0)) }, widths: 27)
}

// Prints:
//     minus labels                             accuracy                        NLL                        ECE
//     teacher                 * +0.021 [+0.012, +0.029]  * -0.074 [-0.090, -0.058]    -0.004 [-0.013, +0.005]
//     teacher, T = 1            +0.005 [-0.000, +0.010]  * -0.019 [-0.032, -0.005]    -0.002 [-0.006, +0.003]
//     teacher, T = 4            +0.007 [-0.004, +0.018]  * -0.037 [-0.067, -0.007]    -0.002 [-0.010, +0.005]
//     teacher, T = 16         * +0.009 [+0.000, +0.017]  * -0.041 [-0.061, -0.020]    -0.001 [-0.011, +0.008]
//     1000 images             * +0.013 [+0.002, +0.024]  * -0.050 [-0.072, -0.027]    +0.003 [-0.009, +0.015]
//     1000 images, choices    * +0.014 [+0.008, +0.020]  * -0.048 [-0.061, -0.036]    -0.006 [-0.013, +0.001]

print("teacher, T = 16, minus T = 1      ", text(try compare("teacher, T = 16", with: "teacher, T = 1", \.nll)))
print("1000 images, minus teacher, T = 16", text(try compare("1000 images", with: "teacher, T = 16", \.nll)))
print("1000 images, minus its choices    ", text(try compare("1000 images", with: "1000 images, choices", \.nll)))

// Prints:
//     teacher, T = 16, minus T = 1       * -0.022 [-0.042, -0.002]
//     1000 images, minus teacher, T = 16   -0.009 [-0.029, +0.011]
//     1000 images, minus its choices       -0.001 [-0.021, +0.019]

let gains = try names.dropFirst(2).map { try compare($0, with: "labels", \.nll) }
figure(
    "digits-nll",
    try BarChart(
        "What each lesson changes in the student's loss",
        value: Axis("NLL minus that of the student of the labels", unit: "nats"),
        categories: Array(names.dropFirst(2)),
        series: [.init("difference", intervals: gains)]))

// MARK: An error that a perfect model would have

var dice = RandomGenerator(seed: 2)

/// The ECE that a network would have if every answer came true as often as it says, on so many images.
func chanceECE(_ network: Network, _ split: Split) throws -> Double {
    let said = try Probability.softmax(network.logits(Inputs(split.test.features)))
    return mean(try (0..<3).map { _ in
        let labels = try (0..<said.rows).map { try dice.categorical(said[row: $0]) }
        return try Calibration.expectedError(said, labels: labels).value
    })
}

show("ECE", ["measured", "by chance", "difference"], widths: 11, 11, 27)
for name in ["labels", "1000 images"] {
    let measured = results[name]!.map(\.ece)
    let byChance = try zip(results[name]!, splits).map { try chanceECE($0.network, $1) }
    let excess = try Statistics.pairedStudentInterval(measured, byChance)
    show(name, [fixed(mean(measured), 3), fixed(mean(byChance), 3), text(excess)], widths: 11, 11, 27)
}

// Prints:
//     ECE                      measured  by chance                 difference
//     labels                      0.032      0.027    +0.005 [-0.001, +0.011]
//     1000 images                 0.035      0.029    +0.006 [-0.001, +0.013]

// MARK: What the validation data are for

let heated = names.filter { $0.hasPrefix("teacher, T") }

func chosen(by measure: (Result) -> Double) -> Double {
    mean(seeds.indices.map { i in heated.map { results[$0]![i] }.min { measure($0) < measure($1) }!.nll })
}

let honest = chosen(by: \.validationNLL) // → 0.2377…
let flattering = chosen(by: \.nll) // → 0.2319…

// MARK: What the calibration data are for

func rescaled(_ result: Result, _ split: Split) throws -> (temperature: Double, nll: Double, ece: Double) {
    let fit = try TemperatureScaling.fit(
        result.network.logits(Inputs(split.calibration.features)), labels: split.calibration.labels)
    let temperature = fit.temperature ?? 1
    let logits = try result.network.logits(Inputs(split.test.features))
    let said = try Probability.softmax(logits, temperature: temperature)
    return (
        temperature, try Score.negativeLogLikelihood(said, labels: split.test.labels),
        try Calibration.expectedError(said, labels: split.test.labels).value
    )
}

let scaled = try Dictionary(uniqueKeysWithValues: names.map { name in
    (name, try zip(results[name]!, splits).map { try rescaled($0, $1) })
})

show("temperature scaling", ["temperature", "NLL", "ECE"], widths: 13, 27)
for name in names {
    let (before, after) = (results[name]!, scaled[name]!)
    show(name, [
        fixed(mean(after.map(\.temperature)), 2),
        text(try Statistics.pairedStudentInterval(after.map(\.nll), before.map(\.nll))),
        text(try Statistics.pairedStudentInterval(after.map(\.ece), before.map(\.ece))),
    ], widths: 13, 27)
}

// Prints:
//     temperature scaling     temperature                        NLL                        ECE
//     teacher                        1.00    +0.012 [-0.004, +0.029]  * +0.008 [+0.002, +0.013]
//     labels                         1.12    +0.001 [-0.005, +0.007]    +0.007 [-0.004, +0.017]
//     teacher, T = 1                 1.04    +0.003 [-0.004, +0.010]    +0.007 [-0.001, +0.014]
//     teacher, T = 4                 1.04    +0.009 [-0.007, +0.026]    +0.005 [-0.001, +0.012]
//     teacher, T = 16                1.01    +0.007 [-0.005, +0.019]    +0.004 [-0.005, +0.014]
//     1000 images                    0.89    +0.008 [-0.001, +0.016]    +0.002 [-0.008, +0.012]
//     1000 images, choices           1.05    +0.006 [-0.004, +0.017]  * +0.009 [+0.000, +0.017]

// MARK: What the intervals do not say

let stretch = (1 + 10 * 497.0 / 200).squareRoot() // → 5.0842…

func survives(_ interval: Interval) throws -> Bool { try !interval.widened(by: stretch).contains(0) }

let stars = try names.flatMap { name in try measures.map { try compare(name, with: "labels", $0) } }
let survivors = try stars.count(where: survives) // → 0

// MARK: Where the truth is known

let mixture = try GaussianMixture.unequalCovariances()
let points = try mixture.sample(2000, seed: 1)

/// Logits of which the softmax is the true posterior.
func perfectLogits(_ inputs: Matrix<Float>) throws -> Matrix<Double> {
    try mixture.posterior(at: inputs).map { Double.log($0) }
}

typealias Forecaster = (Matrix<Float>) throws -> Matrix<Double>  // from points to logits

/// KL(truth‖forecast), mean over the points.
func distance(_ forecaster: Forecaster) throws -> Double {
    try Fidelity.klDivergence(logits: forecaster(points.features), teacher: perfectLogits(points.features))
}

func large(seed: UInt64) throws -> Network {
    try Network(input: .vector(2), layers: [.dense(64), .relu, .dense(64), .relu, .dense(3)], seed: seed)
}

func small(seed: UInt64) throws -> Network {
    try Network(input: .vector(2), layers: [.dense(8), .relu, .dense(3)], seed: 100 + seed)
}

typealias Record = (accuracy: Double, confidence: Double)

/// How right and how sure a forecaster is on labelled points.
func record(_ forecaster: Forecaster, _ data: Dataset) throws -> Record {
    let said = try Probability.softmax(forecaster(data.features))
    return (
        try Score.accuracy(said, labels: data.labels),
        mean((0..<said.rows).map { said[row: $0].max()! })
    )
}

var (atHome, abroad): ([Record], [Record]) = ([], [])  // of the overfit teacher
var order: [String] = []
var forecasters: [String: [Forecaster]] = [:]  // for each name one a seed

for seed in seeds {
    func keep(_ name: String, _ forecaster: @escaping Forecaster) {
        if seed == 1 { order.append(name) }
        forecasters[name, default: []].append(forecaster)
    }

    let own = try mixture.sample(200, seed: 100 + seed)
    let check = try mixture.sample(200, seed: 200 + seed)
    let calibration = try mixture.sample(200, seed: 300 + seed)
    let new = try mixture.sample(2000, seed: 400 + seed)

    var overfit = try large(seed: seed)
    try train(
        &overfit, on: Inputs(own.features), loss: labelLoss(own.labels),
        with: Training(epochs: 200, rate: 0.005, seed: seed))
    let frozen = overfit
    let stopped = try taught(
        large(seed: seed), on: Inputs(own.features), loss: labelLoss(own.labels), rate: 0.005, seed: seed,
        checkedOn: check)
    let fit = try TemperatureScaling.fit(
        frozen.logits(Inputs(calibration.features)), labels: calibration.labels)
    let temperature = fit.temperature ?? 1

    let teachers: [(name: String, logits: Forecaster)] = [
        ("overfit", { try frozen.logits(Inputs($0)) }),
        ("repaired", { try frozen.logits(Inputs($0)).map { $0 / temperature } }),
        ("stopped", { try stopped.logits(Inputs($0)) }),
        ("truth", perfectLogits),
    ]
    atHome.append(try record(teachers[0].logits, own))
    abroad.append(try record(teachers[0].logits, points))
    for teacher in teachers.dropLast() { keep("the teacher: \(teacher.name)", teacher.logits) }

    func student(_ name: String, on inputs: Matrix<Float>, _ loss: Loss) throws {
        let student = try taught(
            small(seed: seed), on: Inputs(inputs), loss: loss, rate: 0.01, seed: seed, checkedOn: check)
        keep(name, { try student.logits(Inputs($0)) })
    }
    func soft(_ targets: Matrix<Double>, temperature: Double = 1) -> Loss {
        Loss { s, batch in try Losses.distillation(s, teacher: batch[targets], temperature: temperature) }
    }
    try student("labels", on: own.features, labelLoss(own.labels))
    try student("overfit, T = 4", on: own.features, soft(teachers[0].logits(own.features), temperature: 4))
    for teacher in teachers {
        try student(teacher.name, on: own.features, soft(teacher.logits(own.features)))
    }
    for teacher in teachers {
        try student("\(teacher.name), new points", on: new.features, soft(teacher.logits(new.features)))
    }
}

/// Mean entropy of what it says: how unsure it is on the whole.
func doubt(_ forecaster: Forecaster) throws -> Double {
    try Score.sharpness(Probability.softmax(forecaster(points.features)))
}

let distances = try forecasters.mapValues { try $0.map(distance) }
show("KL from the truth", ["mean", "minus labels", "entropy"], widths: 8, 27, 9)
for name in order {
    let difference = try Statistics.pairedStudentInterval(distances[name]!, distances["labels"]!)
    let cells = [fixed(mean(distances[name]!), 3), name == "labels" ? "" : text(difference)]
    show(name, cells + [fixed(mean(try forecasters[name]!.map(doubt)), 3)], widths: 8, 27, 9)
}
show("the truth itself", [fixed(0, 3), "", fixed(try doubt(perfectLogits), 3)], widths: 8, 27, 9)

// Prints:
//     KL from the truth         mean               minus labels  entropy
//     the teacher: overfit     0.494  * +0.445 [+0.333, +0.558]    0.363
//     the teacher: repaired    0.140  * +0.092 [+0.078, +0.105]    0.680
//     the teacher: stopped     0.057  * +0.009 [+0.001, +0.018]    0.524
//     labels                   0.048                               0.536
//     overfit, T = 4           0.192  * +0.144 [+0.098, +0.190]    0.541
//     overfit                  0.059    +0.011 [-0.001, +0.022]    0.527
//     repaired                 0.087  * +0.039 [+0.026, +0.051]    0.724
//     stopped                  0.044    -0.004 [-0.011, +0.003]    0.542
//     truth                    0.010  * -0.038 [-0.049, -0.028]    0.560
//     overfit, new points      0.067  * +0.019 [+0.007, +0.031]    0.527
//     repaired, new points     0.095  * +0.047 [+0.034, +0.060]    0.728
//     stopped, new points      0.044    -0.004 [-0.011, +0.002]    0.540
//     truth, new points        0.007  * -0.041 [-0.051, -0.032]    0.562
//     the truth itself         0.000                               0.554

show("the overfit teacher", ["own points", "new points"], widths: 12)
show("accuracy", [atHome, abroad].map { fixed(mean($0.map(\.accuracy)), 3) }, widths: 12)
show("mean confidence", [atHome, abroad].map { fixed(mean($0.map(\.confidence)), 3) }, widths: 12)

// Prints:
//     the overfit teacher     own points  new points
//     accuracy                     0.863       0.720
//     mean confidence              0.840       0.841

let pairs = [
    ("the teacher: repaired", "the teacher: overfit"), ("repaired", "overfit"),
    ("repaired, new points", "overfit, new points"), ("stopped", "the teacher: stopped"),
    ("overfit, T = 4", "overfit"),
]
for (name, other) in pairs {
    let difference = try Statistics.pairedStudentInterval(distances[name]!, distances[other]!)
    show(name, [text(difference), "minus \(other)"], widths: 27)
}

// Prints:
//     the teacher: repaired   * -0.354 [-0.464, -0.244] minus the teacher: overfit
//     repaired                * +0.028 [+0.012, +0.044]              minus overfit
//     repaired, new points    * +0.028 [+0.008, +0.048]  minus overfit, new points
//     stopped                 * -0.013 [-0.020, -0.007] minus the teacher: stopped
//     overfit, T = 4          * +0.133 [+0.088, +0.178]              minus overfit

let spreads = try order.map { try Statistics.studentInterval(distances[$0]!) }
figure(
    "mixture-distance",
    try BarChart(
        "How far from the true probabilities", value: Axis("KL(truth‖forecast)", unit: "nats"), categories: order,
        series: [.init("mean of 10", intervals: spreads)]))

let grid = try Grid(x: (-4, 4), y: (-3, 3), columns: 48, rows: 36)
let places = grid.points.map { Float($0) }

func map(_ title: String, _ said: Matrix<Double>) throws -> DecisionMap {
    try DecisionMap(
        title, x: Axis("first coordinate"), y: Axis("second coordinate"), grid: grid, classes: ["A", "B", "C"],
        labels: Probability.argmax(said), uncertainties: Information.entropy(said), uncertaintyName: "entropy (nats)")
}

func answers(_ name: String) throws -> Matrix<Double> {
    try Probability.softmax(forecasters[name]![0](places))
}

figure("map-truth", try map("The truth", mixture.posterior(at: places)))
figure("map-perfect", try map("Student of the truth", answers("truth")))
figure("map-overfit", try map("Student of the overfit teacher, T = 4", answers("overfit, T = 4")))
