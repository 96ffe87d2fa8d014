/// Cuts images into the windows that a convolution looks at ("im2col"); a dense layer applied to each window
/// then gives the convolution's output, pixel by pixel.
struct Windows: Equatable, Sendable {
    let height: Int
    let width: Int
    let channels: Int
    let size: Int
    let padding: Int

    var outputHeight: Int { height + 2 * padding - size + 1 }
    var outputWidth: Int { width + 2 * padding - size + 1 }

    /// One row for each place of the window: image by image, and in an image from left to right, then down. Its
    /// columns are the values in the window, zeros where that juts out.
    func forward(_ x: Matrix<Float>) -> Matrix<Float> {
        let images = x.elements.count / (height * width * channels)
        let rows = images * outputHeight * outputWidth
        let columns = size * size * channels
        return Matrix(uninitializedRows: rows, columns: columns) { windows in
            if padding > 0 { windows.update(repeating: 0, count: rows * columns) }
            x.elements.withUnsafeBufferPointer { values in
                forEachStrip(images: images) { value, window, length in
                    for index in 0..<length { windows[window &+ index] = values[value &+ index] }
                }
            }
        }
    }

    /// The reverse: the gradient of each pixel is the sum of the gradients of what stands for it in the
    /// windows, in their order.
    func inputGradient(_ gradient: Matrix<Float>) -> Matrix<Float> {
        let images = gradient.rows / (outputHeight * outputWidth)
        var result = Matrix<Float>(rows: images, columns: height * width * channels)
        result.elements.withUnsafeMutableBufferPointer { values in
            gradient.elements.withUnsafeBufferPointer { windows in
                forEachStrip(images: images) { value, window, length in
                    for index in 0..<length { values[value &+ index] += windows[window &+ index] }
                }
            }
        }
        return result
    }

    /// Calls `body` for each row of each window, with where its part within the image begins among the images'
    /// values and among the windows', and how many values it has.
    @inline(__always)
    private func forEachStrip(images: Int, _ body: (_ value: Int, _ window: Int, _ length: Int) -> Void) {
        var window = 0
        for image in 0..<images {
            for top in -padding..<outputHeight - padding {
                for left in -padding..<outputWidth - padding {
                    let first = max(left, 0)
                    let length = (min(left + size, width) - first) * channels
                    for y in top..<top + size {
                        if y >= 0 && y < height && length > 0 {
                            body(
                                ((image &* height &+ y) &* width &+ first) &* channels,
                                window &+ (first &- left) &* channels, length)
                        }
                        window &+= size &* channels
                    }
                }
            }
        }
    }
}
