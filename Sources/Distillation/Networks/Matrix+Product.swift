import CKernels

// The three products that a dense layer needs. Its weights W are a matrix of as many rows as it has inputs, row by
// row, and its biases follow them, somewhere in the network's one array of parameters.

/// bias + x · W, where W has `columns` columns: a row for each row of `x`.
func product(_ x: Matrix<Float>, _ parameters: [Float], from offset: Int, columns: Int) -> Matrix<Float> {
    Matrix(uninitializedRows: x.rows, columns: columns) { result in
        parameters.withUnsafeBufferPointer { all in
            guard let weights = all.baseAddress.map({ $0 + offset }) else { return }
            ck_matmul(
                x.rows, columns, x.columns,
                x.elements, x.columns, 1,
                weights, columns, 1,
                weights + x.columns * columns, result)
        }
    }
}

/// y · Wᵀ, where W has `columns` rows: from the gradient by a layer's output to that by its input.
func productWithTransposed(
    _ y: Matrix<Float>, _ parameters: [Float], from offset: Int, columns: Int
) -> Matrix<Float> {
    Matrix(uninitializedRows: y.rows, columns: columns) { result in
        parameters.withUnsafeBufferPointer { all in
            guard let weights = all.baseAddress.map({ $0 + offset }) else { return }
            ck_matmul(
                y.rows, columns, y.columns,
                y.elements, y.columns, 1,
                weights, 1, y.columns,
                nil, result)
        }
    }
}

/// Writes xᵀ · y, the gradient by the weights, and then the sums of the columns of `y`, that by the biases, into
/// `gradients`.
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
        ck_column_sums(y.rows, y.columns, y.elements, weights + x.columns * y.columns)
    }
}
