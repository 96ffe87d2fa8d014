/// A two-dimensional convolution with step 1: a dense layer applied to every window of an image.
struct Convolution: Equatable, Sendable {
    let height: Int
    let width: Int
    let channels: Int
    let size: Int
    let padding: Int
    /// From the `size` × `size` × `channels` values of a window to one pixel of the output.
    let dense: Dense

    var outputHeight: Int { height + 2 * padding - size + 1 }
    var outputWidth: Int { width + 2 * padding - size + 1 }
    var multiplyAdds: Int { outputHeight * outputWidth * dense.multiplyAdds }

    func forward(_ x: Matrix<Float>, _ parameters: [Float]) -> Matrix<Float> {
        dense.forward(windows(of: x), parameters).reshaped(rows: x.rows)
    }

    func inputGradient(_ gradient: Matrix<Float>, _ parameters: [Float]) -> Matrix<Float> {
        let pixels = gradient.reshaped(rows: gradient.rows * outputHeight * outputWidth)
        return sum(of: dense.inputGradient(pixels, parameters), images: gradient.rows)
    }

    func parameterGradient(_ gradient: Matrix<Float>, input: Matrix<Float>, into gradients: inout [Float]) {
        let pixels = gradient.reshaped(rows: gradient.rows * outputHeight * outputWidth)
        dense.parameterGradient(pixels, input: windows(of: input), into: &gradients)
    }

    /// One row for each place of the window ("im2col"): image by image, and in an image from left to right,
    /// then down. Its columns are the values in the window, zeros where that juts out.
    func windows(of x: Matrix<Float>) -> Matrix<Float> {
        let rows = x.rows * outputHeight * outputWidth
        let elements = [Float](unsafeUninitializedCapacity: rows * dense.inputs) { windows, count in
            count = rows * dense.inputs
            if padding > 0 { windows.update(repeating: 0) }
            x.elements.withUnsafeBufferPointer { images in
                forEachStrip(images: x.rows) { image, window, length in
                    for index in 0..<length { windows[window + index] = images[image + index] }
                }
            }
        }
        return Matrix(rows: rows, columns: dense.inputs, elements: elements)
    }

    /// The reverse: each pixel is the sum of what stands for it in the windows, in their order.
    func sum(of windows: Matrix<Float>, images count: Int) -> Matrix<Float> {
        var result = Matrix<Float>(rows: count, columns: height * width * channels)
        result.elements.withUnsafeMutableBufferPointer { images in
            windows.elements.withUnsafeBufferPointer { windows in
                forEachStrip(images: count) { image, window, length in
                    for index in 0..<length { images[image + index] += windows[window + index] }
                }
            }
        }
        return result
    }

    /// Calls `body` for each row of each window with where its part inside the image begins among the images'
    /// values and among the windows', and how many values it has.
    @inline(__always)
    private func forEachStrip(images: Int, _ body: (_ image: Int, _ window: Int, _ length: Int) -> Void) {
        var window = 0
        for image in 0..<images {
            for top in -padding..<outputHeight - padding {
                for left in -padding..<outputWidth - padding {
                    let first = max(left, 0)
                    let length = (min(left + size, width) - first) * channels
                    for y in top..<top + size {
                        if (0..<height).contains(y) && length > 0 {
                            body(
                                ((image * height + y) * width + first) * channels,
                                window + (first - left) * channels, length)
                        }
                        window += size * channels
                    }
                }
            }
        }
    }
}

extension Matrix<Float> {
    /// The same values, row by row, in another number of rows.
    func reshaped(rows: Int) -> Matrix<Float> {
        Matrix(rows: rows, columns: rows == 0 ? 0 : elements.count / rows, elements: elements)
    }
}
