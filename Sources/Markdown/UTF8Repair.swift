/// What libcmark makes of bytes that are not text: U+FFFD for a NUL and for each broken sequence, cut as it
/// cuts them.
enum UTF8Repair {
    /// Whether the bytes are UTF-8 without a NUL, so that libcmark takes them as they are.
    static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                if bytes[index] == 0 { return false }
                index += 1
            } else {
                let length = sequence(bytes, index)
                if length <= 0 { return false }
                index += length
            }
        }
        return true
    }

    /// A stretch of a line: `count` bytes that stay, or that become one U+FFFD.
    struct Piece {
        var start: Int
        var count: Int
        var isReplaced: Bool
    }

    /// A line cut into what stays and what is replaced.
    ///
    /// libcmark replaces NULs before it looks for broken sequences, which matters where the line ends
    /// within a sequence that a NUL breaks.
    static func pieces(_ line: UnsafeBufferPointer<UInt8>) -> [Piece] {
        var spread: [UInt8] = []
        var origins: [Int] = []
        for (index, byte) in line.enumerated() {
            spread += byte == 0 ? replacement : [byte]
            origins += Array(repeating: index, count: byte == 0 ? 3 : 1)
        }
        origins.append(line.count)
        var pieces: [Piece] = []
        spread.withUnsafeBufferPointer { spread in
            var index = 0
            while index < spread.count {
                let length = spread[index] < 0x80 ? 1 : sequence(spread, index)
                let start = origins[index]
                index += abs(length)
                let isReplaced = length < 0 || line[start] == 0
                let count = origins[index] - start
                if !isReplaced, let last = pieces.last, !last.isReplaced {
                    pieces[pieces.count - 1].count += count
                } else {
                    pieces.append(Piece(start: start, count: count, isReplaced: isReplaced))
                }
            }
        }
        return pieces
    }

    /// U+FFFD in UTF-8.
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// The length of the sequence at `index`, negative if it is broken: then how many bytes are replaced.
    private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let first = bytes[index]
        let length =
            switch first {
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF8: 4
            default: 0
            }
        guard length > 0 else { return -1 }
        guard length <= bytes.count - index else { return index - bytes.count }
        for further in 1..<length where bytes[index + further] & 0xC0 != 0x80 { return -further }
        let second = bytes[index + 1]
        let isValid =
            switch first {
            case 0xC0, 0xC1: false
            case 0xE0: second >= 0xA0
            case 0xED: second < 0xA0
            case 0xF0: second >= 0x90
            case 0xF4: second < 0x90
            case 0xF5...: false
            default: true
            }
        return isValid ? length : -length
    }
}
