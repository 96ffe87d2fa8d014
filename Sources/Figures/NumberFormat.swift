import Distillation

/// Numbers as a chart shows them, on top of `formatted(decimals:)`: the same bytes on every machine.
enum NumberFormat {
    /// A coordinate of a drawing: two decimals at most, no trailing zeros.
    ///
    /// Rounded as a number of hundredths, so that places which differ in their last bit get the same text.
    static func coordinate(_ value: Double) -> String {
        let hundredths = (value * 100).rounded(.toNearestOrAwayFromZero)
        return trimmed((hundredths / 100).formatted(decimals: 2))
    }

    /// `value` with `digits` significant digits at most, as a table shows it; whole numbers below 10⁷ in full.
    ///
    ///     significant(0.123456)  // → 0.1235
    ///     significant(1797)      // → 1797
    ///     significant(0.000012)  // → 1.2e-5
    static func significant(_ value: Double, digits: Int = 4) -> String {
        guard value != 0 else { return "0" }
        guard value.isFinite else { return value.description }
        let exponent = exponent(of: value)
        guard !(-4...6).contains(exponent) else {
            return trimmed(value.formatted(decimals: max(0, digits - 1 - exponent)))
        }
        return scientific(value, digits: digits)
    }

    /// `value` as a number from 1 to 10 times a power of ten: `1.2e-5`.
    static func scientific(_ value: Double, digits: Int = 4) -> String {
        guard value != 0 else { return "0" }
        let exponent = exponent(of: value)
        let mantissa = exponent < 0 ? value * power(of: -exponent) : value / power(of: exponent)
        return trimmed(mantissa.formatted(decimals: digits - 1)) + "e\(exponent)"
    }

    /// `value` with three significant digits, as it is written into a drawing: with the minus that is as wide as the digits.
    static func label(_ value: Double) -> String {
        withMinus(significant(value, digits: 3))
    }

    /// `text` with a typographic minus.
    static func withMinus(_ text: String) -> String {
        text.hasPrefix("-") ? "−" + text.dropFirst() : text
    }

    /// The `e` with 10^e ≤ |value| < 10^(e+1), for a value other than 0.
    ///
    /// Found by comparing, as the last bit of the C library's `log10` differs between processors.
    static func exponent(of value: Double) -> Int {
        var exponent = 0
        while value.magnitude >= power(of: exponent + 1) { exponent += 1 }
        while exponent > -307, value.magnitude < power(of: exponent) { exponent -= 1 }
        return exponent
    }

    /// 10^exponent; exact up to 10²².
    static func power(of exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<exponent.magnitude { power *= 10 }
        return exponent < 0 ? 1 / power : power
    }

    private static func trimmed(_ text: String) -> String {
        guard text.contains(".") else { return text }
        var text = Substring(text)
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text == "-0" ? "0" : String(text)
    }
}
