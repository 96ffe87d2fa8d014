// 1. Background

// MARK: 1.1 Purpose and scope

import Distillation

let right = "✓✓✓✓✓✓✗✓✓✓✓✗✓✓✓✗✓✗✓✓".map { $0 == "✓" }

let bold = right.map { _ in 0.99 }
let careful = right.map { _ in 0.80 }
let discerning = right.indices.map { $0 < 10 ? 0.90 : 0.70 }

func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

let ticks = right.map { $0 ? 1.0 : 0.0 }
let accuracy = mean(ticks) // → 0.8
let firstTen = mean(Array(ticks.prefix(10))) // → 0.9
let lastTen = mean(Array(ticks.suffix(10))) // → 0.7

func logLoss(_ said: [Double], _ right: [Bool]) -> Double {
    mean(zip(said, right).map { -Double.log($1 ? $0 : 1 - $0) })
}

func digits(_ value: Double, _ count: Int) -> String { value.formatted(decimals: count) }

print("            says  does  log loss")
for (name, said) in [("bold      ", bold), ("careful   ", careful), ("discerning", discerning)] {
    print(name, digits(mean(said), 2), digits(accuracy, 2), digits(logLoss(said, right), 3), separator: "  ")
}

// Prints:
//                 says  does  log loss
//     bold        0.99  0.80  0.929
//     careful     0.80  0.80  0.500
//     discerning  0.80  0.80  0.468

let teacherParameters = (10 * 10 + 10) + (10 * 2 + 2) // → 132
let studentParameters = (10 * 10 + 10) + (10 * 2 + 2) // → 132

func student(taughtBy target: Double) -> Double {
    var logit = 0.0
    for _ in 0..<2000 {
        let probability = 1 / (1 + Double.exp(-logit))
        logit -= probability - target  // a step down the gradient of the cross-entropy
    }
    return 1 / (1 + Double.exp(-logit))
}

let fourLabels = mean(Array(ticks.prefix(4)))
let lessons = [
    ("the first 4 labels", fourLabels), ("the bold teacher  ", 0.99),
    ("the careful one   ", 0.80), ("all 20 labels     ", accuracy),
]
print("taught by            says  log loss on all 20")
for (name, target) in lessons {
    let says = student(taughtBy: target)
    print(name, digits(says, 4), digits(logLoss(right.map { _ in says }, right), 3), separator: "  ")
}

// Prints:
//     taught by            says  log loss on all 20
//     the first 4 labels  0.9995  1.520
//     the bold teacher    0.9900  0.929
//     the careful one     0.8000  0.500
//     all 20 labels       0.8000  0.500

let fourInARow = 0.8 * 0.8 * 0.8 * 0.8 // → 0.4096…

// MARK: How a page proves itself

struct Forecast {
    let probabilities: [Double]

    init(_ probabilities: [Double]) {
        let sum = probabilities.reduce(0, +)
        precondition(abs(sum - 1) < 1e-6, "the probabilities sum to \(sum), not to 1")
        self.probabilities = probabilities
    }

    /// How undecided the forecast is, in nats: 0 if it is certain, ln K if all K classes are equal.
    var entropy: Double {
        probabilities.reduce(0) { $1 > 0 ? $0 - $1 * Double.log($1) : $0 }
    }
}

Forecast([0.5, 0.5]).entropy // → 0.6931…
Forecast([0.9, 0.1]).entropy // → 0.3250…
Forecast([1.0, 0.0]).entropy // → 0.0

// MARK: 1.4.1 Core terms

func parts(_ members: [Forecast]) -> (total: Double, data: Double, knowledge: Double) {
    let classes = members[0].probabilities.indices
    let average = Forecast(classes.map { j in mean(members.map { $0.probabilities[j] }) })
    let data = mean(members.map(\.entropy))
    return (average.entropy, data, average.entropy - data)
}

let torn = parts([Forecast([0.5, 0.5]), Forecast([0.5, 0.5])])
let divided = parts([Forecast([0.99, 0.01]), Forecast([0.01, 0.99])])

print("          total  data   knowledge")
for (name, part) in [("torn   ", torn), ("divided", divided)] {
    print(name, digits(part.total, 3), digits(part.data, 3), digits(part.knowledge, 3), separator: "  ")
}

// Prints:
//               total  data   knowledge
//     torn     0.693  0.693  0.000
//     divided  0.693  0.056  0.637
