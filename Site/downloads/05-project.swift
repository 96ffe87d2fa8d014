// 5. Project

import Transcript

// MARK: 5.1 The environment

import Datasets
import Distillation
import Figures

let digits = try Dataset.digits().scaled(by: 1.0 / 16)

func labelLoss(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

var probe = try Network(input: .vector(64), layers: [.dense(16), .relu, .dense(10)], seed: 1)
try train(
    &probe, on: Inputs(digits.features), loss: labelLoss(digits.labels),
    with: Training(epochs: 1, seed: 1))
let bits = probe.fingerprint // → 4974321535516641536

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these widths (or the last).
func show(_ name: String, _ cells: [String], widths: Int...) {
    print(TextTable.row(name, cells, nameWidth: 20, widths: widths))
}

func mean<Values: Collection>(_ values: Values) -> Double where Values.Element == Double {
    values.reduce(0, +) / Double(values.count)
}

/// An estimate with its interval.
func range(_ interval: Interval, _ digits: Int = 3) -> String {
    interval.formatted(decimals: digits)
}

/// A difference with its interval; a star where it does not hold 0.
func text(_ interval: Interval, _ digits: Int = 3) -> String {
    interval.formattedDifference(decimals: digits)
}

// MARK: There is nothing to learn

typealias Sample = (inputs: Inputs, labels: [Int])

func coins(_ count: Int, _ generator: inout RandomGenerator) throws -> Sample {
    let numbers = (0..<count * 10).map { _ in generator.uniformFloat() }
    return (
        Inputs(try Matrix(rows: count, columns: 10, elements: numbers)),
        (0..<count).map { _ in generator.uniform(below: 2) }
    )
}

func tenTenTwo(seed: UInt64) throws -> Network {
    try Network(input: .vector(10), layers: [.dense(10), .relu, .dense(2)], seed: seed)
}

struct Trial { let accuracy, loss: (own: Double, fresh: Double), ece: Double }

struct Run { let teacher, student, control: Trial }

/// The article's program with one seed: what becomes of its teacher, of its student, and of a
/// student that hears nothing of the teacher.
func articleProgram(epochs: Int, seed: UInt64) throws -> Run {
    var chance = RandomGenerator(seed: seed)
    let (own, fresh) = (try coins(100, &chance), try coins(5000, &chance))

    func taught(_ blank: Network, _ loss: Loss) throws -> Network {
        var network = blank
        try train(
            &network, on: own.inputs, loss: loss,
            with: Training(epochs: epochs, batchSize: 10, seed: seed))
        return network
    }
    func trial(_ network: Network) throws -> Trial {
        let (here, there) = (try network.logits(own.inputs), try network.logits(fresh.inputs))
        let (said, saidThere) = (try Probability.softmax(here), try Probability.softmax(there))
        return Trial(
            accuracy: (
                try Score.accuracy(said, labels: own.labels),
                try Score.accuracy(saidThere, labels: fresh.labels)
            ),
            loss: (
                try Losses.crossEntropy(here, labels: own.labels).value,
                try Losses.crossEntropy(there, labels: fresh.labels).value
            ),
            ece: try Calibration.expectedError(saidThere, labels: fresh.labels).value)
    }

    let teacher = try taught(tenTenTwo(seed: 2 * seed), labelLoss(own.labels))
    let targets = try teacher.logits(own.inputs)
    let both = Loss { s, batch in
        try Losses.distillation(
            s, teacher: batch[targets], labels: batch[own.labels], temperature: 1, alpha: 0.5)
    }
    let blank = try tenTenTwo(seed: 2 * seed + 1)
    return Run(
        teacher: try trial(teacher), student: try trial(taught(blank, both)),
        control: try trial(taught(blank, labelLoss(own.labels))))
}

let weights = try tenTenTwo(seed: 1).parameterCount // → 132
let oneHalf = Double.log(2) // → 0.6931471805599453
let tosses: [UInt64] = Array(1...20)
let runs = try [10, 300].map { epochs in
    try tosses.map { try articleProgram(epochs: epochs, seed: $0) }
}

/// The mean difference of pairs with its interval.
func paired(_ first: [Double], _ second: [Double], digits: Int = 3) throws -> String {
    text(try Statistics.pairedStudentInterval(first, second), digits)
}

let cases: [(String, [Trial])] = [
    ("teacher, 10 epochs", runs[0].map(\.teacher)),
    ("student, 10 epochs", runs[0].map(\.student)),
    ("teacher, 300 epochs", runs[1].map(\.teacher)),
    ("student, 300 epochs", runs[1].map(\.student)),
]
show("accuracy", ["own samples", "fresh samples", "own minus fresh"], widths: 22, 22, 28)
for (name, trials) in cases {
    let (own, fresh) = (trials.map(\.accuracy.own), trials.map(\.accuracy.fresh))
    show(name, [
        range(try Statistics.studentInterval(own)), range(try Statistics.studentInterval(fresh)),
        try paired(own, fresh),
    ], widths: 22, 22, 28)
}

// Prints:
//     accuracy                       own samples         fresh samples             own minus fresh
//     teacher, 10 epochs    0.526 [0.504, 0.548]  0.502 [0.498, 0.505]   * +0.024 [+0.000, +0.049]
//     student, 10 epochs    0.531 [0.510, 0.552]  0.500 [0.497, 0.504]   * +0.031 [+0.009, +0.053]
//     teacher, 300 epochs   0.767 [0.749, 0.786]  0.502 [0.499, 0.506]   * +0.265 [+0.247, +0.284]
//     student, 300 epochs   0.726 [0.705, 0.746]  0.502 [0.499, 0.505]   * +0.224 [+0.203, +0.244]

// MARK: It is tested on what it was trained on

show("loss", ["own samples", "fresh samples", "fresh minus ln 2"], widths: 22, 22, 28)
for (name, trials) in cases {
    let (own, fresh) = (trials.map(\.loss.own), trials.map(\.loss.fresh))
    show(name, [
        range(try Statistics.studentInterval(own)), range(try Statistics.studentInterval(fresh)),
        text(try Statistics.studentInterval(fresh.map { $0 - Double.log(2) })),
    ], widths: 22, 22, 28)
}

// Prints:
//     loss                           own samples         fresh samples            fresh minus ln 2
//     teacher, 10 epochs    0.700 [0.688, 0.711]  0.717 [0.706, 0.728]   * +0.024 [+0.013, +0.035]
//     student, 10 epochs    0.695 [0.687, 0.704]  0.710 [0.707, 0.713]   * +0.016 [+0.014, +0.019]
//     teacher, 300 epochs   0.499 [0.480, 0.518]  0.833 [0.809, 0.858]   * +0.140 [+0.116, +0.165]
//     student, 300 epochs   0.542 [0.520, 0.563]  0.803 [0.784, 0.823]   * +0.110 [+0.091, +0.130]

/// Mean training loss and loss on fresh samples after each epoch, for half of the seeds.
let courses = try tosses.prefix(10).map { seed in
    var chance = RandomGenerator(seed: seed)
    let (own, fresh) = (try coins(100, &chance), try coins(1000, &chance))
    var network = try tenTenTwo(seed: 2 * seed)
    return try train(
        &network, on: own.inputs, loss: labelLoss(own.labels), with: Training(epochs: 300, batchSize: 10, seed: seed),
        validation: Validation(fresh.inputs, loss: Loss { z, _ in try Losses.crossEntropy(z, labels: fresh.labels) }))
}
let looks = Array(stride(from: 9, to: 300, by: 10))
let ownCourse = try looks.map { epoch in try Statistics.studentInterval(courses.map { $0[epoch].loss }) }
let freshCourse = try looks.map { epoch in
    try Statistics.studentInterval(courses.map { $0[epoch].validation! })
}
let axis = looks.map { Double($0 + 1) }
figure(
    "coins",
    try LineChart(
        "Learning the toss of a coin", x: Axis("epochs"), y: Axis("loss", unit: "nats"),
        series: [
            Series("own samples", x: axis, intervals: ownCourse),
            Series("fresh samples", x: axis, intervals: freshCourse),
            Series("one half for all, ln 2", x: axis, y: axis.map { _ in Double.log(2) }),
        ]))

// MARK: Nothing is compared, and no uncertainty is measured

for (name, measure) in [("loss", \Trial.loss.fresh), ("ECE", \Trial.ece)] {
    let heads = ["student", "without teacher", "difference"]
    show("\(name), fresh samples", heads, widths: 10, 17, 28)
    for (epochs, run) in zip([10, 300], runs) {
        let student = run.map { $0.student[keyPath: measure] }
        let control = run.map { $0.control[keyPath: measure] }
        let cells = [fixed(mean(student), 3), fixed(mean(control), 3), try paired(student, control)]
        show("\(epochs) epochs", cells, widths: 10, 17, 28)
    }
}

// Prints:
//     loss, fresh samples    student  without teacher                  difference
//     10 epochs                0.710            0.713   * -0.003 [-0.005, -0.002]
//     300 epochs               0.803            0.815   * -0.011 [-0.021, -0.001]
//     ECE, fresh samples     student  without teacher                  difference
//     10 epochs                0.072            0.078   * -0.006 [-0.009, -0.003]
//     300 epochs               0.167            0.171     -0.004 [-0.010, +0.003]

// MARK: The rules

let (known, unknown) = try digits.holdingOut(classes: [8, 9])
let strangers = Inputs(unknown.features)

var fog = RandomGenerator(seed: 99)
let noise = Inputs(
    try Matrix(rows: 354, columns: 64, elements: (0..<354 * 64).map { _ in fog.uniformFloat() }))

/// What a seed deals out: the images in four parts.
struct Deal {
    let seed: UInt64, split: Split
    var stopped = true  // whether validation chooses the epoch
    var inputs: Inputs { Inputs(split.train.features) }
    var labels: [Int] { split.train.labels }

    init(seed: UInt64) throws {
        self.seed = seed
        split = try known.split(train: 200, validation: 150, calibration: 250, seed: seed)
    }
}

let deals = try (UInt64(1)...10).map { try Deal(seed: $0) }
let sizes = [
    known.count, deals[0].split.train.count, deals[0].split.validation.count,
    deals[0].split.calibration.count, deals[0].split.test.count, unknown.count,
] // → [1443, 200, 150, 250, 843, 354]

typealias Reading = (Matrix<Double>) throws -> Matrix<Double>  // from logits to probabilities

/// A network taught by the rule; a method that must not be judged before some epoch says which.
func taught(
    _ layers: [Layer], seed: UInt64, rate: Double, in deal: Deal, by loss: Loss,
    eligibleFrom first: Int = 0,
    reading read: @escaping Reading = { try Probability.softmax($0) }
) throws -> Network {
    var network = try Network(input: .vector(64), layers: layers + [.dense(8)], seed: seed)
    let validation = Validation(
        Inputs(deal.split.validation.features),
        loss: Loss { logits, batch in
            let labels = deal.split.validation.labels
            let nll = try Score.negativeLogLikelihood(read(logits), labels: labels)
            return LossValue(value: batch.epoch < first ? 1e9 : nll, gradient: logits)
        })
    let training = Training(epochs: 300, rate: rate, patience: deal.stopped ? 300 : nil, seed: seed)
    try train(&network, on: deal.inputs, loss: loss, with: training, validation: validation)
    return network
}

let large: [Layer] = [.dense(128), .relu]
let small: [Layer] = [.dense(16), .relu]

let rehearsals = try (UInt64(101)...105).map { try Deal(seed: $0) }
let candidates = [0.003, 0.01, 0.03]
show("NLL in validation", candidates.map { "rate \($0)" }, widths: 13)
for (name, layers) in [("large", large), ("small", small)] {
    let scores = try candidates.map { rate in
        try rehearsals.map { deal in
            let network = try taught(
                layers, seed: deal.seed, rate: rate, in: deal, by: labelLoss(deal.labels))
            let logits = try network.logits(Inputs(deal.split.validation.features))
            return try Losses.crossEntropy(logits, labels: deal.split.validation.labels).value
        }
    }
    show(name, scores.map { fixed(mean($0), 3) }, widths: 13)
}

// Prints:
//     NLL in validation      rate 0.003    rate 0.01    rate 0.03
//     large                       0.112        0.112        0.127
//     small                       0.132        0.126        0.134

func teacherNetwork(_ number: UInt64, in deal: Deal) throws -> Network {
    try taught(
        large, seed: 1000 * deal.seed + number, rate: 0.003, in: deal, by: labelLoss(deal.labels))
}

/// The student of a seed: the same initial weights and the same order of images, whatever it is
/// taught by.
func student(
    _ layers: [Layer] = small, in deal: Deal, rate: Double = 0.01, eligibleFrom first: Int = 0,
    reading read: @escaping Reading = { try Probability.softmax($0) }, by loss: Loss
) throws -> Network {
    try taught(
        layers, seed: deal.seed, rate: rate, in: deal, by: loss, eligibleFrom: first, reading: read)
}

// MARK: The table

struct Answer {
    let said: Matrix<Double>
    var knowledge: [Double]? = nil
}

typealias Model = (Inputs) throws -> Answer

func plain(_ network: Network, temperature: Double = 1) -> Model {
    { Answer(said: try Probability.softmax(network.logits($0), temperature: temperature)) }
}

struct Result {
    var accuracy = 0.0, nll = 0.0, brier = 0.0, ece = 0.0, aurc = 0.0, hidden = 0.0, noise = 0.0
    var hiddenByKnowledge: Double?
}

func result(_ model: Model, in deal: Deal) throws -> Result {
    let test = deal.split.test
    let home = try model(Inputs(test.features))
    let (away, blank) = (try model(strangers), try model(noise))
    let doubt = try [home, away, blank].map { try Information.entropy($0.said) }
    var result = Result()
    result.accuracy = try Score.accuracy(home.said, labels: test.labels)
    result.nll = try Score.negativeLogLikelihood(home.said, labels: test.labels)
    result.brier = try Score.brier(home.said, labels: test.labels)
    result.ece = try Calibration.expectedError(home.said, labels: test.labels).value
    result.aurc = try SelectivePrediction.aurc(home.said, labels: test.labels)
    result.hidden = try OutOfDistribution.auroc(inside: doubt[0], outside: doubt[1])
    result.noise = try OutOfDistribution.auroc(inside: doubt[0], outside: doubt[2])
    if let inside = home.knowledge, let outside = away.knowledge {
        result.hiddenByKnowledge = try OutOfDistribution.auroc(inside: inside, outside: outside)
    }
    return result
}

/// Two of the measures alone, on any images.
struct Quality { let nll, ece: Double }

func quality(_ model: Model, on data: Dataset) throws -> Quality {
    let said = try model(Inputs(data.features)).said
    return Quality(
        nll: try Score.negativeLogLikelihood(said, labels: data.labels),
        ece: try Calibration.expectedError(said, labels: data.labels).value)
}

var order: [String] = []
var models: [String: [Model]] = [:]  // for each name one a seed
var results: [String: [Result]] = [:]

/// Teaches a method with every seed, and measures it.
func enter(_ name: String, _ make: (Deal) throws -> Model) throws {
    order.append(name)
    models[name] = try deals.map(make)
    results[name] = try zip(models[name]!, deals).map { try result($0, in: $1) }
}

func column(_ name: String, _ measure: (Result) -> Double) -> [Double] {
    results[name]!.map(measure)
}

func minusLabels(
    _ name: String, level: Double = 0.95, _ measure: (Result) -> Double
) throws -> Interval {
    try Statistics.pairedStudentInterval(
        column(name, measure), column("labels", measure), level: level)
}

func report(_ names: String...) throws {
    let heads = ["acc.", "NLL", "Brier", "ECE", "AURC", "8, 9", "noise"]
    show("mean of 10", heads + ["NLL minus labels"], widths: 6, 6, 6, 6, 7, 6, 6, 26)
    for name in names {
        let four: [(Result) -> Double] = [\.accuracy, \.nll, \.brier, \.ece]
        let cells = four.map { fixed(mean(column(name, $0)), 3) }
            + [fixed(mean(column(name, \.aurc)), 4)]
        let far = [column(name, \.hidden), column(name, \.noise)].map { fixed(mean($0), 3) }
        let difference = name == "labels" ? [] : [text(try minusLabels(name, \.nll))]
        show(name, cells + far + difference, widths: 6, 6, 6, 6, 7, 6, 6, 26)
    }
}

let ensembles = try deals.map { deal in
    Ensemble(try (UInt64(1)...5).map { try teacherNetwork($0, in: deal) })
}

/// The average forecast of several, and their disagreement.
func together(_ logits: [Matrix<Double>]) throws -> Answer {
    let uncertainty = try EnsembleUncertainty(ofLogits: logits)
    return Answer(said: uncertainty.mean, knowledge: uncertainty.knowledge)
}

func members(in deal: Deal) -> Ensemble { ensembles[Int(deal.seed) - 1] }

try enter("ensemble") { deal in { try together(members(in: deal).logits($0)) } }
try enter("teacher") { plain(members(in: $0).members[0]) }
let baselines = try deals.map { try student(in: $0, by: labelLoss($0.labels)) }
func baseline(in deal: Deal) -> Network { baselines[Int(deal.seed) - 1] }
try enter("labels") { plain(baseline(in: $0)) }
try report("ensemble", "teacher", "labels")

let (one, little) = (members(in: deals[0]).members[0], baseline(in: deals[0]))
show("", ["parameters", "multiply-adds"], widths: 15)
show("ensemble", ["\(5 * one.parameterCount)", "\(5 * one.multiplyAdds)"], widths: 15)
show("teacher", ["\(one.parameterCount)", "\(one.multiplyAdds)"], widths: 15)
show("student", ["\(little.parameterCount)", "\(little.multiplyAdds)"], widths: 15)

// Prints:
//     mean of 10            acc.   NLL Brier   ECE   AURC  8, 9 noise          NLL minus labels
//     ensemble             0.967 0.107 0.047 0.014 0.0016 0.935 0.946 * -0.032 [-0.042, -0.023]
//     teacher              0.966 0.111 0.050 0.015 0.0018 0.927 0.910 * -0.028 [-0.040, -0.015]
//     labels               0.961 0.139 0.059 0.016 0.0027 0.913 0.856
//                              parameters  multiply-adds
//     ensemble                      46760          46080
//     teacher                        9352           9216
//     student                        1176           1152

// MARK: Without a teacher: what is cheap

try enter("label smoothing") { deal in
    plain(try student(in: deal, by: Loss { s, batch in
        try Losses.labelSmoothing(s, labels: batch[deal.labels], epsilon: 0.1)
    }))
}

/// The temperature that a network's answers need, by the calibration images.
func temperature(for network: Network, in deal: Deal) throws -> Double {
    let fit = try TemperatureScaling.fit(
        network.logits(Inputs(deal.split.calibration.features)),
        labels: deal.split.calibration.labels)
    return fit.temperature ?? 1
}

try enter("temperature scaling") { deal in
    plain(baseline(in: deal), temperature: try temperature(for: baseline(in: deal), in: deal))
}
try report("labels", "label smoothing", "temperature scaling")

// Prints:
//     mean of 10            acc.   NLL Brier   ECE   AURC  8, 9 noise          NLL minus labels
//     labels               0.961 0.139 0.059 0.016 0.0027 0.913 0.856
//     label smoothing      0.966 0.243 0.085 0.138 0.0022 0.931 0.717 * +0.104 [+0.089, +0.118]
//     temperature scaling  0.961 0.133 0.058 0.014 0.0027 0.914 0.856   -0.006 [-0.014, +0.001]

// MARK: One teacher

/// A student taught by labels and soft targets, nine parts of ten soft.
func distilled(
    _ targets: Matrix<Double>, temperature: Double, in deal: Deal, rate: Double = 0.01
) throws -> Model {
    plain(try student(in: deal, rate: rate, by: Loss { s, batch in
        try Losses.distillation(
            s, teacher: batch[targets], labels: batch[deal.labels], temperature: temperature,
            alpha: 0.9)
    }))
}

func teacherLogits(in deal: Deal) throws -> Matrix<Double> {
    try members(in: deal).members[0].logits(deal.inputs)
}

try enter("teacher, T = 1") { try distilled(teacherLogits(in: $0), temperature: 1, in: $0) }
try enter("teacher, T = 4") { try distilled(teacherLogits(in: $0), temperature: 4, in: $0) }
try enter("calibrated, T = 1") { deal in
    let own = try temperature(for: members(in: deal).members[0], in: deal)
    return try distilled(teacherLogits(in: deal).map { $0 / own }, temperature: 1, in: deal)
}
try report("labels", "teacher, T = 1", "teacher, T = 4", "calibrated, T = 1")

// Prints:
//     mean of 10            acc.   NLL Brier   ECE   AURC  8, 9 noise          NLL minus labels
//     labels               0.961 0.139 0.059 0.016 0.0027 0.913 0.856
//     teacher, T = 1       0.962 0.134 0.057 0.018 0.0026 0.916 0.859   -0.005 [-0.011, +0.000]
//     teacher, T = 4       0.964 0.128 0.056 0.017 0.0023 0.922 0.858 * -0.011 [-0.021, -0.002]
//     calibrated, T = 1    0.962 0.132 0.057 0.015 0.0026 0.917 0.853   -0.006 [-0.014, +0.001]

// MARK: Many teachers

/// Logits of which the softmax is the average forecast of the ensemble.
func averageLogits(in deal: Deal) throws -> Matrix<Double> {
    try together(members(in: deal).logits(deal.inputs)).said.map { Double.log($0) }
}

try enter("ensemble, T = 4") { try distilled(averageLogits(in: $0), temperature: 4, in: $0) }
try enter("EnD, T = 4") { deal in
    let voices = try members(in: deal).logits(deal.inputs)
    return plain(try student(in: deal, by: Loss { s, batch in
        try Losses.ensembleDistillation(s, members: voices.map { try batch[$0] }, temperature: 4)
    }))
}
try report("labels", "ensemble, T = 4", "EnD, T = 4")

// Prints:
//     mean of 10            acc.   NLL Brier   ECE   AURC  8, 9 noise          NLL minus labels
//     labels               0.961 0.139 0.059 0.016 0.0027 0.913 0.856
//     ensemble, T = 4      0.965 0.122 0.054 0.017 0.0021 0.927 0.869 * -0.017 [-0.025, -0.009]
//     EnD, T = 4           0.964 0.123 0.054 0.017 0.0021 0.926 0.871 * -0.016 [-0.025, -0.008]

// MARK: A student that knows what it does not know

/// What logits say that stand for a Dirichlet distribution.
func dirichlet(_ logits: Matrix<Double>, offset: Double) throws -> Answer {
    let rows = try (0..<logits.rows).map { try Dirichlet(logits: logits[row: $0], offset: offset) }
    return Answer(said: try Matrix(rows.map(\.mean)), knowledge: rows.map(\.knowledge))
}

func distributionStudent(in deal: Deal, from initial: Double) throws -> Model {
    let voices = try members(in: deal).logits(deal.inputs)
    let steps = 300 * 7  // seven batches an epoch
    let cooling = try TemperatureAnnealing(from: initial, holding: steps / 4, lowering: steps / 4)
    let network = try student(in: deal, eligibleFrom: 150, by: Loss { s, batch in
        try Losses.distributionDistillation(
            s, members: voices.map { try batch[$0] },
            temperature: cooling.temperature(at: batch.step), scaled: true)
    })
    return { try dirichlet(network.logits($0), offset: 0) }
}

try enter("EnD², never heated") { try distributionStudent(in: $0, from: 1) }
try enter("EnD²") { try distributionStudent(in: $0, from: 10) }

try enter("proxy EnD²") { deal in
    let voices = try members(in: deal).logits(deal.inputs)
    let loss = Loss { s, batch in
        try Losses.proxyDistributionDistillation(s, members: voices.map { try batch[$0] })
    }
    // The mean α/α₀ with α = e^s + 1 is the softmax of ln(e^s + 1).
    let network = try student(
        in: deal, reading: { s in try Probability.softmax(s.map { Double.log1p(Double.exp($0)) }) },
        by: loss)
    return { try dirichlet(network.logits($0), offset: 1) }
}
try report("labels", "EnD², never heated", "EnD²", "proxy EnD²")
let disagreement = try [deals[0].inputs, Inputs(deals[0].split.test.features), strangers].map {
    fixed(mean(try together(members(in: deals[0]).logits($0)).knowledge!), 4)
}
for name in ["EnD², never heated", "EnD²"] {
    let accuracies = column(name, \.accuracy).map { fixed($0, 2) }
    print("accuracies of", name + ":", accuracies.joined(separator: " "))
}
print("members' disagreement on training images, test images, 8 and 9:")
print(disagreement.joined(separator: ", "))

// Prints:
//     mean of 10            acc.   NLL Brier   ECE   AURC  8, 9 noise          NLL minus labels
//     labels               0.961 0.139 0.059 0.016 0.0027 0.913 0.856
//     EnD², never heated   0.899 0.292 0.132 0.032 0.0178 0.874 0.703   +0.153 [-0.026, +0.332]
//     EnD²                 0.958 0.142 0.063 0.025 0.0030 0.926 0.837   +0.003 [-0.016, +0.021]
//     proxy EnD²           0.961 0.127 0.057 0.017 0.0025 0.921 0.874 * -0.012 [-0.018, -0.005]
//     accuracies of EnD², never heated: 0.81 0.95 0.96 0.72 0.96 0.96 0.96 0.96 0.97 0.74
//     accuracies of EnD²: 0.96 0.95 0.97 0.96 0.96 0.92 0.97 0.96 0.97 0.95
//     members' disagreement on training images, test images, 8 and 9:
//     0.0004, 0.0045, 0.0411

// MARK: Two more rivals

try enter("MC dropout") { deal in
    let network = try student(small + [.dropout(0.1)], in: deal, by: labelLoss(deal.labels))
    return { try together(network.dropoutSamples($0, count: 30, seed: deal.seed)) }
}
try enter("self-distillation") { deal in
    let twin = try taught(
        small, seed: 500 + deal.seed, rate: 0.01, in: deal, by: labelLoss(deal.labels))
    return try distilled(twin.logits(deal.inputs), temperature: 4, in: deal)
}
try report("labels", "MC dropout", "self-distillation")
let passes = 30 * little.multiplyAdds // → 34560

// Prints:
//     mean of 10            acc.   NLL Brier   ECE   AURC  8, 9 noise          NLL minus labels
//     labels               0.961 0.139 0.059 0.016 0.0027 0.913 0.856
//     MC dropout           0.962 0.151 0.061 0.034 0.0037 0.904 0.889 * +0.012 [+0.006, +0.017]
//     self-distillation    0.961 0.137 0.058 0.016 0.0024 0.925 0.861   -0.002 [-0.015, +0.012]

// MARK: What the table says, and what it does not

let students = order.filter { !["ensemble", "teacher", "labels"].contains($0) }
let severe = 1 - 0.05 / 72

func marked(_ name: String, _ measure: @escaping (Result) -> Double) throws -> String {
    let second = try !minusLabels(name, level: severe, measure).contains(0)
    return (second ? "*" : " ") + text(try minusLabels(name, measure))
}

let judged: [(String, (Result) -> Double)] = [
    ("accuracy", \.accuracy), ("NLL", \.nll), ("ECE", \.ece), ("AURC × 10", { 10 * $0.aurc }),
    ("8 and 9", \.hidden), ("noise", \.noise),
]
for pair in [judged[0...1], judged[2...3], judged[4...5]] {
    show("minus labels", pair.map(\.0), widths: 30)
    for name in students { show(name, try pair.map { try marked(name, $0.1) }, widths: 30) }
}

// Prints:
//     minus labels                              accuracy                           NLL
//     label smoothing            +0.005 [-0.002, +0.011]    ** +0.104 [+0.089, +0.118]
//     temperature scaling        +0.000 [+0.000, +0.000]       -0.006 [-0.014, +0.001]
//     teacher, T = 1             +0.001 [-0.002, +0.003]       -0.005 [-0.011, +0.000]
//     teacher, T = 4             +0.003 [-0.001, +0.006]     * -0.011 [-0.021, -0.002]
//     calibrated, T = 1          +0.000 [-0.001, +0.002]       -0.006 [-0.014, +0.001]
//     ensemble, T = 4            +0.004 [-0.001, +0.009]     * -0.017 [-0.025, -0.009]
//     EnD, T = 4                 +0.003 [-0.002, +0.008]     * -0.016 [-0.025, -0.008]
//     EnD², never heated         -0.062 [-0.136, +0.012]       +0.153 [-0.026, +0.332]
//     EnD²                       -0.004 [-0.013, +0.006]       +0.003 [-0.016, +0.021]
//     proxy EnD²                 +0.000 [-0.002, +0.002]     * -0.012 [-0.018, -0.005]
//     MC dropout                 +0.001 [-0.004, +0.006]     * +0.012 [+0.006, +0.017]
//     self-distillation          -0.000 [-0.005, +0.005]       -0.002 [-0.015, +0.012]
//     minus labels                                   ECE                     AURC × 10
//     label smoothing         ** +0.122 [+0.115, +0.128]       -0.005 [-0.013, +0.003]
//     temperature scaling        -0.002 [-0.006, +0.002]       -0.000 [-0.000, +0.000]
//     teacher, T = 1             +0.002 [-0.001, +0.004]       -0.002 [-0.005, +0.002]
//     teacher, T = 4             +0.001 [-0.002, +0.004]     * -0.005 [-0.009, -0.001]
//     calibrated, T = 1          -0.001 [-0.004, +0.002]       -0.001 [-0.004, +0.001]
//     ensemble, T = 4            +0.000 [-0.003, +0.003]     * -0.006 [-0.011, -0.000]
//     EnD, T = 4                 +0.001 [-0.003, +0.004]     * -0.006 [-0.011, -0.001]
//     EnD², never heated         +0.016 [-0.001, +0.033]       +0.150 [-0.039, +0.340]
//     EnD²                     * +0.009 [+0.000, +0.017]       +0.003 [-0.008, +0.013]
//     proxy EnD²                 +0.000 [-0.002, +0.003]       -0.002 [-0.007, +0.003]
//     MC dropout               * +0.018 [+0.007, +0.029]       +0.010 [-0.000, +0.020]
//     self-distillation          +0.000 [-0.003, +0.004]       -0.003 [-0.010, +0.003]
//     minus labels                               8 and 9                         noise
//     label smoothing          * +0.019 [+0.004, +0.034]     * -0.140 [-0.276, -0.004]
//     temperature scaling        +0.002 [-0.003, +0.007]       -0.000 [-0.003, +0.003]
//     teacher, T = 1             +0.003 [-0.002, +0.008]       +0.003 [-0.006, +0.012]
//     teacher, T = 4             +0.009 [-0.004, +0.022]       +0.002 [-0.061, +0.065]
//     calibrated, T = 1        * +0.004 [+0.000, +0.008]       -0.004 [-0.014, +0.007]
//     ensemble, T = 4          * +0.014 [+0.003, +0.025]       +0.013 [-0.062, +0.088]
//     EnD, T = 4               * +0.013 [+0.002, +0.024]       +0.015 [-0.057, +0.086]
//     EnD², never heated         -0.038 [-0.102, +0.026]     * -0.153 [-0.247, -0.059]
//     EnD²                       +0.014 [-0.004, +0.031]       -0.019 [-0.102, +0.064]
//     proxy EnD²               * +0.008 [+0.002, +0.015]       +0.018 [-0.030, +0.066]
//     MC dropout                 -0.009 [-0.024, +0.006]       +0.033 [-0.022, +0.087]
//     self-distillation        * +0.012 [+0.001, +0.024]       +0.005 [-0.037, +0.047]

// MARK: Once everybody's temperature is right

/// A model whose forecasts are sharpened or flattened as the calibration images ask for.
func rescaled(_ model: @escaping Model, in deal: Deal) throws -> Model {
    func logits(_ inputs: Inputs) throws -> Matrix<Double> {
        try model(inputs).said.map { Double.log(max($0, 1e-300)) }
    }
    let calibration = deal.split.calibration
    let fit = try TemperatureScaling.fit(
        logits(Inputs(calibration.features)), labels: calibration.labels)
    let temperature = fit.temperature ?? 1
    return { Answer(said: try Probability.softmax(logits($0), temperature: temperature)) }
}

var corrected: [String: [Quality]] = [:]
for name in ["labels"] + students where name != "temperature scaling" {
    corrected[name] = try zip(models[name]!, deals).map {
        try quality(rescaled($0, in: $1), on: $1.split.test)
    }
}
show("all rescaled", ["NLL", "ECE", "NLL minus labels", "ECE minus labels"], widths: 8, 8, 27)
for name in ["labels"] + students where name != "temperature scaling" {
    let (mine, theirs) = (corrected[name]!, corrected["labels"]!)
    let cells = [fixed(mean(mine.map(\.nll)), 3), fixed(mean(mine.map(\.ece)), 3)]
    let differences = name == "labels" ? [] : [
        try paired(mine.map(\.nll), theirs.map(\.nll)),
        try paired(mine.map(\.ece), theirs.map(\.ece)),
    ]
    show(name, cells + differences, widths: 8, 8, 27)
}
let teacherOrSmoothing = try Statistics.pairedStudentInterval(
    corrected["ensemble, T = 4"]!.map(\.nll), corrected["label smoothing"]!.map(\.nll))
print("NLL, ensemble, T = 4, minus label smoothing:", text(teacherOrSmoothing))

// Prints:
//     all rescaled             NLL     ECE           NLL minus labels           ECE minus labels
//     labels                 0.133   0.014
//     label smoothing        0.119   0.014    -0.014 [-0.029, +0.001]    -0.000 [-0.004, +0.004]
//     teacher, T = 1         0.128   0.015    -0.005 [-0.011, +0.002]    +0.000 [-0.001, +0.002]
//     teacher, T = 4         0.124   0.014    -0.008 [-0.017, +0.001]    +0.000 [-0.003, +0.004]
//     calibrated, T = 1      0.130   0.015    -0.003 [-0.008, +0.003]    +0.001 [-0.001, +0.003]
//     ensemble, T = 4        0.121   0.015  * -0.011 [-0.022, -0.001]    +0.001 [-0.001, +0.004]
//     EnD, T = 4             0.122   0.015    -0.011 [-0.022, +0.001]    +0.001 [-0.002, +0.005]
//     EnD², never heated     0.294   0.032    +0.162 [-0.020, +0.344]    +0.018 [-0.003, +0.040]
//     EnD²                   0.139   0.016    +0.006 [-0.017, +0.029]    +0.002 [-0.002, +0.006]
//     proxy EnD²             0.124   0.014  * -0.008 [-0.016, -0.000]    -0.000 [-0.003, +0.003]
//     MC dropout             0.141   0.014    +0.008 [-0.006, +0.022]    -0.000 [-0.002, +0.002]
//     self-distillation      0.131   0.016    -0.001 [-0.015, +0.012]    +0.002 [-0.002, +0.006]
//     NLL, ensemble, T = 4, minus label smoothing:   +0.003 [-0.015, +0.020]

var dice = RandomGenerator(seed: 5)

/// The ECE of a model whose every forecast is right, as the dice have it, on so many images.
func chanceECE(_ model: Model, in deal: Deal) throws -> Double {
    let said = try model(Inputs(deal.split.test.features)).said
    let labels = try (0..<said.rows).map { try dice.categorical(said[row: $0]) }
    return try Calibration.expectedError(said, labels: labels).value
}

show("ECE", ["measured", "by chance", "difference"], widths: 11, 11, 27)
for name in ["labels", "label smoothing", "teacher, T = 4", "ensemble, T = 4"] {
    let byChance = try zip(models[name]!, deals).map { try chanceECE($0, in: $1) }
    let excess = try Statistics.pairedStudentInterval(column(name, \.ece), byChance)
    let cells = [fixed(mean(column(name, \.ece)), 3), fixed(mean(byChance), 3), text(excess)]
    show(name, cells, widths: 11, 11, 27)
}

// Prints:
//     ECE                    measured  by chance                 difference
//     labels                    0.016      0.012  * +0.004 [+0.001, +0.008]
//     label smoothing           0.138      0.031  * +0.106 [+0.097, +0.115]
//     teacher, T = 4            0.017      0.013    +0.004 [-0.001, +0.009]
//     ensemble, T = 4           0.017      0.013  * +0.004 [+0.001, +0.007]

/// A reliability diagram of all ten test sets together.
func reliability(_ title: String, _ name: String) throws -> ReliabilityDiagram {
    let said = try zip(models[name]!, deals).map { try $0(Inputs($1.split.test.features)).said }
    let rows = said.flatMap { m in (0..<m.rows).map { m[row: $0] } }
    let bins = try Calibration.expectedError(
        Matrix(rows), labels: deals.flatMap(\.split.test.labels), bins: 10).bins
    return try ReliabilityDiagram(
        title, counts: bins.map(\.count), accuracies: bins.map(\.accuracy), confidences: bins.map(\.confidence))
}

figure("student-labels", try reliability("Student of the labels", "labels"))
figure("student-smoothing", try reliability("Student of smoothed labels", "label smoothing"))
figure("student-ensemble", try reliability("Student of the ensemble, T = 4", "ensemble, T = 4"))

// MARK: Does knowledge uncertainty help to find strangers?

show("8 and 9, AUROC by", ["entropy", "knowledge", "knowledge minus entropy"], widths: 9, 11, 27)
for name in ["ensemble", "MC dropout", "EnD²", "proxy EnD²"] {
    let (total, knowledge) = (column(name, \.hidden), results[name]!.map { $0.hiddenByKnowledge! })
    show(name, [
        fixed(mean(total), 3), fixed(mean(knowledge), 3),
        try paired(knowledge, total),
    ], widths: 9, 11, 27)
}
let byWhole = try Statistics.pairedStudentInterval(
    results["proxy EnD²"]!.map { $0.hiddenByKnowledge! }, column("ensemble", \.hidden))
print("proxy, by knowledge, minus ensemble, by entropy:       ", text(byWhole))
let byBest = try Statistics.pairedStudentInterval(
    results["proxy EnD²"]!.map { $0.hiddenByKnowledge! }, column("ensemble, T = 4", \.hidden))
print("proxy, by knowledge, minus ensemble, T = 4, by entropy:", text(byBest))

// Prints:
//     8 and 9, AUROC by     entropy  knowledge    knowledge minus entropy
//     ensemble                0.935      0.935    -0.000 [-0.003, +0.003]
//     MC dropout              0.904      0.850  * -0.054 [-0.080, -0.027]
//     EnD²                    0.926      0.923    -0.003 [-0.014, +0.008]
//     proxy EnD²              0.921      0.938  * +0.017 [+0.008, +0.026]
//     proxy, by knowledge, minus ensemble, by entropy:          +0.003 [-0.013, +0.019]
//     proxy, by knowledge, minus ensemble, T = 4, by entropy:   +0.012 [-0.004, +0.028]

// MARK: What the rule decides

var byRate: [(labels: [Double], soft: [Double])] = []
show("student's rate", ["labels", "ensemble, T = 4", "difference"], widths: 9, 17, 27)
for rate in candidates {
    // At the rate of the rule both have been taught already.
    let plainly = try rate == 0.01 ? column("labels", \.nll) : deals.map { deal in
        let network = try student(in: deal, rate: rate, by: labelLoss(deal.labels))
        return try quality(plain(network), on: deal.split.test).nll
    }
    let softly = try rate == 0.01 ? column("ensemble, T = 4", \.nll) : deals.map { deal in
        let model = try distilled(averageLogits(in: deal), temperature: 4, in: deal, rate: rate)
        return try quality(model, on: deal.split.test).nll
    }
    show("\(rate)", [
        fixed(mean(plainly), 3), fixed(mean(softly), 3),
        try paired(softly, plainly),
    ], widths: 9, 17, 27)
    byRate.append((plainly, softly))
}
let (slow, fast) = (byRate[0], byRate[2])
print("labels, 0.03 minus 0.003:         ", try paired(fast.labels, slow.labels))
print("ensemble, T = 4, 0.03 minus 0.003:", try paired(fast.soft, slow.soft))

// Prints:
//     student's rate         labels  ensemble, T = 4                 difference
//     0.003                   0.128            0.122    -0.007 [-0.016, +0.002]
//     0.01                    0.139            0.122  * -0.017 [-0.025, -0.009]
//     0.03                    0.156            0.124  * -0.031 [-0.048, -0.015]
//     labels, 0.03 minus 0.003:          * +0.027 [+0.017, +0.038]
//     ensemble, T = 4, 0.03 minus 0.003:   +0.003 [-0.006, +0.012]

var late: [String: [Double]] = [:]  // NLL
for var deal in deals {
    deal.stopped = false
    let teacher = try teacherNetwork(1, in: deal)
    let targets = try teacher.logits(deal.inputs)
    let own = try temperature(for: teacher, in: deal)
    let alone = try student(in: deal, by: labelLoss(deal.labels))
    let unstopped: [(String, Model)] = [
        ("teacher", plain(teacher)),
        ("labels", plain(alone)),
        ("temperature scaling", plain(alone, temperature: try temperature(for: alone, in: deal))),
        ("teacher, T = 4", try distilled(targets, temperature: 4, in: deal)),
        ("calibrated, T = 1", try distilled(targets.map { $0 / own }, temperature: 1, in: deal)),
    ]
    for (name, model) in unstopped {
        late[name, default: []].append(try quality(model, on: deal.split.test).nll)
    }
}

show("NLL, unstopped", ["mean", "minus labels", "minus labels, stopped"], widths: 8, 27)
for name in ["teacher", "labels", "temperature scaling", "teacher, T = 4", "calibrated, T = 1"] {
    let nll = late[name]!
    show(name, [
        fixed(mean(nll), 3),
        name == "labels" ? "" : try paired(nll, late["labels"]!),
        try paired(nll, column("labels", \.nll)),
    ], widths: 8, 27)
}
let unfair = try Statistics.pairedStudentInterval(column("ensemble, T = 4", \.nll), late["labels"]!)
print("stopped ensemble student minus unstopped labels:", text(unfair))

// Prints:
//     NLL, unstopped          mean               minus labels      minus labels, stopped
//     teacher                0.117  * -0.039 [-0.056, -0.022]  * -0.021 [-0.036, -0.007]
//     labels                 0.156                             * +0.017 [+0.008, +0.027]
//     temperature scaling    0.132  * -0.024 [-0.030, -0.018]    -0.007 [-0.015, +0.001]
//     teacher, T = 4         0.137  * -0.019 [-0.032, -0.007]    -0.002 [-0.012, +0.008]
//     calibrated, T = 1      0.137  * -0.019 [-0.032, -0.007]    -0.002 [-0.012, +0.009]
//     stopped ensemble student minus unstopped labels: * -0.034 [-0.050, -0.019]

// MARK: Under shift

struct Shift {
    let name: String, levels: [Double]
    let apply: (Dataset, Double) throws -> Dataset
}

let shifts = [
    Shift(name: "turned, degrees", levels: [0, 10, 20, 30, 40]) { try $0.rotated(degrees: $1) },
    Shift(name: "noise, deviation", levels: [0, 0.2, 0.4]) {
        try $0.withNoise(deviation: $1, limits: 0...1, seed: 7)
    },
    Shift(name: "blur, pixels", levels: [0, 0.75, 1.25]) { try $0.blurred(deviation: $1) },
]
let travellers = [
    "labels", "label smoothing", "temperature scaling", "teacher, T = 4", "ensemble, T = 4",
    "proxy EnD²", "MC dropout", "ensemble",
]

/// NLL and ECE of each traveller, for each level of a shift (the first is home) and each seed.
func journey(_ shift: Shift) throws -> [String: [[Quality]]] {
    let abroad = try shift.levels.dropFirst().map { level in
        try deals.map { try shift.apply($0.split.test, level) }
    }
    return try Dictionary(uniqueKeysWithValues: travellers.map { name in
        let home = results[name]!.map { Quality(nll: $0.nll, ece: $0.ece) }
        let there = try abroad.map { try zip(models[name]!, $0).map { try quality($0, on: $1) } }
        return (name, [home] + there)
    })
}

let journeys = try shifts.map(journey)
show("NLL, turned, degrees", shifts[0].levels.map { "\($0)" }, widths: 8)
for name in travellers {
    show(name, journeys[0][name]!.map { fixed(mean($0.map(\.nll)), 3) }, widths: 8)
}

// Prints:
//     NLL, turned, degrees     0.0    10.0    20.0    30.0    40.0
//     labels                 0.139   0.214   0.757   1.978   3.634
//     label smoothing        0.243   0.487   1.021   1.684   2.312
//     temperature scaling    0.133   0.205   0.707   1.814   3.303
//     teacher, T = 4         0.128   0.207   0.743   1.967   3.624
//     ensemble, T = 4        0.122   0.189   0.661   1.729   3.256
//     proxy EnD²             0.127   0.214   0.739   1.776   2.926
//     MC dropout             0.151   0.257   0.739   1.633   2.752
//     ensemble               0.107   0.169   0.582   1.488   2.737

for (measure, value) in [("NLL", \Quality.nll), ("ECE", \Quality.ece)] {
    for middle in [true, false] {
        func level(_ shift: Shift) -> Int {
            middle ? shift.levels.count / 2 : shift.levels.count - 1
        }
        let heads = shifts.map { "\($0.name): \($0.levels[level($0)])" }
        show("\(measure) minus labels", heads, widths: 24)
        show("labels themselves", zip(shifts, journeys).map { shift, found in
            fixed(mean(found["labels"]![level(shift)].map { $0[keyPath: value] }), 2)
        }, widths: 9, 24)
        for name in travellers.dropFirst() {
            show(name, try zip(shifts, journeys).map { shift, found in
                let (mine, theirs) = (found[name]![level(shift)], found["labels"]![level(shift)])
                return try paired(
                    mine.map { $0[keyPath: value] }, theirs.map { $0[keyPath: value] }, digits: 2)
            }, widths: 24)
        }
    }
}

// Prints:
//     NLL minus labels       turned, degrees: 20.0   noise, deviation: 0.2      blur, pixels: 0.75
//     labels themselves        0.76                    0.24                    0.30
//     label smoothing       * +0.26 [+0.08, +0.45]  * +0.25 [+0.18, +0.32]  * +0.49 [+0.41, +0.57]
//     temperature scaling     -0.05 [-0.11, +0.01]    -0.01 [-0.02, +0.00]    -0.00 [-0.03, +0.02]
//     teacher, T = 4          -0.01 [-0.09, +0.06]    -0.00 [-0.03, +0.03]    +0.02 [-0.01, +0.05]
//     ensemble, T = 4       * -0.10 [-0.16, -0.03]    -0.02 [-0.05, +0.02]    +0.00 [-0.03, +0.03]
//     proxy EnD²              -0.02 [-0.11, +0.07]    -0.02 [-0.03, +0.00]  * +0.02 [+0.00, +0.04]
//     MC dropout              -0.02 [-0.15, +0.12]  * +0.04 [+0.01, +0.08]  * +0.12 [+0.05, +0.19]
//     ensemble              * -0.18 [-0.25, -0.10]  * -0.07 [-0.10, -0.05]  * -0.05 [-0.08, -0.01]
//     NLL minus labels       turned, degrees: 40.0   noise, deviation: 0.4      blur, pixels: 1.25
//     labels themselves        3.63                    0.94                    1.34
//     label smoothing       * -1.32 [-2.24, -0.40]    +0.24 [-0.08, +0.55]    +0.31 [-0.06, +0.68]
//     temperature scaling     -0.33 [-0.88, +0.22]    -0.07 [-0.18, +0.03]    -0.09 [-0.18, +0.01]
//     teacher, T = 4          -0.01 [-0.31, +0.29]    +0.02 [-0.21, +0.24]  * +0.14 [+0.03, +0.24]
//     ensemble, T = 4         -0.38 [-0.83, +0.08]    -0.04 [-0.32, +0.24]    -0.03 [-0.20, +0.15]
//     proxy EnD²            * -0.71 [-1.19, -0.22]    -0.08 [-0.20, +0.04]    -0.07 [-0.23, +0.09]
//     MC dropout            * -0.88 [-1.72, -0.04]    -0.01 [-0.18, +0.17]    +0.19 [-0.18, +0.56]
//     ensemble              * -0.90 [-1.46, -0.34]  * -0.35 [-0.55, -0.15]    -0.19 [-0.48, +0.10]
//     ECE minus labels       turned, degrees: 20.0   noise, deviation: 0.2      blur, pixels: 0.75
//     labels themselves        0.08                    0.02                    0.06
//     label smoothing       * +0.07 [+0.03, +0.10]  * +0.16 [+0.14, +0.17]  * +0.24 [+0.16, +0.31]
//     temperature scaling     -0.01 [-0.04, +0.02]    -0.00 [-0.00, +0.00]    +0.00 [-0.03, +0.03]
//     teacher, T = 4          -0.00 [-0.01, +0.01]    +0.00 [-0.00, +0.01]    +0.01 [-0.01, +0.02]
//     ensemble, T = 4       * -0.02 [-0.02, -0.01]    -0.00 [-0.01, +0.01]    +0.01 [-0.00, +0.03]
//     proxy EnD²              -0.01 [-0.03, +0.01]    -0.00 [-0.01, +0.01]  * +0.02 [+0.00, +0.03]
//     MC dropout              -0.02 [-0.04, +0.01]  * +0.02 [+0.01, +0.03]    +0.02 [-0.01, +0.05]
//     ensemble              * -0.03 [-0.05, -0.01]    -0.00 [-0.01, +0.01]    +0.00 [-0.01, +0.02]
//     ECE minus labels       turned, degrees: 40.0   noise, deviation: 0.4      blur, pixels: 1.25
//     labels themselves        0.44                    0.12                    0.19
//     label smoothing       * -0.13 [-0.23, -0.03]    -0.04 [-0.09, +0.02]    +0.02 [-0.10, +0.14]
//     temperature scaling     -0.01 [-0.05, +0.03]    -0.01 [-0.04, +0.02]    -0.04 [-0.08, +0.00]
//     teacher, T = 4          -0.00 [-0.05, +0.04]    +0.01 [-0.03, +0.04]    +0.03 [-0.03, +0.09]
//     ensemble, T = 4         -0.01 [-0.06, +0.04]    -0.01 [-0.04, +0.03]    +0.00 [-0.06, +0.06]
//     proxy EnD²              -0.02 [-0.06, +0.03]    -0.01 [-0.03, +0.00]    -0.02 [-0.07, +0.03]
//     MC dropout              -0.06 [-0.14, +0.01]    -0.03 [-0.06, +0.00]    +0.01 [-0.07, +0.10]
//     ensemble              * -0.07 [-0.11, -0.04]  * -0.06 [-0.10, -0.03]    -0.05 [-0.12, +0.02]

func lines(_ title: String, _ shift: Int, _ measure: String, _ value: (Quality) -> Double) throws -> LineChart {
    let names = ["labels", "label smoothing", "temperature scaling", "ensemble, T = 4", "ensemble"]
    return try LineChart(
        title, x: Axis(shifts[shift].name), y: Axis(measure, from: 0), series: names.map { name in
            let found = try journeys[shift][name]!.map { try Statistics.studentInterval($0.map(value)) }
            return Series(name, x: shifts[shift].levels, intervals: found)
        })
}
figure("turned-nll", try lines("Digits that are turned", 0, "NLL (nats)", \.nll))
figure("turned-ece", try lines("Digits that are turned: calibration", 0, "ECE", \.ece))

let gapAtHome = zip(column("ensemble", \.nll), column("ensemble, T = 4", \.nll)).map { $0 - $1 }
show("ensemble − student", ["level", "NLL", "minus the same at home"], widths: 8, 27)
for (index, (shift, found)) in zip(shifts, journeys).enumerated() {
    for level in (index == 0 ? [0] : []) + [shift.levels.count / 2, shift.levels.count - 1] {
        let (whole, student) = (found["ensemble"]![level], found["ensemble, T = 4"]![level])
        let gap = zip(whole, student).map { $0.nll - $1.nll }
        let cells = ["\(shift.levels[level])", text(try Statistics.studentInterval(gap))]
        let more = level == 0 ? [] : [try paired(gap, gapAtHome)]
        show(shift.name, cells + more, widths: 8, 27)
    }
}

// Prints:
//     ensemble − student     level                        NLL     minus the same at home
//     turned, degrees          0.0  * -0.015 [-0.026, -0.005]
//     turned, degrees         20.0  * -0.080 [-0.126, -0.033]  * -0.065 [-0.109, -0.021]
//     turned, degrees         40.0  * -0.519 [-0.781, -0.257]  * -0.504 [-0.769, -0.239]
//     noise, deviation         0.2  * -0.054 [-0.081, -0.027]  * -0.039 [-0.065, -0.012]
//     noise, deviation         0.4  * -0.308 [-0.491, -0.125]  * -0.293 [-0.477, -0.109]
//     blur, pixels            0.75  * -0.048 [-0.079, -0.017]  * -0.033 [-0.062, -0.003]
//     blur, pixels            1.25    -0.160 [-0.355, +0.035]    -0.145 [-0.342, +0.051]

// MARK: Where the truth is known

let mixture = try GaussianMixture.unequalCovariances()
let places = try mixture.sample(2000, seed: 1).features

/// Logits of which the softmax is the true posterior.
func truth(_ inputs: Matrix<Float>) throws -> Matrix<Double> {
    try mixture.posterior(at: inputs).map { Double.log($0) }
}

let trueLogits = try truth(places)

typealias Voice = (Matrix<Float>) throws -> Matrix<Double>  // from points to logits

/// KL(truth‖forecast) on fresh points.
func distance(_ voice: Voice) throws -> Double {
    try Fidelity.klDivergence(logits: voice(places), teacher: trueLogits)
}

/// A network after `steps` steps, or the best of them by the loss on validation points.
func learner(
    _ hidden: [Layer], seed: UInt64, on points: Matrix<Float>, by loss: Loss, steps: Int = 1000,
    checkedOn check: Dataset?
) throws -> Voice {
    var network = try Network(input: .vector(2), layers: hidden + [.dense(3)], seed: seed)
    let epochs = steps / ((points.rows + 31) / 32)
    let validation = check.map { Validation(Inputs($0.features), loss: labelLoss($0.labels)) }
    try train(
        &network, on: Inputs(points), loss: loss,
        with: Training(
            epochs: epochs, rate: 0.01, patience: check == nil ? nil : epochs, seed: seed),
        validation: validation)
    let done = network
    return { try done.logits(Inputs($0)) }
}

let wide: [Layer] = [.dense(32), .relu, .dense(32), .relu]
let narrow: [Layer] = [.dense(8), .relu]

func soft(_ targets: Matrix<Double>) -> Loss {
    Loss { s, batch in try Losses.distillation(s, teacher: batch[targets], temperature: 1) }
}

/// The teachers of a sample, from the worst to the best, as one would think.
func teachers(of own: Dataset, seed: UInt64) throws -> [(name: String, voice: Voice)] {
    let check = try mixture.sample(200, seed: 2000 + seed)
    let calibration = try mixture.sample(200, seed: 3000 + seed)
    func network(_ number: UInt64, stopped: Bool) throws -> Voice {
        try learner(
            wide, seed: 100 * number + seed, on: own.features, by: labelLoss(own.labels),
            checkedOn: stopped ? check : nil)
    }
    let overfit = try network(1, stopped: false)
    let fit = try TemperatureScaling.fit(overfit(calibration.features), labels: calibration.labels)
    let temperature = fit.temperature ?? 1
    let stopped = try (UInt64(1)...4).map { try network($0, stopped: true) }
    return [
        ("overfit", overfit),
        ("repaired", { try overfit($0).map { $0 / temperature } }),
        ("stopped", stopped[0]),
        ("four stopped", { points in
            try together(stopped.map { try $0(points) }).said.map { Double.log($0) }
        }),
        ("truth", truth),
    ]
}

let amounts = [50, 200, 800]
var byLabels: [Int: [Double]] = [:]
var ofTeachers: [String: [Double]] = [:], ofStudents: [String: [Double]] = [:]
for amount in amounts {
    for seed in UInt64(1)...10 {
        let own = try mixture.sample(amount, seed: 1000 + seed)
        let check = try mixture.sample(200, seed: 2000 + seed)
        func pupil(_ loss: Loss) throws -> Double {
            try distance(learner(narrow, seed: seed, on: own.features, by: loss, checkedOn: check))
        }
        byLabels[amount, default: []].append(try pupil(labelLoss(own.labels)))
        for teacher in try teachers(of: own, seed: seed) {
            let key = "\(teacher.name) \(amount)"
            ofTeachers[key, default: []].append(try distance(teacher.voice))
            ofStudents[key, default: []].append(try pupil(soft(teacher.voice(own.features))))
        }
    }
    let heads = ["teacher", "student", "teacher minus labels", "student minus labels"]
    show("n = \(amount)", heads, widths: 8, 8, 28)
    show("labels", ["", fixed(mean(byLabels[amount]!), 3)], widths: 8)
    for name in ["overfit", "repaired", "stopped", "four stopped", "truth"] {
        let (master, pupil) = (ofTeachers["\(name) \(amount)"]!, ofStudents["\(name) \(amount)"]!)
        show(name, [
            fixed(mean(master), 3), fixed(mean(pupil), 3),
            try paired(master, byLabels[amount]!),
            try paired(pupil, byLabels[amount]!),
        ], widths: 8, 8, 28)
    }
}

// Prints:
//     n = 50               teacher student        teacher minus labels        student minus labels
//     labels                         0.145
//     overfit                4.574   0.150   * +4.429 [+3.167, +5.690]     +0.005 [-0.003, +0.013]
//     repaired               0.230   0.181   * +0.085 [+0.037, +0.132]     +0.036 [-0.007, +0.078]
//     stopped                0.121   0.110     -0.024 [-0.056, +0.007]   * -0.035 [-0.066, -0.004]
//     four stopped           0.077   0.078   * -0.068 [-0.103, -0.032]   * -0.067 [-0.101, -0.033]
//     truth                  0.000   0.015   * -0.145 [-0.184, -0.106]   * -0.130 [-0.168, -0.092]
//     n = 200              teacher student        teacher minus labels        student minus labels
//     labels                         0.043
//     overfit                0.301   0.054   * +0.259 [+0.198, +0.319]   * +0.011 [+0.006, +0.017]
//     repaired               0.124   0.080   * +0.081 [+0.061, +0.102]   * +0.038 [+0.020, +0.055]
//     stopped                0.053   0.046   * +0.010 [+0.000, +0.020]     +0.003 [-0.007, +0.013]
//     four stopped           0.036   0.032     -0.007 [-0.015, +0.002]   * -0.010 [-0.016, -0.004]
//     truth                  0.000   0.010   * -0.043 [-0.050, -0.035]   * -0.033 [-0.040, -0.025]
//     n = 800              teacher student        teacher minus labels        student minus labels
//     labels                         0.021
//     overfit                0.040   0.028   * +0.020 [+0.010, +0.029]   * +0.007 [+0.001, +0.013]
//     repaired               0.034   0.026   * +0.013 [+0.009, +0.017]   * +0.005 [+0.000, +0.010]
//     stopped                0.028   0.026     +0.007 [-0.001, +0.016]     +0.005 [-0.003, +0.014]
//     four stopped           0.021   0.022     +0.001 [-0.004, +0.006]     +0.001 [-0.003, +0.005]
//     truth                  0.000   0.008   * -0.021 [-0.027, -0.014]   * -0.013 [-0.019, -0.007]

let few = try Statistics.pairedStudentInterval(ofStudents["truth 50"]!, byLabels[800]!)
print("the truth at 50 points, minus labels at 800:    ", text(few))
let puzzle = try paired(ofStudents["repaired 200"]!, ofStudents["overfit 200"]!)
print("the repaired teacher's student, minus overfit's:", puzzle)

// Prints:
//     the truth at 50 points, minus labels at 800:       -0.006 [-0.013, +0.001]
//     the repaired teacher's student, minus overfit's: * +0.026 [+0.005, +0.047]

/// Where an interval lies: below 0, above 0, or on both sides.
func side(_ interval: Interval) -> Int {
    interval.upper < 0 ? 0 : interval.lower > 0 ? 2 : 1
}

var counts = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]
for amount in amounts {
    for name in ["overfit", "repaired", "stopped", "four stopped", "truth"] {
        let key = "\(name) \(amount)"
        let labels = byLabels[amount]!
        let teacher = side(try Statistics.pairedStudentInterval(ofTeachers[key]!, labels))
        let student = side(try Statistics.pairedStudentInterval(ofStudents[key]!, labels))
        counts[teacher][student] += 1
    }
}
show("than labels teach", ["student nearer", "not told apart", "student farther"], widths: 17)
for (name, row) in zip(["teacher nearer", "not told apart", "teacher farther"], counts) {
    show(name, row.map(String.init), widths: 17)
}

