/// max(0, x), value by value.
struct Rectifier: Equatable, Sendable {
    func forward(_ x: Matrix<Float>) -> Matrix<Float> {
        // Written so that NaN stays NaN, to be seen at the end.
        x.elementwise { $0 < 0 ? 0 : $0 }
    }

    /// The gradient passes where the output is positive. (At 0, where there is no derivative, it does not.)
    func inputGradient(_ gradient: Matrix<Float>, output: Matrix<Float>) -> Matrix<Float> {
        gradient.elementwise(with: output) { $1 > 0 ? $0 : 0 }
    }
}
