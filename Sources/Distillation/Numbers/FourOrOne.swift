/// Four numbers side by side, which the processor computes with at once.
typealias Four = SIMD4<Double>

/// What one number and four have in common: a formula written once serves both, with the same operations in
/// the same order, hence with the same bits.
protocol FourOrOne {
    /// This constant, in every place.
    init(every: Double)
    static func + (left: Self, right: Self) -> Self
    static func - (left: Self, right: Self) -> Self
    static func * (left: Self, right: Self) -> Self
    static func / (left: Self, right: Self) -> Self
}

extension Double: FourOrOne {
    @inline(__always) init(every value: Double) { self = value }
}

extension SIMD4: FourOrOne where Scalar == Double {
    @inline(__always) init(every value: Double) { self.init(repeating: value) }
}

extension FourOrOne {
    /// a + bx, for this x.
    @inline(__always)
    func linear(_ a: Double, _ b: Double) -> Self { Self(every: a) + self * Self(every: b) }

    /// a + bx + cx² + dx³, as (a + bx) + x²(c + dx), for this x.
    @inline(__always)
    func cubic(_ square: Self, _ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Self {
        linear(a, b) + square * linear(c, d)
    }
}
