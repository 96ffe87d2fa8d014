extension Flowchart {
    /// Reads the part of mermaid's language that draws boxes and arrows: a first line `graph TD` or `flowchart LR`, then
    /// chains of boxes (`id`, `id[label]`, `id(label)`, `id{label}`) and edges (`-->`, `---`, `-.->`, each with a
    /// label as in `-->|label|` or `-- label -->`). `%%` begins a comment.
    ///
    /// - Throws: ``FlowchartFault`` at the first thing that is none of these.
    public init(parsing text: String) throws(FlowchartFault) {
        var reader = FlowchartReader(text)
        self = try reader.read()
    }
}

/// Reads a flow chart from left to right.
struct FlowchartReader {
    private let bytes: [UInt8]
    private var at = 0
    private var chart = Flowchart(direction: .down)
    private var indices: [String: Int] = [:]

    init(_ text: String) { bytes = Array(text.utf8) }

    mutating func read() throws(FlowchartFault) -> Flowchart {
        skipToStatement()
        try readHeader()
        skipToStatement()
        while at < bytes.count {
            try readChain()
            try endStatement()
            skipToStatement()
        }
        guard !chart.nodes.isEmpty else { throw fault("this flow chart has no boxes") }
        return chart
    }

    private mutating func readHeader() throws(FlowchartFault) {
        let start = at
        let word = readWord()
        guard word == "graph" || word == "flowchart" else {
            throw fault("a flow chart begins with 'graph TD' or 'graph LR'", at: start)
        }
        skipBlanks()
        let place = at
        switch readWord() {
        case "TD", "TB": chart.direction = .down
        case "LR": chart.direction = .right
        case let other:
            throw fault(
                "the direction '\(other)' isn't known; there are TD (down) and LR (to the right)", at: place)
        }
        try endStatement()
    }

    // MARK: Chains

    private mutating func readChain() throws(FlowchartFault) {
        var from = try readNode()
        skipBlanks()
        while at < bytes.count, next == UInt8(ascii: "-") {
            let (stroke, label) = try readEdge()
            skipBlanks()
            let to = try readNode()
            chart.edges.append(Flowchart.Edge(from: from, to: to, label: label, stroke: stroke))
            from = to
            skipBlanks()
        }
    }

    private mutating func readNode() throws(FlowchartFault) -> Int {
        let start = at
        let id = readWord()
        guard !id.isEmpty else {
            throw fault("here the name of a box is expected: letters, digits and '_'")
        }
        guard !Self.otherWords.contains(id) else {
            throw fault("'\(id)' isn't known here: a flow chart holds boxes and arrows only", at: start)
        }
        let shapes: [(open: UInt8, close: UInt8, shape: Flowchart.Shape)] = [
            (UInt8(ascii: "["), UInt8(ascii: "]"), .box), (UInt8(ascii: "("), UInt8(ascii: ")"), .rounded),
            (UInt8(ascii: "{"), UInt8(ascii: "}"), .decision),
        ]
        var drawn: (label: String, shape: Flowchart.Shape)?
        if at < bytes.count, let kind = shapes.first(where: { $0.open == next }) {
            let open = at
            at += 1
            if at < bytes.count,
                shapes.contains(where: { $0.open == next })
                    || [UInt8(ascii: "/"), UInt8(ascii: "\\")].contains(next)
            {
                throw fault("this shape isn't known; there are [box], (rounded) and {decision}", at: open)
            }
            drawn = (try readLabel(until: [kind.close], openedAt: open), kind.shape)
            at += 1
        } else if at < bytes.count, next == UInt8(ascii: ">") {
            throw fault("this shape isn't known; there are [box], (rounded) and {decision}")
        }
        if let index = indices[id] {
            if let drawn { (chart.nodes[index].label, chart.nodes[index].shape) = drawn }
            return index
        }
        indices[id] = chart.nodes.count
        chart.nodes.append(Flowchart.Node(id: id, label: drawn?.label ?? id, shape: drawn?.shape ?? .box))
        return chart.nodes.count - 1
    }

