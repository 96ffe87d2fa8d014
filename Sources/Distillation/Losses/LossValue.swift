/// What a loss function gives: the batch's mean loss and its gradient by the logits.
public struct LossValue: Equatable, Sendable {
    /// The loss, in nats, the mean over the rows.
    public let value: Double
    /// The derivative of `value` by each logit, in the logits' shape: the division by N is in it.
    public let gradient: Matrix<Double>

    /// A loss with its gradient.
    public init(value: Double, gradient: Matrix<Double>) {
        self.value = value
        self.gradient = gradient
    }
}

/// The losses, each with its gradient: what a student is trained by.
///
/// Every function takes logits, not probabilities: an N × K matrix with a row for each sample. Where a
/// teacher or an ensemble takes part, its logits follow. The value is the mean over the rows; sums run over
/// the rows from first to last, compensated. All throw `InvalidArgument` for an empty batch, a logit that is
/// not finite (or whose quotient by the temperature exceeds 1e305), shapes that disagree, labels outside
/// 0..<K, and parameters out of their range.
public enum Losses {}

extension Losses {
    /// Logits that stay within range when they are divided by the temperature.
    static func check(
        logits: Matrix<Double>, _ name: String, temperature: Double = 1
    ) throws(InvalidArgument) {
        try Distillation.check(logits: logits, name)
        let limit = 1e305 * temperature
        for index in 0..<logits.elements.count where !(logits.elements[index].magnitude <= limit) {
            throw InvalidArgument(
                "\(name)[\(index / logits.columns), \(index % logits.columns)]", "\(logits.elements[index])",
                "divided by the temperature \(temperature) it must stay within ±1e305")
        }
    }

    /// The same for teachers or members, which must have the student's shape.
    static func check(
        logits: Matrix<Double>, _ name: String, hasShapeOf student: Matrix<Double>, temperature: Double
    ) throws(InvalidArgument) {
        try Distillation.check(logits, name, hasShapeOf: student, "logits")
        try check(logits: logits, name, temperature: temperature)
    }

    static func check(
        members: [Matrix<Double>], hasShapeOf student: Matrix<Double>, temperature: Double
    ) throws(InvalidArgument) {
        guard !members.isEmpty else {
            throw InvalidArgument("members", "empty", "an ensemble has at least one member")
        }
        for (index, member) in members.enumerated() {
            try check(logits: member, "members[\(index)]", hasShapeOf: student, temperature: temperature)
        }
    }
}
