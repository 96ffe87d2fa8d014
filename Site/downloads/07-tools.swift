// 7. Tools

import Transcript

// MARK: 7.1 Learning resources

/// Whether the digits of an ISBN-13, weighted 1, 3, 1, 3, …, add up to a multiple of ten.
func isISBN(_ text: String) -> Bool {
    let digits = text.compactMap(\.wholeNumberValue)
    let weighted = digits.enumerated().map { $1 * ($0 % 2 == 0 ? 1 : 3) }
    return digits.count == 13 && weighted.reduce(0, +) % 10 == 0
}

isISBN("978-0-262-03561-3") // → true
isISBN("978-0-262-30561-3") // → false
isISBN("978-0-262-03516-3") // → true

/// Year and month of an arXiv number of the kind in use since April 2007.
func submitted(_ number: String) -> (year: Int, month: Int)? {
    let parts = number.split(separator: ".")
    guard parts.count == 2, parts[0].count == 4, let front = Int(parts[0]), 1...12 ~= front % 100
    else { return nil }
    return (2000 + front / 100, front % 100)
}

submitted("1607.01759")! // → (year: 2016, month: 7)

// MARK: 7.2.2 Debugging and profiling

import Datasets
import Distillation
import Figures

let images = try Dataset.digits().scaled(by: 1.0 / 16)
let split = try images.split(train: 600, validation: 200, calibration: 200, seed: 1)
let (inputs, labels) = (Inputs(split.train.features), split.train.labels)
let labelLoss = Loss { s, batch in try Losses.crossEntropy(s, labels: batch[labels]) }

func blank(hidden: Int, seed: UInt64) throws -> Network {
    try Network(input: .vector(64), layers: [.dense(hidden), .relu, .dense(10)], seed: seed)
}

var teacher = try blank(hidden: 128, seed: 1)
try train(&teacher, on: inputs, loss: labelLoss, with: Training(epochs: 20, seed: 1))
let answers = try teacher.logits(inputs)

let distillation = Loss { s, batch in
    try Losses.distillation(
        s, teacher: batch[answers], labels: batch[labels], temperature: 4, alpha: 0.7)
}

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these widths
/// (or the last).
func show(_ name: String, _ cells: [String], widths: Int...) {
    print(TextTable.row(name, cells, nameWidth: 24, widths: widths))
}

// MARK: Does the loss begin where it must?

let everything = Batch(samples: Array(0..<600))
let untaught = try blank(hidden: 16, seed: 1)

let guessing = Double.log(10) // → 2.3025…
let first = try labelLoss.value(untaught.logits(inputs), everything).value // → 2.4143…
let same = try Losses.distillation(answers, teacher: answers, temperature: 4)
same.value // → 0.0

// MARK: Is the gradient right?

/// The slope of a loss along its own gradient: as the gradient promises, and as found by taking
/// a step to each side.
func slopes(
    _ network: Network, _ loss: Loss, on inputs: Inputs, _ batch: Batch, step: Float = 1e-3
) throws -> (promised: Double, found: Double) {
    let pass = try network.forward(inputs[batch.samples], dropout: nil)
    let gradient = try network.backward(pass, loss.value(pass.logits, batch).gradient)
    func value(at step: Float) throws -> Double {
        var moved = network
        try moved.replaceParameters(zip(network.parameters, gradient).map { $0 + step * $1 })
        return try loss.value(moved.logits(inputs[batch.samples]), batch).value
    }
    let found = (try value(at: step) - value(at: -step)) / (2 * Double(step))
    return (gradient.reduce(0) { $0 + Double($1) * Double($1) }, found)
}

let detached = Loss { s, batch in
    let value = try distillation.value(s, batch).value
    let gradient = try labelLoss.value(s, batch).gradient
    return LossValue(value: value, gradient: gradient.map { 0.3 * $0 })
}

let batch = Batch(samples: Array(0..<64))
show("slope along gradient", ["promised", "found"], widths: 12)
for (name, loss) in [
    ("cross-entropy", labelLoss), ("distillation", distillation), ("detached", detached),
] {
    let (promised, found) = try slopes(untaught, loss, on: inputs, batch)
    show(name, [fixed(promised, 4), fixed(found, 4)], widths: 12)
}

// Prints:
//     slope along gradient        promised       found
//     cross-entropy                 0.5479      0.5479
//     distillation                  0.7082      0.7082
//     detached                      0.0493      0.1751

// MARK: Can it learn ten samples by heart?

var memorising = untaught
let ten = Array(0..<10)
let byHeart = try train(
    &memorising, on: inputs[ten], loss: labelLoss, with: Training(epochs: 300, rate: 0.01, seed: 1))
let (start, end) = (byHeart[0].loss, byHeart[299].loss)
print(fixed(start, 4), fixed(end, 4))

// Prints:
//     2.3361 0.0009

// MARK: Is the teacher aligned?

/// Whether the stored rows of a batch are what the teacher says of the inputs of the batch.
func isAligned(
    _ stored: Matrix<Double>, _ teacher: Network, _ inputs: Inputs, _ batch: Batch
) throws -> Bool {
    let fresh = try teacher.logits(inputs[batch.samples])
    return zip(fresh.elements, try batch[stored].elements).allSatisfy { abs($0 - $1) < 1e-6 }
}

var shuffling = RandomGenerator(seed: 1)
let shuffled = answers.selectingRows(shuffling.permutation(of: 600))

let right = try isAligned(answers, teacher, inputs, batch) // → true
let wrong = try isAligned(shuffled, teacher, inputs, batch) // → false

// MARK: What does the curve say?

