import Testing

@testable import Distillation

/// Draws from the standard normal distribution.
func normal(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Float> {
    var random = RandomGenerator(seed: seed)
    return Matrix(
        rows: rows, columns: columns, filling: (0..<rows * columns).map { _ in Float(random.normal()) })
}

/// Σ weights · values, exactly enough to take differences of.
func dot(_ weights: Matrix<Float>, _ values: Matrix<Float>) -> Double {
    zip(weights.elements, values.elements).reduce(0) { $0 + Double($1.0) * Double($1.1) }
}

/// Compares `gradient` with the central differences of `function` at `point`, each number in turn.
///
/// The layers are piecewise linear in each of their numbers, so the step may be long, and single precision is
/// no hindrance, as long as no kink lies within it.
func expectGradient(
    _ gradient: [Float], of function: ([Float]) -> Double, at point: [Float], step: Float = 0.01,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(gradient.count == point.count, sourceLocation: sourceLocation)
    for index in point.indices {
        var (after, before) = (point, point)
        after[index] += step
        before[index] -= step
        let difference = (function(after) - function(before)) / Double(after[index] - before[index])
        #expect(
            abs(difference - Double(gradient[index])) <= 3e-3 * max(1, abs(difference)),
            "number \(index): difference \(difference), gradient \(gradient[index])",
            sourceLocation: sourceLocation)
    }
}
