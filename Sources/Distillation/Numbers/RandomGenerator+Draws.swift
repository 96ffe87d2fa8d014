extension RandomGenerator {
    /// A uniform draw from [0, 1), a multiple of 2⁻⁵³.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(generator.uniform())  // → 0.70292…
    /// ```
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A uniform draw from [0, 1), a multiple of 2⁻²⁴.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(generator.uniformFloat())  // → 0.7029218
    /// ```
    public mutating func uniformFloat() -> Float { Float(next() >> 40) * 0x1p-24 }

    /// A uniform draw from 0..<`bound`, every number equally likely (Lemire 2019); `bound` is at least 1.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print((0..<5).map { _ in generator.uniform(below: 6) })  // → [4, 3, 3, 2, 4]
    /// ```
    public mutating func uniform(below bound: Int) -> Int {
        precondition(bound > 0, "there is no number below \(bound) to draw")
        let range = UInt64(bound)
        var product = range.multipliedFullWidth(by: next())
        if product.low < range {
            // The first 2⁶⁴ mod `bound` of the low halves would make some numbers likelier.
            let excess = (0 &- range) % range
            while product.low < excess { product = range.multipliedFullWidth(by: next()) }
        }
        return Int(product.high)
    }

    /// A draw from the standard normal distribution, by the polar method (Marsaglia and Bray 1964).
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(generator.normal())  // → 1.8843961047879…
    /// ```
    public mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            guard square < 1 && square > 0 else { continue }
            let factor = (-2 * Double.log(square) / square).squareRoot()
            spareNormal = y * factor
            return x * factor
        }
    }

    /// The numbers 0..<`count` in random order, all orders equally likely (Fisher–Yates); `count` ≥ 0.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(generator.permutation(of: 5))  // → [4, 0, 1, 2, 3]
    /// ```
    public mutating func permutation(of count: Int) -> [Int] {
        var order = Array(0..<count)
        shuffle(&order)
        return order
    }

    /// Puts `values` in random order, all orders equally likely (Fisher–Yates).
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// var names = ["a", "b", "c", "d"]
    /// generator.shuffle(&names)
    /// print(names)  // → ["a", "d", "b", "c"]
    /// ```
    public mutating func shuffle<Value>(_ values: inout [Value]) {
        var last = values.count - 1
        while last > 0 {
            values.swapAt(last, uniform(below: last + 1))
            last -= 1
        }
    }

    /// `values` in random order, all orders equally likely.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(generator.shuffled(["a", "b", "c", "d"]))  // → ["a", "d", "b", "c"]
    /// ```
    public mutating func shuffled<Value>(_ values: [Value]) -> [Value] {
        var result = values
        shuffle(&result)
        return result
    }

    /// A class drawn with the given probabilities, by inversion: not negative, summing to 1 within 1e-6.
    ///
    /// ```swift
    /// var generator = RandomGenerator(seed: 1)
    /// print(try (0..<8).map { _ in try generator.categorical([0.5, 0.25, 0.25]) })  // → [1, 1, 1, 0, 1, 0, 0, 0]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the probabilities are not a distribution.
    public mutating func categorical(_ probabilities: [Double]) throws(InvalidArgument) -> Int {
        try check(distribution: probabilities, "probabilities")
        var left = uniform()
        var last = 0
        for (index, p) in probabilities.enumerated() where p > 0 {
            if left < p { return index }
            left -= p
            last = index
        }
        return last
    }
}
