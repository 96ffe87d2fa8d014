// What every public function checks before it computes. Each throws an error that names the argument, shows
// the value and says what is allowed; the texts are put together on that path only.

/// How far the sum of a row of probabilities may differ from 1.
let sumTolerance = 1e-6

@inline(__always)
func check(positive value: Double, _ name: String) throws(InvalidArgument) {
    guard value > 0 && value < .infinity else {
        throw InvalidArgument(name, "\(value)", "it must be a finite number above 0")
    }
}

func check(temperature: Double) throws(InvalidArgument) {
    guard temperature > 0 && temperature < .infinity else {
        throw InvalidArgument(
            "temperature", "\(temperature)", "a temperature must be a finite number above 0")
    }
}

/// A mixing weight, a level, a share: within [0, 1].
func check(share: Double, _ name: String) throws(InvalidArgument) {
    guard share >= 0 && share <= 1 else {
        throw InvalidArgument(name, "\(share)", "it must be in [0, 1]")
    }
}

/// A smoothing: within [0, 1).
func check(smoothing: Double, _ name: String) throws(InvalidArgument) {
    guard smoothing >= 0 && smoothing < 1 else {
        throw InvalidArgument(name, "\(smoothing)", "it must be in [0, 1)")
    }
}

func check(bins: Int) throws(InvalidArgument) {
    guard bins > 0 && bins <= 10_000_000 else {
        throw InvalidArgument("bins", "\(bins)", "there must be from 1 to 10,000,000 bins")
    }
}

/// A matrix that is full and has at least one row and one column.
func check(shape matrix: Matrix<Double>, _ name: String) throws(InvalidArgument) {
    guard matrix.rows > 0 else { throw InvalidArgument(name, "empty", "there must be at least one row") }
    guard matrix.columns > 0 else {
        throw InvalidArgument(name, "without columns", "there must be at least one class")
    }
    guard matrix.elements.count == matrix.rows * matrix.columns else {
        throw InvalidArgument(
            name, "\(matrix.elements.count) values",
            "they must fill \(matrix.rows) equally long rows of \(matrix.columns)")
    }
}

/// A second matrix that must have the shape of a first.
func check(
    _ matrix: Matrix<Double>, _ name: String, hasShapeOf first: Matrix<Double>, _ firstName: String
) throws(InvalidArgument) {
    guard matrix.rows == first.rows && matrix.columns == first.columns else {
        throw InvalidArgument(
            name, "\(matrix.rows) × \(matrix.columns)",
            "it must have the shape of \(firstName), \(first.rows) × \(first.columns)")
    }
}

/// Logits: a full matrix of finite numbers.
func check(logits: Matrix<Double>, _ name: String) throws(InvalidArgument) {
    try check(shape: logits, name)
    for index in 0..<logits.elements.count where !logits.elements[index].isFinite {
        throw InvalidArgument(
            "\(name)[\(index / logits.columns), \(index % logits.columns)]", "\(logits.elements[index])",
            "it must be a finite number")
    }
}

/// One label for each row, each a class.
func check(labels: [Int], rows: Int, classes: Int, _ name: String = "labels") throws(InvalidArgument) {
    guard labels.count == rows else {
        throw InvalidArgument(
            name, "\(labels.count) labels", "there must be one for each of the \(rows) rows")
    }
    for index in 0..<labels.count where labels[index] < 0 || labels[index] >= classes {
        throw InvalidArgument("\(name)[\(index)]", "\(labels[index])", "a label must be in 0..<\(classes)")
    }
}

/// Probabilities: a full matrix, nothing negative, every row's sum within 1e-6 of 1.
func check(probabilities: Matrix<Double>, _ name: String) throws(InvalidArgument) {
    try check(shape: probabilities, name)
    let columns = probabilities.columns
    // One pass without strings; only where it finds a fault does a second one look for the words.
    let faulty: Int? = probabilities.elements.withUnsafeBufferPointer { p in
        for row in 0..<probabilities.rows {
            var sum = 0.0
            var allowed = true
            for index in row * columns..<(row + 1) * columns {
                allowed = allowed && p[index] >= 0
                sum += p[index]
            }
            if !(allowed && (sum - 1).magnitude <= sumTolerance) { return row }
        }
        return nil
    }
    guard let faulty else { return }
    try check(distribution: probabilities[row: faulty], "\(name)[row \(faulty)]")
}

/// One distribution: nothing negative, the sum within 1e-6 of 1.
func check(distribution: [Double], _ name: String) throws(InvalidArgument) {
    guard !distribution.isEmpty else {
        throw InvalidArgument(name, "empty", "there must be at least one class")
    }
    var sum = 0.0
    for (index, p) in distribution.enumerated() {
        guard p >= 0 else {
            throw InvalidArgument("\(name)[\(index)]", "\(p)", "a probability must not be negative or NaN")
        }
        sum += p
    }
    guard (sum - 1).magnitude <= sumTolerance else {
        throw InvalidArgument("the sum of \(name)", "\(sum)", "probabilities must sum to 1 within 1e-6")
    }
}
