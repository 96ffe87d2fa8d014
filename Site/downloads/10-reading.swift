// 10. Further reading

import Transcript

// MARK: Tried: the digit that was never shown

import Datasets
import Distillation
import Figures

let images = try Dataset.digits().scaled(by: 1.0 / 16)
let seeds: [UInt64] = Array(1...8)

func labelLoss(_ labels: [Int], smoothing: Double = 0) -> Loss {
    Loss { s, batch in try Losses.labelSmoothing(s, labels: batch[labels], epsilon: smoothing) }
}

func blank(hidden: Int, seed: UInt64) throws -> Network {
    try Network(input: .vector(64), layers: [.dense(hidden), .relu, .dense(10)], seed: seed)
}

struct Trial {
    let teacher: Network
    let transfer: Dataset  // without threes
    let validation: Dataset
    let test: Dataset
    let seed: UInt64
}

let trials = try seeds.map { seed in
    let parts = try images.parts([700, 600, 150, 347], seed: seed)
    var teacher = try blank(hidden: 128, seed: seed)
    try train(
        &teacher, on: Inputs(parts[0].features), loss: labelLoss(parts[0].labels),
        with: Training(epochs: 30, seed: seed))
    let others = parts[1].labels.indices.filter { parts[1].labels[$0] != 3 }
    return Trial(
        teacher: teacher, transfer: try parts[1].subset(others), validation: parts[2],
        test: parts[3], seed: seed)
}

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these widths
/// (or the last).
func show(_ name: String, _ cells: [String], widths: Int...) {
    print(TextTable.row(name, cells, nameWidth: 24, widths: widths))
}

/// A share with its interval, which no share leaves.
func share(_ values: [Double]) throws -> String {
    let interval = try Statistics.studentInterval(values)
    let (lower, upper) = (max(0, interval.lower), min(1, interval.upper))
    return "\(fixed(interval.estimate, 3)) [\(fixed(lower, 3)), \(fixed(upper, 3))]"
}

/// A difference with its interval; a star where it does not hold 0.
func text(_ interval: Interval) -> String {
    interval.formattedDifference(decimals: 3)
}

/// The mean of `first` minus `second` over eight splits, with its interval and with that stretched.
func both(_ first: [Double], _ second: [Double], test: Int, training: Int) throws -> [String] {
    let plain = try Statistics.pairedStudentInterval(first, second)
    let stretch = (1 + 8 * Double(test) / Double(training)).squareRoot()
    return [text(plain), text(try plain.widened(by: stretch))]
}

/// The logits with those of class 3 raised, which is what a larger bias does.
func raised(_ logits: Matrix<Double>, by bias: Double) -> Matrix<Double> {
    var logits = logits
    for i in 0..<logits.rows { logits[i, 3] += bias }
    return logits
}

func accuracy(_ logits: Matrix<Double>, _ labels: [Int]) throws -> Double {
    try Score.accuracy(Probability.softmax(logits), labels: labels)
}

/// The share of the threes that are taken for threes.
func threesFound(_ logits: Matrix<Double>, _ labels: [Int]) throws -> Double {
    let choices = try Probability.argmax(logits)
    let threes = labels.indices.filter { labels[$0] == 3 }
    return Double(threes.count { choices[$0] == 3 }) / Double(threes.count)
}

struct Outcome { let asTrained, corrected, bias: Double }

func outcome(_ trial: Trial, _ loss: (Trial) throws -> Loss) throws -> Outcome {
    var student = try blank(hidden: 64, seed: 100 + trial.seed)
    let training = Training(epochs: 60, rate: 0.002, seed: trial.seed)
    try train(&student, on: Inputs(trial.transfer.features), loss: loss(trial), with: training)
    let check = try student.logits(Inputs(trial.validation.features))
    let biases = (-16...48).map { Double($0) / 4 }
    let right = try biases.map { try accuracy(raised(check, by: $0), trial.validation.labels) }
    // Of equally good ones the smallest.
    let bias = zip(right, biases).max { ($0.0, -abs($0.1)) < ($1.0, -abs($1.1)) }!.1
    let logits = try student.logits(Inputs(trial.test.features))
    return Outcome(
        asTrained: try threesFound(logits, trial.test.labels),
        corrected: try threesFound(raised(logits, by: bias), trial.test.labels), bias: bias)
}

