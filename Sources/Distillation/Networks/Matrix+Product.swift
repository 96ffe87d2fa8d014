import CKernels

// The three products that a dense layer needs. The weights are a matrix of `x.columns` × `columns` values,
// row by row, somewhere in the network's one array of parameters.

/// bias + x · W, a row for each row of `x`. The biases follow the weights.
func product(_ x: Matrix<Float>, _ parameters: [Float], from offset: Int, columns: Int) -> Matrix<Float> {
    let elements = [Float](unsafeUninitializedCapacity: x.rows * columns) { result, count in
        count = x.rows * columns
        parameters.withUnsafeBufferPointer { all in
            guard let weights = all.baseAddress.map({ $0 + offset }), let to = result.baseAddress else {
                return
            }
            ck_matmul(
                x.rows, columns, x.columns,
                x.elements, x.columns, 1,
                weights, columns, 1,
                weights + x.columns * columns, to)
        }
    }
    return Matrix(rows: x.rows, columns: columns, elements: elements)
}

/// y · Wᵀ, where W has `columns` rows: how the loss changes with the layer's input.
func productWithTransposed(
    _ y: Matrix<Float>, _ parameters: [Float], from offset: Int, columns: Int
) -> Matrix<Float> {
    let elements = [Float](unsafeUninitializedCapacity: y.rows * columns) { result, count in
        count = y.rows * columns
        parameters.withUnsafeBufferPointer { all in
            guard let weights = all.baseAddress.map({ $0 + offset }), let to = result.baseAddress else {
                return
            }
            ck_matmul(
                y.rows, columns, y.columns,
                y.elements, y.columns, 1,
                weights, 1, y.columns,
                nil, to)
        }
    }
    return Matrix(rows: y.rows, columns: columns, elements: elements)
}

/// Writes xᵀ · y and then the sums of the columns of `y` into `gradients`: how the loss changes with the
/// layer's weights and its biases.
func transposedProduct(
    _ x: Matrix<Float>, _ y: Matrix<Float>, into gradients: inout [Float], from offset: Int
) {
    gradients.withUnsafeMutableBufferPointer { all in
        guard let weights = all.baseAddress.map({ $0 + offset }) else { return }
        ck_matmul(
            x.columns, y.columns, x.rows,
            x.elements, 1, x.columns,
            y.elements, y.columns, 1,
            nil, weights)
        let biases = weights + x.columns * y.columns
        biases.update(repeating: 0, count: y.columns)
        y.elements.withUnsafeBufferPointer { elements in
            for row in 0..<y.rows {
                for column in 0..<y.columns { biases[column] += elements[row * y.columns + column] }
            }
        }
    }
}
