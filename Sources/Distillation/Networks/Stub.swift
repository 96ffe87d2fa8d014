public struct InvalidArgument: Error, Equatable, Sendable {
    public let argument: String
    public let value: String
    public let reason: String
    public init(_ argument: String, value: String, _ reason: String) {
        self.argument = argument
        self.value = value
        self.reason = reason
    }
}
public struct RandomGenerator: RandomNumberGenerator, Sendable {
    var state: UInt64
    public init(seed: UInt64) { state = seed }
    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }
    public mutating func permutation(_ count: Int) -> [Int] {
        var p = Array(0..<count)
        for i in stride(from: count - 1, to: 0, by: -1) { p.swapAt(i, Int(next() % UInt64(i + 1))) }
        return p
    }
}
public struct LossValue: Sendable {
    public let value: Double
    public let gradient: Matrix<Double>
    public init(value: Double, gradient: Matrix<Double>) { self.value = value; self.gradient = gradient }
}
