/// The largest value, or the mean, of each `size` × `size` tile of an image, channel by channel.
struct Pooling: Equatable, Sendable {
    enum Kind: Equatable, Sendable { case max, average }

    let kind: Kind
    let height: Int
    let width: Int
    let channels: Int
    let size: Int

    func forward(_ x: Matrix<Float>) -> Matrix<Float> {
        let columns = (height / size) * (width / size) * channels
        var result = Matrix<Float>(rows: x.rows, columns: columns)
        result.elements.withUnsafeMutableBufferPointer { output in
            x.elements.withUnsafeBufferPointer { input in
                forEachPixel(images: x.rows) { from, to, first in
                    for channel in 0..<channels {
                        let value = input[from + channel]
                        switch kind {
                        case .max:
                            // NaN wins, to be seen at the end.
                            if first || !(value <= output[to + channel]) { output[to + channel] = value }
                        case .average:
                            output[to + channel] += value
                        }
                    }
                }
            }
            if kind == .average {
                for index in output.indices { output[index] /= Float(size * size) }
            }
        }
        return result
    }

    /// The mean passes an equal share of the gradient to every pixel of the tile, the maximum all of it to
    /// the first pixel that attained it.
    func inputGradient(_ gradient: Matrix<Float>, input: Matrix<Float>, output: Matrix<Float>) -> Matrix<
        Float
    > {
        var result = Matrix<Float>(rows: gradient.rows, columns: height * width * channels)
        // What of the gradient is still to be passed on.
        var rest = gradient.elements
        result.elements.withUnsafeMutableBufferPointer { result in
            rest.withUnsafeMutableBufferPointer { rest in
                input.elements.withUnsafeBufferPointer { input in
                    output.elements.withUnsafeBufferPointer { output in
                        forEachPixel(images: gradient.rows) { from, to, _ in
                            for channel in 0..<channels {
                                switch kind {
                                case .max where input[from + channel] == output[to + channel]:
                                    result[from + channel] = rest[to + channel]
                                    rest[to + channel] = 0
                                case .max:
                                    break
                                case .average:
                                    result[from + channel] = rest[to + channel] / Float(size * size)
                                }
                            }
                        }
                    }
                }
            }
        }
        return result
    }

    /// Calls `body` for each pixel with where its channels begin, where those of its tile do, and whether it
    /// is the first of its tile.
    @inline(__always)
    private func forEachPixel(images: Int, _ body: (_ from: Int, _ to: Int, _ first: Bool) -> Void) {
        let tilesDown = height / size
        let tilesAcross = width / size
        var from = 0
        for image in 0..<images {
            for y in 0..<height {
                for x in 0..<width {
                    let tile = (image * tilesDown + y / size) * tilesAcross + x / size
                    body(from, tile * channels, y % size == 0 && x % size == 0)
                    from += channels
                }
            }
        }
    }
}
