import Distillation

extension Dataset {
    /// The images blurred by a Gaussian of standard deviation `deviation`, in pixels.
    ///
    /// The weights reach to three deviations and sum to 1; outside of the image is 0, so that ink at the
    /// edge spreads out of it.
    ///
    /// ```swift
    /// let digits = try Dataset.digits()
    /// print(try digits.blurred(deviation: 1).count == digits.count)  // → true
    /// ```
    ///
    /// - Throws: `InvalidArgument` where the samples are no images or `deviation` is not in 0…100.
    public func blurred(deviation: Double) throws(InvalidArgument) -> Dataset {
        guard deviation >= 0 && deviation <= 100 else {
            throw InvalidArgument("deviation", "\(deviation)", "it must be in [0, 100]")
        }
        let size = try requireImages()
        guard deviation > 0 else { return self }
        let reach = Int((3 * deviation).rounded(.up))
        let weights = (-reach...reach).map { offset in
            let z = Double(offset) / deviation
            return Double.exp(-0.5 * z * z)
        }
        let sum = weights.reduce(0, +)
        let kernel = weights.map { $0 / sum }
        return mappingImages { image, _ in
            // A Gaussian of two directions is one after the other.
            var blurred = image.map { Double($0) }
            blurred = Self.convolve(
                blurred, kernel, lines: size.height, length: size.width, apart: (size.width, 1))
            blurred = Self.convolve(
                blurred, kernel, lines: size.width, length: size.height, apart: (1, size.width))
            return blurred.map { Float($0) }
        }
    }

    /// Each of `lines` lines convolved by itself; `apart` says how far lines, and the places on a line, lie apart.
    private static func convolve(
        _ image: [Double], _ kernel: [Double], lines: Int, length: Int, apart: (line: Int, place: Int)
    ) -> [Double] {
        let reach = kernel.count / 2
        var result = image
        for line in 0..<lines {
            for place in 0..<length {
                var sum = 0.0
                for source in max(0, place - reach)..<min(length, place + reach + 1) {
                    sum += kernel[source - place + reach] * image[line * apart.line + source * apart.place]
                }
                result[line * apart.line + place * apart.place] = sum
            }
        }
        return result
    }
}
