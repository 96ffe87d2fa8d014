/// Undoes the compression method deflate (RFC 1951).
struct Inflate {
    private let input: [UInt8]
    private let limit: Int
    private var next: Int
    /// Bits that were read and not used yet, the next one lowest.
    private var bits: UInt64 = 0
    private var bitCount = 0
    private var output: [UInt8] = []

    /// Compressed data that begin at `start`; more than `limit` bytes of output are refused.
    init(_ input: [UInt8], from start: Int, limit: Int) {
        self.input = input
        self.limit = limit
        next = start
    }

    /// Where the first byte lies that was not needed.
    var position: Int { next - bitCount / 8 }

    /// All blocks, to the end of the last one.
    mutating func run() throws(Gzip.Fault) -> [UInt8] {
        output.reserveCapacity(min(limit, 4 * input.count))
        var isLast = false
        while !isLast {
            isLast = try take(1) == 1
            switch try take(2) {
            case 0: try copyStored()
            case 1: try decode(Self.fixed.literals, Self.fixed.distances)
            case 2:
                let codes = try readCodes()
                try decode(codes.literals, codes.distances)
            default: throw Gzip.Fault(reason: "it is altered: a block of a kind that does not exist")
            }
        }
        return output
    }

    private static let fixed = (
        literals: Huffman(
            lengths: (0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 })!,
        distances: Huffman(lengths: [UInt8](repeating: 5, count: 30))!
    )

    // MARK: Bits

    private mutating func fill() {
        while bitCount <= 48, next < input.count {
            bits |= UInt64(input[next]) << UInt64(bitCount)
            next += 1
            bitCount += 8
        }
    }

    private mutating func take(_ count: Int) throws(Gzip.Fault) -> Int {
        if bitCount < count { fill() }
        guard bitCount >= count else { throw .truncated }
        let value = Int(bits & (1 << UInt64(count) - 1))
        bits >>= UInt64(count)
        bitCount -= count
        return value
    }

    private mutating func symbol(_ code: Huffman) throws(Gzip.Fault) -> Int {
        if bitCount < Huffman.longest { fill() }
        guard let (symbol, length) = code.decode(bits) else {
            throw bitCount < Huffman.longest
                ? .truncated : Gzip.Fault(reason: "it is altered: a code that stands for nothing")
        }
        guard length <= bitCount else { throw .truncated }
        bits >>= UInt64(length)
        bitCount -= length
        return symbol
    }

    // MARK: Blocks

    private mutating func copyStored() throws(Gzip.Fault) {
        _ = try take(bitCount % 8)
        let (length, complement) = (try take(16), try take(16))
        guard length ^ complement == 0xffff else {
            throw Gzip.Fault(reason: "it is altered: the length of a block contradicts itself")
        }
        try requireRoom(length)
        for _ in 0..<length { output.append(UInt8(try take(8))) }
    }

    private mutating func decode(_ literals: Huffman, _ distances: Huffman) throws(Gzip.Fault) {
        while true {
            let symbol = try symbol(literals)
            if symbol < 256 {
                try requireRoom(1)
                output.append(UInt8(symbol))
            } else if symbol == 256 {
                return
            } else {
                try copyEarlier(symbol - 257, distances)
            }
        }
    }

    private mutating func copyEarlier(_ lengthCode: Int, _ distances: Huffman) throws(Gzip.Fault) {
        guard lengthCode < Self.lengths.count else {
            throw Gzip.Fault(reason: "it is altered: a length that does not exist")
        }
        let length = Self.lengths[lengthCode].base + (try take(Self.lengths[lengthCode].extra))
        let code = try symbol(distances)
        guard code < Self.distances.count else {
            throw Gzip.Fault(reason: "it is altered: a distance that does not exist")
        }
        let distance = Self.distances[code].base + (try take(Self.distances[code].extra))
        guard distance <= output.count else {
            throw Gzip.Fault(reason: "it is altered: it repeats what was before its beginning")
        }
        try requireRoom(length)
        // One by one: the copy may reach into itself.
        var source = output.count - distance
        for _ in 0..<length {
            output.append(output[source])
            source += 1
        }
    }

    private func requireRoom(_ count: Int) throws(Gzip.Fault) {
        guard output.count + count <= limit else {
            throw Gzip.Fault(reason: "it is altered: it holds more than \(limit) bytes")
        }
    }

    private mutating func readCodes() throws(Gzip.Fault) -> (literals: Huffman, distances: Huffman) {
        let (literalCount, distanceCount, codeCount) = (try take(5) + 257, try take(5) + 1, try take(4) + 4)
        var codeLengths = [UInt8](repeating: 0, count: 19)
        for place in Self.codeOrder.prefix(codeCount) { codeLengths[place] = UInt8(try take(3)) }
        let code = try huffman(codeLengths)
        var lengths: [UInt8] = []
        while lengths.count < literalCount + distanceCount {
            switch try symbol(code) {
            case 16:
                guard let last = lengths.last else {
                    throw Gzip.Fault(reason: "it is altered: it repeats what was before its beginning")
                }
                lengths += [UInt8](repeating: last, count: 3 + (try take(2)))
            case 17: lengths += [UInt8](repeating: 0, count: 3 + (try take(3)))
            case 18: lengths += [UInt8](repeating: 0, count: 11 + (try take(7)))
            case let length: lengths.append(UInt8(length))
            }
        }
        guard lengths.count == literalCount + distanceCount else {
            throw Gzip.Fault(reason: "it is altered: more codes than it states")
        }
        return (
            try huffman(Array(lengths[..<literalCount])), try huffman(Array(lengths[literalCount...]))
        )
    }

    private func huffman(_ lengths: [UInt8]) throws(Gzip.Fault) -> Huffman {
        guard let code = Huffman(lengths: lengths) else {
            throw Gzip.Fault(reason: "it is altered: more codes than their lengths allow")
        }
        return code
    }

    // MARK: The tables of RFC 1951, section 3.2.5 to 3.2.7

    private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    private static let lengths: [(base: Int, extra: Int)] = {
        let extras = [Int](repeating: 0, count: 8) + (1...5).flatMap { [$0, $0, $0, $0] }
        // 258, the greatest length, has a code of its own.
        return bases(from: 3, extras) + [(258, 0)]
    }()

    private static let distances: [(base: Int, extra: Int)] = bases(
        from: 1, [0, 0, 0, 0] + (1...13).flatMap { [$0, $0] })

    private static func bases(from first: Int, _ extras: [Int]) -> [(base: Int, extra: Int)] {
        var base = first
        return extras.map { extra in
            defer { base += 1 << extra }
            return (base, extra)
        }
    }
}
