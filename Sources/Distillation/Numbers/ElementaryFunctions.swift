/// The elementary functions that this library computes by itself, for `Double` and `Float`.
///
/// The C library's differ in their last bit between processors and versions. These use only operations
/// that IEEE 754 rounds exactly (+, −, ×, ÷, √), in one fixed order and never fused, so that every machine
/// gives the same bits. Arguments outside a function's domain give NaN, as IEEE 754 asks.
///
/// Bounds of the error in units in the last place, above the worst of 139,200 points against references of
/// 60 digits; the tests hold a part of them:
///
/// | function | Double | Float |
/// |---|---|---|
/// | `exp` | < 0.8 | < 0.501 |
/// | `expm1` | < 1.1 | < 0.501 |
/// | `log` | < 0.8 | < 0.501 |
/// | `log1p` | < 0.8 | < 0.501 |
/// | `tanh` | < 2 | < 0.501 |
/// | `sin`, `cos` (to ±10⁵) | < 0.8 | < 0.501 |
///
/// The square root is the language's own `squareRoot()`, exact to half a unit.
public protocol ElementaryFunctions: BinaryFloatingPoint, Sendable {
    /// e to the power of `x`.
    ///
    /// ```swift
    /// print(Double.exp(1), Float.exp(1))  // → 2.718281828459045 2.7182817
    /// ```
    static func exp(_ x: Self) -> Self
    /// e to the power of `x`, less 1, without the cancellation of `exp(x) - 1` near 0.
    ///
    /// ```swift
    /// print(Double.expm1(1e-10), Float.expm1(1e-10))  // → 1.00000000005e-10 1e-10
    /// ```
    static func expm1(_ x: Self) -> Self
    /// The natural logarithm of `x`: −∞ at 0, NaN below.
    ///
    /// ```swift
    /// print(Double.log(2), Float.log(2))  // → 0.6931471805599453 0.6931472
    /// ```
    static func log(_ x: Self) -> Self
    /// The natural logarithm of 1 + `x`, without the rounding of `1 + x` near 0.
    ///
    /// ```swift
    /// print(Double.log1p(1e-10), Float.log1p(1e-10))  // → 9.999999999500001e-11 1e-10
    /// ```
    static func log1p(_ x: Self) -> Self
    /// The hyperbolic tangent of `x`.
    ///
    /// ```swift
    /// print(Double.tanh(0.5), Float.tanh(0.5))  // → 0.46211715726000974 0.46211717
    /// ```
    static func tanh(_ x: Self) -> Self
    /// The sine of `x` radians, where |x| ≤ 10⁵; NaN beyond.
    ///
    /// ```swift
    /// print(Double.sin(1), Float.sin(1))  // → 0.8414709848078965 0.84147096
    /// ```
    static func sin(_ x: Self) -> Self
    /// The cosine of `x` radians, where |x| ≤ 10⁵; NaN beyond.
    ///
    /// ```swift
    /// print(Double.cos(1), Float.cos(1))  // → 0.5403023058681398 0.5403023
    /// ```
    static func cos(_ x: Self) -> Self
}

extension ElementaryFunctions {
    /// ln Σ exp(x_i), with the largest taken out first so that nothing overflows; −∞ for no values.
    ///
    /// ```swift
    /// print(Double.logSumExp([1000, 1000]))  // → 1000.693147180559…
    /// ```
    public static func logSumExp(_ values: [Self]) -> Self {
        var largest = -Self.infinity
        for value in values where !(value <= largest) { largest = value }
        guard largest.isFinite else { return largest }
        var sum: Self = 0
        for value in values { sum += exp(value - largest) }
        return largest + log(sum)
    }
}
