import Testing

@testable import Distillation

/// Arguments as nobody should pass them, drawn by a seed: each function must refuse them or give numbers.
struct Hostile {
    var random: RandomGenerator

    static let doubles: [Double] = [
        0, -0.0, 1, -1, 0.5, 0.25, 2, 10, -3, 1e-300, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, 1e-16,
        1 - 1e-16, 1 + 5e-7, 1e16,
        1e150,
        -1e150, 1e300, -1e300, 1.7e308, -1.7e308, 690, -745, .nan, .infinity, -.infinity,
    ]
    static let integers = [0, 1, 2, 3, 10, 15, -1, 20_000_000, .max, .min, .max - 1]

    mutating func double() -> Double { Self.doubles[random.uniform(below: Self.doubles.count)] }
    mutating func integer() -> Int { Self.integers[random.uniform(below: Self.integers.count)] }
    mutating func chance(_ part: Double) -> Bool { random.uniform() < part }
    /// Mostly a number that is allowed, so that what comes behind the first check is reached too.
    mutating func share() -> Double { chance(0.7) ? random.uniform() : double() }
    mutating func positive() -> Double { chance(0.7) ? Double.exp(200 * (random.uniform() - 0.5)) : double() }

    mutating func doubles(_ count: Int, _ value: (inout Hostile) -> Double) -> [Double] {
        let count = chance(0.05) ? random.uniform(below: 3) : count
        return (0..<count).map { _ in value(&self) }
    }

    /// Logits of any size; sometimes too few, or none.
    mutating func logits(_ rows: Int, _ columns: Int) -> Matrix<Double> {
        let scale = chance(0.5) ? 1 : Double.exp(1400 * (random.uniform() - 0.5))
        let isWild = chance(0.2)
        return matrix(rows, columns) {
            $0.chance(isWild ? 0.3 : 0) ? $0.double() : scale * $0.random.normal()
        }
    }

    /// Rows that mostly sum to 1, zeros and certain ones among them.
    mutating func probabilities(_ rows: Int, _ columns: Int) -> Matrix<Double> {
        var result = matrix(rows, columns) { $0.chance(0.3) ? 0 : $0.random.uniform() }
        guard result.elements.count == result.rows * result.columns, result.columns > 0 else { return result }
        for row in 0..<result.rows {
            let sum = result[row: row].reduce(0, +)
            let off = chance(0.03) ? double() : chance(0.2) ? 1 + 5e-7 : 1
            for j in 0..<result.columns {
                result[row, j] = sum == 0 ? (j == 0 ? off : 0) : result[row, j] / sum * off
            }
        }
        return result
    }

    mutating func matrix(_ rows: Int, _ columns: Int, _ value: (inout Hostile) -> Double) -> Matrix<Double> {
        if chance(0.02) { return [[0.5, 0.5], [1]] }
        let (rows, columns) =
            chance(0.05) ? (random.uniform(below: 3), random.uniform(below: 3)) : (rows, columns)
        return Matrix(rows: rows, columns: columns, filling: (0..<rows * columns).map { _ in value(&self) })
    }

    mutating func labels(_ count: Int, below classes: Int) -> [Int] {
        let count = chance(0.05) ? random.uniform(below: 3) : count
        return (0..<count).map { _ in chance(0.01) ? integer() : random.uniform(below: classes) }
    }

    mutating func sizes(_ count: Int) -> [Int] { (0..<count).map { _ in chance(0.6) ? 3 : integer() } }

    mutating func parameters(_ count: Int) -> [Double] { doubles(count) { $0.positive() } }
}

/// Every number in whatever a function gave.
private func numbers(_ value: Any) -> [Double] {
    switch value {
    case let number as Double: [number]
    case let numbers as [Double]: numbers
    case let matrix as Matrix<Double>: matrix.elements
    case let matrices as [Matrix<Double>]: matrices.flatMap(\.elements)
    default: Mirror(reflecting: value).children.flatMap { numbers($0.value) }
    }
}

/// A call and its name.
typealias HostileCall = (name: String, run: (inout Hostile) throws -> Any)

/// Runs each call often; a trap ends the test run, NaN is an issue that shows its seed.
func attack(_ calls: [HostileCall], times: Int = 300, sourceLocation: SourceLocation = #_sourceLocation) {
    for (index, call) in calls.enumerated() {
        var computed = 0
        for seed in 0..<times {
            var hostile = Hostile(random: RandomGenerator(seed: UInt64(1000 * index + seed)))
            guard let value = try? call.run(&hostile) else { continue }
            computed += 1
            if numbers(value).contains(where: \.isNaN) {
                Issue.record(
                    "\(call.name) gives NaN for seed \(1000 * index + seed)",
                    sourceLocation: sourceLocation)
                break
            }
        }
        #expect(computed > times / 50, "\(call.name) refuses nearly all", sourceLocation: sourceLocation)
    }
}
