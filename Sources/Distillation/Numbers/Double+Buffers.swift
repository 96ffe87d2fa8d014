import CKernels

// exp and log of many numbers, several at a time. The operations and their order are those of the functions for
// one number, so that the bits are the same.

extension UnsafeMutableBufferPointer where Element == Double {
    /// Replaces every number by its exponential.
    func exponentiateAll() {
        if let baseAddress { ck_exponentials(count, baseAddress) }
    }

    /// Replaces every number by its natural logarithm.
    func takeLogarithms() {
        var index = 0
        while index + 4 <= count {
            let four = Four(self[index], self[index + 1], self[index + 2], self[index + 3])
            let result = Double.fourLogarithms(four)
            for lane in 0..<4 { self[index + lane] = result[lane] }
            index += 4
        }
        while index < count {
            self[index] = Double.log(self[index])
            index += 1
        }
    }
}

extension Double {
    /// The logarithms of four numbers; those outside the common range are handed to the function for one.
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
