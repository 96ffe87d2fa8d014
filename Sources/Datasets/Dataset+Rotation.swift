import Distillation

extension Dataset {
    /// The images turned about their middle by `degrees`, counter-clockwise as one looks at them.
    ///
    /// A pixel takes the bilinear mean of the four that its place in the unturned image lies between; what comes
    /// from outside is 0. Multiples of 90° move the pixels of a square image and change none.
    ///
    /// ```swift
    /// let digits = try Dataset.digits()
    /// print(try digits.rotated(degrees: 360) == digits)  // → true
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the samples are no images or `degrees` is not finite.
    public func rotated(degrees: Double) throws(InvalidArgument) -> Dataset {
        guard degrees.isFinite else {
            throw InvalidArgument("degrees", "\(degrees)", "it must be a finite number")
        }
        let size = try requireImages()
        let turn = Rotation(degrees: degrees, size: size)
        return mappingImages { image, _ in turn.applied(to: image) }
    }

    /// The images turned, each by its own angle, drawn uniformly between −`degrees` and `degrees`.
    ///
    /// ```swift
    /// let digits = try Dataset.digits()
    /// print(try digits.randomlyRotated(upTo: 30, seed: 1) == digits)  // → false
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the samples are no images or `degrees` is not in 0…360.
    public func randomlyRotated(upTo degrees: Double, seed: UInt64) throws(InvalidArgument) -> Dataset {
        guard degrees >= 0 && degrees <= 360 else {
            throw InvalidArgument("degrees", "\(degrees)", "it must be in [0, 360]")
        }
        let size = try requireImages()
        var generator = RandomGenerator(seed: seed).substream("rotation")
        let angles = (0..<count).map { _ in degrees * (2 * generator.uniform() - 1) }
        return mappingImages { image, index in
            Rotation(degrees: angles[index], size: size).applied(to: image)
        }
    }

    /// The size of the images, or an error that says that there are none.
    func requireImages() throws(InvalidArgument) -> ImageSize {
        guard let imageSize else {
            throw InvalidArgument("the data set", "without an image size", "its samples must be images")
        }
        return imageSize
    }

    /// The data set with each image replaced by what `transform` makes of it and its index.
    func mappingImages(_ transform: ([Float], Int) -> [Float]) -> Dataset {
        var elements: [Float] = []
        elements.reserveCapacity(features.elements.count)
        for row in 0..<count { elements += transform(features[row: row], row) }
        var features = features
        features.elements = elements
        return replacingFeatures(features)
    }
}

/// A turn of images of one size about their middle.
private struct Rotation {
    let size: Dataset.ImageSize
    let cosine: Double
    let sine: Double

    init(degrees: Double, size: Dataset.ImageSize) {
        self.size = size
        let angle = degrees.truncatingRemainder(dividingBy: 360)
        // π/2 is no Double: its cosine would be 6e-17, and a pixel on the edge would fall outside.
        switch angle < 0 ? angle + 360 : angle {
        case 0: (cosine, sine) = (1, 0)
        case 90: (cosine, sine) = (0, 1)
        case 180: (cosine, sine) = (-1, 0)
        case 270: (cosine, sine) = (0, -1)
        default: (cosine, sine) = (Double.cos(angle / 180 * .pi), Double.sin(angle / 180 * .pi))
        }
    }

    func applied(to image: [Float]) -> [Float] {
        let (height, width) = (size.height, size.width)
        let (middleRow, middleColumn) = (Double(height - 1) / 2, Double(width - 1) / 2)
        var turned = [Float](repeating: 0, count: image.count)
        for row in 0..<height {
            for column in 0..<width {
                let (x, y) = (Double(column) - middleColumn, middleRow - Double(row))
                turned[row * width + column] = Float(
                    value(
                        of: image, row: middleRow + sine * x - cosine * y,
                        column: middleColumn + cosine * x + sine * y))
            }
        }
        return turned
    }

    private func value(of image: [Float], row: Double, column: Double) -> Double {
        let (top, left) = (row.rounded(.down), column.rounded(.down))
        var sum = 0.0
        for (r, rowWeight) in [(Int(top), top + 1 - row), (Int(top) + 1, row - top)] {
            for (c, weight) in [(Int(left), left + 1 - column), (Int(left) + 1, column - left)]
            where r >= 0 && r < size.height && c >= 0 && c < size.width {
                sum += rowWeight * weight * Double(image[r * size.width + c])
            }
        }
        return sum
    }
}