// Prints:
//     than labels teach      student nearer   not told apart  student farther
//     teacher nearer                      4                0                0
//     not told apart                      2                2                0
//     teacher farther                     0                3                4

/// For one amount of data: each teacher's distance from the truth, and its student's, both in units of the distance of
/// the student of labels.
func ratios(_ amount: Int) throws -> Series {
    let names = ["truth", "four stopped", "stopped", "repaired", "overfit"]
    let unit = mean(byLabels[amount]!)
    let points = try names.map { name in
        let student = try Statistics.studentInterval(ofStudents["\(name) \(amount)"]!.map { $0 / unit })
        return (x: mean(ofTeachers["\(name) \(amount)"]!) / unit, student: student)
    }.filter { $0.x < 15 }
    return Series(
        "\(amount) points", x: points.map(\.x), intervals: points.map(\.student))
}
figure(
    "teacher-quality",
    try ScatterChart(
        "The student's distance from the truth, by its teacher's",
        x: Axis("teacher's KL / that of the student of labels", from: 0),
        y: Axis("student's KL / that of the student of labels", from: 0), series: try amounts.map { try ratios($0) }))

// MARK: Errors that a student averages out, and errors that it keeps

func noisyTargets(
    _ concentration: Double, at points: Matrix<Float>, seed: UInt64
) throws -> Matrix<Double> {
    var generator = RandomGenerator(seed: seed)
    let p = try mixture.posterior(at: points)
    return try Matrix((0..<p.rows).map { i in
        try generator.dirichlet(p[row: i].map { max($0, 1e-9) * concentration })
    })
}

