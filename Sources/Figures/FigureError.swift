/// Why a chart cannot be drawn: the argument at fault and what it held.
public enum FigureError: Error, Equatable, Sendable {
    /// The argument holds nothing to draw.
    case empty(argument: String)
    /// The argument holds a value that has no place on an axis: not a number, infinite, or of magnitude 1e100 and more.
    case notDrawable(argument: String, value: Double)
    /// The argument holds `count` values where `expected` belong.
    case count(argument: String, count: Int, expected: Int)
    /// The argument's value lies outside what is allowed there.
    case outside(argument: String, value: Double, allowed: String)
}

extension FigureError: CustomStringConvertible {
    /// One sentence that names the argument and the value.
    public var description: String {
        switch self {
        case .empty(let argument):
            "\(argument) is empty: there is nothing to draw"
        case .notDrawable(let argument, let value):
            "\(argument) is \(value), which has no place on an axis"
        case .count(let argument, let count, let expected):
            "\(argument) holds \(count) values instead of \(expected)"
        case .outside(let argument, let value, let allowed):
            "\(argument) is \(value), but must be \(allowed)"
        }
    }
}

/// The checks that every chart makes of what it is given.
enum Check {
    static func notEmpty(_ values: some Collection, _ argument: String) throws(FigureError) {
        if values.isEmpty { throw .empty(argument: argument) }
    }

    static func count(_ values: some Collection, _ expected: Int, _ argument: String) throws(FigureError) {
        if values.count != expected {
            throw .count(argument: argument, count: values.count, expected: expected)
        }
    }

    /// Beyond 1e100 the difference of two values, or its square, could overflow while a chart is laid out.
    static func drawable(_ value: Double, _ argument: @autoclosure () -> String) throws(FigureError) {
        guard value.magnitude < 1e100 else { throw .notDrawable(argument: argument(), value: value) }
    }

    static func drawable(_ values: [Double], _ argument: String) throws(FigureError) {
        for (index, value) in values.enumerated() {
            try drawable(value, "\(argument)[\(index)]")
        }
    }

    static func unitInterval(_ values: [Double], _ argument: String) throws(FigureError) {
        for (index, value) in values.enumerated() where !(0...1).contains(value) {
            throw .outside(argument: "\(argument)[\(index)]", value: value, allowed: "from 0 to 1")
        }
    }
}
