// 8. Trends and challenges

import Transcript

import Datasets
import Distillation
import Figures

/// A value with `count` digits after the point.
func fixed(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

/// Prints a line of a table: its name, then its cells, set to the right in columns of these widths (or the last).
func show(_ name: String, _ cells: [String], widths: Int...) {
    let columns = cells.enumerated().map { index, cell in
        String(repeating: " ", count: max(1, widths[min(index, widths.count - 1)] - cell.count)) + cell
    }
    print(name + String(repeating: " ", count: max(0, 30 - name.count)) + columns.joined())
}

func mean<Values: Collection>(_ values: Values) -> Double where Values.Element == Double {
    values.reduce(0, +) / Double(values.count)
}

/// An interval as text, with a star where it does not hold 0.
func text(_ interval: Interval) -> String {
    let numbers = [interval.estimate, interval.lower, interval.upper].map { $0.formatted(decimals: 3, signed: true) }
    return (interval.contains(0) ? "  " : "* ") + "\(numbers[0]) [\(numbers[1]), \(numbers[2])]"
}

/// A line of a chart through the means over the seeds, each with its interval.
func series(_ name: String, x: [Double], _ values: [[Double]]) throws -> Series {
    let intervals = try values.map { try Statistics.studentInterval($0) }
    return Series(name, x: x, intervals: intervals)
}

func labelLoss(_ labels: [Int]) -> Loss {
    Loss { logits, batch in try Losses.crossEntropy(logits, labels: batch[labels]) }
}

func softLoss(_ teacher: Matrix<Double>, temperature: Double = 1) -> Loss {
    Loss { s, batch in try Losses.distillation(s, teacher: batch[teacher], temperature: temperature) }
}

func taught(
    _ blank: Network, on inputs: Matrix<Float>, _ loss: Loss, steps: Int, rate: Double = 0.005, seed: UInt64
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

/// How much larger the first is than the second, seed by seed, with the interval of the mean.
func minus(_ first: [Double], _ second: [Double]) throws -> String {
    text(try Statistics.pairedStudentInterval(first, second))
}

let seeds: [UInt64] = Array(1...10)
let images = try Dataset.digits().scaled(by: 1.0 / 16)

typealias Measures<Entry> = KeyValuePairs<String, (Entry) -> Double>

extension Ledger {
    /// A line for each name: the mean of each measure and, if there is another name to compare with, how much larger
    /// it is than under that.
    func table(
        _ title: String, _ names: [String], _ measures: Measures<Entry>, digits: Int = 3, minus other: String? = nil
    ) throws {
        func line(_ name: String, _ means: [String], _ differences: [String]) {
            let columns = means.map { ($0, 10) } + differences.map { ($0, 29) }
            let cells = columns.map { String(repeating: " ", count: max(1, $1 - $0.count)) + $0 }
            print(name + String(repeating: " ", count: max(0, 30 - name.count)) + cells.joined())
        }
        line(title, measures.map(\.key), other.map { other in measures.map { "\($0.key) minus \(other)" } } ?? [])
        for name in names {
            let means = measures.map { fixed(mean(self[name].map($0.value)), digits) }
            let other = other == name ? nil : other
            line(name, means, try other.map { other in
                try measures.map { try minus(self[name].map($0.value), self[other].map($0.value)) }
            } ?? [])
        }
    }

    /// A line for each pair of names: how much larger each measure is under the first than under the second.
    func compare(_ pairs: [(String, String)], _ measures: Measures<Entry>) throws {
        func line(_ name: String, _ cells: [String]) {
            let columns = cells.map { String(repeating: " ", count: max(1, 28 - $0.count)) + $0 }
            print(name + String(repeating: " ", count: max(0, 44 - name.count)) + columns.joined())
        }
        line("", measures.map(\.key))
        for (one, other) in pairs {
            line("\(one) − \(other)", try measures.map { try minus(self[one].map($0.value), self[other].map($0.value)) })
        }
    }
}

// MARK: 8.1 Faster distillation

/// Inputs, and what the teacher says of each if it is asked.
struct Pool {
    let inputs: Matrix<Float>
    let answers: Matrix<Double>
}

/// A student for each budget of answers, and whom the last one asked about. `doubt` says how doubtful the students
/// (one, or a committee) are about each input; without it, chance decides.
func students(
    of pool: Pool, budgets: [Int], seed: UInt64, doubt: ((EnsembleUncertainty) -> [Double])?,
    teach: (Matrix<Float>, Loss) throws -> [Network]
) throws -> (students: [Network], asked: [Int]) {
    var chance = RandomGenerator(seed: seed).substream("whom to ask")
    var (students, asked): ([Network], [Int]) = ([], [])
    var doubts: [Double]?
    for budget in budgets {
        var left = chance.shuffled((0..<pool.inputs.rows).filter { !asked.contains($0) })
        if let doubts { left.sort { doubts[$0] > doubts[$1] } }
        asked += left.prefix(budget - asked.count)
        let committee = try teach(
            pool.inputs.selectingRows(asked), softLoss(pool.answers.selectingRows(asked)))
        students.append(committee[0])
        if let doubt {
            doubts = doubt(try EnsembleUncertainty(ofLogits: Ensemble(committee).logits(Inputs(pool.inputs))))
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

    func teach(_ inputs: Matrix<Float>, _ loss: Loss) throws -> [Network] {
        [try taught(network(12, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)]
    }
    let random = try students(of: pool, budgets: budgets, seed: seed, doubt: nil, teach: teach)
    let doubtful = try students(of: pool, budgets: budgets, seed: seed, doubt: \.total, teach: teach)
    for (index, budget) in budgets.enumerated() {
        asking.note(try Marks(random.students[index], split.test), "random \(budget)")
        asking.note(try Marks(doubtful.students[index], split.test), "doubtful \(budget)")
    }
    asking.note(try Marks(teach(unlabelled, softLoss(pool.answers))[0], split.test), "all 700")
    asking.note(try Marks(teacher, split.test), "the teacher")
}

try asking.table("mean of 20", asking.names, ["accuracy": \.accuracy, "NLL": \.nll, "ECE": \.ece])

// Prints:
//     mean of 20                      accuracy       NLL       ECE
//     random 50                          0.827     0.555     0.047
//     doubtful 50                        0.827     0.555     0.047
//     random 100                         0.884     0.387     0.048
//     doubtful 100                       0.896     0.352     0.056
//     random 200                         0.921     0.258     0.047
//     doubtful 200                       0.935     0.226     0.051
//     random 400                         0.937     0.211     0.043
//     doubtful 400                       0.947     0.192     0.049
//     all 700                            0.943     0.194     0.044
//     the teacher                        0.964     0.120     0.023

let inQuestion = [
    ("doubtful 100", "random 100"), ("doubtful 200", "random 200"), ("doubtful 400", "random 400"),
    ("doubtful 200", "random 400"), ("doubtful 400", "all 700"),
]
try asking.compare(inQuestion, ["accuracy": \.accuracy, "NLL": \.nll, "ECE": \.ece])

// Prints:
//                                                                     accuracy                         NLL                         ECE
//     doubtful 100 − random 100                        +0.012 [-0.003, +0.027]     -0.035 [-0.077, +0.008]   * +0.009 [+0.002, +0.016]
//     doubtful 200 − random 200                      * +0.015 [+0.007, +0.022]   * -0.032 [-0.050, -0.014]     +0.004 [-0.001, +0.009]
//     doubtful 400 − random 400                      * +0.010 [+0.005, +0.016]   * -0.019 [-0.034, -0.005]   * +0.006 [+0.001, +0.011]
//     doubtful 200 − random 400                        -0.002 [-0.008, +0.005]     +0.014 [-0.000, +0.029]   * +0.008 [+0.003, +0.012]
//     doubtful 400 − all 700                           +0.005 [-0.000, +0.009]     -0.003 [-0.016, +0.011]     +0.005 [-0.000, +0.010]

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

/// KL(truth‖student), mean over the points.
func distance(_ student: Network) throws -> Double {
    try Fidelity.klDivergence(
        logits: student.logits(Inputs(points.features)),
        teacher: logarithms(mixture.posterior(at: points.features)))
}

let fewer = [25, 50, 100, 200]  // the first 25 are drawn by lot in any case
let ways: [(name: String, doubt: ((EnsembleUncertainty) -> [Double])?, members: UInt64)] = [
    ("random", nil, 1), ("doubtful", \.total, 1), ("disputed", \.knowledge, 4),
]

var (distances, entropies) = (Ledger<Double>(), Ledger<Double>())

for seed in seeds {
    let inputs = try mixture.sample(700, seed: 100 + seed).features
    let posterior = try mixture.posterior(at: inputs)
    let doubts = try Information.entropy(posterior)
    for way in ways {
        let (taughtSo, asked) = try students(
            of: Pool(inputs: inputs, answers: logarithms(posterior)), budgets: fewer, seed: seed, doubt: way.doubt
        ) { inputs, loss in
            try (0..<way.members).map { member in
                let blank = try network(8, inputs: 2, outputs: 3, seed: 100 + seed + 1000 * member)
                return try taught(blank, on: inputs, loss, steps: 800, rate: 0.01, seed: seed)
            }
        }
        for (budget, student) in zip(fewer, taughtSo) {
            distances.note(try distance(student), "\(way.name) \(budget)")
        }
        entropies.note(mean(asked.map { doubts[$0] }), way.name)
    }
}

show("KL from the truth", ["mean", "minus random"], widths: 9, 28)
for name in distances.names where !name.hasPrefix("random") && !name.hasSuffix(" 25") {
    let budget = name.split(separator: " ")[1]
    let difference = try minus(distances[name], distances["random \(budget)"])
    show(name, [fixed(mean(distances[name]), 4), difference], widths: 9, 28)
}
show("entropy where asked", ["mean"], widths: 9)
for way in ways { show(way.name, [fixed(mean(entropies[way.name]), 3)], widths: 9) }
print("disputed 200 minus doubtful 200:", try minus(distances["disputed 200"], distances["doubtful 200"]))

// Prints:
//     KL from the truth                  mean                minus random
//     doubtful 50                      0.0175   * +0.004 [+0.001, +0.008]
//     doubtful 100                     0.0196   * +0.008 [+0.004, +0.011]
//     doubtful 200                     0.0174   * +0.007 [+0.005, +0.009]
//     disputed 50                      0.0164   * +0.003 [+0.001, +0.005]
//     disputed 100                     0.0158   * +0.004 [+0.001, +0.006]
//     disputed 200                     0.0110     +0.001 [-0.002, +0.004]
//     entropy where asked                mean
//     random                            0.544
//     doubtful                          0.893
//     disputed                          0.608
//     disputed 200 minus doubtful 200: * -0.006 [-0.010, -0.003]

figure(
    "asking-mixture",
    try LineChart(
        "What an answer is worth: the mixture", x: Axis("answers of the truth", scaling: .logarithmic),
        y: Axis("KL(truth‖student)", unit: "nats"),
        series: ways.map { way in
            try series(way.name, x: fewer.map { Double($0) }, fewer.map { distances["\(way.name) \($0)"] })
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
        features: shadows(split.test.features), labels: split.test.labels, classNames: images.classNames)
    let teacher = try taught(
        network(128, seed: seed), on: own.features, labelLoss(own.labels), steps: 600, seed: seed)
    let said = try teacher.logits(Inputs(pairs.features))
    let partners = try partnersOfOneClass(pairs.labels, seed: seed)

    let seen = shadows(pairs.features)
    let lessons: [(name: String, inputs: Matrix<Float>, loss: Loss)] = [
        ("labels, 300", shadows(own.features), labelLoss(own.labels)),
        ("teacher, T = 1", seen, softLoss(said)),
        ("teacher, T = 4", seen, softLoss(said, temperature: 4)),
        ("teacher's choices", seen, labelLoss(try Probability.argmax(said))),
        ("labels, 900", seen, labelLoss(pairs.labels)),
        ("another of its class", seen, softLoss(said.selectingRows(partners))),
    ]
    for lesson in lessons {
        let student = try taught(
            network(32, inputs: 16, seed: 100 + seed), on: lesson.inputs, lesson.loss, steps: 2000, rate: 0.01,
            seed: seed)
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

try views.table("shadows", views.names, ["accuracy": \.accuracy, "NLL": \.nll, "too sure": \.tooSure])
for other in ["labels, 300", "labels, 900", "teacher, T = 1"] {
    let ones = ["teacher, T = 1", "teacher, T = 4", "teacher's choices", "another of its class"]
    try views.compare(ones.filter { $0 != other }.map { ($0, other) }, ["NLL": \.nll])
}

// Prints:
//     shadows                         accuracy       NLL  too sure
//     labels, 300                        0.883     0.386     0.020
//     teacher, T = 1                     0.903     0.309    -0.027
//     teacher, T = 4                     0.880     0.356     0.019
//     teacher's choices                  0.899     0.322    -0.004
//     labels, 900                        0.918     0.259    -0.023
//     another of its class               0.912     0.355    -0.120
//     the teacher, on images             0.947     0.178    -0.003
//                                                                          NLL
//     teacher, T = 1 − labels, 300                   * -0.077 [-0.117, -0.038]
//     teacher, T = 4 − labels, 300                     -0.030 [-0.071, +0.012]
//     teacher's choices − labels, 300                * -0.064 [-0.105, -0.022]
//     another of its class − labels, 300               -0.031 [-0.075, +0.013]
//                                                                          NLL
//     teacher, T = 1 − labels, 900                   * +0.050 [+0.033, +0.066]
//     teacher, T = 4 − labels, 900                   * +0.098 [+0.065, +0.131]
//     teacher's choices − labels, 900                * +0.064 [+0.042, +0.085]
//     another of its class − labels, 900             * +0.096 [+0.084, +0.109]
//                                                                          NLL
//     teacher, T = 4 − teacher, T = 1                * +0.048 [+0.026, +0.070]
//     teacher's choices − teacher, T = 1             * +0.014 [+0.001, +0.026]
//     another of its class − teacher, T = 1          * +0.046 [+0.038, +0.055]

let line = try GaussianMixture(
    means: mixture.means.map { [$0[0]] }, covariances: mixture.covariances.map { [[$0[0, 0]]] },
    priors: mixture.priors)

func firstCoordinate(_ points: Matrix<Float>) throws -> Matrix<Float> {
    try Matrix(rows: points.rows, columns: 1, elements: (0..<points.rows).map { points[$0, 0] })
}

var oneSided = Ledger<Double>()
var blindStudents: [String: Network] = [:]  // of the first seed

for seed in seeds {
    let own = try mixture.sample(1000, seed: 100 + seed)
    let truth = try logarithms(mixture.posterior(at: own.features))
    let lessons = [
        ("labels", labelLoss(own.labels)), ("T = 1", softLoss(truth)),
        ("T = 2", softLoss(truth, temperature: 2)), ("T = 4", softLoss(truth, temperature: 4)),
        ("choices", labelLoss(try Probability.argmax(truth))),
    ]
    for (name, loss) in lessons {
        let student = try taught(
            network(8, inputs: 1, outputs: 3, seed: 100 + seed), on: try firstCoordinate(own.features), loss,
            steps: 1500, rate: 0.01, seed: seed)
        let seen = try firstCoordinate(points.features)
        oneSided.note(
            try Fidelity.klDivergence(
                logits: student.logits(Inputs(seen)), teacher: logarithms(line.posterior(at: seen))), name)
        if seed == 1 { blindStudents[name] = student }
    }
}

try oneSided.table("KL from the truth", oneSided.names, ["KL": { $0 }], digits: 4, minus: "labels")

// Prints:
//     KL from the truth                     KL              KL minus labels
//     labels                            0.0097
//     T = 1                             0.0041    * -0.006 [-0.008, -0.003]
//     T = 2                             0.0410    * +0.031 [+0.025, +0.038]
//     T = 4                             0.1358    * +0.126 [+0.109, +0.143]
//     choices                           0.3772    * +0.368 [+0.252, +0.483]

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
let voices = recordings.reduce(into: [String]()) { if !$0.contains($1.voice) { $0.append($1.voice) } }
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
    let (heard, test) = (try scale.applied(to: said(by: order[..<12])), try scale.applied(to: said(by: order[12...])))
    let twoVoices = try scale.applied(to: said(by: order[..<2]))

    let split = try images.split(train: 300, seed: seed)
    let teacher = try taught(
        network(128, seed: seed), on: split.train.features, labelLoss(split.train.labels), steps: 600, seed: seed)
    let pages = split.test.features.selectingRows(written(heard.labels, in: split.test, seed: seed))
    let read = try teacher.logits(Inputs(pages))

    let lessons: [(name: String, data: Dataset, loss: Loss)] = [
        ("labels, 2 voices", twoVoices, labelLoss(twoVoices.labels)),
        ("teacher, T = 1", heard, softLoss(read)),
        ("teacher, T = 4", heard, softLoss(read, temperature: 4)),
        ("teacher's choices", heard, labelLoss(try Probability.argmax(read))),
        ("labels, 12 voices", heard, labelLoss(heard.labels)),
    ]
    for lesson in lessons {
        let student = try taught(
            network(32, inputs: 128, seed: 100 + seed), on: lesson.data.features, lesson.loss, steps: 600,
            rate: 0.003, seed: seed)
        listening.note(try Marks(student, test), lesson.name)
    }
}

try listening.table("speech", listening.names, ["accuracy": \.accuracy, "NLL": \.nll, "too sure": \.tooSure])
let heardFrom = ["teacher, T = 1", "teacher, T = 4", "teacher's choices"]
let rivalsOfSpeech = heardFrom.map { ($0, "labels, 2 voices") } + heardFrom.map { ($0, "labels, 12 voices") }
try listening.compare(
    rivalsOfSpeech + [("teacher, T = 4", "teacher, T = 1")], ["accuracy": \.accuracy, "NLL": \.nll])

// Prints:
//     speech                          accuracy       NLL  too sure
//     labels, 2 voices                   0.944     0.203     0.010
//     teacher, T = 1                     0.964     0.178    -0.079
//     teacher, T = 4                     0.979     0.083    -0.010
//     teacher's choices                  0.960     0.145    -0.036
//     labels, 12 voices                  0.984     0.051    -0.006
//                                                                     accuracy                         NLL
//     teacher, T = 1 − labels, 2 voices                +0.020 [-0.016, +0.057]     -0.026 [-0.164, +0.113]
//     teacher, T = 4 − labels, 2 voices              * +0.035 [+0.001, +0.069]     -0.121 [-0.260, +0.018]
//     teacher's choices − labels, 2 voices             +0.017 [-0.020, +0.053]     -0.058 [-0.197, +0.081]
//     teacher, T = 1 − labels, 12 voices             * -0.020 [-0.029, -0.011]   * +0.127 [+0.110, +0.144]
//     teacher, T = 4 − labels, 12 voices               -0.005 [-0.011, +0.001]   * +0.032 [+0.015, +0.049]
//     teacher's choices − labels, 12 voices          * -0.023 [-0.030, -0.016]   * +0.095 [+0.080, +0.110]
//     teacher, T = 4 − teacher, T = 1                * +0.015 [+0.008, +0.022]   * -0.095 [-0.106, -0.084]

// MARK: 8.3 Dynamic distillation

typealias Course = (_ progress: Double) -> Double

let courses: [(name: String, temperature: Course, alpha: Course)] = [
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

func students(courses: [(name: String, temperature: Course, alpha: Course)], seed: UInt64) throws -> [Marks] {
    let split = try images.split(train: 200, seed: seed)
    let (inputs, labels) = (split.train.features, split.train.labels)
    let teacher = try taught(network(128, seed: seed), on: inputs, labelLoss(labels), steps: 600, seed: seed)
    let said = try teacher.logits(Inputs(inputs))
    return try courses.map { course in
        let loss = Loss { s, batch in
            try Losses.distillation(
                s, teacher: batch[said], labels: batch[labels],
                temperature: course.temperature(batch.progress), alpha: course.alpha(batch.progress))
        }
        let student = try taught(network(12, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)
        return try Marks(student, split.test)
    }
}

var dynamic = Ledger<Marks>()
for seed in seeds {
    for (course, marks) in zip(courses, try students(courses: courses, seed: seed)) { dynamic.note(marks, course.name) }
}

try dynamic.table("", dynamic.names, ["NLL": \.nll, "ECE": \.ece], minus: "labels")

// Prints:
//                                          NLL       ECE             NLL minus labels             ECE minus labels
//     labels                             0.288     0.028
//     T = 1                              0.288     0.031      -0.000 [-0.002, +0.001]    * +0.003 [+0.001, +0.004]
//     T = 4.5                            0.264     0.016    * -0.024 [-0.037, -0.011]    * -0.012 [-0.017, -0.007]
//     T = 8                              0.260     0.017    * -0.028 [-0.044, -0.012]    * -0.011 [-0.016, -0.007]
//     T falls from 8 to 1                0.262     0.017    * -0.026 [-0.044, -0.009]    * -0.011 [-0.017, -0.005]
//     T rises from 1 to 8                0.255     0.016    * -0.033 [-0.043, -0.023]    * -0.012 [-0.018, -0.007]
//     α = 0.5                            0.264     0.014    * -0.024 [-0.037, -0.012]    * -0.014 [-0.020, -0.008]
//     α falls from 1 to 0                0.276     0.017      -0.013 [-0.026, +0.001]    * -0.011 [-0.016, -0.007]
//     α rises from 0 to 1                0.254     0.016    * -0.034 [-0.043, -0.025]    * -0.012 [-0.018, -0.006]

let opponents = [
    ("T falls from 8 to 1", "T = 4.5"), ("T rises from 1 to 8", "T = 4.5"),
    ("α falls from 1 to 0", "α = 0.5"), ("α rises from 0 to 1", "α = 0.5"),
    ("T rises from 1 to 8", "T = 8"), ("α rises from 0 to 1", "T = 8"),
]
try dynamic.compare(opponents, ["NLL": \.nll, "ECE": \.ece])

// Prints:
//                                                                          NLL                         ECE
//     T falls from 8 to 1 − T = 4.5                    -0.002 [-0.011, +0.006]     +0.001 [-0.003, +0.005]
//     T rises from 1 to 8 − T = 4.5                  * -0.009 [-0.017, -0.001]     -0.000 [-0.004, +0.003]
//     α falls from 1 to 0 − α = 0.5                  * +0.012 [+0.007, +0.016]     +0.003 [-0.001, +0.007]
//     α rises from 0 to 1 − α = 0.5                  * -0.010 [-0.016, -0.003]     +0.002 [-0.002, +0.005]
//     T rises from 1 to 8 − T = 8                      -0.005 [-0.016, +0.006]     -0.001 [-0.006, +0.004]
//     α rises from 0 to 1 − T = 8                      -0.006 [-0.016, +0.004]     -0.001 [-0.005, +0.003]

let doubted = courses.filter { ["α = 0.5", "α falls from 1 to 0", "α rises from 0 to 1"].contains($0.name) }
var again = Ledger<Marks>()
for seed in seeds.map({ $0 + 10 }) {
    for (course, marks) in zip(doubted, try students(courses: doubted, seed: seed)) { again.note(marks, course.name) }
}
try again.compare(doubted.dropFirst().map { ($0.name, "α = 0.5") }, ["NLL": \.nll])

// Prints:
//                                                                          NLL
//     α falls from 1 to 0 − α = 0.5                  * +0.015 [+0.006, +0.023]
//     α rises from 0 to 1 − α = 0.5                    -0.008 [-0.016, +0.000]

// MARK: 8.4 Compression

let sizes = [8, 16, 32, 64, 128]
let recipes = ["labels", "teacher, same images", "teacher, 1000 images"]
var compressed = Ledger<Marks>()

for seed in seeds {
    let split = try images.split(train: 1000, seed: seed)
    let all = split.train.features
    let own = try split.train.subset(Array(0..<300))
    let members = try (1...5).map { (member: UInt64) in
        let seed = 10 * seed + member
        return try taught(network(128, seed: seed), on: own.features, labelLoss(own.labels), steps: 600, seed: seed)
    }
    func ensemble(_ inputs: Matrix<Float>) throws -> Matrix<Double> {
        try EnsembleUncertainty(ofLogits: Ensemble(members).logits(Inputs(inputs))).mean
    }
    compressed.note(try Marks(ensemble(split.test.features), split.test), "ensemble")

    let said = logarithms(try ensemble(all))
    let lessons = [
        (own.features, labelLoss(own.labels)),
        (own.features, softLoss(said.selectingRows(Array(0..<300)), temperature: 4)),
        (all, softLoss(said)),
    ]
    for (recipe, (inputs, loss)) in zip(recipes, lessons) {
        for size in sizes {
            let student = try taught(network(size, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)
            compressed.note(try Marks(student, split.test), "\(recipe); \(size)")
        }
    }
}

let whole = compressed["ensemble"]
let ensembleParameters = 5 * (try network(128, seed: 1).parameterCount)
show("ensemble", ["\(ensembleParameters)", fixed(mean(whole.map(\.nll)), 3), fixed(mean(whole.map(\.ece)), 3)], widths: 7, 8)
for recipe in recipes {
    print()
    show(recipe, ["size", "NLL", "ECE", "NLL minus labels", "ECE minus labels", "NLL minus ensemble"], widths: 7, 8, 8, 28)
    for size in sizes {
        let (marks, hard) = (compressed["\(recipe); \(size)"], compressed["labels; \(size)"])
        let differences = recipe == "labels" ? ["", ""] : [
            try minus(marks.map(\.nll), hard.map(\.nll)), try minus(marks.map(\.ece), hard.map(\.ece)),
        ]
        let means = [fixed(mean(marks.map(\.nll)), 3), fixed(mean(marks.map(\.ece)), 3)]
        let parameters = try network(size, seed: 1).parameterCount
        show(
            "\(size) hidden", ["\(parameters)"] + means + differences
                + [try minus(marks.map(\.nll), whole.map(\.nll))], widths: 7, 8, 8, 28)
    }
}

// Prints:
//     ensemble                        48050   0.176   0.019
//
//     labels                           size     NLL     ECE            NLL minus labels            ECE minus labels          NLL minus ensemble
//     8 hidden                          610   0.338   0.045                                                           * +0.162 [+0.095, +0.228]
//     16 hidden                        1210   0.224   0.024                                                           * +0.047 [+0.036, +0.059]
//     32 hidden                        2410   0.200   0.021                                                           * +0.024 [+0.013, +0.035]
//     64 hidden                        4810   0.196   0.020                                                           * +0.020 [+0.012, +0.029]
//     128 hidden                       9610   0.187   0.019                                                           * +0.011 [+0.003, +0.020]
//
//     teacher, same images             size     NLL     ECE            NLL minus labels            ECE minus labels          NLL minus ensemble
//     8 hidden                          610   0.340   0.027     +0.003 [-0.026, +0.032]   * -0.018 [-0.027, -0.009]   * +0.164 [+0.079, +0.250]
//     16 hidden                        1210   0.212   0.020   * -0.011 [-0.021, -0.001]     -0.004 [-0.010, +0.002]   * +0.036 [+0.029, +0.044]
//     32 hidden                        2410   0.200   0.019     -0.001 [-0.008, +0.006]     -0.001 [-0.005, +0.002]   * +0.024 [+0.017, +0.030]
//     64 hidden                        4810   0.196   0.019     -0.001 [-0.009, +0.008]     -0.001 [-0.007, +0.005]   * +0.020 [+0.017, +0.022]
//     128 hidden                       9610   0.188   0.019     +0.000 [-0.008, +0.008]     +0.001 [-0.003, +0.004]   * +0.011 [+0.008, +0.015]
//
//     teacher, 1000 images             size     NLL     ECE            NLL minus labels            ECE minus labels          NLL minus ensemble
//     8 hidden                          610   0.308   0.061     -0.030 [-0.088, +0.028]   * +0.016 [+0.000, +0.032]   * +0.132 [+0.075, +0.188]
//     16 hidden                        1210   0.205   0.028   * -0.019 [-0.027, -0.010]   * +0.004 [+0.000, +0.009]   * +0.029 [+0.023, +0.034]
//     32 hidden                        2410   0.193   0.025     -0.008 [-0.017, +0.001]   * +0.004 [+0.000, +0.008]   * +0.016 [+0.010, +0.023]
//     64 hidden                        4810   0.186   0.021   * -0.010 [-0.019, -0.001]     +0.001 [-0.005, +0.007]   * +0.010 [+0.006, +0.014]
//     128 hidden                       9610   0.181   0.019     -0.006 [-0.014, +0.002]     +0.000 [-0.006, +0.006]   * +0.005 [+0.001, +0.008]

try compressed.compare(
    [(16, 32), (32, 64), (64, 128)].map { ("teacher, 1000 images; \($0)", "labels; \($1)") }, ["NLL": \.nll])
try compressed.compare(recipes.map { ("\($0); 32", "ensemble") }, ["ECE": \.ece])

// Prints:
//                                                                          NLL
//     teacher, 1000 images; 16 − labels; 32            +0.005 [-0.007, +0.016]
//     teacher, 1000 images; 32 − labels; 64            -0.004 [-0.015, +0.007]
//     teacher, 1000 images; 64 − labels; 128           -0.001 [-0.010, +0.008]
//                                                                          ECE
//     labels; 32 − ensemble                            +0.002 [-0.004, +0.007]
//     teacher, same images; 32 − ensemble              +0.000 [-0.005, +0.005]
//     teacher, 1000 images; 32 − ensemble            * +0.006 [+0.001, +0.011]

func curves(_ measure: (Marks) -> Double) throws -> [Series] {
    try recipes.map { recipe in
        try series(recipe, x: sizes.map { Double($0) }, sizes.map { compressed["\(recipe); \($0)"].map(measure) })
    } + [
        Series("ensemble", x: sizes.map { Double($0) }, y: sizes.map { _ in mean(whole.map(measure)) })
    ]
}
let hidden = Axis("hidden neurons", scaling: .logarithmic)
figure(
    "size-nll",
    try LineChart(
        "Size against NLL", x: hidden, y: Axis("NLL", unit: "nats"), series: curves(\.nll), intervals: .whiskers))
figure(
    "size-ece",
    try LineChart(
        "Size against ECE", x: hidden, y: Axis("ECE", from: 0), series: curves(\.ece), intervals: .whiskers))

// MARK: 8.5 Generalisation

let counts = [50, 100, 200]
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
            network(128, seed: seed), on: own.features, labelLoss(own.labels), steps: 600, seed: seed)
        let said = try teacher.logits(Inputs(all))
        let ofOwn = said.selectingRows(Array(0..<count))
        let lessons = [
            (own.features, labelLoss(own.labels)), (own.features, softLoss(ofOwn)),
            (own.features, softLoss(ofOwn, temperature: 4)), (all, softLoss(said)),
            (all, labelLoss(try Probability.argmax(said))),
        ]
        try keep(teacher, sources[0])
        for (source, (inputs, loss)) in zip(sources.dropFirst(), lessons) {
            let student = try taught(network(12, seed: 100 + seed), on: inputs, loss, steps: 1000, seed: seed)
            try keep(student, source)
        }
    }
}

for count in counts {
    try general.table(
        "\(count) labels", sources.map { "\($0); \(count)" },
        ["accuracy": \.marks.accuracy, "NLL": \.marks.nll, "gap": \.gap], minus: "labels; \(count)")
    let others = ["1000 images, choices; \(count)", "the teacher; \(count)"]
    try general.compare(others.map { ("1000 images; \(count)", $0) }, ["NLL": \.marks.nll])
    print()
}

// Prints:
//     50 labels                       accuracy       NLL       gap    accuracy minus labels; 50         NLL minus labels; 50         gap minus labels; 50
//     the teacher; 50                    0.834     0.661     0.659    * +0.039 [+0.024, +0.055]    * -0.093 [-0.171, -0.016]    * -0.084 [-0.160, -0.007]
//     labels; 50                         0.794     0.754     0.743
//     same, T = 1; 50                    0.794     0.748     0.736      -0.000 [-0.001, +0.001]    * -0.006 [-0.008, -0.004]    * -0.007 [-0.009, -0.005]
//     same, T = 4; 50                    0.809     0.758     0.751      +0.014 [-0.004, +0.033]      +0.003 [-0.088, +0.095]      +0.008 [-0.081, +0.097]
//     1000 images; 50                    0.841     0.594     0.555    * +0.047 [+0.032, +0.062]    * -0.160 [-0.241, -0.079]    * -0.187 [-0.273, -0.102]
//     1000 images, choices; 50           0.840     0.636     0.586    * +0.046 [+0.033, +0.059]    * -0.118 [-0.211, -0.026]    * -0.157 [-0.261, -0.053]
//                                                                          NLL
//     1000 images; 50 − 1000 images, choices; 50       -0.042 [-0.089, +0.005]
//     1000 images; 50 − the teacher; 50              * -0.067 [-0.097, -0.036]
//
//     100 labels                      accuracy       NLL       gap   accuracy minus labels; 100        NLL minus labels; 100        gap minus labels; 100
//     the teacher; 100                   0.898     0.340     0.334    * +0.024 [+0.015, +0.032]    * -0.075 [-0.106, -0.044]    * -0.039 [-0.068, -0.010]
//     labels; 100                        0.875     0.415     0.373
//     same, T = 1; 100                   0.874     0.413     0.368      -0.000 [-0.001, +0.001]      -0.002 [-0.005, +0.001]    * -0.005 [-0.008, -0.002]
//     same, T = 4; 100                   0.878     0.393     0.360      +0.003 [-0.009, +0.015]      -0.022 [-0.056, +0.013]      -0.013 [-0.042, +0.017]
//     1000 images; 100                   0.898     0.340     0.269    * +0.023 [+0.013, +0.033]    * -0.075 [-0.104, -0.047]    * -0.103 [-0.133, -0.074]
//     1000 images, choices; 100          0.898     0.347     0.271    * +0.023 [+0.015, +0.032]    * -0.068 [-0.098, -0.039]    * -0.102 [-0.138, -0.066]
//                                                                          NLL
//     1000 images; 100 − 1000 images, choices; 100     -0.007 [-0.016, +0.002]
//     1000 images; 100 − the teacher; 100              +0.000 [-0.015, +0.015]
//
//     200 labels                      accuracy       NLL       gap   accuracy minus labels; 200        NLL minus labels; 200        gap minus labels; 200
//     the teacher; 200                   0.931     0.219     0.211    * +0.023 [+0.015, +0.030]    * -0.068 [-0.084, -0.053]    * -0.028 [-0.044, -0.011]
//     labels; 200                        0.908     0.287     0.238
//     same, T = 1; 200                   0.908     0.285     0.233      +0.000 [-0.001, +0.002]      -0.002 [-0.007, +0.003]    * -0.005 [-0.009, -0.001]
//     same, T = 4; 200                   0.912     0.274     0.235      +0.004 [-0.004, +0.011]      -0.013 [-0.027, +0.002]      -0.003 [-0.017, +0.010]
//     1000 images; 200                   0.920     0.254     0.162    * +0.012 [+0.005, +0.019]    * -0.033 [-0.046, -0.021]    * -0.077 [-0.086, -0.067]
//     1000 images, choices; 200          0.923     0.248     0.153    * +0.015 [+0.009, +0.021]    * -0.039 [-0.045, -0.032]    * -0.085 [-0.095, -0.074]
//                                                                          NLL
//     1000 images; 200 − 1000 images, choices; 200     +0.005 [-0.004, +0.014]
//     1000 images; 200 − the teacher; 200            * +0.035 [+0.021, +0.049]
//

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
            attacks.note(try attack(network, members: members, others: split.validation), "\(name); \(kind)")
        }
        let teacher = try taught(
            network(128, seed: seed), on: same, labelLoss(members.labels), steps: 1000, seed: seed)
        try note(teacher, "the teacher")
        let (ofSame, ofOther) = (try teacher.logits(Inputs(same)), try teacher.logits(Inputs(other)))
        let lessons = [
            ("same images, T = 1", 12, same, softLoss(ofSame)),
            ("same images, T = 4", 12, same, softLoss(ofSame, temperature: 4)),
            ("other images, T = 1", 12, other, softLoss(ofOther)),
            ("other images, T = 4", 12, other, softLoss(ofOther, temperature: 4)),
            ("the same, large student", 128, other, softLoss(ofOther, temperature: 4)),
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
    "the teacher", "same images, T = 1", "same images, T = 4", "other images, T = 1", "other images, T = 4",
    "the same, large student",
]
for (kind, _) in noises {
    show(kind, ["AUROC", "minus ½", "minus the teacher's"], widths: 7, 28)
    for victim in victims {
        let found = attacks["\(victim); \(kind)"]
        let difference = victim == "the teacher" ? "" : try minus(found, attacks["the teacher; \(kind)"])
        let excess = text(try Statistics.studentInterval(found.map { $0 - 0.5 }))
        show(victim, [fixed(mean(found), 3), excess, difference], widths: 7, 28)
    }
}
let sizesOfStudents = ["the same, large student", "other images, T = 4"].map { $0 + "; one in seven by lot" }
print("large student minus small, with noisy labels")
for (name, ledger) in [("AUROC", attacks), ("divergence from the teacher", copies)] {
    show(name, [try minus(ledger[sizesOfStudents[0]], ledger[sizesOfStudents[1]])], widths: 28)
}

// Prints:
//     right labels                    AUROC                     minus ½         minus the teacher's
//     the teacher                     0.594   * +0.094 [+0.067, +0.121]                            
//     same images, T = 1              0.573   * +0.073 [+0.057, +0.088]   * -0.021 [-0.038, -0.004]
//     same images, T = 4              0.566   * +0.066 [+0.045, +0.086]   * -0.028 [-0.039, -0.017]
//     other images, T = 1             0.520     +0.020 [-0.004, +0.044]   * -0.074 [-0.088, -0.060]
//     other images, T = 4             0.539   * +0.039 [+0.014, +0.064]   * -0.055 [-0.065, -0.045]
//     the same, large student         0.566   * +0.066 [+0.039, +0.094]   * -0.027 [-0.035, -0.020]
//     one in seven by lot             AUROC                     minus ½         minus the teacher's
//     the teacher                     0.695   * +0.195 [+0.178, +0.211]                            
//     same images, T = 1              0.605   * +0.105 [+0.087, +0.122]   * -0.090 [-0.104, -0.076]
//     same images, T = 4              0.587   * +0.087 [+0.068, +0.107]   * -0.108 [-0.124, -0.091]
//     other images, T = 1             0.551   * +0.051 [+0.037, +0.066]   * -0.143 [-0.160, -0.127]
//     other images, T = 4             0.561   * +0.061 [+0.050, +0.073]   * -0.134 [-0.148, -0.119]
//     the same, large student         0.616   * +0.116 [+0.098, +0.134]   * -0.078 [-0.086, -0.070]
//     large student minus small, with noisy labels
//     AUROC                            * +0.055 [+0.043, +0.067]
//     divergence from the teacher      * -0.171 [-0.226, -0.116]

figure(
    "membership",
    try BarChart(
        "How well a low loss betrays the teacher's members", value: Axis("AUROC minus ½"), categories: victims,
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
func votes(on inputs: Matrix<Float>, records: Dataset, test: Dataset, seed: UInt64) throws -> Matrix<Double> {
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
    let (open, test) = (try scale.applied(to: split.validation.features), try scale.applied(to: split.test))

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
            voted.note(try Marks(linear(inputs, winners, seed: seed), test), "\(asked) for \(price)")
            guard asked == 40 else { continue }
            let soft = shares(heard)
            let whole = Loss { s, batch in try Losses.crossEntropy(s, targets: batch[soft]) }
            voted.note(try Marks(linear(inputs, whole, seed: seed), test), "shares for \(price)")
        }
    }
}

for name in raw.names { show(name, [fixed(mean(raw[name]), 3)], widths: 8) }
print()
func label(_ price: Double) -> String { price.isFinite ? "ε = \(Int(price))" : "no noise" }

show("accuracy", prices.map(label), widths: 10)
for asked in questions {
    show("\(asked) questions", prices.map { fixed(mean(voted["\(asked) for \($0)"].map(\.accuracy)), 3) }, widths: 10)
}
print()
for (name, price) in [("10 for 4.0", 4.0), ("40 for 16.0", 16), ("80 for 64.0", 64)] {
    let lost = try minus(voted[name].map(\.accuracy), raw["one network of all 300"])
    show("ε = \(Int(price)), minus all 300", ["e^ε = 10^\(fixed(price / Double.log(10), 1))", lost], widths: 16, 28)
}
print()
show("10 questions minus 80", ["accuracy"], widths: 28)
for price in prices {
    let (few, many) = (voted["10 for \(price)"], voted["80 for \(price)"])
    show(label(price), [try minus(few.map(\.accuracy), many.map(\.accuracy))], widths: 28)
}
print()
show("40, shares minus choices", ["accuracy", "NLL"], widths: 28)
for price in prices {
    let (soft, hard) = (voted["shares for \(price)"], voted["40 for \(price)"])
    show(label(price), [
        try minus(soft.map(\.accuracy), hard.map(\.accuracy)), try minus(soft.map(\.nll), hard.map(\.nll)),
    ], widths: 28)
}

// Prints:
//     one teacher                      0.908
//     one network of all 300           0.970
//
//     accuracy                           ε = 1     ε = 4    ε = 16    ε = 64  no noise
//     10 questions                       0.753     0.892     0.908     0.908     0.908
//     20 questions                       0.621     0.849     0.921     0.922     0.922
//     40 questions                       0.602     0.766     0.925     0.931     0.928
//     80 questions                       0.568     0.725     0.898     0.938     0.937
//
//     ε = 4, minus all 300              e^ε = 10^1.7   * -0.079 [-0.107, -0.050]
//     ε = 16, minus all 300             e^ε = 10^6.9   * -0.046 [-0.065, -0.026]
//     ε = 64, minus all 300            e^ε = 10^27.8   * -0.032 [-0.047, -0.017]
//
//     10 questions minus 80                             accuracy
//     ε = 1                            * +0.185 [+0.051, +0.319]
//     ε = 4                            * +0.167 [+0.087, +0.247]
//     ε = 16                             +0.011 [-0.019, +0.040]
//     ε = 64                           * -0.030 [-0.046, -0.014]
//     no noise                         * -0.029 [-0.048, -0.010]
//
//     40, shares minus choices                          accuracy                         NLL
//     ε = 1                              +0.013 [-0.023, +0.049]     -0.016 [-0.080, +0.048]
//     ε = 4                              +0.004 [-0.022, +0.030]     -0.015 [-0.050, +0.020]
//     ε = 16                             +0.006 [-0.012, +0.024]     -0.003 [-0.078, +0.072]
//     ε = 64                             +0.003 [-0.014, +0.020]     -0.080 [-0.203, +0.043]
//     no noise                           +0.014 [-0.007, +0.035]     -0.104 [-0.239, +0.030]

figure(
    "private-votes",
    try LineChart(
        "What privacy costs", x: Axis("questions", scaling: .logarithmic), y: Axis("accuracy of the student"),
        series: prices.map { price in
            try series(
                label(price), x: questions.map { Double($0) },
                questions.map { voted["\($0) for \(price)"].map(\.accuracy) })
        }, intervals: .whiskers))
