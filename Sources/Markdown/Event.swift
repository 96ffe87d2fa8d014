/// A step of a walk over a document.
///
/// Nodes that may hold others are entered and left, empty ones too. The rest (code and HTML blocks,
/// thematic breaks, text, breaks, code, inline HTML) are entered only.
public enum Event: Hashable, Sendable {
    /// The walk comes to the node at this index.
    case enter(Int)
    /// The walk leaves the node at this index; its descendants lie behind.
    case exit(Int)
}

/// The walk over a node and its descendants. See ``Document/events``.
public struct Events: Sequence, IteratorProtocol, Sendable {
    private let records: [Record]
    private let root: Int
    private var index: Int
    private var open: Int

    init(_ records: [Record], root: Int) {
        self.records = records
        self.root = root
        index = root
        open = Int(records[root].parent)
    }

    /// The next step.
    public mutating func next() -> Event? {
        if open >= root, records[open].end == Int32(index) {
            defer { open = Int(records[open].parent) }
            return .exit(open)
        }
        guard index < records[root].end else { return nil }
        defer { index += 1 }
        if records[index].isContainer { open = index }
        return .enter(index)
    }

    /// Goes on after the node just entered, as if it had no descendants; it is not left either.
    ///
    /// For a renderer that has written the whole node itself.
    public mutating func skip(_ entered: Int) {
        index = Int(records[entered].end)
        if open == entered { open = Int(records[entered].parent) }
    }
}

extension Document {
    /// The walk over all nodes, by entering and leaving.
    public var events: Events { events(of: 0) }

    /// The walk over a node and its descendants.
    public func events(of index: Int) -> Events { Events(records, root: index) }
}
