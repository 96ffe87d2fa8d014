import Distillation

extension Dataset {
    /// The data set with a share of its labels replaced by a uniform draw from all K classes.
    ///
    /// Of the labels drawn anew one in K is right by chance, so a share of (K − 1)/K · `share` becomes wrong. A model that
    /// knew the clean label could do no better than 1 − `share` + `share`/K for it: noise of known size makes
    /// data uncertainty of known size.
    ///
    /// ```swift
    /// let digits = try Dataset.digits()
    /// let noisy = try digits.withLabelNoise(share: 0.2, seed: 1)
    /// let wrong = zip(digits.labels, noisy.labels).filter { $0 != $1 }.count
    /// print(wrong < 359)  // → true
    /// ```
    ///
    /// - Parameters:
    ///   - share: The share of labels to draw anew, in [0, 1]; the number is rounded to the nearest.
    ///   - seed: Determines which, and what they become.
    /// - Throws: `InvalidArgument` where `share` is outside [0, 1].
    public func withLabelNoise(share: Double, seed: UInt64) throws(InvalidArgument) -> Dataset {
        guard share >= 0 && share <= 1 else {
            throw InvalidArgument("share", "\(share)", "it must be in [0, 1]")
        }
        var generator = RandomGenerator(seed: seed).substream("label noise")
        var noisy = labels
        let number = Int((share * Double(count)).rounded())
        for index in generator.permutation(of: count).prefix(number) {
            noisy[index] = generator.uniform(below: classCount)
        }
        return Dataset(
            checked: features, labels: noisy, classNames: classNames, featureNames: featureNames,
            imageSize: imageSize)
    }
}
