// 9. Questions

import Transcript

import Datasets
import Distillation
import Figures

let mixture = try GaussianMixture.unequalCovariances()

/// Logits of which the softmax is the true posterior.
func truth(at inputs: Matrix<Float>) throws -> Matrix<Double> {
    try mixture.posterior(at: inputs).map { Double.log($0) }
}

struct Draw {
    let seed: UInt64
    let inputs: Matrix<Float>
    let labels: [Int]
    let truth: Matrix<Double>
}

let draws = try (UInt64(1)...8).map { seed in
    let data = try mixture.sample(200, seed: 100 + seed)
    return Draw(
        seed: seed, inputs: data.features, labels: data.labels, truth: try truth(at: data.features))
}
let test = try mixture.sample(4000, seed: 1)
let testTruth = try truth(at: test.features)

func taught(
    _ seed: UInt64, on inputs: Matrix<Float>, hidden: Int = 8, epochs: Int = 60,
    optimizer: Optimizer = .adam(), _ loss: Loss
) throws -> Network {
    var network = try Network(
        input: .vector(2), layers: [.dense(hidden), .relu, .dense(3)], seed: seed)
    let training = Training(epochs: epochs, optimizer: optimizer, rate: 0.01, seed: seed)
    try train(&network, on: Inputs(inputs), loss: loss, with: training)
    return network
}

/// A student for each draw, its loss made from the draw.
func students(_ loss: (Draw) throws -> Loss) throws -> [Network] {
    try draws.map { try taught($0.seed, on: $0.inputs, loss($0)) }
}

/// KL(truth‖student) of each.
func distances(_ networks: [Network]) throws -> [Double] {
    try networks.map {
        try Fidelity.klDivergence(logits: $0.logits(Inputs(test.features)), teacher: testTruth)
    }
}

func labelLoss(_ draw: Draw) -> Loss {
    Loss { s, batch in try Losses.crossEntropy(s, labels: batch[draw.labels]) }
}

func softLoss(_ draw: Draw) -> Loss {
    Loss { s, batch in try Losses.distillation(s, teacher: batch[draw.truth], temperature: 1) }
}

let ofLabels = try students(labelLoss)
let ofTruth = try students(softLoss)

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these widths
/// (or the last).
func show(_ name: String, _ cells: [String], widths: Int...) {
    print(TextTable.row(name, cells, nameWidth: 24, widths: widths))
}

func mean<Values: Collection>(_ values: Values) -> Double where Values.Element == Double {
    values.reduce(0, +) / Double(values.count)
}

/// A difference with its interval; a star where it does not hold 0.
func text(_ interval: Interval) -> String {
    interval.formattedDifference(decimals: 4)
}

/// How much farther from the truth some students are than others, or that they are no others.
func difference(_ networks: [Network], _ others: [Network]) throws -> String {
    if networks == others { return "the same" }
    return text(try Statistics.pairedStudentInterval(distances(networks), distances(others)))
}

/// The forecasts of each network at the test points, and how often their first choices are right.
func forecasts(_ networks: [Network]) throws -> [Matrix<Double>] {
    try networks.map { try Probability.softmax($0.logits(Inputs(test.features))) }
}

func calibrationErrors(_ forecasts: [Matrix<Double>]) throws -> [Double] {
    try forecasts.map { try Calibration.expectedError($0, labels: test.labels).value }
}

func accuracies(_ networks: [Network]) throws -> [Double] {
    try forecasts(networks).map { try Score.accuracy($0, labels: test.labels) }
}

func entropies(_ networks: [Network]) throws -> [Double] {
    try forecasts(networks).map { try Score.sharpness($0) }
}

func meanEntropy(_ networks: [Network]) throws -> Double { mean(try entropies(networks)) }

show("KL from the truth", ["mean", "minus labels"], widths: 8, 30)
show("students of the labels", [fixed(mean(try distances(ofLabels)), 4)], widths: 8)
show("students of the truth", [
    fixed(mean(try distances(ofTruth)), 4), try difference(ofTruth, ofLabels),
], widths: 8, 30)

// Prints:
//     KL from the truth           mean                  minus labels
//     students of the labels    0.0566
//     students of the truth     0.0116  * -0.0450 [-0.0591, -0.0310]

// MARK: 9.1 What is the basic principle of knowledge distillation?

let lesson = try mixture.sample(1000, seed: 50)
let master = try taught(50, on: lesson.features, hidden: 32, epochs: 40, Loss { s, batch in
    try Losses.crossEntropy(s, labels: batch[lesson.labels])
})

var strewing = RandomGenerator(seed: 51)
let strewn = try Matrix(rows: 1000, columns: 2, elements: (0..<1000).flatMap { _ in
    [strewing.uniformFloat() * 8 - 4, strewing.uniformFloat() * 6 - 3]
})
let transferSets: [(name: String, inputs: Matrix<Float>)] = [
    ("the teacher's inputs", lesson.features),
    ("new ones of the kind", try mixture.sample(1000, seed: 52).features),
    ("strewn evenly", strewn),
    ("a ring far outside", try Ring(innerRadius: 8, outerRadius: 10).sample(1000, seed: 53)),
]

