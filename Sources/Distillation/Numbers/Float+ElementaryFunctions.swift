// Each function is computed in double precision and rounded once, which misses the correctly rounded
// result by less than a thousandth of a unit in the last place.
extension Float: ElementaryFunctions {
    /// e to the power of `x`.
    public static func exp(_ x: Float) -> Float { Float(Double.exp(Double(x))) }
    /// e to the power of `x`, less 1, without the cancellation of `exp(x) - 1` near 0.
    public static func expm1(_ x: Float) -> Float { Float(Double.expm1(Double(x))) }
    /// The natural logarithm of `x`: −∞ at 0, NaN below.
    public static func log(_ x: Float) -> Float { Float(Double.log(Double(x))) }
    /// The natural logarithm of 1 + `x`, without the rounding of `1 + x` near 0.
    public static func log1p(_ x: Float) -> Float { Float(Double.log1p(Double(x))) }
    /// The hyperbolic tangent of `x`.
    public static func tanh(_ x: Float) -> Float { Float(Double.tanh(Double(x))) }
    /// The sine of `x` radians, where |x| ≤ 10⁵; NaN beyond.
    public static func sin(_ x: Float) -> Float { Float(Double.sin(Double(x))) }
    /// The cosine of `x` radians, where |x| ≤ 10⁵; NaN beyond.
    public static func cos(_ x: Float) -> Float { Float(Double.cos(Double(x))) }
}
