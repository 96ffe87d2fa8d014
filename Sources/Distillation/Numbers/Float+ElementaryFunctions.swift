// Each function is computed in double precision and rounded once, which misses the correctly rounded
// result by less than a thousandth of a unit in the last place.
extension Float: ElementaryFunctions {
    /// e to the power of `x`.
    ///
    /// ```swift
    /// print(Float.exp(1))  // → 2.7182817
    /// ```
    public static func exp(_ x: Float) -> Float { Float(Double.exp(Double(x))) }

    /// e to the power of `x`, less 1, without the cancellation of `exp(x) - 1` near 0.
    ///
    /// ```swift
    /// print(Float.expm1(1e-10))  // → 1e-10
    /// ```
    public static func expm1(_ x: Float) -> Float { Float(Double.expm1(Double(x))) }

    /// The natural logarithm of `x`: −∞ at 0, NaN below.
    ///
    /// ```swift
    /// print(Float.log(2))  // → 0.6931472
    /// ```
    public static func log(_ x: Float) -> Float { Float(Double.log(Double(x))) }

    /// The natural logarithm of 1 + `x`, without the rounding of `1 + x` near 0.
    ///
    /// ```swift
    /// print(Float.log1p(1e-10))  // → 1e-10
    /// ```
    public static func log1p(_ x: Float) -> Float { Float(Double.log1p(Double(x))) }

    /// The hyperbolic tangent of `x`.
    ///
    /// ```swift
    /// print(Float.tanh(0.5))  // → 0.46211717
    /// ```
    public static func tanh(_ x: Float) -> Float { Float(Double.tanh(Double(x))) }

    /// The sine of `x` radians, where |x| ≤ 10⁵; NaN beyond.
    ///
    /// ```swift
    /// print(Float.sin(1))  // → 0.84147096
    /// ```
    public static func sin(_ x: Float) -> Float { Float(Double.sin(Double(x))) }

    /// The cosine of `x` radians, where |x| ≤ 10⁵; NaN beyond.
    ///
    /// ```swift
    /// print(Float.cos(1))  // → 0.5403023
    /// ```
    public static func cos(_ x: Float) -> Float { Float(Double.cos(Double(x))) }
}
