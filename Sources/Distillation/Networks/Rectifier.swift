import CKernels

/// max(0, x), value by value.
struct Rectifier: Equatable, Sendable {
    func forward(_ x: Matrix<Float>) -> Matrix<Float> {
        Matrix(uninitializedRows: x.rows, columns: x.columns) { ck_rectify(x.elements.count, x.elements, $0) }
    }

    /// The gradient passes where the output is positive. (At 0, where there is no derivative, it does not.)
    func inputGradient(_ gradient: Matrix<Float>, output: Matrix<Float>) -> Matrix<Float> {
        Matrix(uninitializedRows: output.rows, columns: output.columns) {
            ck_rectify_gradient(output.elements.count, gradient.elements, output.elements, $0)
        }
    }
}