    private static let otherWords: Set<String> = [
        "subgraph", "end", "style", "linkStyle", "classDef", "class", "click", "direction",
    ]

    private mutating func readEdge() throws(FlowchartFault) -> (Flowchart.Stroke, String?) {
        let start = at
        for (mark, stroke) in [("-.->", Flowchart.Stroke.dotted), ("-->", .arrow), ("---", .line)]
        where take(mark) {
            if at < bytes.count, next == UInt8(ascii: "-") || next == UInt8(ascii: ">") { break }
            return (stroke, try readEdgeLabel())
        }
        // `-- label -->`, `-- label ---`, `-. label .->`
        at = start
        for (open, ends) in [
            ("-.", [(".->", Flowchart.Stroke.dotted)]), ("--", [("-->", .arrow), ("---", .line)]),
        ] where take(open) {
            let textStart = at
            while at < bytes.count, next != UInt8(ascii: "\n") {
                for (mark, stroke) in ends where begins(mark) {
                    let label = clean(bytes[textStart..<at])
                    guard !label.isEmpty else { break }
                    at += mark.utf8.count
                    return (stroke, label)
                }
                at += 1
            }
            break
        }
        throw fault(
            "this edge isn't known; there are -->, ---, -.-> and each with a label: -->|label|", at: start)
    }

    private mutating func readEdgeLabel() throws(FlowchartFault) -> String? {
        skipBlanks()
        guard at < bytes.count, next == UInt8(ascii: "|") else { return nil }
        let open = at
        at += 1
        let label = try readLabel(until: [UInt8(ascii: "|")], openedAt: open)
        at += 1
        return label
    }

    // MARK: Words

    /// Reads to a closing mark, or between quotes and then to it.
    private mutating func readLabel(until closes: [UInt8], openedAt open: Int) throws(FlowchartFault)
        -> String
    {
        skipBlanks()
        let isQuoted = at < bytes.count && next == UInt8(ascii: "\"")
        if isQuoted { at += 1 }
        let ends = isQuoted ? [UInt8(ascii: "\"")] : closes
        let start = at
        while at < bytes.count, !ends.contains(next), next != UInt8(ascii: "\n") { at += 1 }
        guard at < bytes.count, next != UInt8(ascii: "\n") else {
            throw fault("this label is never closed", at: open)
        }
        let label = clean(bytes[start..<at])
        if isQuoted {
            at += 1
            skipBlanks()
            guard at < bytes.count, closes.contains(next) else {
                throw fault("this label is never closed", at: open)
            }
        }
        guard !label.isEmpty else { throw fault("this label is empty", at: open) }
        return label
    }

    /// Text without blanks around it, `<br>` as a new line.
    private func clean(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
            .replacing(/\s*<br\s*\/?>\s*/, with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ") }
            .filter { !$0.isEmpty }
            .joined(separator: "\n")
    }

    private mutating func readWord() -> String {
        let start = at
        while at < bytes.count, Self.isWord(next) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
    }

    private var next: UInt8 { bytes[at] }

    private func begins(_ text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private mutating func take(_ text: String) -> Bool {
        guard begins(text) else { return false }
        at += text.utf8.count
        return true
    }

    private mutating func skipBlanks() {
        while at < bytes.count, next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") { at += 1 }
    }

    /// Passes empty lines and comments.
    private mutating func skipToStatement() {
        while at < bytes.count {
            if next <= 0x20 || next == UInt8(ascii: ";") {
                at += 1
            } else if begins("%%") {
                while at < bytes.count, next != UInt8(ascii: "\n") { at += 1 }
            } else {
                return
            }
        }
    }

    private mutating func endStatement() throws(FlowchartFault) {
        skipBlanks()
        guard at == bytes.count || next == UInt8(ascii: "\n") || next == UInt8(ascii: ";") || begins("%%")
        else {
            throw fault("here an edge (-->, ---, -.->) or the end of the line is expected")
        }
    }

    private func fault(_ message: String, at offset: Int? = nil) -> FlowchartFault {
        FlowchartFault(message: message, offset: offset ?? at)
    }
}
