/// A canonical Huffman code (RFC 1951, section 3.2.2).
struct Huffman {
    /// No code is longer than this many bits.
    static let longest = 15
    /// Codes up to this length, nearly all that occur, are looked up at once.
    private static let quickBits = 10

    /// How many codes there are of each length.
    private var counts = [Int](repeating: 0, count: longest + 1)
    /// The symbols in the order of their codes.
    private var symbols: [Int] = []
    /// For the next bits, lowest first: symbol · 16 + length, or 0 where the code is longer or stands for nothing.
    private var quick = [UInt16](repeating: 0, count: 1 << quickBits)

    /// The code in which symbol i has `lengths[i]` bits, or does not occur where that is 0; nil where there are too many.
    init?(lengths: [UInt8]) {
        for length in lengths where length > 0 { counts[Int(length)] += 1 }
        var left = 1
        for length in 1...Self.longest {
            left = 2 * left - counts[length]
            guard left >= 0 else { return nil }
        }
        var code = 0
        for length in 1...Self.longest {
            for symbol in lengths.indices where Int(lengths[symbol]) == length {
                symbols.append(symbol)
                if length <= Self.quickBits { enter(symbol, code: code, length: length) }
                code += 1
            }
            code <<= 1
        }
    }

    /// The symbol that the lowest of `bits` stand for, and how many bits it takes.
    @inline(__always)
    func decode(_ bits: UInt64) -> (symbol: Int, length: Int)? {
        let entry = quick[Int(bits & (1 << UInt64(Self.quickBits) - 1))]
        return entry > 0 ? (Int(entry >> 4), Int(entry & 15)) : decodeSlowly(bits)
    }

    /// Codes of one length are consecutive numbers: bit by bit, until the number is one of them.
    private func decodeSlowly(_ bits: UInt64) -> (symbol: Int, length: Int)? {
        var (bits, code, first, index) = (bits, 0, 0, 0)
        for length in 1...Self.longest {
            code |= Int(bits & 1)
            bits >>= 1
            if code - first < counts[length] { return (symbols[index + code - first], length) }
            index += counts[length]
            first = (first + counts[length]) << 1
            code <<= 1
        }
        return nil
    }

    /// Codes are sent highest bit first, while bits are read lowest first.
    private mutating func enter(_ symbol: Int, code: Int, length: Int) {
        var reversed = 0
        for bit in 0..<length where code >> bit & 1 == 1 { reversed |= 1 << (length - 1 - bit) }
        for rest in stride(from: reversed, to: 1 << Self.quickBits, by: 1 << length) {
            quick[rest] = UInt16(symbol << 4 | length)
        }
    }
}
