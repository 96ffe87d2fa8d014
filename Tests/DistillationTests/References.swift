import Foundation

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