func biasedTargets(_ temperature: Double, at points: Matrix<Float>) throws -> Matrix<Double> {
    try Probability.softmax(truth(points), temperature: temperature)
}

/// How far targets are from the truth: the mean of Σ (q − p)².
func error(of targets: Matrix<Double>, at points: Matrix<Float>) throws -> Double {
    let p = try mixture.posterior(at: points)
    let squares = zip(targets.elements, p.elements).map { ($0 - $1) * ($0 - $1) }
    return squares.reduce(0, +) / Double(p.rows)
}

typealias Targets = (Dataset, UInt64) throws -> Matrix<Double>
struct Kind {
    let family: String, name: String, targets: Targets
}

var kinds = [
    Kind(family: "noise", name: "labels") { data, _ in
        try Matrix(data.labels.map { y in (0..<3).map { $0 == y ? 1.0 : 0.0 } })
    }
]
for c in [1.0, 3, 10, 30] {
    kinds.append(Kind(family: "noise", name: "noise, c = \(Int(c))") { data, seed in
        try noisyTargets(c, at: data.features, seed: seed)
    })
}
for t in [0.4, 0.55, 0.75, 1, 1.4, 2, 3] {
    let name = t == 1 ? "truth" : t < 1 ? "too sure" : "too unsure"
    kinds.append(Kind(family: name, name: "\(name), T = \(t)") { data, _ in
        try biasedTargets(t, at: data.features)
    })
}

