extension Double {
    /// This number in decimals: with exactly so many digits after the point, rounded half away from zero.
    ///
    /// The digits are those of the exact value, as 0.15 is a little less than 15/100, and the same on every
    /// machine: no locale, no C library. What rounds to zero has no minus, unless signs are asked for. From 2⁶³
    /// on, and for what is no finite number, it is Swift's own text.
    ///
    /// ```swift
    /// print(2.0.squareRoot().formatted(decimals: 3))  // → 1.414
    /// print((0.021).formatted(decimals: 2, signed: true), (0.125).formatted(decimals: 2))  // → +0.02 0.13
    /// print((-0.04).formatted(decimals: 1), (0.15).formatted(decimals: 1))  // → 0.0 0.1
    /// ```
    ///
    /// - Parameters:
    ///   - decimals: the number of digits after the point; a negative number counts as 0, one above 1074 (more
    ///     digits than any `Double` has) as 1074.
    ///   - signed: whether every number begins with its sign, as a difference should.
    public func formatted(decimals: Int, signed: Bool = false) -> String {
        guard magnitude < 0x1p63 else { return description }
        let decimals = Swift.min(Swift.max(decimals, 0), 1074)
        var whole = UInt64(magnitude)
        var fraction = ExactFraction(magnitude - Double(whole))
        var digits = (0..<decimals).map { _ in fraction.nextDigit() }
        if fraction.isHalfOrMore {
            // The carry runs through nines, out of the fraction if need be.
            var place = decimals - 1
            while place >= 0, digits[place] == 9 {
                digits[place] = 0
                place -= 1
            }
            if place >= 0 { digits[place] += 1 } else { whole += 1 }
        }
        let isZero = whole == 0 && digits.allSatisfy { $0 == 0 }
        var text = self < 0 && (signed || !isZero) ? "-" : signed ? "+" : ""
        text += String(whole)
        if decimals > 0 { text += "." + String(decoding: digits.map { 0x30 + $0 }, as: UTF8.self) }
        return text
    }
}

/// A fraction from 0 up to but not including 1, every bit of it: 32 of them a word, the highest first.
private struct ExactFraction {
    private var words: [UInt32] = []

    init(_ value: Double) {
        // Each step is exact: times a power of two, less the whole part.
        var rest = value
        while rest > 0 {
            rest *= 0x1p32
            let word = UInt32(rest)
            words.append(word)
            rest -= Double(word)
        }
    }

    /// Multiplies by ten and takes off the whole part.
    mutating func nextDigit() -> UInt8 {
        var carry: UInt64 = 0
        for index in words.indices.reversed() {
            let product = UInt64(words[index]) * 10 + carry
            words[index] = UInt32(truncatingIfNeeded: product)
            carry = product >> 32
        }
        return UInt8(carry)
    }

    var isHalfOrMore: Bool { words.first.map { $0 >= 1 << 31 } ?? false }
}