let said = try master.logits(Inputs(test.features))
show(
    "a student shown", ["KL from the teacher", "least", "most", "same choice"],
    widths: 22, 9, 9, 14)
for set in transferSets {
    let answers = try master.logits(Inputs(set.inputs))
    let loss = Loss { s, batch in
        try Losses.distillation(s, teacher: batch[answers], temperature: 1)
    }
    let logits = try (UInt64(1)...5).map { seed in
        try taught(seed, on: set.inputs, epochs: 40, loss).logits(Inputs(test.features))
    }
    let distances = try logits.map { try Fidelity.klDivergence(logits: $0, teacher: said) }
    let agreement = mean(try logits.map { try Fidelity.agreement($0, teacher: said) })
    let numbers = [mean(distances), distances.min()!, distances.max()!].map { fixed($0, 4) }
    show(set.name, numbers + [fixed(agreement, 3)], widths: 22, 9, 9, 14)
}

// Prints:
//     a student shown            KL from the teacher    least     most   same choice
//     the teacher's inputs                    0.0024   0.0018   0.0043         0.981
//     new ones of the kind                    0.0024   0.0018   0.0042         0.982
//     strewn evenly                           0.0041   0.0031   0.0069         0.977
//     a ring far outside                      0.6100   0.0858   1.8762         0.650

// MARK: 9.2 How is it related to model compression?

let images = try Dataset.digits().scaled(by: 1.0 / 16)
let parts = try images.parts([1000, 797], seed: 1)
var reader = try Network(input: .vector(64), layers: [.dense(32), .relu, .dense(10)], seed: 1)
try train(
    &reader, on: Inputs(parts[0].features),
    loss: Loss { s, batch in try Losses.crossEntropy(s, labels: batch[parts[0].labels]) },
    with: Training(epochs: 40, seed: 1))

/// The network with each parameter rounded to one of 2^bits − 1 evenly spaced values.
func rounded(_ network: Network, bits: Int) throws -> Network {
    let steps = Float(1 << (bits - 1)) - 1
    let largest = network.parameters.map { $0.magnitude }.max()!
    var result = network
    try result.replaceParameters(
        network.parameters.map { ($0 / largest * steps).rounded() / steps * largest })
    return result
}

let unseen = parts[1]
/// −ln of the probability of each image's label.
func surprises(_ network: Network) throws -> [Double] {
    let logs = try Probability.logSoftmax(network.logits(Inputs(unseen.features)))
    return unseen.labels.indices.map { -logs[$0, unseen.labels[$0]] }
}

show("no distillation", ["bytes", "accuracy", "NLL", "minus 32 bits"], widths: 10, 10, 10, 30)
for bits in [32, 8, 6, 4] {
    let network = bits == 32 ? reader : try rounded(reader, bits: bits)
    let answers = try Probability.softmax(network.logits(Inputs(unseen.features)))
    let more = try Statistics.pairedStudentInterval(surprises(network), surprises(reader))
    show("\(bits) bits a weight", [
        "\((network.parameterCount * bits + 7) / 8)",
        fixed(try Score.accuracy(answers, labels: unseen.labels), 3),
        fixed(mean(try surprises(network)), 3),
        bits == 32 ? "the same" : text(more),
    ], widths: 10, 10, 10, 30)
}

// Prints:
//     no distillation              bytes  accuracy       NLL                 minus 32 bits
//     32 bits a weight              9640     0.966     0.145                      the same
//     8 bits a weight               2410     0.966     0.146    +0.0003 [-0.0002, +0.0007]
//     6 bits a weight               1808     0.967     0.145    -0.0001 [-0.0016, +0.0013]
//     4 bits a weight               1205     0.956     0.179  * +0.0334 [+0.0194, +0.0474]

let small = ofLabels[0]
let inputs = transferSets[1].inputs
let answers = try small.logits(Inputs(inputs))
let pupil = try taught(7, on: inputs, hidden: 200, Loss { s, batch in
    try Losses.distillation(s, teacher: batch[answers], temperature: 1)
})

let sizes = [small.parameterCount, pupil.parameterCount] // → [51, 1203]
let points = Inputs(test.features)
let pair = (pupil: try pupil.logits(points), teacher: try small.logits(points))
let alike = try Fidelity.agreement(pair.pupil, teacher: pair.teacher) // → 0.9597…

// MARK: 9.3 Does it affect generalisation?

struct Case {
    let draw: Draw
    let teacher: Network  // overfit
    let more: Dataset  // two thousand new points
    let jittered: Matrix<Float>  // ten noisy copies of each of the two hundred
}

