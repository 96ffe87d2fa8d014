/// A seeded source of random numbers that gives the same draws on every machine: xoshiro256**.
///
/// The algorithm is that of Blackman and Vigna (Scrambled linear pseudorandom number generators, ACM
/// TOMS 2021), its state filled by SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). The draws built on it
/// here are this library's own; the standard library's `shuffled(using:)` and `random(in:using:)`
/// accept the generator too, but their algorithms are not specified and may change with its version.
///
/// ```swift
/// var generator = RandomGenerator(seed: 1)
/// print(generator.next())  // → 12966619160104079557
/// ```
public struct RandomGenerator: RandomNumberGenerator, Equatable, Sendable {
    /// The seed that the generator was made from.
    public let seed: UInt64
    private var state: (UInt64, UInt64, UInt64, UInt64)
    /// The second of the two normal draws that are made at a time.
    var spareNormal: Double?

    /// A generator whose draws are determined by `seed`.
    public init(seed: UInt64) {
        self.seed = seed
        var mixer = seed
        state = (splitMix(&mixer), splitMix(&mixer), splitMix(&mixer), splitMix(&mixer))
    }

    /// The next 64 random bits.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(generator.next(), generator.next())  // → 12966619160104079557 9600361134598540522
    /// ```
    public mutating func next() -> UInt64 {
        let result = rotated(state.1 &* 5, 7) &* 9
        let t = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= t
        state.3 = rotated(state.3, 45)
        return result
    }

    /// The generator of a part of the work, named by a text: it depends on this one's seed and on the
    /// label alone, not on what was drawn before, so that a part added elsewhere changes nothing here.
    ///
    /// ```swift
    /// let weights = RandomGenerator(seed: 1).substream("weights")
    /// print(weights.seed)  // → 16912208878362811111
    /// ```
    public func substream(_ label: String) -> RandomGenerator {
        // FNV-1a over the bytes, then mixed with the seed.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in label.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        var mixer = seed
        let mixed = splitMix(&mixer) ^ hash
        mixer = mixed
        return RandomGenerator(seed: splitMix(&mixer))
    }

    /// The generator of part number `index`, a member of an ensemble for example; as `substream(_:)` above.
    ///
    /// ```swift
    /// let members = (0..<2).map { RandomGenerator(seed: 1).substream($0).seed }
    /// print(members[0] == members[1])  // → false
    /// ```
    public func substream(_ index: Int) -> RandomGenerator {
        var mixer = seed
        let mixed = splitMix(&mixer) &+ UInt64(bitPattern: Int64(index)) &* 0x9e37_79b9_7f4a_7c15
        mixer = mixed
        return RandomGenerator(seed: splitMix(&mixer))
    }

    /// Whether the two will give the same draws from here on.
    public static func == (left: RandomGenerator, right: RandomGenerator) -> Bool {
        left.seed == right.seed && left.state == right.state && left.spareNormal == right.spareNormal
    }
}

private func rotated(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }

/// One step of SplitMix64.
private func splitMix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
}
