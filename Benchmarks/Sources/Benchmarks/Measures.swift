import Distillation

/// The expected calibration error of a million predictions over 10 classes, 15 bins.
func calibration() throws -> Double {
    var random = RandomGenerator(seed: 1)
    let count = 1_000_000
    var probabilities = Matrix<Double>(rows: count, columns: 10)
    var labels: [Int] = []
    for row in 0..<count {
        let logits = (0..<10).map { _ in Double.exp(2 * random.normal()) }
        let sum = logits.reduce(0, +)
        for column in 0..<10 { probabilities.elements[row * 10 + column] = logits[column] / sum }
        labels.append(random.uniform(below: 10))
    }
    return try best(repeats: 1, prepare: {}) {
        _ = try Calibration.expectedError(probabilities, labels: labels)
    }
}

/// The area under the receiver operating characteristic of a million scores.
func ranking() throws -> Double {
    var random = RandomGenerator(seed: 1)
    let labels = (0..<1_000_000).map { _ in random.uniform(below: 2) }
    let scores = labels.map { random.normal() + Double($0) }
    return try best(repeats: 1, prepare: {}) { _ = try Ranking.auroc(scores, labels: labels) }
}

/// The loss of ensemble distribution distillation and its gradient: 100,000 rows, 10 classes, 5 members.
func dirichlet() throws -> Double {
    var random = RandomGenerator(seed: 1)
    func draw() throws -> Matrix<Double> {
        try Matrix(rows: 100_000, columns: 10, elements: (0..<1_000_000).map { _ in random.normal() })
    }
    let logits = try draw()
    let members = try (0..<5).map { _ in try draw() }
    return try best(repeats: 1, prepare: {}) {
        _ = try Losses.distributionDistillation(logits, members: members)
    }
}