let cases = try draws.map { draw in
    var teacher = try Network(
        input: .vector(2), layers: [.dense(64), .relu, .dense(64), .relu, .dense(3)],
        seed: draw.seed)
    try train(
        &teacher, on: Inputs(draw.inputs), loss: labelLoss(draw),
        with: Training(epochs: 150, rate: 0.005, seed: draw.seed))
    var noise = RandomGenerator(seed: 300 + draw.seed)
    let copies = draw.inputs.selectingRows((0..<2000).map { $0 / 10 })
    return Case(
        draw: draw, teacher: teacher, more: try mixture.sample(2000, seed: 400 + draw.seed),
        jittered: copies.map { $0 + 0.2 * Float(noise.normal()) })
}

struct Remedy {
    let name: String
    let inputs: (Case) -> Matrix<Float>
    let labels: (Case) -> [Int]
    var epochs = 60
    var optimizer = Optimizer.adam()
}

let remedies = [
    Remedy(name: "none", inputs: { $0.draw.inputs }, labels: { $0.draw.labels }),
    Remedy(name: "more data", inputs: { $0.more.features }, labels: { $0.more.labels }, epochs: 6),
    Remedy(
        name: "augmentation", inputs: { $0.jittered },
        labels: { one in (0..<2000).map { one.draw.labels[$0 / 10] } }, epochs: 6),
    Remedy(
        name: "weight decay", inputs: { $0.draw.inputs }, labels: { $0.draw.labels },
        optimizer: .adamW(weightDecay: 0.1)),
]

/// A student for each case, by soft targets where there is a teacher, by labels where there is not.
func remedied(
    _ remedy: Remedy, teacher: ((Case, Matrix<Float>) throws -> Matrix<Double>)?
) throws -> [Network] {
    try cases.map { one in
        let (inputs, labels) = (remedy.inputs(one), remedy.labels(one))
        let answers = try teacher?(one, inputs)
        let loss = Loss { s, batch in
            guard let answers else { return try Losses.crossEntropy(s, labels: batch[labels]) }
            return try Losses.distillation(s, teacher: batch[answers], temperature: 1)
        }
        return try taught(
            one.draw.seed, on: inputs, epochs: remedy.epochs, optimizer: remedy.optimizer, loss)
    }
}

let byLabels = try remedies.map { try remedied($0, teacher: nil) }
let byOverfit = try remedies.map { try remedied($0) { try $0.teacher.logits(Inputs($1)) } }
let byTruth = try remedies.map { try remedied($0) { try truth(at: $1) } }

for (name, taught) in [("labels", byLabels), ("overfit teacher", byOverfit), ("truth", byTruth)] {
    show(name, ["KL from the truth", "minus none"], widths: 18, 30)
    for (remedy, networks) in zip(remedies, taught) {
        show("  " + remedy.name, [
            fixed(mean(try distances(networks)), 4), try difference(networks, taught[0]),
        ], widths: 18, 30)
    }
}

// Prints:
//     labels                   KL from the truth                    minus none
//       none                              0.0566                      the same
//       more data                         0.0217  * -0.0349 [-0.0500, -0.0199]
//       augmentation                      0.0517    -0.0050 [-0.0129, +0.0029]
//       weight decay                      0.0477  * -0.0089 [-0.0143, -0.0035]
//     overfit teacher          KL from the truth                    minus none
//       none                              0.0743                      the same
//       more data                         0.0794    +0.0051 [-0.0056, +0.0159]
//       augmentation                      0.0707    -0.0035 [-0.0130, +0.0059]
//       weight decay                      0.0629  * -0.0113 [-0.0161, -0.0065]
//     truth                    KL from the truth                    minus none
//       none                              0.0116                      the same
//       more data                         0.0113    -0.0003 [-0.0009, +0.0003]
//       augmentation                      0.0114    -0.0002 [-0.0010, +0.0005]
//       weight decay                      0.0128    +0.0012 [-0.0002, +0.0027]

func fromTeacher(_ networks: [Network]) throws -> [Double] {
    try zip(cases, networks).map { one, network in
        try Fidelity.klDivergence(
            logits: network.logits(Inputs(test.features)),
            teacher: one.teacher.logits(Inputs(test.features)))
    }
}

show("overfit minus labels", ["", "KL from the truth"], widths: 0, 30)
for (remedy, pair) in zip(remedies, zip(byOverfit, byLabels)) {
    show("  " + remedy.name, ["", try difference(pair.0, pair.1)], widths: 0, 30)
}
show("overfit minus none", ["", "KL from the teacher"], widths: 0, 30)
for (remedy, networks) in zip(remedies, byOverfit).dropFirst() {
    let (changed, before) = (try fromTeacher(networks), try fromTeacher(byOverfit[0]))
    let change = try Statistics.pairedStudentInterval(changed, before)
    show("  " + remedy.name, ["", text(change)], widths: 0, 30)
}