func soft(_ temperature: Double) -> (Trial) throws -> Loss {
    { trial in
        let answers = try trial.teacher.logits(Inputs(trial.transfer.features))
        return Loss { s, batch in
            try Losses.distillation(s, teacher: batch[answers], temperature: temperature)
        }
    }
}

let lessons: [(name: String, loss: (Trial) throws -> Loss)] = [
    ("labels", { labelLoss($0.transfer.labels) }),
    ("teacher, T = 1", soft(1)), ("teacher, T = 4", soft(4)), ("teacher, T = 20", soft(20)),
]
let outcomes = try lessons.map { lesson in try trials.map { try outcome($0, lesson.loss) } }

show("threes found", ["as trained", "with its bias", "mean bias"], widths: 24, 24, 12)
for (lesson, outcomes) in zip(lessons, outcomes) {
    show(lesson.name, [
        try share(outcomes.map(\.asTrained)), try share(outcomes.map(\.corrected)),
        fixed(outcomes.map(\.bias).reduce(0, +) / 8, 2),
    ], widths: 24, 24, 12)
}
let byTeacher = try trials.map { trial in
    try threesFound(trial.teacher.logits(Inputs(trial.test.features)), trial.test.labels)
}
show("the teacher itself", [try share(byTeacher)], widths: 24)

let (cool, hot) = (outcomes[1], outcomes[2])
show("difference", ["these images", "other images"], widths: 27)
for (name, first, second) in [
    ("T = 4 minus T = 1", hot.map(\.asTrained), cool.map(\.asTrained)),
    ("T = 1, bias corrected", cool.map(\.corrected), cool.map(\.asTrained)),
    ("T = 4 minus teacher", hot.map(\.corrected), byTeacher),
] {
    show(name, try both(first, second, test: 347, training: 600), widths: 27)
}
print("least and greatest bias, T = 4:", hot.map(\.bias).min()!, hot.map(\.bias).max()!)

// Prints:
//     threes found                          as trained           with its bias   mean bias
//     labels                      0.000 [0.000, 0.000]    0.079 [0.000, 0.207]        3.66
//     teacher, T = 1              0.754 [0.694, 0.813]    0.875 [0.813, 0.937]        1.06
//     teacher, T = 4              0.900 [0.847, 0.953]    0.925 [0.879, 0.971]        0.31
//     teacher, T = 20             0.886 [0.843, 0.928]    0.925 [0.889, 0.961]        0.41
//     the teacher itself          0.932 [0.894, 0.970]
//     difference                             these images               other images
//     T = 4 minus T = 1         * +0.146 [+0.123, +0.170]  * +0.146 [+0.090, +0.203]
//     T = 1, bias corrected     * +0.121 [+0.046, +0.197]    +0.121 [-0.057, +0.300]
//     T = 4 minus teacher         -0.007 [-0.059, +0.045]    -0.007 [-0.131, +0.117]
//     least and greatest bias, T = 4: -0.25 1.25

let intervals = try [\Outcome.asTrained, \.corrected].map { column in
    try outcomes.map { try Statistics.studentInterval($0.map { $0[keyPath: column] }) }
}
figure(
    "threes",
    try BarChart(
        "Threes found by students that never saw one",
        value: Axis("share of the threes", from: 0, to: 1),
        categories: lessons.map(\.name),
        series: zip(["as trained", "with its bias corrected"], intervals).map { name, intervals in
            .init(
                name,
                intervals: intervals.map {
                    Interval(
                        estimate: $0.estimate, lower: max(0, $0.lower), upper: min(1, $0.upper),
                        level: $0.level)
                })
        }))

// MARK: Tried: the better teacher that teaches worse

