// Errata

import Distillation

import Figures

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right.
func show(_ name: String, _ cells: [String], width: Int = 11) {
    print(TextTable.row(name, cells, nameWidth: 18, widths: [width]))
}

func show(_ name: String, _ values: [Double], width: Int = 11) {
    show(name, values.map { fixed($0, 6) }, width: width)
}

/// A mean with its 95 % interval.
func text(_ values: [Double]) throws -> String {
    try Statistics.studentInterval(values).formatted(decimals: 3)
}

// MARK: E3. A definition that contains its own word

let inputs = Inputs([[0.5, -1], [2, 3]] as Matrix<Double>)
let network = try Network(
    input: .vector(2), layers: [.dense(8), .relu, .dense(2)], seed: 1)
try network.logits(inputs) == network.logits(inputs) // → true

let opposed: [Matrix<Double>] = [[[0.99, 0.01]], [[0.01, 0.99]]]
try EnsembleUncertainty(of: opposed).knowledge[0] // → 0.6371…

// MARK: E7. The same inputs

try Losses.distillation([[0, 0]], teacher: [[2, 0]], temperature: 1).value // → 0.3278…

// MARK: E8. The decision boundary

let modest: Matrix<Double> = [
    [0.6, 0.4], [0.7, 0.3], [0.55, 0.45], [0.2, 0.8], [0.35, 0.65],
]
let happened = [0, 0, 1, 1, 0]
let bold = try Probability.softmax(modest.map { Double.log($0) }, temperature: 0.3)

try Fidelity.agreement(bold, teacher: modest) // → 1.0
try Score.negativeLogLikelihood(modest, labels: happened) // → 0.5877…
try Score.negativeLogLikelihood(bold, labels: happened) // → 0.7126…

// MARK: E9. A hope stated as a law

let fourOfFive = [1, 1, 1, 1, 0]
func pays(_ always: Double) throws -> Double {
    try Score.negativeLogLikelihood(forecasts: Array(repeating: always, count: 5), outcomes: fourOfFive)
}
try pays(0.99) // → 0.9290…
try pays(0.80) // → 0.5004…

// MARK: E13. Softmax twice

try Probability.softmax([0.8, 0.2])[0] // → 0.6456…
try Probability.softmax([1] + Array(repeating: 0, count: 9)).max()! // → 0.2319…

// MARK: E14. The logits are thrown away

let fromLogits = try Probability.softmax([6, 3, 1], temperature: 4)
let fromProbabilities = try Probability.softmax(
    Probability.softmax([6, 3, 1]).map { Double.log($0) }, temperature: 4)
zip(fromLogits, fromProbabilities).allSatisfy { abs($0 - $1) < 1e-12 } // → true

let kept = try Probability.softmax([1000, 0], temperature: 1000)[1] // → 0.2689…
let lost = try Probability.softmax([1000, 0])[1] // → 0.0

// MARK: E16. Another function

func crossEntropy(_ t: [Double], _ s: [Double]) throws -> Double { try Information.crossEntropy(t, s) }

func articleLoss(_ t: [Double], _ s: [Double]) -> Double {
    -zip(t, s).reduce(0) { $0 + $1.0 * .log($1.1) + (1 - $1.0) * .log(1 - $1.1) }
}

let (t, s) = ([0.7, 0.2, 0.1], [0.6, 0.3, 0.1])
articleLoss([0.8, 0.2], [0.9, 0.1]) // → 1.0896…
try 2 * crossEntropy([0.8, 0.2], [0.9, 0.1]) // → 1.0896…
try articleLoss(t, s) / crossEntropy(t, s) // → 1.7905…
articleLoss(t, t) // → 1.4363…

// MARK: E17. No temperature

try Probability.softmax([6, 3, 1], temperature: 1)[2] // → 0.0063…
try Probability.softmax([6, 3, 1], temperature: 4)[2] // → 0.1628…

// MARK: E18. No factor T²

func pull(_ temperature: Double) throws -> Double {
    let loss = try Losses.distillation([[2, 3, 1]], teacher: [[6, 3, 1]], temperature: temperature)
    return loss.gradient.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
}

show("", ["T²·KL", "KL"])
for temperature in [1.0, 4, 16, 64] {
    let scaled = try pull(temperature)  // the library's loss has the factor
    show("T = \(Int(temperature))", [scaled, scaled / (temperature * temperature)])
}

// Prints:
//                             T²·KL         KL
//     T = 1                0.938909   0.938909
//     T = 4                1.197597   0.074850
//     T = 16               1.129985   0.004414
//     T = 64               1.099762   0.000268

// MARK: E19. No weight

let (logits, teacher): (Matrix<Double>, Matrix<Double>) = ([[2, 3, 1]], [[6, 3, 1]])
let hard = try Losses.crossEntropy(logits, labels: [0]).value
let soft = try Losses.distillation(logits, teacher: teacher, temperature: 4).value
let mixed = try Losses.distillation(logits, teacher: teacher, labels: [0], temperature: 4, alpha: 0.7).value
abs(0.3 * hard + 0.7 * soft - mixed) < 1e-12 // → true

// MARK: E20. An index is missing

let one = try Losses.distillation(logits, teacher: teacher, temperature: 4).value
let twice = try Losses.distillation([[2, 3, 1], [2, 3, 1]], teacher: [[6, 3, 1], [6, 3, 1]], temperature: 4).value
abs(one - twice) < 1e-12 // → true

// MARK: E21. Cross-entropy is no distance

