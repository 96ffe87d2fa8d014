import Distillation

/// A covariance Σ of D dimensions as L·Lᵀ, with L lower triangular: what drawing and densities need of it.
struct Cholesky: Equatable, Sendable {
    private let lower: [[Double]]

    /// ln √(det Σ).
    let logRootDeterminant: Double

    /// - Throws: `InvalidArgument` where the matrix is not square, symmetric and positive definite.
    init(_ covariance: Matrix<Double>, dimension: Int, _ argument: String) throws(InvalidArgument) {
        guard
            covariance.rows == dimension, covariance.columns == dimension,
            covariance.elements.count == dimension * dimension
        else {
            throw InvalidArgument(
                argument, "\(covariance.rows) × \(covariance.columns)",
                "it must be \(dimension) × \(dimension), as the means have \(dimension) coordinates")
        }
        var lower = [[Double]](repeating: [Double](repeating: 0, count: dimension), count: dimension)
        var logarithms = 0.0
        for row in 0..<dimension {
            for column in 0...row {
                let value = covariance[row, column]
                guard value == covariance[column, row], value.magnitude < 1e100 else {
                    throw InvalidArgument(
                        "\(argument)[\(row), \(column)]", "\(value)",
                        "a covariance must be finite and equal to its mirror image, here \(covariance[column, row])"
                    )
                }
                var rest = value
                for index in 0..<column { rest -= lower[row][index] * lower[column][index] }
                if row == column {
                    guard rest > 0 else {
                        throw InvalidArgument(
                            argument, "not positive definite",
                            "a covariance must have variance in every direction")
                    }
                    lower[row][row] = rest.squareRoot()
                    logarithms += Double.log(lower[row][row])
                } else {
                    lower[row][column] = rest / lower[column][column]
                }
            }
        }
        self.lower = lower
        logRootDeterminant = logarithms
    }

    /// L·z.
    func scaled(_ z: [Double]) -> [Double] {
        lower.indices.map { row in
            var sum = 0.0
            for index in 0...row { sum += lower[row][index] * z[index] }
            return sum
        }
    }

    /// dᵀ·Σ⁻¹·d, by solving L·y = d.
    func squaredDistance(_ difference: [Double]) -> Double {
        var y = [Double](repeating: 0, count: difference.count)
        var sum = 0.0
        for row in lower.indices {
            var rest = difference[row]
            for index in 0..<row { rest -= lower[row][index] * y[index] }
            y[row] = rest / lower[row][row]
            sum += y[row] * y[row]
        }
        return sum
    }
}
