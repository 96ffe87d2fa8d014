/// A sum that keeps what rounding loses (Knuth's two-sum, left to right): its error does not grow with the
/// number of terms, and a small difference of large terms keeps its digits.
struct CompensatedSum {
    private(set) var sum: Double
    private(set) var lost = 0.0

    @inline(__always)
    init(_ start: Double = 0) { sum = start }

    @inline(__always)
    mutating func add(_ term: Double) {
        let total = sum + term
        let back = total - sum
        lost += (sum - (total - back)) + (term - back)
        sum = total
    }

    /// The sum, rounded once; infinite where a term was, or where the sum overflowed.
    @inline(__always)
    var value: Double { lost.isFinite ? sum + lost : sum }
}
