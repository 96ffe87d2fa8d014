/// The largest value, or the mean, of each `size` × `size` tile of an image, channel by channel.
struct Pooling: Equatable, Sendable {
    enum Kind: Equatable, Sendable { case max, average }

    let kind: Kind
    let height: Int
    let width: Int
    let channels: Int
    let size: Int

    private var inputs: Int { height * width * channels }

    func forward(_ x: Matrix<Float>) -> Matrix<Float> {
        let images = x.elements.count / inputs
        var result = Matrix<Float>(
            rows: images, columns: inputs / (size * size), repeating: kind == .max ? -.infinity : 0)
        let share = 1 / Float(size * size)
        result.elements.withUnsafeMutableBufferPointer { output in
            x.elements.withUnsafeBufferPointer { input in
                switch kind {
                case .max:
                    forEachValue(images: images) { from, to in
                        // Written so that NaN stays NaN, to be seen at the end.
                        output[to] = input[from] <= output[to] ? output[to] : input[from]
                    }
                case .average:
                    forEachValue(images: images) { from, to in output[to] += share * input[from] }
                }
            }
        }
        return result
    }

    /// The mean passes an equal share of the gradient to every pixel of the tile, the maximum all of it to
    /// the first pixel that attained it.
    func inputGradient(_ gradient: Matrix<Float>, input: Matrix<Float>, output: Matrix<Float>) -> Matrix<
        Float
    > {
        var result = Matrix<Float>(rows: gradient.rows, columns: inputs)
        let share = 1 / Float(size * size)
        var rest = gradient.elements
        result.elements.withUnsafeMutableBufferPointer { result in
            rest.withUnsafeMutableBufferPointer { rest in
                input.elements.withUnsafeBufferPointer { input in
                    output.elements.withUnsafeBufferPointer { output in
                        switch kind {
                        case .max:
                            forEachValue(images: gradient.rows) { from, to in
                                let attained = input[from] == output[to]
                                result[from] = attained ? rest[to] : 0
                                rest[to] = attained ? 0 : rest[to]
                            }
                        case .average:
                            forEachValue(images: gradient.rows) { from, to in result[from] = share * rest[to]
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    /// Calls `body` for each value with its place and the place of its tile's.
    @inline(__always)
    private func forEachValue(images: Int, _ body: (_ from: Int, _ to: Int) -> Void) {
        var from = 0
        for row in 0..<images * height {
            // `height` is a multiple of `size`, so the rows of tiles can be counted through all images.
            let tiles = row / size * (width / size)
            for column in 0..<width {
                let to = (tiles &+ column / size) &* channels
                for channel in 0..<channels { body(from &+ channel, to &+ channel) }
                from &+= channels
            }
        }
    }
}