// Prints:
//     overfit minus labels                  KL from the truth
//       none                     * +0.0176 [+0.0029, +0.0323]
//       more data                * +0.0577 [+0.0334, +0.0820]
//       augmentation             * +0.0191 [+0.0039, +0.0342]
//       weight decay             * +0.0152 [+0.0003, +0.0301]
//     overfit minus none                  KL from the teacher
//       more data                * -0.0090 [-0.0174, -0.0007]
//       augmentation               -0.0051 [-0.0141, +0.0040]
//       weight decay             * +0.0063 [+0.0037, +0.0089]

// MARK: 9.4 I raised the temperature, and the teacher fell silent. Why?

struct Mixing {
    var alpha = 0.9
    var temperature = 1.0
    var softScale = 1.0  // what the soft part is multiplied by, against the right loss
}

func mixedLoss(_ draw: Draw, _ mixing: Mixing) -> Loss {
    Loss { s, batch in
        let hard = try Losses.crossEntropy(s, labels: batch[draw.labels])
        let soft = try Losses.distillation(
            s, teacher: batch[draw.truth], temperature: mixing.temperature)
        let (a, b) = (1 - mixing.alpha, mixing.alpha * mixing.softScale)
        let gradient = zip(hard.gradient.elements, soft.gradient.elements).map { a * $0 + b * $1 }
        return LossValue(
            value: a * hard.value + b * soft.value,
            gradient: try Matrix(rows: s.rows, columns: s.columns, elements: gradient))
    }
}

func length(_ matrix: Matrix<Double>) -> Double {
    matrix.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

let untaught = try Network(input: .vector(2), layers: [.dense(8), .relu, .dense(3)], seed: 1)
let firstAnswers = try untaught.logits(Inputs(draws[0].inputs))
show("gradient's length", ["label", "soft, with T²", "without"], widths: 15)
for temperature in [1.0, 2, 4, 8] {
    let hard = try Losses.crossEntropy(firstAnswers, labels: draws[0].labels).gradient
    let soft = try Losses.distillation(
        firstAnswers, teacher: draws[0].truth, temperature: temperature
    ).gradient
    let lengths = [length(hard), length(soft), length(soft) / (temperature * temperature)]
    show("T = \(Int(temperature))", lengths.map { fixed($0, 5) }, widths: 15)
}

// Prints:
//     gradient's length                 label  soft, with T²        without
//     T = 1                           0.06203        0.04609        0.04609
//     T = 2                           0.06203        0.07015        0.01754
//     T = 4                           0.06203        0.09811        0.00613
//     T = 8                           0.06203        0.11921        0.00186

/// The α of the right loss that teaches as α does when the soft part is scaled by mistake.
func effectiveAlpha(_ alpha: Double, softScale: Double) -> Double {
    alpha * softScale / (alpha * softScale + 1 - alpha)
}

show("α = 0.9", ["really", "with T²", "without", "difference"], widths: 10, 10, 10, 30)
for temperature in [1.0, 2, 4, 8] {
    let forgotten = 1 / (temperature * temperature)
    let right = try students { mixedLoss($0, Mixing(temperature: temperature)) }
    let wrong = try students {
        mixedLoss($0, Mixing(temperature: temperature, softScale: forgotten))
    }
    show("T = \(Int(temperature))", [
        fixed(effectiveAlpha(0.9, softScale: forgotten), 3), fixed(mean(try distances(right)), 4),
        fixed(mean(try distances(wrong)), 4), try difference(wrong, right),
    ], widths: 10, 10, 10, 30)
}

// Prints:
//     α = 0.9                     really   with T²   without                    difference
//     T = 1                        0.900    0.0125    0.0125                      the same
//     T = 2                        0.692    0.0113    0.0141  * +0.0028 [+0.0010, +0.0045]
//     T = 4                        0.360    0.0171    0.0248  * +0.0077 [+0.0030, +0.0125]
//     T = 8                        0.123    0.0238    0.0397  * +0.0158 [+0.0065, +0.0251]

let alone = try students { mixedLoss($0, Mixing(alpha: 1, temperature: 8)) }
let aloneForgotten = try students {
    mixedLoss($0, Mixing(alpha: 1, temperature: 8, softScale: 1.0 / 64))
}
let changes = zip(try distances(alone), try distances(aloneForgotten)).map { abs($0 - $1) }
print("largest change of a student's KL:", fixed(changes.max()!, 5))

// Prints:
//     largest change of a student's KL: 0.00000

let heats = (0...12).map { Double($0) }.map { Double.exp($0 * Double.log(2) / 3) }
figure(
    "alpha-left",
    try LineChart(
        "The α that is left when T² is forgotten", x: Axis("temperature", scaling: .logarithmic),
        y: Axis("effective α", from: 0, to: 1),
        series: [0.9, 0.5].map { alpha in
            Series(
                "α = \(alpha)", x: heats,
                y: heats.map { effectiveAlpha(alpha, softScale: 1 / ($0 * $0)) })
        }))

// MARK: 9.5 mean or batchmean?

let t: Matrix<Double> = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1]]
let s: Matrix<Double> = [[0.5, 0.3, 0.2], [0.2, 0.5, 0.3]]
let terms = zip(t.elements, s.elements).map { $0 * (Double.log($0) - Double.log($1)) }

