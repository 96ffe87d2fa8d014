/// A layer as its author states it: what it makes of whatever comes in. How much comes in, the network works
/// out from the shape of its input.
public enum Layer: Equatable, Sendable {
    /// Every output is a weighted sum of all inputs, plus a bias.
    case dense(Int)
    /// The rectifier: max(0, x), value by value (Nair & Hinton 2010).
    case relu
    /// In training and in Monte Carlo prediction each value becomes 0 with this probability, and the others are
    /// divided by one minus it; otherwise nothing happens (Srivastava et al. 2014). In `0 ..< 1`.
    case dropout(Double)
    /// Each output channel is a weighted sum over a `size` × `size` window of all input channels, plus a bias,
    /// at every place of the window (step 1), after a border of `padding` zeros (LeCun et al. 1989).
    case convolution(channels: Int, size: Int, padding: Int = 0)
    /// The largest value of each `size` × `size` tile, channel by channel.
    case maxPool(Int)
    /// The mean of each `size` × `size` tile, channel by channel.
    case averagePool(Int)
    /// The mean of the learned vectors, this long, of a bag's members; zeros for an empty bag. A layer for the
    /// first place (Joulin et al. 2016).
    case embeddingBag(Int)
}
