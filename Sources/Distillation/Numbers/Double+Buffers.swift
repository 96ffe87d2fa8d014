// exp and log of many numbers, four at a time. The operations and their order are those of the functions for
// one number, so that the bits are the same; numbers outside the common range are handed to those.

extension UnsafeMutableBufferPointer where Element == Double {
    /// Replaces every number by its exponential.
    func exponentiateAll() {
        mapFours(Double.fourExponentials) { Double.exp($0) }
    }

    /// Replaces every number by its natural logarithm.
    func takeLogarithms() {
        mapFours(Double.fourLogarithms) { Double.log($0) }
    }

    /// Applies `four` to four numbers at a time and `one` to those left over.
    @inline(__always)
    private func mapFours(_ four: (Four) -> Four, _ one: (Double) -> Double) {
        var index = 0
        while index + 4 <= count {
            let result = four(Four(self[index], self[index + 1], self[index + 2], self[index + 3]))
            for lane in 0..<4 { self[index + lane] = result[lane] }
            index += 4
        }
        while index < count {
            self[index] = one(self[index])
            index += 1
        }
    }
}

extension Double {
    /// The exponentials of four numbers.
    @inline(__always)
    static func fourExponentials(_ x: Four) -> Four {
        // Within ±700 neither the result nor 2^k leaves the normal numbers; NaN fails the test too.
        guard all(x .> -700) && all(x .< 700) else {
            return Four(exp(x[0]), exp(x[1]), exp(x[2]), exp(x[3]))
        }
        let (shifted, high, low) = reducedByLogTwo(x)
        let excess = exponentialExcess(high, low)
        let one = Four(every: 1)
        let sum = one + high
        // 2^k is its exponent field alone, and the last bits of `shifted` are k.
        let power = (unsafeBitCast(shifted, to: SIMD4<UInt64>.self) &+ 1023) &<< 52
        return (sum + ((high - (sum - one)) + excess)) * unsafeBitCast(power, to: Four.self)
    }

    /// The logarithms of four numbers.
    @inline(__always)
    static func fourLogarithms(_ x: Four) -> Four {
        guard all(x .>= Double.leastNormalMagnitude) && all(x .< Double.infinity) else {
            return Four(log(x[0]), log(x[1]), log(x[2]), log(x[3]))
        }
        let root: UInt64 = 0x3fe6_a09e_667f_3bcd
        let bits = unsafeBitCast(x, to: SIMD4<UInt64>.self) &+ (0x3ff0_0000_0000_0000 &- root)
        // The exponent as a number: its bits under those of 2^52.
        let k =
            unsafeBitCast((bits &>> 52) | 0x4330_0000_0000_0000, to: Four.self) - Four(every: 0x1p52 + 1023)
        let f = unsafeBitCast((bits & 0xf_ffff_ffff_ffff) &+ root, to: Four.self) - Four(every: 1)
        let (half, rest) = artanhParts(f)
        let low = rest + k * Four(every: 0x1.a39ef35793c76p-33)
        return k * Four(every: 0x1.62e42feep-1) - ((half - low) - f)
    }
}
