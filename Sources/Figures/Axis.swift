/// An axis of a chart: what it measures, in which unit, and from where to where.
///
/// ```swift
/// let axis = Axis("time", unit: "s", from: 0)
/// print(axis.label)  // → time (s)
/// ```
public struct Axis: Equatable, Sendable {
    /// How values are laid along an axis.
    public enum Scaling: Sendable {
        /// Equal differences take equal room.
        case linear
        /// Equal ratios take equal room; values must be above 0.
        case logarithmic
    }

    /// What is measured.
    public let name: String
    /// The unit; nil for a pure number.
    public let unit: String?
    /// Where the axis begins; nil for a round number at or below the least value.
    public let start: Double?
    /// Where the axis ends; nil for a round number at or above the greatest value.
    public let end: Double?

    /// Equal differences or equal ratios.
    public let scaling: Scaling

    /// An axis that covers the values shown, or the range from `start` to `end` where they are given.
    ///
    /// A chart refuses values outside a given range rather than hide them.
    public init(
        _ name: String, unit: String? = nil, from start: Double? = nil, to end: Double? = nil,
        scaling: Scaling = .linear
    ) {
        self.name = name
        self.unit = unit
        self.start = start
        self.end = end
        self.scaling = scaling
    }

    /// The name with its unit: `time (s)`.
    public var label: String {
        unit.map { "\(name) (\($0))" } ?? name
    }
}
