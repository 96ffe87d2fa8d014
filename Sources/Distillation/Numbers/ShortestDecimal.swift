/// A number from 0 to 1 as the shortest decimal that rounds to it: what a reader means who writes 0.1.
///
/// 0.1 as a double is a little more than a tenth, so that ⌈10·(1 − 0.1)⌉ would be 9 or 10 by luck. As a
/// decimal it is exactly digits/10^places, and products with counts are exact.
struct ShortestDecimal {
    private var digits: UInt64 = 0
    private var places = 0

    /// Reads the language's own description of the number, which is the shortest that gives it back.
    init(_ value: Double) {
        var exponent = 0
        var negativeExponent = false
        var afterPoint = false
        var inExponent = false
        for byte in "\(value)".utf8 {
            switch byte {
            case 0x30...0x39:
                if inExponent {
                    exponent = 10 * exponent + Int(byte - 0x30)
                } else {
                    digits = 10 * digits + UInt64(byte - 0x30)
                    if afterPoint { places += 1 }
                }
            case 0x2e: afterPoint = true
            case 0x65: inExponent = true
            case 0x2d: negativeExponent = true
            default: break
            }
        }
        places += negativeExponent ? exponent : -exponent
        while places > 0 && digits > 0 && digits % 10 == 0 {
            digits /= 10
            places -= 1
        }
    }

    /// This number times a count, rounded down and up.
    func times(_ count: Int) -> (floor: Int, ceiling: Int) {
        var product = digits.multipliedFullWidth(by: UInt64(count))
        var exact = true
        var left = places
        // 10^19 is the largest power of ten in 64 bits; the quotient fits since the number is at most 1.
        repeat {
            let step = min(left, 19)
            var power: UInt64 = 1
            for _ in 0..<step { power *= 10 }
            let (quotient, remainder) = power.dividingFullWidth((product.high, product.low))
            exact = exact && remainder == 0
            product = (0, quotient)
            left -= step
        } while left > 0
        let floor = Int(product.low)
        return (floor, exact ? floor : floor + 1)
    }
}