let sum = terms.reduce(0, +)
let batchMean = sum / Double(t.rows) // → 0.1409…
let elementMean = sum / Double(t.elements.count) // → 0.0469…
let library = try Fidelity.klDivergence(s, teacher: t) // → 0.1409…

show("α = 0.9 becomes", ["really"], widths: 10)
for classes in [2, 10, 100, 1000] {
    let really = effectiveAlpha(0.9, softScale: 1 / Double(classes))
    show("K = \(classes)", [fixed(really, 3)], widths: 10)
}

// Prints:
//     α = 0.9 becomes             really
//     K = 2                        0.818
//     K = 10                       0.474
//     K = 100                      0.083
//     K = 1000                     0.009

let halfRight = try students { mixedLoss($0, Mixing(alpha: 0.5)) }
let halfThird = try students { mixedLoss($0, Mixing(alpha: 0.5, softScale: 1.0 / 3)) }
let quarter = try students { mixedLoss($0, Mixing(alpha: 0.25)) }
fixed(effectiveAlpha(0.5, softScale: 1.0 / 3), 4) // → 0.2500

show("KL from the truth", ["mean", "minus batchmean"], widths: 8, 30)
for (name, networks) in [
    ("batchmean, α = 0.5", halfRight), ("mean, α = 0.5", halfThird),
    ("batchmean, α = 0.25", quarter),
] {
    show(name, [
        fixed(mean(try distances(networks)), 4), try difference(networks, halfRight),
    ], widths: 8, 30)
}
print("mean, α = 0.5, minus batchmean, α = 0.25:", try difference(halfThird, quarter))

// Prints:
//     KL from the truth           mean               minus batchmean
//     batchmean, α = 0.5        0.0251                      the same
//     mean, α = 0.5             0.0366  * +0.0114 [+0.0079, +0.0149]
//     batchmean, α = 0.25       0.0366  * +0.0114 [+0.0079, +0.0149]
//     mean, α = 0.5, minus batchmean, α = 0.25:   +0.0000 [-0.0000, +0.0000]

// MARK: 9.6 The loss is negative. Is that allowed?

/// A soft loss at T = 1 whose terms are a function of the student's log-probability ℓ and the
/// target t of a class, given with its derivative by ℓ; summed over the classes, mean over the batch.
func termwise(
    _ draw: Draw, _ term: @escaping (_ l: Double, _ t: Double) -> (value: Double, slope: Double)
) -> Loss {
    Loss { s, batch in
        let logs = try Probability.logSoftmax(s)
        let targets = try Probability.softmax(batch[draw.truth])
        var (gradient, value) = (logs, 0.0)
        let n = Double(s.rows)
        for i in 0..<s.rows {
            let terms = (0..<s.columns).map { term(logs[i, $0], targets[i, $0]) }
            let slope = terms.reduce(0) { $0 + $1.slope }
            value += terms.reduce(0) { $0 + $1.value } / n
            for j in 0..<s.columns {
                gradient[i, j] = (terms[j].slope - Double.exp(logs[i, j]) * slope) / n
            }
        }
        return LossValue(value: value, gradient: gradient)
    }
}

let asDocumented = try students { draw in termwise(draw) { l, t in (t * (Double.log(t) - l), -t) } }
let withoutLogarithm = try students { draw in
    termwise(draw) { l, t in (t * (Double.log(t) - Double.exp(l)), -t * Double.exp(l)) }
}

show(
    "mean of 8", ["accuracy", "NLL", "ECE", "entropy", "KL from the truth"],
    widths: 10, 8, 8, 10, 20)
for (name, networks) in [
    ("log-softmax passed", asDocumented), ("softmax passed", withoutLogarithm),
] {
    let said = try forecasts(networks)
    show(name, [
        fixed(mean(try accuracies(networks)), 3),
        fixed(mean(try said.map { try Score.negativeLogLikelihood($0, labels: test.labels) }), 3),
        fixed(mean(try calibrationErrors(said)), 3),
        fixed(try meanEntropy(networks), 3), fixed(mean(try distances(networks)), 4),
    ], widths: 10, 8, 8, 10, 20)
}
let lost = try Statistics.pairedStudentInterval(
    accuracies(withoutLogarithm), accuracies(asDocumented))
print("accuracy, softmax minus log-softmax:", text(lost))
print("KL, softmax minus log-softmax:", try difference(withoutLogarithm, asDocumented))

// Prints:
//     mean of 8                 accuracy     NLL     ECE   entropy   KL from the truth
//     log-softmax passed           0.776   0.550   0.019     0.560              0.0116
//     softmax passed               0.771   1.864   0.189     0.099              1.3722
//     accuracy, softmax minus log-softmax: * -0.0046 [-0.0066, -0.0027]
//     KL, softmax minus log-softmax: * +1.3606 [+1.0695, +1.6517]

