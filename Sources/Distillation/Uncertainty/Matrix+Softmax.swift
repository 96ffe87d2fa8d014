// The softmax of every row, for logits that were checked. Losses and measures are built on these.
extension Matrix where Scalar == Double {
    /// exp((z − max)/T), divided by its sum.
    func softmax(temperature: Double) -> Matrix {
        var result = self
        result.elements.withUnsafeMutableBufferPointer { p in
            p.shiftRows(of: columns, temperature: temperature)
            p.exponentiateAll()
            for start in stride(from: 0, to: p.count, by: columns) {
                let share = 1 / (1 + p.others(from: start, count: columns))
                for j in start..<start + columns { p[j] *= share }
            }
        }
        return result
    }

    /// (z − max)/T − ln Σ exp((z − max)/T).
    func logSoftmax(temperature: Double) -> Matrix {
        softmaxWithLogarithms(temperature: temperature).logarithms
    }

    /// Both of these, for one exponential each. The largest term of the sum is 1, and log1p takes the others,
    /// so that the logarithm of a probability close to 1 keeps its digits.
    func softmaxWithLogarithms(temperature: Double) -> (probabilities: Matrix, logarithms: Matrix) {
        var logarithms = self
        logarithms.elements.withUnsafeMutableBufferPointer {
            $0.shiftRows(of: columns, temperature: temperature)
        }
        var probabilities = logarithms
        probabilities.elements.withUnsafeMutableBufferPointer { p in
            p.exponentiateAll()
            logarithms.elements.withUnsafeMutableBufferPointer { l in
                for start in stride(from: 0, to: p.count, by: columns) {
                    let others = p.others(from: start, count: columns)
                    let share = 1 / (1 + others)
                    let logSum = Double.log1p(others)
                    for j in start..<start + columns {
                        p[j] *= share
                        l[j] -= logSum
                    }
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
    /// Turns the logits of every row into (z − max)/T.
    func shiftRows(of columns: Int, temperature: Double) {
        for start in stride(from: 0, to: count, by: columns) {
            var largest = self[start]
            for j in start..<start + columns { largest = Swift.max(largest, self[j]) }
            for j in start..<start + columns { self[j] = (self[j] - largest) / temperature }
        }
    }

    /// The sum of a row's exp((z − max)/T) without its first 1, that of the largest logit.
    @inline(__always)
    func others(from start: Int, count: Int) -> Double {
        var sum = 0.0
        var seen = false
        for j in start..<start + count {
            if !seen && self[j] == 1 {
                seen = true
            } else {
                sum += self[j]
            }
        }
        return sum
    }
}
