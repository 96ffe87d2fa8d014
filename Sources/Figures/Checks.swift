import Distillation

/// The checks that every chart makes of what it is given; each error names the argument and shows the value.
enum Check {
    static func notEmpty(_ values: some Collection, _ argument: String) throws(InvalidArgument) {
        if values.isEmpty { throw InvalidArgument(argument, "empty", "there must be something to draw") }
    }

    static func count(_ values: some Collection, _ expected: Int, _ argument: String) throws(InvalidArgument)
    {
        if values.count != expected {
            throw InvalidArgument(argument, "\(values.count) values", "there must be \(expected)")
        }
    }

    /// Beyond 1e100 the difference of two values, or its square, could overflow while a chart is laid out.
    static func drawable(
        _ value: Double, _ argument: @autoclosure () -> String
    ) throws(InvalidArgument) {
        guard value.magnitude < 1e100 else {
            throw InvalidArgument(argument(), "\(value)", "it must be a finite number between ±1e100")
        }
    }

    static func drawable(_ values: [Double], _ argument: String) throws(InvalidArgument) {
        for (index, value) in values.enumerated() {
            try drawable(value, "\(argument)[\(index)]")
        }
    }

    static func unitInterval(_ values: [Double], _ argument: String) throws(InvalidArgument) {
        for (index, value) in values.enumerated() {
            try unitInterval(value, "\(argument)[\(index)]")
        }
    }

    static func unitInterval(
        _ value: Double, _ argument: @autoclosure () -> String
    ) throws(InvalidArgument) {
        guard value >= 0 && value <= 1 else {
            throw InvalidArgument(argument(), "\(value)", "it must be in [0, 1]")
        }
    }

    /// A matrix literal with unequal rows has no elements, and `elements` can be changed: so the shape is checked.
    static func full(_ matrix: Matrix<Double>, _ argument: String) throws(InvalidArgument) {
        guard matrix.elements.count == matrix.rows * matrix.columns else {
            throw InvalidArgument(
                argument, "\(matrix.elements.count) values",
                "they must fill \(matrix.rows) equally long rows of \(matrix.columns)")
        }
    }

    static func count(_ count: Int, in range: ClosedRange<Int>, _ argument: String) throws(InvalidArgument) {
        guard range.contains(count) else {
            throw InvalidArgument(
                argument, "\(count)", "it must be from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}
