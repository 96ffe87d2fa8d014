public struct LossValue: Sendable {
    public let value: Double
    public let gradient: Matrix<Double>
    public init(value: Double, gradient: Matrix<Double>) { self.value = value; self.gradient = gradient }
}