var wrongness: [String: [Double]] = [:], outcome: [String: [Double]] = [:]
for seed in UInt64(1)...10 {
    let own = try mixture.sample(200, seed: 1000 + seed)
    let check = try mixture.sample(200, seed: 2000 + seed)
    for kind in kinds {
        let targets = try kind.targets(own, seed)
        let loss = Loss { s, batch in try Losses.crossEntropy(s, targets: batch[targets]) }
        wrongness[kind.name, default: []].append(try error(of: targets, at: own.features))
        outcome[kind.name, default: []].append(
            try distance(learner(narrow, seed: seed, on: own.features, by: loss, checkedOn: check)))
    }
}
show("n = 200", ["targets' error", "student's KL", "minus labels"], widths: 16, 14, 28)
for kind in kinds {
    let cells = [fixed(mean(wrongness[kind.name]!), 3), fixed(mean(outcome[kind.name]!), 3)]
    let difference = try Statistics.pairedStudentInterval(outcome[kind.name]!, outcome["labels"]!)
    show(kind.name, cells + (kind.name == "labels" ? [] : [text(difference)]), widths: 16, 14, 28)
}

// Prints:
//     n = 200               targets' error  student's KL                minus labels
//     labels                         0.342         0.043
//     noise, c = 1                   0.162         0.032   * -0.011 [-0.021, -0.001]
//     noise, c = 3                   0.079         0.026   * -0.017 [-0.028, -0.005]
//     noise, c = 10                  0.032         0.014   * -0.029 [-0.036, -0.021]
//     noise, c = 30                  0.011         0.012   * -0.031 [-0.038, -0.023]
//     too sure, T = 0.4              0.045         0.164   * +0.122 [+0.096, +0.147]
//     too sure, T = 0.55             0.023         0.079   * +0.036 [+0.024, +0.048]
//     too sure, T = 0.75             0.006         0.027   * -0.016 [-0.025, -0.007]
//     truth, T = 1.0                 0.000         0.010   * -0.033 [-0.040, -0.025]
//     too unsure, T = 1.4            0.008         0.023   * -0.020 [-0.027, -0.012]
//     too unsure, T = 2.0            0.033         0.065   * +0.023 [+0.015, +0.031]
//     too unsure, T = 3.0            0.074         0.133   * +0.090 [+0.082, +0.099]

func family(_ name: String) throws -> Series {
    let mine = kinds.filter { $0.family == name || $0.name == "truth, T = 1.0" }.map(\.name)
        .sorted { mean(wrongness[$0]!) < mean(wrongness[$1]!) }
    let found = try mine.map { try Statistics.studentInterval(outcome[$0]!) }
    return Series(
        name, x: mine.map { mean(wrongness[$0]!) }, intervals: found)
}
figure(
    "noise-and-bias",
    try LineChart(
        "Students of noisy and of biased teachers", x: Axis("error of the targets", from: 0),
        y: Axis("student's KL from the truth", unit: "nats", from: 0),
        series: [try family("noise"), try family("too sure"), try family("too unsure")], intervals: .whiskers))
