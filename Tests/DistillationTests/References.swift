import Foundation

@testable import Distillation

/// The checked-in reference values, which the scripts beside them make with independent packages.
enum References {
    static func text(_ name: String) throws -> String {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "References")
        return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
    }

    /// The lines of a file, each split at its blanks.
    static func table(_ name: String) throws -> [[Substring]] {
        try text(name).split(separator: "\n").map { $0.split(separator: " ") }
    }

    /// A double from its bits in hexadecimal.
    static func double(_ bits: Substring) -> Double {
        Double(bitPattern: UInt64(bits, radix: 16) ?? 0x7ff8_dead_0000_0000)
    }
}

/// One reference case: what goes in, and the numbers that must come out.
struct ReferenceCase: Decodable {
    let name: String
    /// Groups of matrices: logits, then a teacher's or the members' of an ensemble, as the name asks.
    let tensors: [[[[Double]]]]
    let labels: [Int]
    let numbers: [String: Double]
    let expected: [Double]

    static func all(_ file: String) throws -> [ReferenceCase] {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try decoder.decode([ReferenceCase].self, from: Data(References.text(file).utf8))
    }

    func number(_ key: String) -> Double { numbers[key] ?? .nan }
    func matrices(_ group: Int) throws -> [Matrix<Double>] { try tensors[group].map { try Matrix($0) } }
    func matrix(_ group: Int) throws -> Matrix<Double> { try Matrix(tensors[group][0]) }

    /// The worst error among the values, relative to the expected ones or, below `floor`, to that.
    func error(of values: [Double], floor: Double = 1e-290) -> Double {
        guard values.count == expected.count else { return .infinity }
        var worst = 0.0
        for (value, right) in zip(values, expected) where value != right {
            let error = (value - right).magnitude / max(right.magnitude, floor)
            if !(error <= worst) { worst = error.isNaN ? .infinity : error }
        }
        return worst
    }
}
