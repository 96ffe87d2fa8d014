import Distillation

/// Features shifted and scaled to mean 0 and standard deviation 1, as measured on one set of samples.
///
/// Fit it on the training part alone and apply it to the others: means that have seen the test part leak
/// what is to be predicted.
///
/// ```swift
/// let split = try Dataset.breastCancer().split(train: 300, seed: 1)
/// let standardisation = try Standardisation(fittedTo: split.train)
/// let test = try standardisation.applied(to: split.test)
/// print(test.featureCount)  // → 30
/// ```
public struct Standardisation: Equatable, Sendable {
    /// The mean of each feature.
    public let means: [Double]
    /// The standard deviation of each feature (over N, not N − 1); 1 for a feature that is constant.
    public let deviations: [Double]

    /// The means and deviations of the features of `dataset`.
    ///
    /// - Throws: `InvalidArgument` where there are no samples.
    public init(fittedTo dataset: Dataset) throws(InvalidArgument) {
        guard dataset.count > 0 else {
            throw InvalidArgument("dataset", "empty", "there must be samples to measure")
        }
        let features = dataset.features
        let count = Double(features.rows)
        var means = [Double](repeating: 0, count: features.columns)
        var squares = means
        for row in 0..<features.rows {
            for column in 0..<features.columns { means[column] += Double(features[row, column]) }
        }
        for column in means.indices { means[column] /= count }
        // In a second pass: the mean of squares less the square of the mean would cancel.
        for row in 0..<features.rows {
            for column in 0..<features.columns {
                let difference = Double(features[row, column]) - means[column]
                squares[column] += difference * difference
            }
        }
        self.means = means
        deviations = squares.map { $0 > 0 ? ($0 / count).squareRoot() : 1 }
    }

    /// `dataset` with every feature x replaced by (x − mean) / deviation.
    ///
    /// ```swift
    /// let split = try Dataset.breastCancer().split(train: 300, seed: 1)
    /// let standardisation = try Standardisation(fittedTo: split.train)
    /// print(try standardisation.applied(to: split.test).count)  // → 269
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the number of features is not that of the fit, or a result is not finite.
    public func applied(to dataset: Dataset) throws(InvalidArgument) -> Dataset {
        dataset.replacingFeatures(try applied(to: dataset.features))
    }

    /// `features`, N × D, likewise.
    ///
    /// ```swift
    /// let split = try Dataset.breastCancer().split(train: 300, seed: 1)
    /// let standardisation = try Standardisation(fittedTo: split.train)
    /// print(try standardisation.applied(to: split.test.features).columns)  // → 30
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the number of features is not that of the fit, or a result is not finite.
    public func applied(to features: Matrix<Float>) throws(InvalidArgument) -> Matrix<Float> {
        guard features.columns == means.count else {
            throw InvalidArgument(
                "features", "\(features.columns) columns", "there must be \(means.count), as in the fit")
        }
        var result = features
        for index in result.elements.indices {
            let column = index % features.columns
            result.elements[index] = Float(
                (Double(result.elements[index]) - means[column]) / deviations[column])
            guard result.elements[index].isFinite else {
                throw InvalidArgument(
                    "features[\(index / features.columns), \(column)]", "\(features.elements[index])",
                    "it must be finite, and so many deviations from the mean that a Float can hold")
            }
        }
        return result
    }
}

extension Dataset {
    /// The data set with every feature multiplied by `factor`: pixels from 0 to 16 by 1/16, say.
    ///
    /// ```swift
    /// let digits = try Dataset.digits().scaled(by: 1.0 / 16)
    /// print(digits.features.elements.max() ?? 0)  // → 1.0
    /// ```
    ///
    /// - Throws: `InvalidArgument` where `factor` or a product is not finite.
    public func scaled(by factor: Float) throws(InvalidArgument) -> Dataset {
        let scaled = features.map { $0 * factor }
        guard factor.isFinite, scaled.elements.allSatisfy(\.isFinite) else {
            throw InvalidArgument("factor", "\(factor)", "all products must be finite numbers")
        }
        return replacingFeatures(scaled)
    }
}