try Information.crossEntropy(t, t) // → 0.8018…
try Information.klDivergence(t, t) // → 0.0

// MARK: E22. Two classes, five classes

let yt: Matrix<Double> = [[0.8, 0.2], [0.3, 0.7], [0.1, 0.9], [0.4, 0.6], [0.2, 0.8]]
let ys: Matrix<Double> = [[0.9, 0.1], [0.4, 0.6], [0.3, 0.7], [0.5, 0.5], [0.2, 0.8]]
let samples = yt.rows // → 5
let classes = yt.columns // → 2
(0..<5).allSatisfy { abs(yt[row: $0].reduce(0, +) - 1) < 1e-12 } // → true

// MARK: E24. Five wrong rows

let printed = [0.049, 0.386, 0.133, 0.324, 0.090]
func row(_ i: Int) throws -> [Double] {
    let (t, s) = (yt[row: i], ys[row: i])
    return try [
        crossEntropy(t, s), Information.entropy(t), Information.klDivergence(t, s), Information.klDivergence(s, t),
        articleLoss(t, s),
    ]
}

let rows = try (0..<5).map(row)
show("row  article", ["CE", "H", "KL(t‖s)", "KL(s‖t)", "4.1"])
for i in 0..<5 { show("\(i + 1)    \(fixed(printed[i], 3))", rows[i]) }
show("sum", (0..<5).map { column in rows.reduce(0) { $0 + $1[column] } })
show("mean", (0..<5).map { column in rows.reduce(0) { $0 + $1[column] } / 5 })

// Prints:
//     row  article               CE          H    KL(t‖s)    KL(s‖t)        4.1
//     1    0.049           0.544805   0.500402   0.044403   0.036690   1.089611
//     2    0.386           0.632465   0.610864   0.021601   0.022582   1.264930
//     3    0.133           0.441405   0.325083   0.116322   0.153664   0.882809
//     4    0.324           0.693147   0.673012   0.020136   0.020411   1.386294
//     5    0.090           0.500402   0.500402   0.000000   0.000000   1.000805
//     sum                  2.812225   2.609764   0.202461   0.233347   5.624450
//     mean                 0.562445   0.521953   0.040492   0.046669   1.124890

try Information.entropy(yt[row: 4]) / .log(10) // → 0.2173…

// MARK: E25. 0.972

let sum = [49, 386, 133, 324, 90].reduce(0, +) // → 982

// MARK: E26. Summed five times over

let again = 5 * 972 // → 4860
let rightly = 5 * 982 // → 4910

// MARK: E27. A negative loss

rows.reduce(0) { $0 + $1[0] } // → 2.8122…
rows.reduce(0) { $0 + $1[2] } // → 0.2024…

// MARK: E29. No label, no weight, no temperature, and a tie

let (v, z) = (yt.map { Double.log($0) }, ys.map { Double.log($0) })
for temperature in [1.0, 2, 4, 20] {
    show("T = \(Int(temperature))", [try Losses.distillation(z, teacher: v, temperature: temperature).value])
}
try Fidelity.agreement(ys, teacher: yt) // → 0.8

// Prints:
//     T = 1                0.040492
//     T = 2                0.060453
//     T = 4                0.068086
//     T = 20               0.070868

// MARK: E35. Nothing to learn

func coins(_ count: Int, _ random: inout RandomGenerator) throws -> (inputs: Inputs, labels: [Int]) {
    let rows = (0..<count).map { _ in (0..<10).map { _ in random.uniformFloat() } }
    return (Inputs(try Matrix(rows)), (0..<count).map { _ in random.uniform(below: 2) })
}

struct Outcome { var seen, fresh, seenLoss, freshLoss: Double }

let outcomes = try (UInt64(1)...20).map { seed in
    var random = RandomGenerator(seed: seed)
    let (own, new) = (try coins(100, &random), try coins(2000, &random))
    var network = try Network(input: .vector(10), layers: [.dense(10), .relu, .dense(2)], seed: seed)
    let loss = Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[own.labels]) }
    try train(&network, on: own.inputs, loss: loss, with: Training(epochs: 10, batchSize: 10, seed: seed))
    let (seen, fresh) = (try network.logits(own.inputs), try network.logits(new.inputs))
    return Outcome(
        seen: try Score.accuracy(Probability.softmax(seen), labels: own.labels),
        fresh: try Score.accuracy(Probability.softmax(fresh), labels: new.labels),
        seenLoss: try Losses.crossEntropy(seen, labels: own.labels).value,
        freshLoss: try Losses.crossEntropy(fresh, labels: new.labels).value)
}

show("", ["on the 100 samples", "on 2000 new ones"], width: 24)
show("accuracy", [try text(outcomes.map(\.seen)), try text(outcomes.map(\.fresh))], width: 24)
show("log loss", [try text(outcomes.map(\.seenLoss)), try text(outcomes.map(\.freshLoss))], width: 24)
let floor = Double.log(2) // → 0.6931…

// Prints:
//                             on the 100 samples        on 2000 new ones
//     accuracy              0.522 [0.497, 0.548]    0.501 [0.497, 0.504]
//     log loss              0.704 [0.688, 0.721]    0.716 [0.709, 0.723]

// MARK: E36. The student is not small

let layers: [Layer] = [.dense(10), .relu, .dense(2)]
let teacherSize = try Network(input: .vector(10), layers: layers, seed: 1).parameterCount // → 132
let studentSize = try Network(input: .vector(10), layers: layers, seed: 2).parameterCount // → 132