struct Pair { let hard, smoothed: [Double] }  // accuracy, NLL, ECE

func measures(_ network: Network, _ test: Dataset) throws -> [Double] {
    let said = try Probability.softmax(network.logits(Inputs(test.features)))
    return [
        try Score.accuracy(said, labels: test.labels),
        try Score.negativeLogLikelihood(said, labels: test.labels),
        try Calibration.expectedError(said, labels: test.labels).value,
    ]
}

var pairs: [String: [Pair]] = [:]
for seed in seeds {
    let parts = try images.parts([400, 1397], seed: seed)
    let (inputs, labels) = (Inputs(parts[0].features), parts[0].labels)
    let teachers = try [0, 0.1].map { smoothing in
        var teacher = try blank(hidden: 128, seed: seed)
        let loss = labelLoss(labels, smoothing: smoothing)
        try train(&teacher, on: inputs, loss: loss, with: Training(epochs: 60, seed: seed))
        return teacher
    }
    func keep(_ name: String, _ networks: [Network]) throws {
        let both = try networks.map { try measures($0, parts[1]) }
        pairs[name, default: []].append(Pair(hard: both[0], smoothed: both[1]))
    }
    try keep("the teachers", teachers)
    for temperature in [1.0, 4] {
        try keep("students, T = \(Int(temperature))", teachers.map { teacher in
            let answers = try teacher.logits(inputs)
            var student = try blank(hidden: 12, seed: 100 + seed)
            let loss = Loss { s, batch in
                try Losses.distillation(s, teacher: batch[answers], temperature: temperature)
            }
            let training = Training(epochs: 80, rate: 0.005, seed: seed)
            try train(&student, on: inputs, loss: loss, with: training)
            return student
        })
    }
}

let teachers = pairs["the teachers"]!
for (name, column) in [("accuracy", 0), ("NLL", 1), ("ECE", 2)] {
    let means = [teachers.map { $0.hard[column] }, teachers.map { $0.smoothed[column] }].map {
        $0.reduce(0, +) / Double($0.count)
    }
    print("\(name) of the teachers: plain \(fixed(means[0], 3)), smoothed \(fixed(means[1], 3))")
}

for (measure, column) in [("accuracy", 0), ("NLL", 1), ("ECE", 2)] {
    show("\(measure), smoothed − plain", ["these images", "other images"], widths: 27)
    for name in ["the teachers", "students, T = 1", "students, T = 4"] {
        let smoothed = pairs[name]!.map { $0.smoothed[column] }
        let plain = pairs[name]!.map { $0.hard[column] }
        show("  " + name, try both(smoothed, plain, test: 1397, training: 400), widths: 27)
    }
}

// Prints:
//     accuracy of the teachers: plain 0.950, smoothed 0.955
//     NLL of the teachers: plain 0.169, smoothed 0.292
//     ECE of the teachers: plain 0.028, smoothed 0.153
//     accuracy, smoothed − plain               these images               other images
//       the teachers            * +0.005 [+0.002, +0.007]    +0.005 [-0.010, +0.019]
//       students, T = 1           +0.002 [-0.004, +0.007]    +0.002 [-0.027, +0.030]
//       students, T = 4           -0.004 [-0.011, +0.002]    -0.004 [-0.040, +0.032]
//     NLL, smoothed − plain                  these images               other images
//       the teachers            * +0.123 [+0.116, +0.130]  * +0.123 [+0.086, +0.160]
//       students, T = 1         * +0.121 [+0.109, +0.134]  * +0.121 [+0.054, +0.189]
//       students, T = 4         * +0.184 [+0.155, +0.213]  * +0.184 [+0.028, +0.340]
//     ECE, smoothed − plain                  these images               other images
//       the teachers            * +0.125 [+0.120, +0.129]  * +0.125 [+0.100, +0.150]
//       students, T = 1         * +0.120 [+0.113, +0.127]  * +0.120 [+0.084, +0.156]
//       students, T = 4         * +0.156 [+0.137, +0.175]  * +0.156 [+0.056, +0.256]
