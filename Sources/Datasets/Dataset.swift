import Distillation

/// Samples with their labels: one row of features each, one of K classes each.
///
/// ```swift
/// let digits = try Dataset.digits()
/// print(digits.count, digits.featureCount, digits.classCount)  // → 1797 64 10
/// ```
public struct Dataset: Equatable, Sendable {
    /// The height and width of samples that are images.
    public struct ImageSize: Equatable, Sendable {
        /// The number of rows of pixels.
        public let height: Int
        /// The number of pixels in a row.
        public let width: Int

        /// A size of `height` × `width` pixels.
        public init(height: Int, width: Int) {
            self.height = height
            self.width = width
        }
    }

    /// The samples, N × D. Images are stored row by row from the top.
    public let features: Matrix<Float>
    /// The class of each sample, in 0..<K.
    public let labels: [Int]
    /// The names of the K classes.
    public let classNames: [String]
    /// The names of the D features; empty where they have none, as pixels.
    public let featureNames: [String]
    /// The size of the images; nil where the samples are none.
    public let imageSize: ImageSize?

    /// A data set of N samples with D features in K classes.
    ///
    /// - Throws: `InvalidArgument` where shapes disagree, a label is outside 0..<K, or a feature is not finite.
    public init(
        features: Matrix<Float>, labels: [Int], classNames: [String], featureNames: [String] = [],
        imageSize: ImageSize? = nil
    ) throws(InvalidArgument) {
        guard features.elements.count == features.rows * features.columns else {
            throw InvalidArgument(
                "features", "\(features.elements.count) values",
                "they must fill \(features.rows) equally long rows of \(features.columns)")
        }
        guard labels.count == features.rows else {
            throw InvalidArgument(
                "labels", "\(labels.count) labels", "there must be one for each of the \(features.rows) rows")
        }
        for (index, label) in labels.enumerated() where label < 0 || label >= classNames.count {
            throw InvalidArgument(
                "labels[\(index)]", "\(label)", "a label must be in 0..<\(classNames.count)")
        }
        guard featureNames.isEmpty || featureNames.count == features.columns else {
            throw InvalidArgument(
                "featureNames", "\(featureNames.count) names",
                "there must be one for each of the \(features.columns) columns, or none")
        }
        if let size = imageSize {
            let pixels = size.height.multipliedReportingOverflow(by: size.width)
            guard size.height > 0, !pixels.overflow, pixels.partialValue == features.columns else {
                throw InvalidArgument(
                    "imageSize", "\(size.height) × \(size.width)",
                    "an image must have as many pixels as there are columns, \(features.columns)")
            }
        }
        if let index = features.elements.firstIndex(where: { !$0.isFinite }) {
            throw InvalidArgument(
                "features[\(index / features.columns), \(index % features.columns)]",
                "\(features.elements[index])", "it must be a finite number")
        }
        self.init(
            checked: features, labels: labels, classNames: classNames, featureNames: featureNames,
            imageSize: imageSize)
    }

    /// For parts and copies of a data set, whose checks have been made.
    init(
        checked features: Matrix<Float>, labels: [Int], classNames: [String], featureNames: [String],
        imageSize: ImageSize?
    ) {
        self.features = features
        self.labels = labels
        self.classNames = classNames
        self.featureNames = featureNames
        self.imageSize = imageSize
    }

    /// The number of samples, N.
    public var count: Int { labels.count }

    /// The number of features, D.
    public var featureCount: Int { features.columns }

    /// The number of classes, K.
    public var classCount: Int { classNames.count }

    /// The number of samples in each class, K of them.
    public var classCounts: [Int] {
        var counts = [Int](repeating: 0, count: classCount)
        for label in labels { counts[label] += 1 }
        return counts
    }

    /// The same samples with other features, D as before or other, but as many rows.
    func replacingFeatures(_ features: Matrix<Float>) -> Dataset {
        Dataset(
            checked: features, labels: labels, classNames: classNames, featureNames: featureNames,
            imageSize: imageSize)
    }
}
