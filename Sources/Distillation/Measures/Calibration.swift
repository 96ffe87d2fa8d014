/// How far confidence is from accuracy.
///
/// A prediction's confidence is its largest probability, and it is correct where that class is the label
/// (among equals, the lowest class). The measures take N × K probabilities and N labels; or N forecasts of
/// class 1 in [0, 1] with outcomes 0 or 1, and then the forecast itself is binned and a bin's accuracy is its
/// share of ones. The latter form also takes confidences with 1 for correct.
///
/// None of these is a proper score: forecasting the base rate for every sample is calibrated and worthless.
/// Estimates from bins are biased upwards, the more so the more bins and the fewer samples; look at the bins'
/// counts.
///
/// All throw `InvalidArgument` for an empty set, a row that is no distribution, a label or forecast out of
/// range, lengths that disagree, and fewer than 1 bin.
public enum Calibration {
    /// How samples are put into bins.
    public enum Binning: Sendable {
        /// B intervals of equal width: the b-th holds ((b − 1)/B, b/B], and the first 0 as well.
        case equalWidth
        /// Bins of equal size, in ascending order of confidence, equal ones in their original order. Where B
        /// does not divide N, the first N mod B bins hold one more.
        case equalMass
    }

    /// One bin. All numbers of an empty one are 0, and it counts for nothing.
    public struct Bin: Equatable, Sendable {
        /// How many samples it holds.
        public let count: Int
        /// Their share of correct predictions, or of ones.
        public let accuracy: Double
        /// Their mean confidence, or forecast.
        public let confidence: Double

        /// `accuracy` − `confidence`: below 0 where the predictions are too sure.
        public var gap: Double { accuracy - confidence }
    }

    /// A calibration error and the bins that it was computed from, in ascending order.
    public struct BinnedError: Equatable, Sendable {
        /// The error.
        public let value: Double
        /// The bins, B of them.
        public let bins: [Bin]
    }

    /// A classwise calibration error and the bins of each class.
    public struct ClasswiseError: Equatable, Sendable {
        /// The error: the mean over the classes.
        public let value: Double
        /// For each class its error and bins.
        public let classes: [BinnedError]
    }
}

extension Calibration {
    /// The confidence of every row, and 1 where it was right.
    static func confidences(
        _ probabilities: Matrix<Double>, _ labels: [Int]
    ) throws(InvalidArgument) -> (values: [Double], hits: [Int]) {
        try Score.check(probabilities, labels)
        let columns = probabilities.columns
        var values = [Double](repeating: 0, count: labels.count)
        var hits = [Int](repeating: 0, count: labels.count)
        probabilities.elements.withUnsafeBufferPointer { p in
            for row in 0..<labels.count {
                let best = p.largest(from: row * columns, count: columns)
                values[row] = p[best]
                hits[row] = best - row * columns == labels[row] ? 1 : 0
            }
        }
        return (values, hits)
    }

    static func bins(_ values: [Double], _ hits: [Int], _ count: Int, _ binning: Binning) -> [Bin] {
        switch binning {
        case .equalWidth: return equalWidthBins(values, hits, count)
        case .equalMass: return equalMassBins(values, hits, count)
        }
    }

    private static func equalWidthBins(_ values: [Double], _ hits: [Int], _ count: Int) -> [Bin] {
        let edges = (0...count).map { Double($0) / Double(count) }
        var sizes = [Int](repeating: 0, count: count)
        var right = sizes
        var sums = [CompensatedSum](repeating: CompensatedSum(), count: count)
        for index in 0..<values.count {
            let value = values[index]
            // The product may round to the wrong side of an edge, by one bin at most.
            var bin = min(Int(value * Double(count)), count - 1)
            if bin > 0 && value <= edges[bin] { bin -= 1 }
            if bin < count - 1 && value > edges[bin + 1] { bin += 1 }
            sizes[bin] += 1
            right[bin] += hits[index]
            sums[bin].add(value)
        }
        return (0..<count).map { Bin(count: sizes[$0], hits: right[$0], sum: sums[$0].value) }
    }

    private static func equalMassBins(_ values: [Double], _ hits: [Int], _ count: Int) -> [Bin] {
        let order = stableOrder(values)
        let (size, extra) = values.count.quotientAndRemainder(dividingBy: count)
        var start = 0
        return (0..<count).map { bin in
            let end = start + size + (bin < extra ? 1 : 0)
            var right = 0
            var sum = CompensatedSum()
            for position in start..<end {
                right += hits[Int(order[position])]
                sum.add(values[Int(order[position])])
            }
            defer { start = end }
            return Bin(count: end - start, hits: right, sum: sum.value)
        }
    }
}

extension Calibration.Bin {
    init(count: Int, hits: Int, sum: Double) {
        self.init(
            count: count, accuracy: count == 0 ? 0 : Double(hits) / Double(count),
            confidence: count == 0 ? 0 : sum / Double(count))
    }
}
