// The softmax of every row, for logits that were checked. Losses and measures are built on these two.
extension Matrix where Scalar == Double {
    /// exp((z − max)/T), divided by its sum.
    func softmax(temperature: Double) -> Matrix {
        var result = self
        result.elements.withUnsafeMutableBufferPointer { p in
            for start in stride(from: 0, to: rows * columns, by: columns) {
                let largest = p[p.largest(from: start, count: columns)]
                var sum = 0.0
                for j in start..<start + columns {
                    p[j] = Double.exp((p[j] - largest) / temperature)
                    sum += p[j]
                }
                for j in start..<start + columns { p[j] /= sum }
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
}
