// 8. Trends and challenges

import Transcript

import Datasets
import Distillation
import Figures

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints rows in columns, the first set to the left and the others to the right.
func printColumns(_ rows: [[String]]) {
    for line in TextTable.lines(rows) { print(line) }
}

func mean<Values: Collection>(_ values: Values) -> Double where Values.Element == Double {
    values.reduce(0, +) / Double(values.count)
}

/// An interval as text, with a star where it does not hold 0.
func text(_ interval: Interval) -> String {
    interval.formattedDifference(decimals: 3)
}

/// A line of a chart through the means over the seeds, each with its interval.
func series(_ name: String, x: [Double], _ values: [[Double]]) throws -> Series {
    let intervals = try values.map { try Statistics.studentInterval($0) }
    return Series(name, x: x, intervals: intervals)
}

func labelLoss(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

func softLoss(_ teacher: Matrix<Double>, temperature: Double = 1) throws -> Loss {
    if temperature == 1 {  // the cross-entropy has the same gradient, for half the work
        let said = try Probability.softmax(teacher)
        return Loss { logits, batch in try Losses.crossEntropy(logits, targets: batch[said]) }
    }
    return Loss { logits, batch in
        try Losses.distillation(logits, teacher: batch[teacher], temperature: temperature)
    }
}

func taught(
    _ blank: Network, on inputs: Matrix<Float>, _ loss: Loss,
    steps: Int, rate: Double = 0.005, seed: UInt64
) throws -> Network {
    var network = blank
    let epochs = max(1, steps / ((inputs.rows + 31) / 32))
    try train(
        &network, on: Inputs(inputs), loss: loss,
        with: Training(epochs: epochs, rate: rate, schedule: .cosine(), seed: seed))
    return network
}

func network(_ width: Int, inputs: Int = 64, outputs: Int = 10, seed: UInt64) throws -> Network {
    try Network(input: .vector(inputs), layers: [.dense(width), .relu, .dense(outputs)], seed: seed)
}

struct Marks {
    let accuracy, nll, ece: Double
    let tooSure: Double  // mean confidence minus accuracy

    init(_ said: Matrix<Double>, _ test: Dataset) throws {
        accuracy = try Score.accuracy(said, labels: test.labels)
        nll = try Score.negativeLogLikelihood(said, labels: test.labels)
        ece = try Calibration.expectedError(said, labels: test.labels).value
        tooSure = try Calibration.overconfidence(said, labels: test.labels)
    }

    init(_ network: Network, _ test: Dataset) throws {
        try self.init(Probability.softmax(network.logits(Inputs(test.features))), test)
    }
}

struct Ledger<Entry> {
    private(set) var names: [String] = []
    private var entries: [String: [Entry]] = [:]

    mutating func note(_ entry: Entry, _ name: String) {
        if entries[name] == nil { names.append(name) }
        entries[name, default: []].append(entry)
    }

    subscript(name: String) -> [Entry] { entries[name]! }
}

let seeds: [UInt64] = Array(1...10)
let images = try Dataset.digits().scaled(by: 1.0 / 16)

typealias Measures<Entry> = KeyValuePairs<String, (Entry) -> Double>

extension Ledger {
    /// A line for each name: the mean of each measure and, if there is another name to compare with,
    /// how much larger it is than under that.
    func table(
        _ title: String, _ names: [String], _ measures: Measures<Entry>, digits: Int = 3,
        minus other: String? = nil
    ) throws {
        var rows = [[title] + measures.map(\.key)]
        if let other { rows[0] += measures.map { "\($0.key) minus \(other)" } }
        for name in names {
            rows.append([name] + measures.map { fixed(mean(self[name].map($0.value)), digits) })
            if let other, other != name {
                rows[rows.count - 1] += try measures.map { try minus(name, other, $0.value) }
            }
        }
        printColumns(rows)
    }

    /// A line for each pair of names: how much larger each measure is under the first than under the second.
    func compare(_ pairs: [(String, String)], _ measures: Measures<Entry>) throws {
        printColumns(
            [[""] + measures.map(\.key)]
                + (try pairs.map { one, other in
                    try ["\(one) − \(other)"] + measures.map { try minus(one, other, $0.value) }
                }))
    }

    func minus(_ one: String, _ other: String, _ value: (Entry) -> Double) throws -> String {
        text(try Statistics.pairedStudentInterval(self[one].map(value), self[other].map(value)))
    }
}

// MARK: 8.1 Faster distillation

/// Inputs, and what the teacher says of each if it is asked.
struct Pool {
    let inputs: Matrix<Float>
    let answers: Matrix<Double>
}

/// A way to choose: where a committee of so many students is most in doubt, or by chance.
struct Way {
    let name: String
    var members: UInt64 = 1
    var doubt: ((EnsembleUncertainty) -> [Double])?
}

/// A student for each budget of answers, and what the last one asked about.
func students(
    of pool: Pool, budgets: [Int], way: Way, seed: UInt64,
    teach: (_ inputs: Matrix<Float>, _ loss: Loss, _ member: UInt64) throws -> Network
) throws -> (students: [Network], asked: [Int]) {
    var chance = RandomGenerator(seed: seed).substream("whom to ask")
    var (students, asked): ([Network], [Int]) = ([], [])
    var doubts: [Double]?
    for budget in budgets {
        var left = chance.shuffled((0..<pool.inputs.rows).filter { !asked.contains($0) })
        if let doubts { left.sort { doubts[$0] > doubts[$1] } }
        asked += left.prefix(budget - asked.count)
        let inputs = pool.inputs.selectingRows(asked)
        let loss = try softLoss(pool.answers.selectingRows(asked))
        let student = try teach(inputs, loss, 0)
        students.append(student)
        if let doubt = way.doubt, budget != budgets.last {
            let committee = try [student] + (1..<way.members).map { try teach(inputs, loss, $0) }
            let said = try Ensemble(committee).logits(Inputs(pool.inputs))
            doubts = doubt(try EnsembleUncertainty(ofLogits: said))
        }
    }
    return (students, asked)
}

let budgets = [50, 100, 200, 400]
var asking = Ledger<Marks>()

for seed in UInt64(1)...20 {
    let split = try images.split(train: 600, validation: 700, seed: seed)
    let (own, unlabelled) = (split.train, split.validation.features)
    let teacher = try taught(
        network(128, seed: seed), on: own.features, labelLoss(own.labels), steps: 600, seed: seed)
    let pool = Pool(inputs: unlabelled, answers: try teacher.logits(Inputs(unlabelled)))

    var first: Network?  // both ways begin with the same images drawn by lot, so with the same student
    func teach(_ inputs: Matrix<Float>, _ loss: Loss, _: UInt64) throws -> Network {
        if let first, inputs.rows == budgets[0] { return first }
        let blank = try network(12, seed: 100 + seed)
        let student = try taught(blank, on: inputs, loss, steps: 1000, seed: seed)
        if first == nil { first = student }
        return student
    }
    for way in [Way(name: "random"), Way(name: "doubtful", doubt: \.total)] {
        let (taughtSo, _) = try students(
            of: pool, budgets: budgets, way: way, seed: seed, teach: teach)
        for (budget, student) in zip(budgets, taughtSo) {
            asking.note(try Marks(student, split.test), "\(way.name) \(budget)")
        }
    }
    asking.note(try Marks(teach(unlabelled, softLoss(pool.answers), 0), split.test), "all 700")
    asking.note(try Marks(teacher, split.test), "the teacher")
}

try asking.table("mean of 20", asking.names, ["accuracy": \.accuracy, "NLL": \.nll, "ECE": \.ece])

// Prints:
//     mean of 20   accuracy     NLL     ECE
//     random 50       0.827   0.555   0.047
//     random 100      0.884   0.387   0.048
//     random 200      0.921   0.258   0.047
//     random 400      0.937   0.211   0.043
//     doubtful 50     0.827   0.555   0.047
//     doubtful 100    0.896   0.352   0.056
//     doubtful 200    0.935   0.226   0.051
//     doubtful 400    0.947   0.192   0.049
//     all 700         0.943   0.194   0.044
//     the teacher     0.964   0.120   0.023

let inQuestion = [
    ("doubtful 100", "random 100"), ("doubtful 200", "random 200"), ("doubtful 400", "random 400"),
    ("doubtful 200", "random 400"), ("doubtful 400", "all 700"),
]
try asking.compare(inQuestion, ["accuracy": \.accuracy, "NLL": \.nll, "ECE": \.ece])

for (half, members) in [("first ten", 0..<10), ("last ten", 10..<20)] {
    for budget in [200, 400] {
        let (one, other) = (asking["doubtful \(budget)"], asking["random \(budget)"])
        let interval = try Statistics.pairedStudentInterval(
            one[members].map(\.nll), other[members].map(\.nll))
        print("NLL, the \(half) seeds, \(budget): \(text(interval))")
    }
}

// Prints:
//                                                accuracy                       NLL                       ECE
//     doubtful 100 − random 100   +0.012 [-0.003, +0.027]   -0.035 [-0.077, +0.008] * +0.009 [+0.002, +0.016]
//     doubtful 200 − random 200 * +0.015 [+0.007, +0.022] * -0.032 [-0.050, -0.014]   +0.004 [-0.001, +0.009]
//     doubtful 400 − random 400 * +0.010 [+0.005, +0.016] * -0.019 [-0.034, -0.005] * +0.006 [+0.001, +0.011]
//     doubtful 200 − random 400   -0.002 [-0.008, +0.005]   +0.014 [-0.000, +0.029] * +0.008 [+0.003, +0.012]
//     doubtful 400 − all 700      +0.005 [-0.000, +0.009]   -0.003 [-0.016, +0.011]   +0.005 [-0.000, +0.010]
//     NLL, the first ten seeds, 200: * -0.030 [-0.060, -0.000]
//     NLL, the first ten seeds, 400:   -0.016 [-0.041, +0.009]
//     NLL, the last ten seeds, 200: * -0.034 [-0.062, -0.007]
//     NLL, the last ten seeds, 400: * -0.023 [-0.042, -0.004]

let asks = budgets.map { Double($0) }
figure(
    "asking-digits",
    try LineChart(
        "What an answer is worth: digits", x: Axis("answers of the teacher", scaling: .logarithmic),
        y: Axis("NLL of the student", unit: "nats"),
        series: ["random", "doubtful"].map { way in
            try series(way, x: asks, budgets.map { asking["\(way) \($0)"].map(\.nll) })
        }, intervals: .whiskers))

let mixture = try GaussianMixture.unequalCovariances()
let points = try mixture.sample(2000, seed: 1)

func logarithms(_ probabilities: Matrix<Double>) -> Matrix<Double> {
    probabilities.map { Double.log($0) }
}

let truth = logarithms(try mixture.posterior(at: points.features))

/// KL(truth‖student), mean over the points.
func distance(_ student: Network) throws -> Double {
    try Fidelity.klDivergence(logits: student.logits(Inputs(points.features)), teacher: truth)
}

let fewer = [25, 50, 100, 200]  // the first 25 are drawn by lot in any case
let ways = [
    Way(name: "random"), Way(name: "doubtful", doubt: \.total),
    Way(name: "disputed", members: 4, doubt: \.knowledge),
]

var (distances, entropies) = (Ledger<Double>(), Ledger<Double>())

for seed in seeds {
    let inputs = try mixture.sample(700, seed: 100 + seed).features
    let posterior = try mixture.posterior(at: inputs)
    let doubts = try Information.entropy(posterior)
    for way in ways {
        let (taughtSo, asked) = try students(
            of: Pool(inputs: inputs, answers: logarithms(posterior)), budgets: fewer,
            way: way, seed: seed
        ) { inputs, loss, member in
            let blank = try network(8, inputs: 2, outputs: 3, seed: 100 + seed + 1000 * member)
            return try taught(blank, on: inputs, loss, steps: 800, rate: 0.01, seed: seed)
        }
        for (budget, student) in zip(fewer, taughtSo) {
            distances.note(try distance(student), "\(way.name) \(budget)")
        }
        entropies.note(mean(asked.map { doubts[$0] }), way.name)
    }
}

var rows = [["KL from the truth", "mean", "minus random"]]
for budget in fewer.dropFirst() {
    for name in ways.map({ "\($0.name) \(budget)" }) {
        rows.append([name, fixed(mean(distances[name]), 4)])
        if name.hasPrefix("random") { continue }
        rows[rows.count - 1].append(try distances.minus(name, "random \(budget)", { $0 }))
    }
}
printColumns(rows)
try distances.compare([("disputed 200", "doubtful 200")], ["KL": { $0 }])
try entropies.table("entropy where asked", ways.map(\.name), ["mean": { $0 }])

// Prints:
//     KL from the truth    mean              minus random
//     random 50          0.0134
//     doubtful 50        0.0175 * +0.004 [+0.001, +0.008]
//     disputed 50        0.0164 * +0.003 [+0.001, +0.005]
//     random 100         0.0120
//     doubtful 100       0.0196 * +0.008 [+0.004, +0.011]
//     disputed 100       0.0158 * +0.004 [+0.001, +0.006]
//     random 200         0.0104
//     doubtful 200       0.0174 * +0.007 [+0.005, +0.009]
//     disputed 200       0.0110   +0.001 [-0.002, +0.004]
//                                                        KL
//     disputed 200 − doubtful 200 * -0.006 [-0.010, -0.003]
//     entropy where asked    mean
//     random                0.544
//     doubtful              0.893
//     disputed              0.608

figure(
    "asking-mixture",
    try LineChart(
        "What an answer is worth: the mixture",
        x: Axis("answers of the truth", scaling: .logarithmic),
        y: Axis("KL(truth‖student)", unit: "nats"),
        series: ways.map { way in
            try series(
                way.name, x: fewer.map { Double($0) }, fewer.map { distances["\(way.name) \($0)"] })
        }, intervals: .whiskers))

// MARK: 8.2 Cross-modal distillation

/// The sums of the rows of each image, and those of its columns, a quarter of each.
func shadows(_ images: Matrix<Float>) -> Matrix<Float> {
    var result = Matrix<Float>(rows: images.rows, columns: 16)
    for i in 0..<images.rows {
        for (place, pixel) in images[row: i].enumerated() {
            result[i, place / 8] += pixel / 4
            result[i, 8 + place % 8] += pixel / 4
        }
    }
    return result
}

var views = Ledger<Marks>()

for seed in seeds {
    let split = try images.split(train: 300, validation: 900, seed: seed)
    let (own, pairs) = (split.train, split.validation)
    let test = try Dataset(
        features: shadows(split.test.features), labels: split.test.labels,
        classNames: images.classNames)
    let teacher = try taught(
        network(128, seed: seed), on: own.features, labelLoss(own.labels), steps: 600, seed: seed)
    let said = try teacher.logits(Inputs(pairs.features))
    let partners = try partnersOfOneClass(pairs.labels, seed: seed)

    let seen = shadows(pairs.features)
    let lessons: [(name: String, inputs: Matrix<Float>, loss: Loss)] = try [
        ("labels, 300", shadows(own.features), labelLoss(own.labels)),
        ("teacher, T = 1", seen, softLoss(said)),
        ("teacher, T = 4", seen, softLoss(said, temperature: 4)),
        ("teacher's choices", seen, labelLoss(try Probability.argmax(said))),
        ("labels, 900", seen, labelLoss(pairs.labels)),
        ("another of its class", seen, softLoss(said.selectingRows(partners))),
    ]
    for lesson in lessons {
        let student = try taught(
            network(32, inputs: 16, seed: 100 + seed), on: lesson.inputs, lesson.loss, steps: 1000,
            rate: 0.01, seed: seed)
        views.note(try Marks(student, test), lesson.name)
    }
    views.note(try Marks(teacher, split.test), "the teacher, on images")
}

/// For each sample another of its class, in random order.
func partnersOfOneClass(_ labels: [Int], seed: UInt64) throws -> [Int] {
    var chance = RandomGenerator(seed: seed).substream("partners")
    var partners = labels
    for label in 0..<10 {
        let members = labels.indices.filter { labels[$0] == label }
        for (one, other) in zip(members, chance.shuffled(members)) { partners[one] = other }
    }
    return partners
}

try views.table(
    "shadows", views.names, ["accuracy": \.accuracy, "NLL": \.nll, "too sure": \.tooSure])

// Prints:
//     shadows                accuracy     NLL too sure
//     labels, 300               0.878   0.385   -0.022
//     teacher, T = 1            0.887   0.354   -0.045
//     teacher, T = 4            0.864   0.408    0.023
//     teacher's choices         0.887   0.362   -0.034
//     labels, 900               0.898   0.320   -0.050
//     another of its class      0.894   0.409   -0.135
//     the teacher, on images    0.947   0.178   -0.003

let answers = ["teacher, T = 1", "teacher, T = 4", "teacher's choices", "another of its class"]
let others = ["labels, 300", "labels, 900", "teacher, T = 1"]
printColumns([["NLL"] + others.map { "minus \($0)" }] + (try answers.map { answer in
    try [answer] + others.map { answer == $0 ? "" : try views.minus(answer, $0, \.nll) }
}))
try views.compare([("another of its class", "labels, 900")], ["too sure": \.tooSure])

// Prints:
//     NLL                          minus labels, 300         minus labels, 900      minus teacher, T = 1
//     teacher, T = 1       * -0.031 [-0.053, -0.009] * +0.034 [+0.016, +0.052]                          
//     teacher, T = 4       * +0.023 [+0.001, +0.045] * +0.088 [+0.054, +0.122] * +0.054 [+0.034, +0.074]
//     teacher's choices      -0.023 [-0.053, +0.007] * +0.042 [+0.024, +0.059]   +0.008 [-0.002, +0.018]
//     another of its class   +0.024 [-0.005, +0.053] * +0.089 [+0.073, +0.106] * +0.055 [+0.043, +0.066]
//                                                         too sure
//     another of its class − labels, 900 * -0.085 [-0.094, -0.075]

let line = try GaussianMixture(
    means: mixture.means.map { [$0[0]] }, covariances: mixture.covariances.map { [[$0[0, 0]]] },
    priors: mixture.priors)

func firstCoordinate(_ points: Matrix<Float>) throws -> Matrix<Float> {
    try Matrix(rows: points.rows, columns: 1, elements: (0..<points.rows).map { points[$0, 0] })
}

let seen = try firstCoordinate(points.features)
let knowable = logarithms(try line.posterior(at: seen))
var oneSided = Ledger<Double>()
var blindStudents: [String: Network] = [:]  // of the first seed

for seed in seeds {
    let own = try mixture.sample(1000, seed: 100 + seed)
    let truth = try logarithms(mixture.posterior(at: own.features))
    let inputs = try firstCoordinate(own.features)
    let lessons = try [
        ("labels", labelLoss(own.labels)), ("T = 1", softLoss(truth)),
        ("T = 2", softLoss(truth, temperature: 2)), ("T = 4", softLoss(truth, temperature: 4)),
        ("choices", labelLoss(try Probability.argmax(truth))),
    ]
    for (name, loss) in lessons {
        let student = try taught(
            network(8, inputs: 1, outputs: 3, seed: 100 + seed), on: inputs, loss, steps: 1000,
            rate: 0.01, seed: seed)
        let said = try student.logits(Inputs(seen))
        oneSided.note(try Fidelity.klDivergence(logits: said, teacher: knowable), name)
        if seed == 1 { blindStudents[name] = student }
    }
}

try oneSided.table("KL from the truth", oneSided.names, ["KL": { $0 }], digits: 4, minus: "labels")

// Prints:
//     KL from the truth      KL           KL minus labels
//     labels             0.0108
//     T = 1              0.0056 * -0.005 [-0.007, -0.003]
//     T = 2              0.0439 * +0.033 [+0.026, +0.040]
//     T = 4              0.1391 * +0.128 [+0.111, +0.145]
//     choices            0.3369 * +0.326 [+0.237, +0.416]

let places = (0...60).map { -3 + 0.1 * Double($0) }
let column = try Matrix(rows: places.count, columns: 1, elements: places.map { Float($0) })
func curve(_ name: String, _ said: Matrix<Double>) -> Series {
    Series(name, x: places, y: (0..<said.rows).map { said[$0, 0] })
}
figure(
    "one-coordinate",
    try LineChart(
        "What can be known from the first coordinate", x: Axis("first coordinate"),
        y: Axis("probability of class A", from: 0, to: 1),
        series: [curve("truth", try line.posterior(at: column))]
            + ["T = 1", "T = 4", "choices"].map { name in
                curve(name, try Probability.softmax(blindStudents[name]!.logits(Inputs(column))))
            }))

// MARK: A teacher of images, a student of speech

let grid = try LogMelGrid(parts: 8, bands: 16)
let recordings = try Recording.spokenDigits().filter {
    Recording.digits.contains($0.word) && !Recording.strangeVoices.contains($0.voice)
}
let voices = recordings.reduce(into: [String]()) {
    if !$0.contains($1.voice) { $0.append($1.voice) }
}
let spoken = try Dataset(
    features: grid.features(of: recordings),
    labels: recordings.map { recording in Recording.digits.firstIndex(of: recording.word)! },
    classNames: Recording.digits)

/// The recordings by these voices.
func said(by voices: some Collection<String>) throws -> Dataset {
    try spoken.subset(recordings.indices.filter { voices.contains(recordings[$0].voice) })
}

/// For each label the number of one of the images that show it, drawn by lot.
func written(_ labels: [Int], in images: Dataset, seed: UInt64) -> [Int] {
    var chance = RandomGenerator(seed: seed).substream("written")
    return labels.map { label in
        let candidates = images.labels.indices.filter { images.labels[$0] == label }
        return candidates[chance.uniform(below: candidates.count)]
    }
}

var listening = Ledger<Marks>()

for seed in seeds {
    var chance = RandomGenerator(seed: seed).substream("voices")
    let order = chance.shuffled(voices)
    let scale = try Standardisation(fittedTo: said(by: order[..<12]))
    let heard = try scale.applied(to: said(by: order[..<12]))
    let test = try scale.applied(to: said(by: order[12...]))
    let twoVoices = try scale.applied(to: said(by: order[..<2]))

    let split = try images.split(train: 300, seed: seed)
    let teacher = try taught(
        network(128, seed: seed), on: split.train.features, labelLoss(split.train.labels),
        steps: 600, seed: seed)
    let pages = split.test.features.selectingRows(written(heard.labels, in: split.test, seed: seed))
    let read = try teacher.logits(Inputs(pages))

    let lessons: [(name: String, data: Dataset, loss: Loss)] = try [
        ("labels, 2 voices", twoVoices, labelLoss(twoVoices.labels)),
        ("teacher, T = 1", heard, softLoss(read)),
        ("teacher, T = 4", heard, softLoss(read, temperature: 4)),
        ("teacher's choices", heard, labelLoss(try Probability.argmax(read))),
        ("labels, 12 voices", heard, labelLoss(heard.labels)),
    ]
    for lesson in lessons {
        let student = try taught(
            network(32, inputs: 128, seed: 100 + seed), on: lesson.data.features, lesson.loss,
            steps: 600,
            rate: 0.003, seed: seed)
        listening.note(try Marks(student, test), lesson.name)
    }
}

try listening.table(
    "speech", listening.names, ["accuracy": \.accuracy, "NLL": \.nll, "too sure": \.tooSure])
let heardFrom = ["teacher, T = 1", "teacher, T = 4", "teacher's choices"]
let rivalsOfSpeech = ["labels, 2 voices", "labels, 12 voices"].flatMap { rival in
    heardFrom.map { ($0, rival) }
}
try listening.compare(
    rivalsOfSpeech + [("teacher, T = 4", "teacher, T = 1")],
    ["accuracy": \.accuracy, "NLL": \.nll])

// Prints:
//     speech            accuracy     NLL too sure
//     labels, 2 voices     0.944   0.203    0.010
//     teacher, T = 1       0.964   0.178   -0.079
//     teacher, T = 4       0.979   0.083   -0.010
//     teacher's choices    0.960   0.145   -0.036
//     labels, 12 voices    0.984   0.051   -0.006
//                                                            accuracy                       NLL
//     teacher, T = 1 − labels, 2 voices       +0.020 [-0.016, +0.057]   -0.026 [-0.164, +0.113]
//     teacher, T = 4 − labels, 2 voices     * +0.035 [+0.001, +0.069]   -0.121 [-0.260, +0.018]
//     teacher's choices − labels, 2 voices    +0.017 [-0.020, +0.053]   -0.058 [-0.197, +0.081]
//     teacher, T = 1 − labels, 12 voices    * -0.020 [-0.029, -0.011] * +0.127 [+0.110, +0.144]
//     teacher, T = 4 − labels, 12 voices      -0.005 [-0.011, +0.001] * +0.032 [+0.015, +0.049]
//     teacher's choices − labels, 12 voices * -0.023 [-0.030, -0.016] * +0.095 [+0.080, +0.110]
//     teacher, T = 4 − teacher, T = 1       * +0.015 [+0.008, +0.022] * -0.095 [-0.106, -0.084]

// MARK: 8.3 Dynamic distillation

typealias Course = (_ progress: Double) -> Double

typealias NamedCourse = (name: String, temperature: Course, alpha: Course)

let courses: [NamedCourse] = [
    ("labels", { _ in 1 }, { _ in 0 }),
    ("T = 1", { _ in 1 }, { _ in 0.9 }),
    ("T = 4.5", { _ in 4.5 }, { _ in 0.9 }),
    ("T = 8", { _ in 8 }, { _ in 0.9 }),
    ("T falls from 8 to 1", { 8 - 7 * $0 }, { _ in 0.9 }),
    ("T rises from 1 to 8", { 1 + 7 * $0 }, { _ in 0.9 }),
    ("α = 0.5", { _ in 4.5 }, { _ in 0.5 }),
    ("α falls from 1 to 0", { _ in 4.5 }, { 1 - $0 }),
    ("α rises from 0 to 1", { _ in 4.5 }, { $0 }),
]

/// Notes how the students of these courses do.
func note(_ courses: [NamedCourse], seed: UInt64, in ledger: inout Ledger<Marks>) throws {
    let split = try images.split(train: 200, seed: seed)
    let (inputs, labels) = (split.train.features, split.train.labels)
    let teacher = try taught(
        network(128, seed: seed), on: inputs, labelLoss(labels), steps: 600, seed: seed)
    let said = try teacher.logits(Inputs(inputs))
    for course in courses {
        let loss = Loss { s, batch in
            try Losses.distillation(
                s, teacher: batch[said], labels: batch[labels],
                temperature: course.temperature(batch.progress), alpha: course.alpha(batch.progress)
            )
        }
        let student = try taught(
            network(12, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)
        ledger.note(try Marks(student, split.test), course.name)
    }
}

var dynamic = Ledger<Marks>()
for seed in seeds { try note(courses, seed: seed, in: &dynamic) }

try dynamic.table("", dynamic.names, ["NLL": \.nll, "ECE": \.ece], minus: "labels")

// Prints:
//                             NLL     ECE          NLL minus labels          ECE minus labels
//     labels                0.288   0.028
//     T = 1                 0.288   0.031   -0.000 [-0.002, +0.001] * +0.003 [+0.001, +0.004]
//     T = 4.5               0.264   0.016 * -0.024 [-0.037, -0.011] * -0.012 [-0.017, -0.007]
//     T = 8                 0.260   0.017 * -0.028 [-0.044, -0.012] * -0.011 [-0.016, -0.007]
//     T falls from 8 to 1   0.262   0.017 * -0.026 [-0.044, -0.009] * -0.011 [-0.017, -0.005]
//     T rises from 1 to 8   0.255   0.016 * -0.033 [-0.043, -0.023] * -0.012 [-0.018, -0.007]
//     α = 0.5               0.264   0.014 * -0.024 [-0.037, -0.012] * -0.014 [-0.020, -0.008]
//     α falls from 1 to 0   0.276   0.017   -0.013 [-0.026, +0.001] * -0.011 [-0.016, -0.007]
//     α rises from 0 to 1   0.254   0.016 * -0.034 [-0.043, -0.025] * -0.012 [-0.018, -0.006]

let opponents = [
    ("T falls from 8 to 1", "T = 4.5"), ("T rises from 1 to 8", "T = 4.5"),
    ("α falls from 1 to 0", "α = 0.5"), ("α rises from 0 to 1", "α = 0.5"),
    ("T rises from 1 to 8", "T = 8"), ("α rises from 0 to 1", "T = 8"),
]
try dynamic.compare(opponents, ["NLL": \.nll, "ECE": \.ece])

// Prints:
//                                                         NLL                       ECE
//     T falls from 8 to 1 − T = 4.5   -0.002 [-0.011, +0.006]   +0.001 [-0.003, +0.005]
//     T rises from 1 to 8 − T = 4.5 * -0.009 [-0.017, -0.001]   -0.000 [-0.004, +0.003]
//     α falls from 1 to 0 − α = 0.5 * +0.012 [+0.007, +0.016]   +0.003 [-0.001, +0.007]
//     α rises from 0 to 1 − α = 0.5 * -0.010 [-0.016, -0.003]   +0.002 [-0.002, +0.005]
//     T rises from 1 to 8 − T = 8     -0.005 [-0.016, +0.006]   -0.001 [-0.006, +0.004]
//     α rises from 0 to 1 − T = 8     -0.006 [-0.016, +0.004]   -0.001 [-0.005, +0.003]

let doubted = courses.filter { $0.name.hasPrefix("α") }
var again = Ledger<Marks>()
for seed in seeds { try note(doubted, seed: seed + 10, in: &again) }
try again.compare(doubted.dropFirst().map { ($0.name, "α = 0.5") }, ["NLL": \.nll])

// Prints:
//                                                         NLL
//     α falls from 1 to 0 − α = 0.5 * +0.015 [+0.006, +0.023]
//     α rises from 0 to 1 − α = 0.5   -0.008 [-0.016, +0.000]

// MARK: 8.4 Compression

let sizes = [8, 16, 32, 64]
let recipes = ["labels", "teacher, same images", "teacher, 1000 images"]
var compressed = Ledger<Marks>()

for seed in seeds {
    let split = try images.split(train: 1000, seed: seed)
    let all = split.train.features
    let own = try split.train.subset(Array(0..<300))
    let members = try (1...5).map { (member: UInt64) in
        let seed = 10 * seed + member
        return try taught(
            network(64, seed: seed), on: own.features, labelLoss(own.labels), steps: 600,
            seed: seed)
    }
    func ensemble(_ inputs: Matrix<Float>) throws -> Matrix<Double> {
        try EnsembleUncertainty(ofLogits: Ensemble(members).logits(Inputs(inputs))).mean
    }
    compressed.note(try Marks(ensemble(split.test.features), split.test), "ensemble")

    let said = logarithms(try ensemble(all))
    let lessons = try [
        (own.features, labelLoss(own.labels)),
        (own.features, softLoss(said.selectingRows(Array(0..<300)), temperature: 4)),
        (all, softLoss(said)),
    ]
    for (recipe, (inputs, loss)) in zip(recipes, lessons) {
        for size in sizes {
            let student = try taught(
                network(size, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)
            compressed.note(try Marks(student, split.test), "\(recipe); \(size)")
        }
    }
}

let parameters = try sizes.map { try network($0, seed: 1).parameterCount }
printColumns([
    ["hidden neurons"] + sizes.map { "\($0)" } + ["5 × 64"],
    ["parameters"] + (parameters + [5 * parameters[3]]).map { "\($0)" },
])
print()
try compressed.table("", compressed.names, ["NLL": \.nll, "ECE": \.ece], minus: "ensemble")

// Prints:
//     hidden neurons       8      16      32      64  5 × 64
//     parameters         610    1210    2410    4810   24050
//
//                                  NLL     ECE        NLL minus ensemble        ECE minus ensemble
//     ensemble                   0.185   0.025
//     labels; 8                  0.338   0.045 * +0.153 [+0.086, +0.219] * +0.021 [+0.013, +0.028]
//     labels; 16                 0.224   0.024 * +0.039 [+0.029, +0.049]   -0.001 [-0.006, +0.004]
//     labels; 32                 0.200   0.021 * +0.016 [+0.006, +0.025]   -0.004 [-0.008, +0.000]
//     labels; 64                 0.196   0.020 * +0.011 [+0.001, +0.021]   -0.005 [-0.014, +0.004]
//     teacher, same images; 8    0.339   0.029 * +0.154 [+0.071, +0.238]   +0.004 [-0.001, +0.010]
//     teacher, same images; 16   0.210   0.024 * +0.026 [+0.020, +0.031]   -0.001 [-0.004, +0.003]
//     teacher, same images; 32   0.201   0.024 * +0.016 [+0.011, +0.021]   -0.000 [-0.003, +0.002]
//     teacher, same images; 64   0.197   0.024 * +0.012 [+0.009, +0.015]   -0.001 [-0.003, +0.001]
//     teacher, 1000 images; 8    0.311   0.065 * +0.126 [+0.070, +0.182] * +0.041 [+0.024, +0.057]
//     teacher, 1000 images; 16   0.209   0.032 * +0.024 [+0.020, +0.029] * +0.007 [+0.004, +0.010]
//     teacher, 1000 images; 32   0.198   0.027 * +0.013 [+0.009, +0.017]   +0.003 [-0.002, +0.008]
//     teacher, 1000 images; 64   0.193   0.024 * +0.008 [+0.004, +0.011]   -0.000 [-0.004, +0.003]

let sameSize = recipes.dropFirst().flatMap { recipe in
    sizes.map { ("\(recipe); \($0)", "labels; \($0)") }
}
let halfTheSize = [(8, 16), (16, 32), (32, 64)].map {
    ("teacher, 1000 images; \($0)", "labels; \($1)")
}
try compressed.compare(sameSize + halfTheSize, ["NLL": \.nll, "ECE": \.ece])

// Prints:
//                                                                 NLL                       ECE
//     teacher, same images; 8 − labels; 8     +0.002 [-0.031, +0.035] * -0.016 [-0.026, -0.007]
//     teacher, same images; 16 − labels; 16 * -0.013 [-0.023, -0.004]   +0.000 [-0.005, +0.005]
//     teacher, same images; 32 − labels; 32   +0.000 [-0.008, +0.009]   +0.004 [-0.000, +0.008]
//     teacher, same images; 64 − labels; 64   +0.000 [-0.008, +0.009]   +0.004 [-0.004, +0.013]
//     teacher, 1000 images; 8 − labels; 8     -0.027 [-0.085, +0.031] * +0.020 [+0.005, +0.035]
//     teacher, 1000 images; 16 − labels; 16 * -0.014 [-0.021, -0.007] * +0.008 [+0.003, +0.012]
//     teacher, 1000 images; 32 − labels; 32   -0.002 [-0.010, +0.005] * +0.007 [+0.002, +0.012]
//     teacher, 1000 images; 64 − labels; 64   -0.004 [-0.014, +0.007]   +0.005 [-0.003, +0.012]
//     teacher, 1000 images; 8 − labels; 16  * +0.087 [+0.029, +0.145] * +0.041 [+0.022, +0.060]
//     teacher, 1000 images; 16 − labels; 32   +0.009 [-0.002, +0.020] * +0.011 [+0.007, +0.015]
//     teacher, 1000 images; 32 − labels; 64   +0.002 [-0.010, +0.014]   +0.008 [-0.002, +0.018]

func curves(_ measure: (Marks) -> Double) throws -> [Series] {
    try recipes.map { recipe in
        try series(
            recipe, x: sizes.map { Double($0) },
            sizes.map { compressed["\(recipe); \($0)"].map(measure) })
    } + [
        Series(
            "ensemble", x: sizes.map { Double($0) },
            y: sizes.map { _ in mean(compressed["ensemble"].map(measure)) })
    ]
}
let hidden = Axis("hidden neurons", scaling: .logarithmic)
figure(
    "size-nll",
    try LineChart(
        "Size against NLL", x: hidden, y: Axis("NLL", unit: "nats"), series: curves(\.nll),
        intervals: .whiskers))
figure(
    "size-ece",
    try LineChart(
        "Size against ECE", x: hidden, y: Axis("ECE", from: 0), series: curves(\.ece),
        intervals: .whiskers))

// MARK: 8.5 Generalisation

let counts = [50, 200]
let sources = [
    "the teacher", "labels", "same, T = 1", "same, T = 4", "1000 images", "1000 images, choices",
]
var general = Ledger<(marks: Marks, gap: Double)>()

for seed in seeds {
    let split = try images.split(train: 1000, seed: seed)
    let all = split.train.features
    for count in counts {
        let own = try split.train.subset(Array(0..<count))
        func keep(_ network: Network, _ source: String) throws {
            let marks = try Marks(network, split.test)
            general.note((marks, marks.nll - (try Marks(network, own).nll)), "\(source); \(count)")
        }
        let teacher = try taught(
            network(128, seed: seed), on: own.features, labelLoss(own.labels), steps: 600,
            seed: seed)
        let said = try teacher.logits(Inputs(all))
        let ofOwn = said.selectingRows(Array(0..<count))
        let lessons = try [
            (own.features, labelLoss(own.labels)), (own.features, softLoss(ofOwn)),
            (own.features, softLoss(ofOwn, temperature: 4)), (all, softLoss(said)),
            (all, labelLoss(try Probability.argmax(said))),
        ]
        try keep(teacher, sources[0])
        for (source, (inputs, loss)) in zip(sources.dropFirst(), lessons) {
            let student = try taught(
                network(12, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)
            try keep(student, source)
        }
    }
}

for count in counts {
    try general.table(
        "\(count) labels", sources.map { "\($0); \(count)" },
        ["NLL": \.marks.nll, "gap": \.gap], minus: "labels; \(count)")
    print()
}
let ofThousand = counts.flatMap { count in
    ["1000 images, choices", "the teacher"].map { ("1000 images; \(count)", "\($0); \(count)") }
}
try general.compare(ofThousand, ["NLL": \.marks.nll, "gap": \.gap])

// Prints:
//     50 labels                    NLL     gap      NLL minus labels; 50      gap minus labels; 50
//     the teacher; 50            0.661   0.659 * -0.093 [-0.171, -0.016] * -0.084 [-0.160, -0.007]
//     labels; 50                 0.754   0.743
//     same, T = 1; 50            0.748   0.736 * -0.006 [-0.008, -0.004] * -0.007 [-0.009, -0.005]
//     same, T = 4; 50            0.758   0.751   +0.003 [-0.088, +0.095]   +0.008 [-0.081, +0.097]
//     1000 images; 50            0.594   0.555 * -0.160 [-0.241, -0.079] * -0.187 [-0.273, -0.102]
//     1000 images, choices; 50   0.636   0.586 * -0.118 [-0.211, -0.026] * -0.157 [-0.261, -0.053]
//
//     200 labels                    NLL     gap     NLL minus labels; 200     gap minus labels; 200
//     the teacher; 200            0.219   0.211 * -0.068 [-0.084, -0.053] * -0.028 [-0.044, -0.011]
//     labels; 200                 0.287   0.238
//     same, T = 1; 200            0.285   0.233   -0.002 [-0.007, +0.003] * -0.005 [-0.009, -0.001]
//     same, T = 4; 200            0.274   0.235   -0.013 [-0.027, +0.002]   -0.003 [-0.017, +0.010]
//     1000 images; 200            0.254   0.162 * -0.033 [-0.046, -0.021] * -0.077 [-0.086, -0.067]
//     1000 images, choices; 200   0.248   0.153 * -0.039 [-0.045, -0.032] * -0.085 [-0.095, -0.074]
//
//                                                                        NLL                       gap
//     1000 images; 50 − 1000 images, choices; 50     -0.042 [-0.089, +0.005]   -0.030 [-0.078, +0.017]
//     1000 images; 50 − the teacher; 50            * -0.067 [-0.097, -0.036] * -0.104 [-0.134, -0.074]
//     1000 images; 200 − 1000 images, choices; 200   +0.005 [-0.004, +0.014] * +0.008 [+0.004, +0.013]
//     1000 images; 200 − the teacher; 200          * +0.035 [+0.021, +0.049] * -0.049 [-0.063, -0.035]

// MARK: Finding out who was there

/// How well the loss tells members from others.
func attack(_ network: Network, members: Dataset, others: Dataset) throws -> Double {
    func logLikelihoods(_ data: Dataset) throws -> [Double] {
        let logP = try Probability.logSoftmax(network.logits(Inputs(data.features)))
        return data.labels.enumerated().map { logP[$0, $1] }
    }
    let isMember = members.labels.map { _ in 1 } + others.labels.map { _ in 0 }
    return try Ranking.auroc(logLikelihoods(members) + logLikelihoods(others), labels: isMember)
}

let noises = [("right labels", 0.0), ("one in seven by lot", 1.0 / 7)]
var attacks = Ledger<Double>()
var copies = Ledger<Double>()  // divergence from the teacher, on images that neither has seen

for seed in seeds {
    for (kind, share) in noises {
        let data = try images.withLabelNoise(share: share, seed: seed)
        let split = try data.split(train: 200, validation: 200, calibration: 800, seed: seed)
        let (members, same, other) = (split.train, split.train.features, split.calibration.features)
        func note(_ network: Network, _ name: String) throws {
            attacks.note(
                try attack(network, members: members, others: split.validation), "\(name); \(kind)")
        }
        let teacher = try taught(
            network(128, seed: seed), on: same, labelLoss(members.labels), steps: 1000, seed: seed)
        try note(teacher, "the teacher")
        let (ofSame, ofOther) = (
            try teacher.logits(Inputs(same)), try teacher.logits(Inputs(other))
        )
        let lessons = try [
            ("same images, T = 1", 12, same, softLoss(ofSame)),
            ("same images, T = 4", 12, same, softLoss(ofSame, temperature: 4)),
            ("other images, T = 1", 12, other, softLoss(ofOther)),
            ("other images, T = 4", 12, other, softLoss(ofOther, temperature: 4)),
            ("the same, large student", 64, other, softLoss(ofOther, temperature: 4)),
        ]
        for (name, width, inputs, loss) in lessons {
            let student = try taught(
                network(width, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)
            try note(student, name)
            let unseen = Inputs(split.test.features)
            let divergence = try Fidelity.klDivergence(
                logits: student.logits(unseen), teacher: teacher.logits(unseen))
            copies.note(divergence, "\(name); \(kind)")
        }
    }
}

let victims = [
    "the teacher", "same images, T = 1", "same images, T = 4", "other images, T = 1",
    "other images, T = 4",
    "the same, large student",
]
for (kind, _) in noises {
    printColumns(
        [[kind, "AUROC", "minus ½", "minus the teacher's"]]
            + (try victims.map { victim in
                let found = attacks["\(victim); \(kind)"]
                let excess = text(try Statistics.studentInterval(found.map { $0 - 0.5 }))
                let row = [victim, fixed(mean(found), 3), excess]
                if victim == "the teacher" { return row }
                return row + [
                    try attacks.minus("\(victim); \(kind)", "the teacher; \(kind)", { $0 })
                ]
            }))
}
let (large, small) = ("the same, large student", "other images, T = 4")
printColumns([
    ["one in seven by lot", "AUROC", "divergence from the teacher"],
    [
        "large student minus small",
        try attacks.minus("\(large); \(noises[1].0)", "\(small); \(noises[1].0)", { $0 }),
        try copies.minus("\(large); \(noises[1].0)", "\(small); \(noises[1].0)", { $0 }),
    ],
])

// Prints:
//     right labels              AUROC                   minus ½       minus the teacher's
//     the teacher               0.594 * +0.094 [+0.067, +0.121]
//     same images, T = 1        0.573 * +0.073 [+0.057, +0.088] * -0.021 [-0.038, -0.004]
//     same images, T = 4        0.566 * +0.066 [+0.045, +0.086] * -0.028 [-0.039, -0.017]
//     other images, T = 1       0.520   +0.020 [-0.004, +0.044] * -0.074 [-0.088, -0.060]
//     other images, T = 4       0.539 * +0.039 [+0.014, +0.064] * -0.055 [-0.065, -0.045]
//     the same, large student   0.560 * +0.060 [+0.032, +0.087] * -0.034 [-0.042, -0.026]
//     one in seven by lot       AUROC                   minus ½       minus the teacher's
//     the teacher               0.695 * +0.195 [+0.178, +0.211]
//     same images, T = 1        0.605 * +0.105 [+0.087, +0.122] * -0.090 [-0.104, -0.076]
//     same images, T = 4        0.587 * +0.087 [+0.068, +0.107] * -0.108 [-0.124, -0.091]
//     other images, T = 1       0.551 * +0.051 [+0.037, +0.066] * -0.143 [-0.160, -0.127]
//     other images, T = 4       0.561 * +0.061 [+0.050, +0.073] * -0.134 [-0.148, -0.119]
//     the same, large student   0.604 * +0.104 [+0.088, +0.120] * -0.090 [-0.098, -0.083]
//     one in seven by lot                           AUROC divergence from the teacher
//     large student minus small * +0.043 [+0.033, +0.053]   * -0.151 [-0.201, -0.100]

figure(
    "membership",
    try BarChart(
        "How well a low loss betrays the teacher's members", value: Axis("AUROC minus ½"),
        categories: victims,
        series: noises.map { kind, _ in
            let intervals = try victims.map { victim in
                try Statistics.studentInterval(attacks["\(victim); \(kind)"].map { $0 - 0.5 })
            }
            return .init(kind, intervals: intervals)
        }))

// MARK: A guarantee, and its price

/// A draw from the Laplace distribution: the difference of two exponential ones.
func laplace(scale: Double, _ generator: inout RandomGenerator) -> Double {
    scale * (Double.log(1 - generator.uniform()) - Double.log(1 - generator.uniform()))
}

func noisy(_ votes: [Double], gamma: Double, _ generator: inout RandomGenerator) -> [Double] {
    votes.map { $0 + laplace(scale: 1 / gamma, &generator) }
}

var ballots = RandomGenerator(seed: 8)

/// How often class 0 wins.
func wins(_ votes: [Double], gamma: Double) -> Double {
    let draws = (0..<100_000).map { _ in noisy(votes, gamma: gamma, &ballots) }
    return Double(draws.count { $0[0] >= $0[1] }) / 100_000
}

let (level, behind) = (wins([15, 15], gamma: 0.5), wins([14, 16], gamma: 0.5))
let ratio = level / behind // → 1.8118…
let bound = Double.exp(2 * 0.5) // → 2.7182…

let cancer = try Dataset.breastCancer()
var raw = Ledger<Double>()  // accuracies without any privacy

func linear(_ data: Matrix<Float>, _ loss: Loss, seed: UInt64) throws -> Network {
    let blank = try Network(input: .vector(30), layers: [.dense(2)], seed: seed)
    return try taught(blank, on: data, loss, steps: 300, rate: 0.01, seed: seed)
}

/// How many of thirty teachers, each with ten records of its own, vote for each class of each public input.
func votes(on inputs: Matrix<Float>, records: Dataset, test: Dataset, seed: UInt64) throws
    -> Matrix<Double>
{
    var counts = Matrix<Double>(rows: inputs.rows, columns: 2)
    for clinic in 0..<30 {
        let patients = try records.subset(Array(10 * clinic..<10 * clinic + 10))
        let teacher = try linear(patients.features, labelLoss(patients.labels), seed: seed)
        raw.note(try Marks(teacher, test).accuracy, "one teacher")
        for (i, vote) in try Probability.argmax(teacher.logits(Inputs(inputs))).enumerated() {
            counts[i, vote] += 1
        }
    }
    return counts
}

/// Noisy votes of thirty for two classes, as shares between 0 and 1.
func shares(_ votes: Matrix<Double>) -> Matrix<Double> {
    var shares = votes
    for i in 0..<votes.rows {
        shares[i, 0] = min(max(0.5 + (votes[i, 0] - votes[i, 1]) / 60, 0), 1)
        shares[i, 1] = 1 - shares[i, 0]
    }
    return shares
}

let prices = [1.0, 4, 16, 64, .infinity]  // ε, for all questions together
let questions = [10, 20, 40, 80]
var voted = Ledger<Marks>()

for seed in seeds {
    let split = try cancer.split(train: 300, validation: 100, seed: seed, stratified: false)
    let scale = try Standardisation(fittedTo: split.validation)
    let records = try scale.applied(to: split.train)
    let (open, test) = (
        try scale.applied(to: split.validation.features), try scale.applied(to: split.test)
    )

    let counts = try votes(on: open, records: records, test: test, seed: seed)
    let all = try linear(records.features, labelLoss(records.labels), seed: seed)
    raw.note(try Marks(all, test).accuracy, "one network of all 300")

    var noise = RandomGenerator(seed: seed).substream("votes")
    for asked in questions {
        let inputs = open.selectingRows(Array(0..<asked))
        for price in prices {
            let gamma = price / (2 * Double(asked))
            let heard = try Matrix((0..<asked).map { noisy(counts[row: $0], gamma: gamma, &noise) })
            let winners = labelLoss(try Probability.argmax(heard))
            voted.note(
                try Marks(linear(inputs, winners, seed: seed), test), "\(asked) for \(price)")
            guard asked == 40 else { continue }
            let soft = shares(heard)
            let whole = Loss { s, batch in try Losses.crossEntropy(s, targets: batch[soft]) }
            voted.note(try Marks(linear(inputs, whole, seed: seed), test), "shares for \(price)")
        }
    }
}

try raw.table("", raw.names, ["accuracy": { $0 }])
print()
func label(_ price: Double) -> String { price.isFinite ? "ε = \(Int(price))" : "no noise" }

printColumns([["accuracy"] + prices.map(label)] + questions.map { asked in
    ["\(asked) questions"] + prices.map { price in
        fixed(mean(voted["\(asked) for \(price)"].map(\.accuracy)), 3)
    }
})

// Prints:
//                            accuracy
//     one teacher               0.908
//     one network of all 300    0.970
//
//     accuracy       ε = 1   ε = 4  ε = 16  ε = 64 no noise
//     10 questions   0.753   0.892   0.908   0.908    0.908
//     20 questions   0.621   0.849   0.921   0.922    0.922
//     40 questions   0.602   0.766   0.925   0.931    0.928
//     80 questions   0.568   0.725   0.898   0.938    0.937

let best = [(10, 4.0), (40, 16), (80, 64)]
printColumns([["", "accuracy minus all 300"]] + (try best.map { asked, price in
    let student = voted["\(asked) for \(price)"].map(\.accuracy)
    return ["\(label(price)), \(asked) questions"]
        + [text(try Statistics.pairedStudentInterval(student, raw["one network of all 300"]))]
}))
print()
printColumns([["", "10 questions minus 80", "40, shares minus winners", "the same, NLL"]]
    + (try prices.map { price in
        let shares = ("shares for \(price)", "40 for \(price)")
        return [
            label(price), try voted.minus("10 for \(price)", "80 for \(price)", \.accuracy),
            try voted.minus(shares.0, shares.1, \.accuracy),
            try voted.minus(shares.0, shares.1, \.nll),
        ]
    }))
let factors = (Double.exp(4), Double.exp(16)) // → (54.598150033144236, 8886110.520507872)

// Prints:
//                             accuracy minus all 300
//     ε = 4, 10 questions  * -0.079 [-0.107, -0.050]
//     ε = 16, 40 questions * -0.046 [-0.065, -0.026]
//     ε = 64, 80 questions * -0.032 [-0.047, -0.017]
//
//                  10 questions minus 80  40, shares minus winners             the same, NLL
//     ε = 1    * +0.185 [+0.051, +0.319]   +0.013 [-0.023, +0.049]   -0.016 [-0.080, +0.048]
//     ε = 4    * +0.167 [+0.087, +0.247]   +0.004 [-0.022, +0.030]   -0.015 [-0.050, +0.020]
//     ε = 16     +0.011 [-0.019, +0.040]   +0.006 [-0.012, +0.024]   -0.003 [-0.078, +0.072]
//     ε = 64   * -0.030 [-0.046, -0.014]   +0.003 [-0.014, +0.020]   -0.080 [-0.203, +0.043]
//     no noise * -0.029 [-0.048, -0.010]   +0.014 [-0.007, +0.035]   -0.104 [-0.239, +0.030]

figure(
    "private-votes",
    try LineChart(
        "What privacy costs", x: Axis("questions", scaling: .logarithmic),
        y: Axis("accuracy of the student"),
        series: prices.map { price in
            try series(
                label(price), x: questions.map { Double($0) },
                questions.map { voted["\($0) for \(price)"].map(\.accuracy) })
        }, intervals: .whiskers))
