public struct LossValue: Sendable {
    public let value: Double
    public let gradient: Matrix<Double>
    public init(value: Double, gradient: Matrix<Double>) { self.value = value; self.gradient = gradient }
}
public enum Losses {
    public static func crossEntropy(_ logits: Matrix<Double>, labels: [Int]) throws(InvalidArgument)
        -> LossValue
    {
        var gradient = logits
        var value = 0.0
        try check(logits: logits, "logits")
        for row in 0..<logits.rows {
            let largest = logits[row: row].max()!
            var sum = 0.0
            for j in 0..<logits.columns { sum += Double.exp(logits[row, j] - largest) }
            value += Double.log(sum) + largest - logits[row, labels[row]]
            for j in 0..<logits.columns {
                gradient[row, j] =
                    (Double.exp(logits[row, j] - largest) / sum - (j == labels[row] ? 1 : 0))
                    / Double(logits.rows)
            }
        }
        return LossValue(value: value / Double(logits.rows), gradient: gradient)
    }
}