let rates = [0.00003, 0.003, 0.3]
let histories = try rates.map { rate in
    var student = try blank(hidden: 16, seed: 2)
    let others = split.validation
    let validation = Validation(
        Inputs(others.features),
        loss: Loss { s, batch in try Losses.crossEntropy(s, labels: batch[others.labels]) })
    return try train(
        &student, on: inputs, loss: distillation, with: Training(epochs: 40, rate: rate, seed: 2),
        validation: validation)
}

show("validation loss after", ["1", "10", "20", "40 epochs"], widths: 10)
for (rate, history) in zip(rates, histories) {
    show("rate \(rate)", [0, 9, 19, 39].map { fixed(history[$0].validation!, 3) }, widths: 10)
}

// Prints:
//     validation loss after            1        10        20 40 epochs
//     rate 3e-05                   2.380     2.331     2.288     2.218
//     rate 0.003                   2.091     0.375     0.229     0.204
//     rate 0.3                     1.822     1.433     1.318     1.306

figure(
    "rates",
    try LineChart(
        "One student, three learning rates", x: Axis("epoch"),
        y: Axis("loss on validation data", unit: "nats", scaling: .logarithmic),
        series: zip(rates, histories).map { rate, history in
            Series(
                "rate \(rate)", x: history.map { Double($0.number + 1) },
                y: history.map { $0.validation! })
        }))

// MARK: Where does the work go?

let student = try blank(hidden: 16, seed: 2)
let (samples, epochs) = (600, 40)
// Forward, then about twice as much backward.
let learning = 3 * student.multiplyAdds * samples * epochs
let once = teacher.multiplyAdds * samples
let everyEpoch = once * epochs

let stored = Double(once) / Double(learning) // → 0.0666…
let anew = Double(everyEpoch) / Double(learning) // → 2.6666…
let bytes = answers.elements.count * MemoryLayout<Double>.size // → 48000

// MARK: 7.2.3 Frameworks and libraries

let s: Matrix<Double> = [[2, 3, 1], [0.5, 0, -0.5]]  // student
let v: Matrix<Double> = [[6, 3, 1], [1, 0, -1]]  // teacher

let soft = try Losses.distillation(s, teacher: v, temperature: 4).value // → 1.026457…
let mixed = try Losses.distillation(s, teacher: v, labels: [0, 0], temperature: 4, alpha: 0.7)
mixed.value // → 1.031701…

/// The divergence of what are taken for probabilities, clipped to [10⁻⁷, 1].
func clippedDivergence(_ teacher: [Double], _ student: [Double]) -> Double {
    let clip = { (x: Double) in min(max(x, 1e-7), 1) }
    return zip(teacher, student).reduce(0) { $0 + clip($1.0) * Double.log(clip($1.0) / clip($1.1)) }
}

func kerasDefault(_ v: Matrix<Double>, _ s: Matrix<Double>, temperature: Double) -> Double {
    (0..<s.rows).reduce(0) { sum, i in
        sum + clippedDivergence(
            v[row: i].map { $0 / temperature }, s[row: i].map { $0 / temperature })
    } / Double(s.rows)
}

let traced = kerasDefault(v, s, temperature: 4) // → 0.433216…
let (s10, v10) = (s.map { $0 + 10 }, v.map { $0 + 10 })
let raised = kerasDefault(v10, s10, temperature: 4) // → 0.0
let ours = try Losses.distillation(s10, teacher: v10, temperature: 4).value // → 1.026457…

let forecasts: Matrix<Double> = [[0.7, 0.2, 0.1], [0.1, 0.8, 0.1], [0.5, 0.3, 0.2], [0.2, 0.2, 0.6]]
let happened = [0, 1, 1, 2]

let nll = try Score.negativeLogLikelihood(forecasts, labels: happened) // → 0.573654…
let brier = try Score.brier(forecasts, labels: happened) // → 0.305
let ece = try Calibration.expectedError(forecasts, labels: happened).value // → 0.35
let auroc = try Ranking.auroc([0.1, 0.4, 0.4, 0.8], labels: [0, 0, 1, 1]) // → 0.875

let held: Matrix<Double> = [
    [4, 0, 1], [3, 1, 0], [2, 4, 0], [0, 1, 3], [5, 0, 0], [0, 5, 1], [1, 0, 2], [0, 2, 1],
]
let fit = try TemperatureScaling.fit(held, labels: [0, 0, 1, 2, 1, 1, 0, 2])
let temperature = fit.temperature! // → 2.195648…

let calibration: Matrix<Double> = [
    [0.9, 0.05, 0.05], [0.6, 0.3, 0.1], [0.2, 0.7, 0.1], [0.1, 0.1, 0.8], [0.3, 0.4, 0.3],
    [0.5, 0.25, 0.25], [0.15, 0.8, 0.05], [0.05, 0.15, 0.8], [0.25, 0.5, 0.25], [0.7, 0.2, 0.1],
]
let scores = try Conformal.lacScores(calibration, labels: [0, 0, 1, 2, 1, 0, 1, 2, 0, 0])
let threshold = try Conformal.threshold(scores, alpha: 0.2) // → 0.6
let new: Matrix<Double> = [[0.5, 0.45, 0.05], [0.8, 0.1, 0.1]]
let sets = try Conformal.lacSets(new, threshold: threshold) // → [[0, 1], [0]]

let (ours5, theirs5) = ([0.27, 0.20, 0.22, 0.31, 0.16], [0.31, 0.22, 0.27, 0.35, 0.19])
let interval = try Statistics.pairedStudentInterval(ours5, theirs5)
print(fixed(interval.lower, 6), fixed(interval.upper, 6))

// Prints:
//     -0.050157 -0.021843
