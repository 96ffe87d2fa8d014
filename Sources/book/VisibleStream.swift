import Literate

/// Shows a program's bytes on standard output as they come, of which some may be no text: what could move the cursor
/// is made visible.
struct VisibleStream {
    /// The beginning of a character whose rest has not come yet.
    private var cut: [UInt8] = []

    mutating func show(_ bytes: [UInt8]) {
        var bytes = cut + bytes
        let rest = bytes.cutCharacter
        cut = Array(bytes.suffix(rest))
        bytes.removeLast(rest)
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        Console.write(
            lines.map { Visible.line(String(decoding: $0, as: UTF8.self)) }.joined(separator: "\n"), to: 1)
    }
}
