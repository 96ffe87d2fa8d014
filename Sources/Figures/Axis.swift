/// An axis of a chart: what it measures, in which unit, and from where to where.
///
/// ```swift
/// let axis = Axis("time", unit: "s", from: 0)
/// print(axis.label)  // → time (s)
/// ```
public struct Axis: Equatable, Sendable {
    /// What is measured.
    public let name: String
    /// The unit; nil for a pure number.
    public let unit: String?
    /// Where the axis begins; nil for a round number at or below the least value.
    public let start: Double?
    /// Where the axis ends; nil for a round number at or above the greatest value.
    public let end: Double?

    /// An axis that covers the values shown, or the range from `start` to `end` where they are given.
    ///
    /// A chart refuses values outside a given range rather than hide them.
    public init(_ name: String, unit: String? = nil, from start: Double? = nil, to end: Double? = nil) {
        self.name = name
        self.unit = unit
        self.start = start
        self.end = end
    }

    /// The name with its unit: `time (s)`.
    public var label: String {
        unit.map { "\(name) (\($0))" } ?? name
    }
}
