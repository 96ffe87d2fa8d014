/// The samples that go into a network: the rows of a matrix, or bags of indices.
public enum Inputs: Equatable, Sendable {
    /// One sample a row.
    case rows(Matrix<Float>)
    /// One sample a bag of word or n-gram numbers, which may repeat.
    case bags([[Int]])

    /// The rows of a matrix.
    public init(_ rows: Matrix<Float>) { self = .rows(rows) }

    /// The rows of a matrix, each value rounded to the nearest `Float`.
    ///
    /// ```swift
    /// print(Inputs([[0.5, 1], [2, 3]] as Matrix<Double>).count)  // → 2
    /// ```
    public init(_ rows: Matrix<Double>) {
        self = .rows(
            rows.map { Float($0) })
    }

    /// The number of samples.
    public var count: Int {
        switch self {
        case .rows(let matrix): matrix.rows
        case .bags(let bags): bags.count
        }
    }

    /// The samples with these numbers, in this order. They must be in `0 ..< count`.
    public subscript(samples: [Int]) -> Inputs {
        switch self {
        case .rows(let matrix):
            return .rows(matrix.selectingRows(samples))
        case .bags(let bags):
            return .bags(samples.map { bags[$0] })
        }
    }

    /// The samples with numbers in this range, which must lie in `0 ..< count`.
    subscript(samples: Range<Int>) -> Inputs {
        switch self {
        case .rows(let matrix):
            let values = samples.lowerBound * matrix.columns..<samples.upperBound * matrix.columns
            return .rows(
                Matrix(rows: samples.count, columns: matrix.columns, filling: Array(matrix.elements[values]))
            )
        case .bags(let bags):
            return .bags(Array(bags[samples]))
        }
    }

    /// Refuses samples that do not fit `shape`, and values that are not finite.
    func validate(as shape: Shape) throws(InvalidArgument) {
        switch (self, shape) {
        case (.bags(let bags), .bag(let vocabulary)):
            for bag in bags {
                for index in bag where !(0..<vocabulary).contains(index) {
                    throw InvalidArgument(
                        "inputs", "\(index)", "an index must be in 0 ..< \(vocabulary)")
                }
            }
        case (.rows(let matrix), .vector), (.rows(let matrix), .image):
            guard matrix.elements.count == matrix.rows * matrix.columns else {
                throw InvalidArgument("inputs", "ragged", "every row must have \(matrix.columns) values")
            }
            guard matrix.columns == shape.size else {
                throw InvalidArgument(
                    "inputs", "\(matrix.columns) columns", "the network takes \(shape.size)")
            }
            // Only where some value is not finite, a second look finds out which.
            guard !matrix.elements.allFinite else { return }
            for value in matrix.elements where !value.isFinite {
                throw InvalidArgument("inputs", "\(value)", "every value must be finite")
            }
        case (.bags, _):
            throw InvalidArgument("inputs", "bags", "the network takes the rows of a matrix")
        case (.rows, _):
            throw InvalidArgument("inputs", "a matrix", "the network takes bags")
        }
    }
}

extension [Float] {
    /// Whether no value is infinite or NaN. Their bits can be looked at side by side, where a loop that may end
    /// at any value cannot: every training step looks.
    var allFinite: Bool {
        withUnsafeBufferPointer { values in
            var found: UInt32 = 0
            for value in values {
                let exponent = value.bitPattern & 0x7f80_0000
                found |= exponent == 0x7f80_0000 ? 1 : 0
            }
            return found == 0
        }
    }
}