for (name, title, network) in [
    ("passed-log-softmax", "Log-softmax passed", asDocumented[0]),
    ("passed-softmax", "Softmax passed", withoutLogarithm[0]),
] {
    let said = try Probability.softmax(network.logits(Inputs(test.features)))
    let bins = try Calibration.expectedError(said, labels: test.labels, bins: 10).bins
    figure(name, try ReliabilityDiagram(
        title, counts: bins.map(\.count), accuracies: bins.map(\.accuracy),
        confidences: bins.map(\.confidence)))
}

// MARK: 9.7 In which order do teacher and student go in?

let swapped = try students { draw in
    termwise(draw) { l, t in
        let (p, difference) = (Double.exp(l), l - Double.log(t))
        return (p * difference, p * (difference + 1))
    }
}

show("mean of 8", ["KL from the truth", "entropy", "minus teacher first"], widths: 20, 10, 30)
for (name, networks) in [("teacher first", asDocumented), ("student first", swapped)] {
    show(name, [
        fixed(mean(try distances(networks)), 4), fixed(try meanEntropy(networks), 3),
        try difference(networks, asDocumented),
    ], widths: 20, 10, 30)
}
let surer = try Statistics.pairedStudentInterval(entropies(swapped), entropies(asDocumented))
print("entropy, student first minus teacher first:", text(surer))

// Prints:
//     mean of 8                  KL from the truth   entropy           minus teacher first
//     teacher first                         0.0116     0.560                      the same
//     student first                         0.0173     0.539  * +0.0057 [+0.0022, +0.0091]
//     entropy, student first minus teacher first: * -0.0207 [-0.0286, -0.0128]

// MARK: 9.8 Why does the teacher make hardly any difference?

func byPosition(_ draw: Draw) -> Loss {
    Loss { s, batch in
        let first = batch.step % 7 * 32  // the teacher's rows were stored batch by batch
        let rows = draw.truth.selectingRows(Array(first..<first + s.rows))
        return try Losses.distillation(
            s, teacher: rows, labels: batch[draw.labels], temperature: 1, alpha: 0.5)
    }
}

/// A teacher that knows nothing: at every input it says what the real one says on average.
func constant(_ draw: Draw) throws -> Matrix<Double> {
    let said = try Probability.softmax(draw.truth)
    let average = (0..<3).map { j in Double.log(mean((0..<said.rows).map { said[$0, j] })) }
    let elements = (0..<said.rows).flatMap { _ in average }
    return try Matrix(rows: said.rows, columns: 3, elements: elements)
}

func half(_ teacher: Matrix<Double>, _ draw: Draw) -> Loss {
    Loss { s, batch in
        try Losses.distillation(
            s, teacher: batch[teacher], labels: batch[draw.labels], temperature: 1, alpha: 0.5)
    }
}

let misaligned = try students(byPosition)
let ofConstant = try students { half(try constant($0), $0) }
let aligned = try students { half($0.truth, $0) }  // the cure
show("α = 0.5, mean of 8", ["accuracy", "entropy", "KL", "minus labels"], widths: 10, 10, 10, 30)
for (name, networks) in [
    ("labels alone", ofLabels), ("rows by position", misaligned),
    ("a constant teacher", ofConstant), ("rows by sample", aligned),
] {
    show(name, [
        fixed(mean(try accuracies(networks)), 3), fixed(try meanEntropy(networks), 3),
        fixed(mean(try distances(networks)), 4), try difference(networks, ofLabels),
    ], widths: 10, 10, 10, 30)
}
print("rows by position minus constant:", try difference(misaligned, ofConstant))
let dropped = try Statistics.pairedStudentInterval(accuracies(misaligned), accuracies(ofLabels))
print("accuracy, rows by position minus labels:", text(dropped))

// Prints:
//     α = 0.5, mean of 8        accuracy   entropy        KL                  minus labels
//     labels alone                 0.764     0.528    0.0566                      the same
//     rows by position             0.749     0.968    0.2112  * +0.1546 [+0.1363, +0.1729]
//     a constant teacher           0.752     0.968    0.2076  * +0.1509 [+0.1351, +0.1668]
//     rows by sample               0.771     0.549    0.0251  * -0.0315 [-0.0424, -0.0207]
//     rows by position minus constant:   +0.0036 [-0.0057, +0.0130]
//     accuracy, rows by position minus labels: * -0.0151 [-0.0252, -0.0050]

// MARK: 9.9 Must the teacher be in evaluation mode?

struct Tutor {
    let draw: Draw
    let network: Network
}

let tutors = try draws.map { draw in
    let data = try mixture.sample(2000, seed: 500 + draw.seed)
    var network = try Network(
        input: .vector(2), layers: [.dense(32), .relu, .dropout(0.5), .dense(3)], seed: draw.seed)
    try train(
        &network, on: Inputs(data.features),
        loss: Loss { s, batch in try Losses.crossEntropy(s, labels: batch[data.labels]) },
        with: Training(epochs: 20, rate: 0.01, seed: draw.seed))
    return Tutor(draw: draw, network: network)
}

