import Distillation

extension Dataset {
    /// The samples with the given indices, in their order; an index may come more than once.
    ///
    /// ```swift
    /// print(try Dataset.digits().subset([0, 1, 2]).labels)  // → [0, 1, 2]
    /// ```
    ///
    /// - Throws: `InvalidArgument` where an index is outside 0..<N.
    public func subset(_ indices: [Int]) throws(InvalidArgument) -> Dataset {
        for (place, index) in indices.enumerated() where index < 0 || index >= count {
            throw InvalidArgument("indices[\(place)]", "\(index)", "an index must be in 0..<\(count)")
        }
        return selecting(indices)
    }

    /// The samples in two sets: those of the classes that are not held out, and those of the classes that are.
    ///
    /// The first is what a model is trained on and knows; the second is outside of its distribution. The
    /// known classes are numbered anew from 0, so that a network for them has an output for each; the
    /// held-out ones likewise, by their own names.
    ///
    /// ```swift
    /// let (known, unknown) = try Dataset.digits().holdingOut(classes: [8, 9])
    /// print(known.classCount, known.count, unknown.count)  // → 8 1443 354
    /// ```
    ///
    /// - Throws: `InvalidArgument` where a class is outside 0..<K, comes twice, or none or all are held out.
    public func holdingOut(
        classes heldOut: [Int]
    ) throws(InvalidArgument) -> (known: Dataset, unknown: Dataset) {
        try Check.heldOut(heldOut, of: classCount)
        let kept = (0..<classCount).filter { !heldOut.contains($0) }
        return (keeping(kept), keeping(heldOut.sorted()))
    }

    /// As many samples of each class as the smallest class has, drawn by `seed`, in their old order.
    ///
    /// Classes without a sample are left out of the reckoning.
    ///
    /// ```swift
    /// print(try Dataset.breastCancer().balanced(seed: 1).classCounts)  // → [212, 212]
    /// ```
    public func balanced(seed: UInt64) -> Dataset {
        var generator = RandomGenerator(seed: seed).substream("balance")
        let least = classCounts.filter { $0 > 0 }.min() ?? 0
        var chosen: [Int] = []
        for label in 0..<classCount {
            chosen += generator.shuffled(labels.indices.filter { labels[$0] == label }).prefix(least)
        }
        return selecting(chosen.sorted())
    }

    /// A subset whose indices are known to be good.
    func selecting(_ indices: [Int]) -> Dataset {
        Dataset(
            checked: features.selectingRows(indices), labels: indices.map { labels[$0] },
            classNames: classNames, featureNames: featureNames, imageSize: imageSize)
    }

    /// The samples of the given classes, which are numbered anew in the given order.
    private func keeping(_ classes: [Int]) -> Dataset {
        var number = [Int?](repeating: nil, count: classCount)
        for (new, old) in classes.enumerated() { number[old] = new }
        let indices = labels.indices.filter { number[labels[$0]] != nil }
        return Dataset(
            checked: features.selectingRows(indices), labels: indices.compactMap { number[labels[$0]] },
            classNames: classes.map { classNames[$0] }, featureNames: featureNames, imageSize: imageSize)
    }
}
