import Distillation

/// Round numbers that span a range, the outermost at or beyond its ends, and how they are written.
struct Ticks: Equatable {
    private(set) var values: [Double]
    private(set) var labels: [String]

    /// Four to ten multiples of 1, 2 or 5 times a power of ten; `lower` < `upper`.
    init(evenlyFrom lower: Double, to upper: Double) {
        let raw = (upper - lower) / 6
        var exponent = NumberFormat.exponent(of: raw)
        let lead = raw / NumberFormat.power(of: exponent)
        var factor = 1.0
        if let fitting = [1.0, 2, 5].first(where: { lead <= $0 * 1.2 }) {
            factor = fitting
        } else {
            exponent += 1
        }
        // Divided where the exponent is negative: 3 · 0.1 is not 0.3, 3 / 10 is.
        let multiple = { [exponent] (count: Double) in
            exponent < 0
                ? count * factor / NumberFormat.power(of: -exponent)
                : count * factor * NumberFormat.power(of: exponent)
        }
        let first = (lower / multiple(1) + 1e-9).rounded(.down)
        let last = (upper / multiple(1) - 1e-9).rounded(.up)
        values = (0...max(1, Int(last - first))).map { multiple(first + Double($0)) }
        let greatest = values.reduce(0) { max($0, $1.magnitude) }
        labels = values.map { value in
            NumberFormat.withMinus(
                exponent >= -5 && greatest < 1e6
                    ? value.formatted(decimals: max(0, -exponent))
                    : NumberFormat.scientific(value))
        }
    }

    /// Powers of ten; where fewer than three decades are spanned, their doubles and fivefolds too. 0 < `lower` ≤ `upper`.
    init(decadesFrom lower: Double, to upper: Double) {
        let first = NumberFormat.exponent(of: lower)
        let last = NumberFormat.exponent(of: upper) + 1
        let factors = last - first <= 3 ? [1.0, 2, 5] : [1.0]
        // At most a dozen decades are marked.
        let stride = max(1, (last - first + 11) / 12)
        let decades = Swift.stride(
            from: first, through: first + (last - first + stride - 1) / stride * stride, by: stride)
        let candidates = decades.flatMap { exponent in
            factors.map { factor in
                exponent < 0
                    ? factor / NumberFormat.power(of: -exponent)
                    : factor * NumberFormat.power(of: exponent)
            }
        }
        // From the last at or below the lower end to the first at or above the upper.
        let start = candidates.lastIndex { $0 <= lower } ?? 0
        let end = candidates.firstIndex { $0 >= upper } ?? candidates.count - 1
        values = Array(candidates[start...max(start, end)])
        labels = values.map {
            $0 >= 1e-4 && $0 < 1e6 ? NumberFormat.significant($0) : NumberFormat.scientific($0)
        }
    }
}
