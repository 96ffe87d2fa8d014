// The softmax of every row, for logits that were checked. Losses and measures are built on these.
extension Matrix where Scalar == Double {
    /// exp((z − max)/T), divided by its sum.
    func softmax(temperature: Double) -> Matrix {
        var result = self
        result.elements.withUnsafeMutableBufferPointer { p in
            for start in stride(from: 0, to: rows * columns, by: columns) {
                p.exponentiate(from: start, count: columns, temperature: temperature)
            }
        }
        return result
    }

    /// (z − max)/T − ln Σ exp((z − max)/T). The largest term of the sum is 1, and log1p takes the others, so that
    /// the logarithm of a probability close to 1 keeps its digits.
    func logSoftmax(temperature: Double) -> Matrix {
        var result = self
        result.elements.withUnsafeMutableBufferPointer { p in
            for start in stride(from: 0, to: rows * columns, by: columns) {
                let top = p.largest(from: start, count: columns)
                let largest = p[top]
                var others = 0.0
                for j in start..<start + columns {
                    p[j] = (p[j] - largest) / temperature
                    if j != top { others += Double.exp(p[j]) }
                }
                let logSum = Double.log1p(others)
                for j in start..<start + columns { p[j] -= logSum }
            }
        }
        return result
    }

    /// Both of these, for one exponential each.
    func softmaxWithLogarithms(temperature: Double) -> (probabilities: Matrix, logarithms: Matrix) {
        var probabilities = self
        var logarithms = self
        probabilities.elements.withUnsafeMutableBufferPointer { p in
            logarithms.elements.withUnsafeMutableBufferPointer { l in
                for start in stride(from: 0, to: rows * columns, by: columns) {
                    let (largest, others) = p.exponentiate(
                        from: start, count: columns, temperature: temperature)
                    let logSum = Double.log1p(others)
                    for j in start..<start + columns { l[j] = (l[j] - largest) / temperature - logSum }
                }
            }
        }
        return (probabilities, logarithms)
    }

    /// The class of the largest value in each row, the lowest index among equals.
    func argmax() -> [Int] {
        elements.withUnsafeBufferPointer { p in
            (0..<rows).map { p.largest(from: $0 * columns, count: columns) - $0 * columns }
        }
    }
}

extension UnsafeBufferPointer where Element == Double {
    /// The index of the largest of `count` ≥ 1 values from `start`, the first among equals.
    @inline(__always)
    func largest(from start: Int, count: Int) -> Int {
        var best = start
        for index in start + 1..<start + count where self[index] > self[best] { best = index }
        return best
    }
}

extension UnsafeMutableBufferPointer where Element == Double {
    /// The index of the largest of `count` ≥ 1 values from `start`, the first among equals.
    @inline(__always)
    func largest(from start: Int, count: Int) -> Int {
        UnsafeBufferPointer(self).largest(from: start, count: count)
    }

    /// Turns a row of logits into its softmax; gives the largest logit, and Σ exp((z − largest)/T) over the others.
    @inline(__always)
    @discardableResult
    func exponentiate(from start: Int, count: Int, temperature: Double) -> (largest: Double, others: Double) {
        let top = largest(from: start, count: count)
        let largest = self[top]
        var others = 0.0
        for j in start..<start + count {
            self[j] = Double.exp((self[j] - largest) / temperature)
            if j != top { others += self[j] }
        }
        let share = 1 / (1 + others)
        for j in start..<start + count { self[j] *= share }
        return (largest, others)
    }
}
