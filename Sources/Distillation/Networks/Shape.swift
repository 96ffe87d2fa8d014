/// What one sample looks like where it enters a network.
public enum Shape: Equatable, Sendable {
    /// A vector of this many values.
    case vector(Int)
    /// An image, one row of values: row by row, in a row pixel by pixel, in a pixel channel by channel.
    case image(height: Int, width: Int, channels: Int)
    /// A bag of words or n-grams, each a number in `0 ..< vocabulary`.
    case bag(vocabulary: Int)

    /// The number of values that a sample has as a row of a matrix; 0 for a bag, which has none.
    /// Sizes that no network takes may have no product; it then counts as the largest number.
    public var size: Int {
        switch self {
        case .vector(let size): size
        case .image(let height, let width, let channels): product(product(height, width), channels)
        case .bag: 0
        }
    }
}

private func product(_ a: Int, _ b: Int) -> Int {
    let (product, overflows) = a.multipliedReportingOverflow(by: b)
    return overflows ? .max : product
}
