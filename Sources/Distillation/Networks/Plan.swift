/// Works out, layer by layer, what comes in and where the parameters lie, and refuses what does not fit.
struct Plan {
    private(set) var shape: Shape
    private(set) var embedding: EmbeddingBag?
    private(set) var operations: [Operation] = []
    private(set) var parameterCount = 0
    private(set) var multiplyAdds = 0

    init(input: Shape) throws(InvalidArgument) {
        switch input {
        case .vector(let size): try positive(size, "input")
        case .image(let height, let width, let channels):
            for size in [height, width, channels] { try positive(size, "input") }
            try limited(height, width, times: channels, "input")
        case .bag(let vocabulary): try positive(vocabulary, "input")
        }
        shape = input
    }

    mutating func add(_ layer: Layer, rectified: Bool) throws(InvalidArgument) {
        if case .bag(let vocabulary) = shape {
            guard case .embeddingBag(let size) = layer else {
                throw InvalidArgument("layers[0]", "another layer", "bags go into an embedding bag")
            }
            try positive(size, "embeddingBag")
            try limited(vocabulary, size, "embeddingBag")
            let bag = EmbeddingBag(vocabulary: vocabulary, outputs: size)
            embedding = bag
            parameterCount = bag.parameterCount
            shape = .vector(size)
            return
        }
        switch layer {
        case .dense(let outputs):
            try positive(outputs, "dense")
            operations.append(.dense(try dense(from: shape.size, to: outputs, rectified: rectified)))
            shape = .vector(outputs)
        case .relu:
            operations.append(.rectifier(Rectifier()))
        case .dropout(let rate):
            guard rate >= 0 && rate < 1 else {
                throw InvalidArgument("dropout", "\(rate)", "the rate must be in 0 ..< 1")
            }
            operations.append(.dropout(Dropout(rate: rate, number: operations.count)))
        case .convolution(let outputs, let size, let padding):
            let image = try image("convolution")
            try positive(outputs, "channels")
            guard padding >= 0 && padding <= largestSize else {
                throw InvalidArgument("padding", "\(padding)", "it must be from 0 to \(largestSize)")
            }
            let largest = min(image.height, image.width) + 2 * padding
            guard size > 0 && size <= largest else {
                throw InvalidArgument("size", "\(size)", "a window must measure 1 to \(largest) here")
            }
            try limited(size, size, times: image.channels, "convolution")
            let windows = Windows(
                height: image.height, width: image.width, channels: image.channels, size: size,
                padding: padding)
            try limited(windows.outputHeight, windows.outputWidth, times: outputs, "convolution")
            operations.append(.windows(windows))
            operations.append(
                .dense(
                    try dense(
                        from: size * size * image.channels, to: outputs, rectified: rectified,
                        times: windows.outputHeight * windows.outputWidth)))
            shape = .image(height: windows.outputHeight, width: windows.outputWidth, channels: outputs)
        case .maxPool(let size):
            try addPooling(.max, size, "maxPool")
        case .averagePool(let size):
            try addPooling(.average, size, "averagePool")
        case .embeddingBag(let size):
            throw InvalidArgument("embeddingBag", "\(size)", "it must come first and take bags")
        }
    }

    private mutating func dense(
        from inputs: Int, to outputs: Int, rectified: Bool, times: Int = 1
    ) throws(InvalidArgument) -> Dense {
        try limited(inputs + 1, outputs, "layers")
        guard (inputs + 1) * outputs <= largestSize - parameterCount else {
            throw InvalidArgument("layers", "too large", "there must be at most \(largestSize) parameters")
        }
        let dense = Dense(inputs: inputs, outputs: outputs, offset: parameterCount, rectified: rectified)
        parameterCount += dense.parameterCount
        multiplyAdds += inputs * outputs * times
        return dense
    }

    private mutating func addPooling(
        _ kind: Pooling.Kind, _ size: Int, _ name: StaticString
    ) throws(InvalidArgument) {
        let image = try image(name)
        guard size > 0 && image.height % size == 0 && image.width % size == 0 else {
            throw InvalidArgument(
                "\(name)", "\(size)", "it must divide the image's \(image.height) × \(image.width)")
        }
        operations.append(
            .pooling(
                Pooling(
                    kind: kind, height: image.height, width: image.width, channels: image.channels,
                    size: size)))
        shape = .image(height: image.height / size, width: image.width / size, channels: image.channels)
    }

    private func image(
        _ layer: StaticString
    ) throws(InvalidArgument) -> (height: Int, width: Int, channels: Int) {
        guard case .image(let height, let width, let channels) = shape else {
            throw InvalidArgument("\(layer)", "after \(shape.size) plain values", "it takes an image")
        }
        return (height, width, channels)
    }
}

/// The most values that a sample, and parameters that a network may have: products of sizes stay far from overflow.
private let largestSize = 1 << 28

private func positive(_ value: Int, _ name: StaticString) throws(InvalidArgument) {
    if value <= 0 { throw InvalidArgument("\(name)", "\(value)", "it must be positive") }
    if value > largestSize {
        throw InvalidArgument("\(name)", "\(value)", "it must be at most \(largestSize)")
    }
}

private func limited(_ first: Int, _ second: Int, times third: Int = 1, _ name: StaticString)
    throws(InvalidArgument)
{
    // The sizes are exact as doubles, and their product cannot overflow.
    let product = Double(first) * Double(second) * Double(third)
    if product > Double(largestSize) {
        let factors = third == 1 ? "\(first) × \(second)" : "\(first) × \(second) × \(third)"
        throw InvalidArgument("\(name)", "\(factors)", "they must be at most \(largestSize) values")
    }
}
