import Distillation

/// Short texts, each with all the classes to which it belongs: names, say, with the languages that use them.
///
/// A text of several classes is ambiguous, and honestly so: nobody could say which one was meant. Where a pair of class
/// and text is drawn evenly from all pairs, each class of a text is as likely as the others, so the true probabilities
/// are known.
///
/// ```swift
/// let names = try AmbiguousTexts.names()
/// let index = names.texts.firstIndex(of: "Andorra")!
/// print(names.labelSets[index].count)  // → 13
/// ```
public struct AmbiguousTexts: Equatable, Sendable {
    /// The texts, N of them.
    public let texts: [String]
    /// For each text its classes, in 0..<K, ascending; at least one.
    public let labelSets: [[Int]]
    /// The names of the K classes.
    public let classNames: [String]

    /// N texts with their classes.
    ///
    /// - Throws: `InvalidArgument` where there is not one set for each text, or a set is empty, not ascending, or
    ///   holds a label outside 0..<K.
    public init(texts: [String], labelSets: [[Int]], classNames: [String]) throws(InvalidArgument) {
        guard labelSets.count == texts.count else {
            throw InvalidArgument(
                "labelSets", "\(labelSets.count) sets",
                "there must be one for each of the \(texts.count) texts")
        }
        for (index, set) in labelSets.enumerated() {
            guard let least = set.first, let greatest = set.last, least >= 0, greatest < classNames.count,
                zip(set, set.dropFirst()).allSatisfy({ $0 < $1 })
            else {
                throw InvalidArgument(
                    "labelSets[\(index)]", "\(set)",
                    "it must hold labels in 0..<\(classNames.count), each once and ascending")
            }
        }
        self.init(checked: texts, labelSets: labelSets, classNames: classNames)
    }

    private init(checked texts: [String], labelSets: [[Int]], classNames: [String]) {
        self.texts = texts
        self.labelSets = labelSets
        self.classNames = classNames
    }

    /// The number of texts, N.
    public var count: Int { texts.count }

    /// The number of classes, K.
    public var classCount: Int { classNames.count }

    /// The true probabilities of the classes, N × K: for a text of n classes, 1/n each.
    public var probabilities: Matrix<Double> {
        var result = Matrix<Double>(rows: count, columns: classCount)
        for (row, set) in labelSets.enumerated() {
            for label in set { result[row, label] = 1 / Double(set.count) }
        }
        return result
    }

    /// One class for each text, drawn evenly from its classes by `seed`: what somebody learns who meets each text once.
    ///
    /// ```swift
    /// let names = try AmbiguousTexts.names()
    /// print(names.drawnLabels(seed: 1).count)  // → 12386
    /// ```
    public func drawnLabels(seed: UInt64) -> [Int] {
        var generator = RandomGenerator(seed: seed).substream("labels")
        return labelSets.map { $0[generator.uniform(below: $0.count)] }
    }

    /// The texts with the given indices, in their order; an index may come more than once.
    ///
    /// ```swift
    /// let names = try AmbiguousTexts.names()
    /// print(try names.subset([0, 2]).count)  // → 2
    /// ```
    ///
    /// - Throws: `InvalidArgument` where an index is outside 0..<N.
    public func subset(_ indices: [Int]) throws(InvalidArgument) -> AmbiguousTexts {
        for (place, index) in indices.enumerated() where index < 0 || index >= count {
            throw InvalidArgument("indices[\(place)]", "\(index)", "an index must be in 0..<\(count)")
        }
        return selecting(indices)
    }

    /// Disjoint parts with the given numbers of texts, dealt out by `seed`.
    ///
    /// ```swift
    /// let parts = try AmbiguousTexts.names().parts([8000, 1000], seed: 1)
    /// print(parts.map(\.count))  // → [8000, 1000]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where a number is negative, or together they are more than there are.
    public func parts(_ counts: [Int], seed: UInt64) throws(InvalidArgument) -> [AmbiguousTexts] {
        try Check.parts(counts, of: count, "texts")
        var generator = RandomGenerator(seed: seed).substream("split")
        let order = generator.permutation(of: count)
        var start = 0
        return counts.map { size in
            defer { start += size }
            return selecting(Array(order[start..<start + size]))
        }
    }

    /// The texts that belong to a class that is not held out, and those that belong to none.
    ///
    /// The first lose their held-out classes: a model for the others has no output for these. The classes of each
    /// result are numbered anew from 0, in their old order, by their own names.
    ///
    /// ```swift
    /// let (known, unknown) = try AmbiguousTexts.names().holdingOut(classes: [0])
    /// print(known.classCount, unknown.classNames)  // → 14 ["cs"]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where a class is outside 0..<K, comes twice, or none or all are held out.
    public func holdingOut(
        classes heldOut: [Int]
    ) throws(InvalidArgument) -> (known: AmbiguousTexts, unknown: AmbiguousTexts) {
        try Check.heldOut(heldOut, of: classCount)
        let out = (0..<classCount).map(heldOut.contains)
        let unknown = labelSets.indices.filter { labelSets[$0].allSatisfy { out[$0] } }
        let known = labelSets.indices.filter { !labelSets[$0].allSatisfy { out[$0] } }
        return (keeping(out.map { !$0 }, of: known), keeping(out, of: unknown))
    }

    private func selecting(_ indices: [Int]) -> AmbiguousTexts {
        AmbiguousTexts(
            checked: indices.map { texts[$0] }, labelSets: indices.map { labelSets[$0] },
            classNames: classNames)
    }

    /// The given texts with the kept ones of their classes.
    private func keeping(_ kept: [Bool], of indices: [Int]) -> AmbiguousTexts {
        var number = [Int](repeating: 0, count: classCount)
        let labels = kept.indices.filter { kept[$0] }
        for (new, old) in labels.enumerated() { number[old] = new }
        return AmbiguousTexts(
            checked: indices.map { texts[$0] },
            labelSets: indices.map { labelSets[$0].filter { kept[$0] }.map { number[$0] } },
            classNames: labels.map { classNames[$0] })
    }
}
