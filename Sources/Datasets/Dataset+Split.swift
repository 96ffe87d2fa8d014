import Distillation

/// The parts of a data set, each for one purpose, no sample in two of them.
public struct Split: Equatable, Sendable {
    /// For fitting weights, and for fitting a standardisation.
    public let train: Dataset
    /// For choosing among models: when to stop, which temperature to distil with.
    public let validation: Dataset
    /// For fitting probabilities afterwards: temperature scaling, conformal quantiles.
    public let calibration: Dataset
    /// For the figures that are reported, and for nothing else.
    public let test: Dataset
}

extension Dataset {
    /// The samples dealt out by `seed` into parts for training, validation, calibration and test.
    ///
    /// ```swift
    /// let split = try Dataset.digits().split(train: 800, validation: 200, calibration: 200, seed: 1)
    /// print(split.train.count, split.test.count)  // → 800 597
    /// ```
    ///
    /// - Parameters:
    ///   - train: The number of samples for training.
    ///   - validation: The number for validation.
    ///   - calibration: The number for calibration.
    ///   - test: The number for the test; nil for all that are left.
    ///   - seed: Determines who goes where.
    ///   - stratified: Whether each part has the classes in the proportions of the whole, to within 2 samples of
    ///     each class; otherwise chance decides.
    /// - Throws: `InvalidArgument` where a number is negative, or together they are more than there are.
    public func split(
        train: Int, validation: Int = 0, calibration: Int = 0, test: Int? = nil, seed: UInt64,
        stratified: Bool = true
    ) throws(InvalidArgument) -> Split {
        var counts = [train, validation, calibration]
        try Check.parts(
            counts + [test ?? 0], of: count, "samples", names: ["train", "validation", "calibration", "test"])
        counts.append(test ?? count - counts.reduce(0, +))
        let parts = try parts(counts, seed: seed, stratified: stratified)
        return Split(train: parts[0], validation: parts[1], calibration: parts[2], test: parts[3])
    }

    /// Disjoint parts with the given numbers of samples, dealt out by `seed`: data for teachers that share none, say.
    ///
    /// ```swift
    /// let parts = try Dataset.digits().parts([100, 100, 100], seed: 1)
    /// print(parts.map { $0.count })  // → [100, 100, 100]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where a number is negative, or together they are more than there are.
    public func parts(
        _ counts: [Int], seed: UInt64, stratified: Bool = true
    ) throws(InvalidArgument) -> [Dataset] {
        try partIndices(counts, seed: seed, stratified: stratified).map { selecting($0) }
    }

    /// The indices of the samples in each of ``parts(_:seed:stratified:)``.
    ///
    /// ```swift
    /// print(try Dataset.digits().partIndices([3, 2], seed: 1).map(\.count))  // → [3, 2]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where a number is negative, or together they are more than there are.
    public func partIndices(
        _ counts: [Int], seed: UInt64, stratified: Bool = true
    ) throws(InvalidArgument) -> [[Int]] {
        try Check.parts(counts, of: count, "samples")
        var generator = RandomGenerator(seed: seed).substream("split")
        var order = generator.permutation(of: count)
        if stratified { order = stratifying(order) }
        var parts: [[Int]] = []
        var start = 0
        for size in counts {
            // Within a part classes must not come in turns: a batch should be as good as drawn.
            parts.append(generator.shuffled(Array(order[start..<start + size])))
            start += size
        }
        return parts
    }

    /// `order` rearranged so that every stretch of it holds the classes in about their proportions.
    ///
    /// The r-th sample of a class of n takes the place (r + ½)/n of the way; of equal places the
    /// earlier in `order` comes first.
    private func stratifying(_ order: [Int]) -> [Int] {
        let sizes = classCounts
        var seen = [Int](repeating: 0, count: classCount)
        let places = order.enumerated().map { rank, index in
            let label = labels[index]
            seen[label] += 1
            return (place: (Double(seen[label]) - 0.5) / Double(sizes[label]), rank: rank, index: index)
        }
        return places.sorted { ($0.place, $0.rank) < ($1.place, $1.rank) }.map(\.index)
    }
}
