/// Temperature scaling: one number, fitted on held-out logits, by which a network's logits are divided.
///
/// Guo et al. (2017). The T > 0 of least mean negative log-likelihood of softmax(z/T). Classes keep their
/// order, hence accuracy is unchanged. The loss is convex in β = 1/T, with derivative g(β) = mean_i Σ_j p_ij
/// z_ij − z_iy; a finite optimum exists exactly if g(0) < 0 < g(∞). Where it does not, the result says which
/// way the loss falls for ever.
public enum TemperatureScaling {
    /// What fitting a temperature can come to.
    public enum Fit: Equatable, Sendable {
        /// A finite optimum, and the mean negative log-likelihood there.
        case fitted(temperature: Double, loss: Double)
        /// Every label attains its row's largest logit: the smaller T the better, towards 0, at which the
        /// loss tends to the mean logarithm of the number of classes that share the maximum.
        case sharpest
        /// The labels' logits are on average no larger than their rows' means: the larger T the better, and
        /// the loss tends to ln K. Optima of T so large that softmax(z/T) is uniform in double precision
        /// count as this too.
        case flattest
        /// In every row all logits are equal: the loss is ln K whatever T.
        case indifferent

        /// The temperature, where there is a finite optimum.
        public var temperature: Double? {
            if case .fitted(let temperature, _) = self { return temperature }
            return nil
        }

        /// Logits of the same network, calibrated: divided by the temperature.
        ///
        /// Where every temperature is as good as any other, they stay as they are. Where none is best, nothing
        /// stands for it: T near 0 would claim certainty and T near ∞ ignorance, on the strength of few
        /// samples; so that is an error.
        ///
        /// ```swift
        /// let fit = try TemperatureScaling.fit([[4, 0], [4, 0], [4, 0], [0, 4]], labels: [0, 0, 1, 1])
        /// print(try Probability.softmax(fit.calibrated([[8, 0]]))[0, 0])  // → 0.8999999999999…
        /// ```
        ///
        /// - Parameter logits: N × K finite numbers, of any size.
        /// - Returns: N × K logits; one beyond ±1.797e308 for a small T is cut off there.
        /// - Throws: `InvalidArgument` where the fit is `sharpest` or `flattest`, for an empty matrix, and for a
        ///   logit that is not finite.
        public func calibrated(_ logits: Matrix<Double>) throws(InvalidArgument) -> Matrix<Double> {
            try check(logits: logits, "logits")
            switch self {
            case .fitted(let temperature, _):
                let limit = Double.greatestFiniteMagnitude
                return logits.map { min(max($0 / temperature, -limit), limit) }
            case .indifferent:
                return logits
            case .sharpest:
                throw InvalidArgument("fit", "sharpest", "there must be a temperature of least loss")
            case .flattest:
                throw InvalidArgument("fit", "flattest", "there must be a temperature of least loss")
            }
        }
    }

    /// The temperature of least mean negative log-likelihood.
    ///
    /// ```swift
    /// let logits: Matrix<Double> = [[4, 0], [4, 0], [4, 0], [0, 4]]
    /// let fit = try TemperatureScaling.fit(logits, labels: [0, 0, 1, 1])
    /// print(fit.temperature ?? .nan)  // → 3.640956906…
    /// print(try TemperatureScaling.fit([[2, 1]], labels: [0]))  // → sharpest
    /// ```
    ///
    /// In the example three of four are right, so the best sigmoid(4/T) is ¾ and T = 4/ln 3.
    ///
    /// - Parameters:
    ///   - logits: N × K logits of samples that the network was not trained on.
    ///   - labels: N classes, in 0..<K.
    /// - Throws: `InvalidArgument` for an empty set, a logit that is not finite or beyond ±1e300, labels out
    ///   of range.
    public static func fit(_ logits: Matrix<Double>, labels: [Int]) throws(InvalidArgument) -> Fit {
        try check(logits: logits, "logits")
        for (index, logit) in logits.elements.enumerated() where logit.magnitude > 1e300 {
            throw InvalidArgument(
                "logits[\(index / logits.columns), \(index % logits.columns)]", "\(logit)",
                "it must be within ±1e300")
        }
        try check(labels: labels, rows: logits.rows, classes: logits.columns)
        return Gaps(logits, labels).fit()
    }
}

/// The logits less that of the label, row by row, over the largest of them: all that the loss depends on.
private struct Gaps {
    private let values: Matrix<Double>
    private let scale: Double
    private let spread: Bool

    init(_ logits: Matrix<Double>, _ labels: [Int]) {
        var gaps = logits
        var largest = 0.0
        var spread = false
        for (row, label) in labels.enumerated() {
            let own = logits[row, label]
            for j in 0..<logits.columns {
                gaps[row, j] = logits[row, j] - own
                largest = max(largest, gaps[row, j].magnitude)
                spread = spread || gaps[row, j] != 0
            }
        }
        self.spread = spread
        scale = spread ? largest : 1
        values = gaps.map { [scale] in $0 / scale }
    }

    func fit() -> TemperatureScaling.Fit {
        guard spread else { return .indifferent }
        guard values.elements.contains(where: { $0 > 0 }) else { return .sharpest }
        // The slope at 0 is exact to the rounding of the gaps; below that its sign means nothing.
        guard slope(0).first < -4e-16 else { return .flattest }
        var low = 0.0
        var high = 1.0
        while slope(high).first < 0 {
            low = high
            high *= 2
            // Beyond, only gaps below the smallest ratio of doubles could still matter.
            if high > 1e300 { return .sharpest }
        }
        // Newton's method, by bisection where it leaves the bracket.
        var beta = low == 0 ? 0.5 * high : (low * high).squareRoot()
        var last = Double.infinity
        for _ in 0..<200 {
            let (first, second) = slope(beta)
            if first == 0 { break }
            if first < 0 { low = beta } else { high = beta }
            var next = beta - first / second
            if !(next > low && next < high) { next = 0.5 * (low + high) }
            // Done where the steps are down to rounding: tiny, or small and no longer shrinking.
            let step = (next - beta).magnitude
            beta = next
            if step <= 1e-15 * beta || (step <= 1e-9 * beta && step >= last) { break }
            last = step
        }
        return .fitted(temperature: scale / beta, loss: loss(beta))
    }

    /// The mean loss's first and second derivative by β.
    private func slope(_ beta: Double) -> (first: Double, second: Double) {
        var first = CompensatedSum()
        var second = CompensatedSum()
        for start in stride(from: 0, to: values.elements.count, by: values.columns) {
            let row = values.elements[start..<start + values.columns]
            let largest = row.max() ?? 0
            var weights = 0.0
            var sum = 0.0
            var squares = 0.0
            for gap in row {
                let weight = Double.exp((gap - largest) * beta)
                weights += weight
                sum += weight * gap
                squares += weight * gap * gap
            }
            let mean = sum / weights
            first.add(mean)
            second.add(max(0, squares / weights - mean * mean))
        }
        let count = Double(values.rows)
        return (first.value / count, second.value / count)
    }

    private func loss(_ beta: Double) -> Double {
        var sum = CompensatedSum()
        let logs = values.map { $0 * beta }
        // ln Σ_j exp(gap_j), in which the label's own term is 1.
        for row in 0..<values.rows {
            var gaps = logs[row: row]
            let top = gaps.indices.max { gaps[$0] < gaps[$1] } ?? 0
            let largest = gaps.remove(at: top)
            sum.add(largest + Double.log1p(gaps.reduce(0) { $0 + Double.exp($1 - largest) }))
        }
        return sum.value / Double(values.rows)
    }
}