func tutored(hidden: Int, _ answers: (Tutor) throws -> Matrix<Double>) throws -> [Network] {
    try tutors.map { tutor in
        let answers = try answers(tutor)
        return try taught(tutor.draw.seed, on: tutor.draw.inputs, hidden: hidden, Loss { s, batch in
            try Losses.distillation(s, teacher: batch[answers], temperature: 1)
        })
    }
}

for hidden in [8, 64] {
    let off = try tutored(hidden: hidden) { try $0.network.logits(Inputs($0.draw.inputs)) }
    let on = try tutored(hidden: hidden) {
        try $0.network.forward(Inputs($0.draw.inputs), dropout: 7).logits
    }
    let averaged = try tutored(hidden: hidden) { tutor in
        let inputs = Inputs(tutor.draw.inputs)
        let samples = try tutor.network.dropoutSamples(inputs, count: 30, seed: 7)
        return try EnsembleUncertainty(ofLogits: samples).mean.map { Double.log($0) }
    }
    show("\(hidden) hidden neurons", ["KL", "entropy", "minus dropout off"], widths: 10, 10, 30)
    for (name, networks) in [
        ("dropout off", off), ("dropout on, once", on), ("dropout on, mean of 30", averaged),
    ] {
        show("  " + name, [
            fixed(mean(try distances(networks)), 4), fixed(try meanEntropy(networks), 3),
            try difference(networks, off),
        ], widths: 10, 10, 30)
    }
    let timider = try Statistics.pairedStudentInterval(entropies(averaged), entropies(off))
    print("  entropy, mean of 30 minus dropout off:", text(timider))
}

// Prints:
//     8 hidden neurons                KL   entropy             minus dropout off
//       dropout off               0.0196     0.564                      the same
//       dropout on, once          0.0305     0.628  * +0.0109 [+0.0049, +0.0170]
//       dropout on, mean of 30    0.0247     0.619  * +0.0051 [+0.0028, +0.0074]
//       entropy, mean of 30 minus dropout off: * +0.0551 [+0.0477, +0.0624]
//     64 hidden neurons               KL   entropy             minus dropout off
//       dropout off               0.0177     0.549                      the same
//       dropout on, once          0.0283     0.615  * +0.0106 [+0.0036, +0.0176]
//       dropout on, mean of 30    0.0222     0.608  * +0.0045 [+0.0020, +0.0071]
//       entropy, mean of 30 minus dropout off: * +0.0585 [+0.0495, +0.0676]

// MARK: 9.10 At which temperature is the student used?

let hot = try students { draw in
    Loss { s, batch in try Losses.distillation(s, teacher: batch[draw.truth], temperature: 4) }
}
let hotLogits = try hot.map { try $0.logits(Inputs(test.features)) }

func losses(at temperature: Double) throws -> [Double] {
    try hotLogits.map {
        let said = try Probability.softmax($0, temperature: temperature)
        return try Score.negativeLogLikelihood(said, labels: test.labels)
    }
}

show("trained at T = 4", ["accuracy", "NLL", "ECE", "entropy"], widths: 10)
for temperature in [1.0, 4] {
    let said = try hotLogits.map { try Probability.softmax($0, temperature: temperature) }
    show("tested at T = \(Int(temperature))", [
        fixed(mean(try said.map { try Score.accuracy($0, labels: test.labels) }), 3),
        fixed(mean(try losses(at: temperature)), 3),
        fixed(mean(try calibrationErrors(said)), 3),
        fixed(mean(try said.map { try Score.sharpness($0) }), 3),
    ], widths: 10)
}
print("NLL, 4 minus 1:", text(try Statistics.pairedStudentInterval(losses(at: 4), losses(at: 1))))
let best = try zip(draws, hotLogits.indices).map { draw, index in
    let calibration = try mixture.sample(1000, seed: 600 + draw.seed)
    let logits = try hot[index].logits(Inputs(calibration.features))
    return try TemperatureScaling.fit(logits, labels: calibration.labels).temperature ?? .nan
}
let fitted = try Statistics.studentInterval(best)
print("fitted on other points:", fixed(fitted.lower, 2), "to", fixed(fitted.upper, 2))

// Prints:
//     trained at T = 4          accuracy       NLL       ECE   entropy
//     tested at T = 1              0.774     0.557     0.023     0.534
//     tested at T = 4              0.774     0.735     0.241     0.933
//     NLL, 4 minus 1: * +0.1777 [+0.1753, +0.1801]
//     fitted on other points: 1.03 to 1.12

// MARK: 9.11 I change α, and nothing happens. Why?

func detached(_ draw: Draw, alpha: Double) -> Loss {
    Loss { s, batch in
        let hard = try Losses.crossEntropy(s, labels: batch[draw.labels])
        let soft = try Losses.distillation(s, teacher: batch[draw.truth], temperature: 1)
        return LossValue(value: hard.value + alpha * soft.value, gradient: hard.gradient)
    }
}

