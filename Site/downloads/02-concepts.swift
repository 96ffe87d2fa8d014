// 2. Concepts

import Transcript

// MARK: 2.1 The principle of knowledge distillation

import Datasets
import Distillation
import Figures

let images = try Dataset.digits().scaled(by: 1.0 / 16)

func labelLoss(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

func teacher(of data: Dataset, seed: UInt64) throws -> Network {
    var network = try Network(input: .vector(64), layers: [.dense(64), .relu, .dense(10)], seed: seed)
    try train(
        &network, on: Inputs(data.features), loss: labelLoss(data.labels), with: Training(epochs: 60, seed: seed))
    return network
}

let parts = try images.parts([700, 700, 397], seed: 1)
let test = parts[2]
let teachers = [try teacher(of: parts[0], seed: 1), try teacher(of: parts[1], seed: 2)]
let logits = try teachers.map { try $0.logits(Inputs(test.features)) }

let right = try logits.map {
    try Score.accuracy(Probability.softmax($0), labels: test.labels)
} // → [0.9722…

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these widths (or the last).
func show(_ name: String, _ cells: [String], widths: Int...) {
    print(TextTable.row(name, cells, nameWidth: 22, widths: widths))
}

func mean<Values: Collection>(_ values: Values) -> Double where Values.Element == Double {
    values.reduce(0, +) / Double(values.count)
}

/// A share with its interval.
func share(_ interval: Interval) -> String {
    interval.formatted(decimals: 3)
}

/// A difference with its interval; a star where it does not hold 0.
func text(_ interval: Interval) -> String {
    interval.formattedDifference(decimals: 3)
}

let forecast = try Probability.softmax(logits[0])
let (choices, doubts) = (try Probability.argmax(forecast), try Information.entropy(forecast))
let correct = test.labels.indices.filter { choices[$0] == test.labels[$0] }
let doubtful = correct.max { doubts[$0] < doubts[$1] }!

let shades = Array(" .:-=+*#%@")
for y in 0..<8 {
    print(String((0..<8).flatMap { x in
        let shade = shades[Int(9 * test.features[doubtful, 8 * y + x])]
        return [shade, shade]
    }))
}
print("label:", test.labels[doubtful])
show("", (0..<10).map(String.init), widths: 7)
for temperature in [1.0, 4] {
    let row = try Probability.softmax(logits[0], temperature: temperature)[row: doubtful]
    show("T = \(Int(temperature))", row.map { fixed($0, 3) }, widths: 7)
}

// Prints:
//           ::####    
//         ..##**++::  
//       ..##::  ==--  
//       ..%%++..%%    
//         ..++@@##    
//             **##::  
//           ..**++..  
//           ..@@##    
//     label: 8
//                                 0      1      2      3      4      5      6      7      8      9
//     T = 1                   0.002  0.240  0.001  0.070  0.041  0.067  0.023  0.013  0.457  0.085
//     T = 4                   0.046  0.150  0.039  0.110  0.097  0.109  0.084  0.072  0.176  0.116

/// The classes of a row, from the likeliest to the least likely.
func ranking(_ row: [Double]) -> [Int] { row.indices.sorted { row[$0] > row[$1] } }

show("mean probability", ["1st", "2nd", "3rd", "others"], widths: 9)
for temperature in [1.0, 4] {
    let rows = try Probability.softmax(logits[0], temperature: temperature)
    let sorted = (0..<rows.rows).map { rows[row: $0].sorted(by: >) }
    let cells = [mean(sorted.map { $0[0] }), mean(sorted.map { $0[1] }), mean(sorted.map { $0[2] })]
    show("T = \(Int(temperature))", (cells + [1 - cells.reduce(0, +)]).map { fixed($0, 3) }, widths: 9)
}

// Prints:
//     mean probability            1st      2nd      3rd   others
//     T = 1                     0.938    0.043    0.012    0.007
//     T = 4                     0.472    0.141    0.100    0.286

/// How often two teachers that both choose the right class agree on the second choice, too; how often the second
/// teacher's is guessed from the digit alone, by the first one's habit; and the first one's second choices, counted.
func secondChoices(seed: UInt64) throws -> (together: Double, byHabit: Double, counts: Matrix<Double>) {
    let parts = try images.parts([700, 700, 397], seed: seed)
    let test = parts[2]
    let ranks = try [0, 1].map { i in
        let logits = try teacher(of: parts[i], seed: 10 * seed + UInt64(i)).logits(Inputs(test.features))
        return (0..<test.count).map { ranking(logits[row: $0]) }
    }
    let both = test.labels.indices.filter { i in ranks.allSatisfy { $0[i][0] == test.labels[i] } }
    var counts = Matrix<Double>(rows: 10, columns: 10)
    for i in both { counts[test.labels[i], ranks[0][i][1]] += 1 }
    let habits = (0..<10).map { ranking(counts[row: $0])[0] }
    let together = mean(both.map { ranks[0][$0][1] == ranks[1][$0][1] ? 1.0 : 0 })
    let byHabit = mean(both.map { habits[test.labels[$0]] == ranks[1][$0][1] ? 1.0 : 0 })
    return (together, byHabit, counts)
}

let seeds: [UInt64] = [1, 2, 3, 4, 5]
let found = try seeds.map { try secondChoices(seed: $0) }
show("same second choice", ["mean and interval"], widths: 24)
show("the two teachers", [share(try Statistics.studentInterval(found.map(\.together)))], widths: 24)
show("guessed by class", [share(try Statistics.studentInterval(found.map(\.byHabit)))], widths: 24)
show("guessed blindly", [fixed(1.0 / 9, 3)], widths: 8)
let beyondHabit = try Statistics.pairedStudentInterval(found.map(\.together), found.map(\.byHabit))
show("beyond the habit", [share(beyondHabit)], widths: 24)

// Prints:
//     same second choice           mean and interval
//     the two teachers          0.634 [0.573, 0.695]
//     guessed by class          0.370 [0.321, 0.420]
//     guessed blindly          0.111
//     beyond the habit          0.264 [0.241, 0.286]

let digitNames = (0..<10).map(String.init)
figure(
    "second-choices",
    try HeatMap(
        "The first teacher's second choices", rows: Axis("the digit"), columns: Axis("second choice"),
        rowNames: digitNames, columnNames: digitNames, values: found[0].counts, valueName: "images"))

// MARK: 2.2 The principle of model uncertainty

let mixture = try GaussianMixture.unequalCovariances()
let points = try mixture.sample(1000, seed: 1)
let truth = try mixture.posterior(at: points.features)
let doubtOfTruth = mean(try Information.entropy(truth)) // → 0.5594…

func member(of data: Dataset, seed: UInt64) throws -> Network {
    var network = try Network(
        input: .vector(2), layers: [.dense(16), .relu, .dense(16), .relu, .dense(3)], seed: seed)
    let training = Training(epochs: 8000 / data.count, rate: 0.01, seed: seed)
    try train(&network, on: Inputs(data.features), loss: labelLoss(data.labels), with: training)
    return network
}

func ensemble(of data: Dataset, resampled: Bool, seed: UInt64) throws -> Ensemble {
    Ensemble(try (UInt64(0)..<8).map { m in
        var generator = RandomGenerator(seed: 100 * seed + m)
        let drawn = (0..<data.count).map { resampled ? generator.uniform(below: data.count) : $0 }
        return try member(of: data.subset(drawn), seed: 100 * seed + m)
    })
}

struct Finding { let total, data, knowledge, distance: Double }

func finding(_ ensemble: Ensemble) throws -> Finding {
    let u = try EnsembleUncertainty(ofLogits: ensemble.logits(Inputs(points.features)))
    return Finding(
        total: mean(u.total), data: mean(u.data), knowledge: mean(u.knowledge),
        distance: try Fidelity.klDivergence(u.mean, teacher: truth))
}

let (sizes, samples) = ([50, 200, 800, 3200], Array(UInt64(1)...10))

/// For each size ten ensembles, each of another sample.
func findings(resampled: Bool) throws -> [[Finding]] {
    try sizes.map { size in
        try samples.map { seed in
            let data = try mixture.sample(size, seed: 1000 + seed)
            return try finding(ensemble(of: data, resampled: resampled, seed: seed))
        }
    }
}

let kinds = [("same data", try findings(resampled: false)), ("resampled", try findings(resampled: true))]
for (kind, found) in kinds {
    show(kind, ["total", "data", "knowledge", "KL from truth"], widths: 10, 10, 12, 15)
    for (size, row) in zip(sizes, found) {
        let columns: [(Finding) -> Double] = [\.total, \.data, \.knowledge, \.distance]
        show("n = \(size)", columns.map { fixed(mean(row.map($0)), 3) }, widths: 10, 10, 12, 15)
    }
}

// Prints:
//     same data                  total      data   knowledge  KL from truth
//     n = 50                     0.345     0.301       0.045          0.708
//     n = 200                    0.543     0.533       0.010          0.062
//     n = 800                    0.569     0.561       0.008          0.021
//     n = 3200                   0.578     0.566       0.012          0.014
//     resampled                  total      data   knowledge  KL from truth
//     n = 50                     0.413     0.210       0.203          0.530
//     n = 200                    0.534     0.483       0.051          0.065
//     n = 800                    0.566     0.548       0.018          0.022
//     n = 3200                   0.573     0.559       0.015          0.014

let (same, resampled) = (kinds[0].1, kinds[1].1)
show("", ["knowledge", "KL from truth"], widths: 28)
for (size, (a, b)) in zip(sizes, zip(resampled, same)) {
    show("resampled, n = \(size)", [
        text(try Statistics.pairedStudentInterval(a.map(\.knowledge), b.map(\.knowledge))),
        text(try Statistics.pairedStudentInterval(a.map(\.distance), b.map(\.distance))), " minus same data",
    ], widths: 28, 28, 17)
}

// Prints:
//                                              knowledge               KL from truth
//     resampled, n = 50        * +0.158 [+0.127, +0.190]   * -0.178 [-0.277, -0.080]  minus same data
//     resampled, n = 200       * +0.041 [+0.036, +0.046]     +0.003 [-0.003, +0.009]  minus same data
//     resampled, n = 800       * +0.010 [+0.008, +0.012]     +0.001 [-0.002, +0.004]  minus same data
//     resampled, n = 3200      * +0.003 [+0.001, +0.005]     +0.001 [-0.001, +0.002]  minus same data

let data = try mixture.sample(50, seed: 1001)
let members = try ensemble(of: data, resampled: true, seed: 1)
let grid = try Grid(x: (-4, 4), y: (-3, 3), columns: 48, rows: 36)
let cells = try EnsembleUncertainty(ofLogits: members.logits(Inputs(grid.points)))

func map(_ title: String, _ values: [Double], _ name: String) throws -> DecisionMap {
    try DecisionMap(
        title, x: Axis("first coordinate"), y: Axis("second coordinate"), grid: grid, classes: ["A", "B", "C"],
        labels: Probability.argmax(cells.mean), uncertainties: values, uncertaintyName: name,
        points: data.features.map { Double($0) }, pointLabels: data.labels)
}

figure("data-uncertainty", try map("Data uncertainty", cells.data, "data (nats)"))
figure("knowledge-uncertainty", try map("Knowledge uncertainty", cells.knowledge, "knowledge (nats)"))

let places: [(name: String, at: [Float])] = [
    ("among the samples", [0, 0]), ("inside class B", [2.5, -2]), ("upper left", [-3.5, 2.5]), ("far away", [8, 8]),
]
let there = try Matrix(places.map(\.at))
let asked = try EnsembleUncertainty(ofLogits: members.logits(Inputs(there)))
let doubtThere = try Information.entropy(mixture.posterior(at: there))
show("", ["total", "data", "knowledge", "of the truth"], widths: 10, 10, 12, 14)
for (i, place) in places.enumerated() {
    let cells = [asked.total[i], asked.data[i], asked.knowledge[i], doubtThere[i]]
    show(place.name, cells.map { fixed($0, 3) }, widths: 10, 10, 12, 14)
}

// Prints:
//                                total      data   knowledge  of the truth
//     among the samples          0.882     0.445       0.437         1.052
//     inside class B             0.000     0.000       0.000         0.000
//     upper left                 0.995     0.263       0.732         0.526
//     far away                   0.000     0.000       0.000         0.000

// MARK: What the decision boundary tells

let many = try mixture.sample(20_000, seed: 2)
let perfect = try mixture.posterior(at: many.features)
let perfectLogits = perfect.map { Double.log($0) }
let bolder = try Probability.softmax(perfectLogits, temperature: 0.3)
let timid = try Probability.softmax(perfectLogits, temperature: 3)

let oneEyed = try GaussianMixture(
    means: mixture.means.map { [$0[0]] }, covariances: mixture.covariances.map { [[$0[0, 0]]] },
    priors: mixture.priors)
let firstCoordinates = try Matrix(rows: many.count, columns: 1, elements: (0..<many.count).map { many.features[$0, 0] })

let rates = try Matrix(rows: many.count, columns: 3, elements: (0..<many.count).flatMap { _ in mixture.priors })

var swapped = perfect
for i in 0..<many.count {
    let order = ranking(perfect[row: i])
    (swapped[i, order[1]], swapped[i, order[2]]) = (perfect[i, order[2]], perfect[i, order[1]])
}

let forecasters = [
    ("the truth", perfect), ("bolder, T = 0.3", bolder), ("more timid, T = 3", timid),
    ("first coordinate only", try oneEyed.posterior(at: firstCoordinates)), ("base rates", rates),
    ("2nd and 3rd swapped", swapped),
]
show("", ["accuracy", "ECE", "entropy", "Brier", "NLL"], widths: 10)
for (name, said) in forecasters {
    let cells = [
        try Score.accuracy(said, labels: many.labels), try Calibration.expectedError(said, labels: many.labels).value,
        try Score.sharpness(said), try Score.brier(said, labels: many.labels),
        try Score.negativeLogLikelihood(said, labels: many.labels),
    ]
    show(name, cells.map { fixed($0, 3) }, widths: 10)
}

let sameBoundary = try Fidelity.agreement(bolder, teacher: perfect) // → 1.0
let sameAgain = try Fidelity.agreement(timid, teacher: perfect) // → 1.0

// Prints:
//                             accuracy       ECE   entropy     Brier       NLL
//     the truth                  0.773     0.007     0.550     0.321     0.547
//     bolder, T = 0.3            0.773     0.162     0.169     0.383     0.931
//     more timid, T = 3          0.773     0.203     0.877     0.398     0.686
//     first coordinate only      0.593     0.006     0.847     0.516     0.845
//     base rates                 0.400     0.000     1.089     0.660     1.089
//     2nd and 3rd swapped        0.773     0.007     0.550     0.372     0.916

// MARK: What a better fit does

let trials = try samples.map { seed in
    let own = try mixture.sample(200, seed: 2000 + seed)
    return try [20, 200].map { epochs in
        var network = try Network(
            input: .vector(2), layers: [.dense(64), .relu, .dense(64), .relu, .dense(3)], seed: seed)
        let training = Training(epochs: epochs, rate: 0.005, seed: seed)
        try train(&network, on: Inputs(own.features), loss: labelLoss(own.labels), with: training)
        let said = try Probability.softmax(network.logits(Inputs(points.features)))
        return [
            try Losses.crossEntropy(network.logits(Inputs(own.features)), labels: own.labels).value,
            try Score.accuracy(said, labels: points.labels),
            try Score.negativeLogLikelihood(said, labels: points.labels),
            try Calibration.expectedError(said, labels: points.labels).value,
        ]
    }
}

show("", ["20", "200", "200 minus 20"], widths: 9, 9, 28)
let measured = ["loss on its own data", "accuracy on new data", "NLL on new data", "ECE on new data"]
for (column, name) in measured.enumerated() {
    let (short, long) = (trials.map { $0[0][column] }, trials.map { $0[1][column] })
    let change = try Statistics.pairedStudentInterval(long, short)
    show(name, [fixed(mean(short), 3), fixed(mean(long), 3), text(change)], widths: 9, 9, 28)
}

// Prints:
//                                  20      200                200 minus 20
//     loss on its own data      0.525    0.323   * -0.201 [-0.235, -0.168]
//     accuracy on new data      0.750    0.696   * -0.054 [-0.069, -0.039]
//     NLL on new data           0.623    0.980   * +0.357 [+0.302, +0.412]
//     ECE on new data           0.056    0.140   * +0.084 [+0.059, +0.109]

// MARK: 2.4 The flow chart

let master = teachers[0]
let lesson = parts[0]
let targets = try master.logits(Inputs(lesson.features))
var apprentice = try Network(input: .vector(64), layers: [.dense(12), .relu, .dense(10)], seed: 3)
let before = (master: master.fingerprint, apprentice: apprentice.fingerprint)

let loss = Loss { logits, batch in
    try Losses.distillation(
        logits, teacher: batch[targets], labels: batch[lesson.labels], temperature: 4, alpha: 0.9)
}
try train(&apprentice, on: Inputs(lesson.features), loss: loss, with: Training(epochs: 1, seed: 3))

master.fingerprint == before.master // → true
apprentice.fingerprint == before.apprentice // → false