func student(_ draw: Draw, _ loss: Loss) throws -> Network {
    try taught(draw.seed, on: draw.inputs, loss)
}

let all = Batch(samples: Array(0..<200))
let start = try untaught.logits(Inputs(draws[0].inputs))
let printed1 = try detached(draws[0], alpha: 1).value(start, all).value // → 2.57…
let printed1000 = try detached(draws[0], alpha: 1000).value(start, all).value // → 990.5…

let weak = try student(draws[0], detached(draws[0], alpha: 1))
let strong = try student(draws[0], detached(draws[0], alpha: 1000))
weak.fingerprint == strong.fingerprint // → true

/// The change of a loss along its own gradient, by the gradient and by trying it; equal if the
/// gradient is right.
func slopes(
    _ loss: Loss, at logits: Matrix<Double>, step: Double = 1e-4
) throws -> (promised: Double, found: Double) {
    let gradient = try loss.value(logits, all).gradient
    func moved(_ step: Double) throws -> Matrix<Double> {
        try Matrix(
            rows: logits.rows, columns: logits.columns,
            elements: zip(logits.elements, gradient.elements).map { $0 + step * $1 })
    }
    let (ahead, behind) = (try loss.value(moved(step), all), try loss.value(moved(-step), all))
    let found = (ahead.value - behind.value) / (2 * step)
    return (gradient.elements.reduce(0) { $0 + $1 * $1 }, found)
}

show("slope", ["promised", "found"], widths: 12)
for (name, loss) in [
    ("detached", detached(draws[0], alpha: 1)), ("attached", half(draws[0].truth, draws[0])),
] {
    let slopes = try slopes(loss, at: start)
    show(name, [fixed(slopes.promised, 6), fixed(slopes.found, 6)], widths: 12)
}

// Prints:
//     slope                       promised       found
//     detached                    0.003847    0.005918
//     attached                    0.002528    0.002528

// MARK: 9.12 I have several teachers. Do I average logits or probabilities?

let unanimous: [Matrix<Double>] = [[[2, 0]], [[2, 0]]]
let divided: [Matrix<Double>] = [[[8, 0]], [[-2, 0]]]

func averageLogits(_ members: [Matrix<Double>]) -> Matrix<Double> {
    var sum = members[0]
    for member in members.dropFirst() {
        for i in sum.elements.indices { sum.elements[i] += member.elements[i] }
    }
    return sum.map { $0 / Double(members.count) }
}

show("the first class", ["logits", "probabilities"], widths: 10, 16)
for (name, members) in [("unanimous", unanimous), ("divided", divided)] {
    let byLogits = try Probability.softmax(averageLogits(members))
    let byProbabilities = try EnsembleUncertainty(ofLogits: members).mean
    show(name, [fixed(byLogits[0, 0], 3), fixed(byProbabilities[0, 0], 3)], widths: 10, 16)
}

// Prints:
//     the first class             logits   probabilities
//     unanimous                    0.881           0.881
//     divided                      0.953           0.559

let councils = try draws.map { draw in
    try (UInt64(1)...5).map { member in
        try taught(
            1000 * member + draw.seed, on: draw.inputs, hidden: 32, epochs: 120, labelLoss(draw))
    }
}

func ofCouncils(_ merge: ([Matrix<Double>]) throws -> Matrix<Double>) throws -> [Network] {
    try zip(draws, councils).map { draw, council in
        let answers = try merge(Ensemble(council).logits(Inputs(draw.inputs)))
        return try student(draw, Loss { s, batch in
            try Losses.distillation(s, teacher: batch[answers], temperature: 1)
        })
    }
}

let ofLogits = try ofCouncils(averageLogits)
let ofProbabilities = try ofCouncils {
    try EnsembleUncertainty(ofLogits: $0).mean.map { Double.log($0) }
}
let said5 = try councils.map { try Ensemble($0).logits(Inputs(test.features)) }
let council = [
    try said5.map { try Fidelity.klDivergence(logits: averageLogits($0), teacher: testTruth) },
    try said5.map {
        try Fidelity.klDivergence(
            EnsembleUncertainty(ofLogits: $0).mean, teacher: Probability.softmax(testTruth))
    },
]

show("KL from the truth", ["logits", "probabilities", "difference"], widths: 10, 16, 30)
show("the five teachers", [
    fixed(mean(council[0]), 4), fixed(mean(council[1]), 4),
    text(try Statistics.pairedStudentInterval(council[0], council[1])),
], widths: 10, 16, 30)
show("their students", [
    fixed(mean(try distances(ofLogits)), 4), fixed(mean(try distances(ofProbabilities)), 4),
    try difference(ofLogits, ofProbabilities),
], widths: 10, 16, 30)

// Prints:
//     KL from the truth           logits   probabilities                    difference
//     the five teachers           0.0845          0.0809  * +0.0036 [+0.0013, +0.0058]
//     their students              0.0563          0.0558    +0.0006 [-0.0003, +0.0014]
