/// What an `output` fence says a snippet prints, in which `…` leaves things open.
public struct ExpectedOutput: Sendable {
    /// The fence's lines. None: nothing is printed.
    let lines: [String]

    /// The expectation that a fence's text states.
    public init(_ text: String) {
        lines = Self.lines(of: text)
    }

    /// Whether `output` is as expected: exactly, but for one final newline and what `…` leaves open.
    public func matches(_ output: String) -> Bool {
        Wildcard.matches(
            lines, Self.lines(of: output), isEllipsis: { $0 == "…" },
            fits: { Wildcard.line($1, fits: $0) })
    }

    /// The lines of `text` without its one final newline.
    static func lines(of text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// A line of a fence once an output is accepted.
    enum AcceptedLine: Equatable {
        /// The fence's own line of this number, which still holds.
        case kept(Int)
        /// A line that was printed.
        case new(String)
    }

    /// The fence's new lines once `output` is accepted, with each `…` kept that still fits.
    func accepting(_ output: String) -> [AcceptedLine] {
        let actual = Self.lines(of: output)
        return align(actual).compactMap { step in
            switch step {
            case .match(let expected): .kept(expected)
            case .insert(let line), .replace(_, let line): .new(actual[line])
            case .delete: nil
            }
        }
    }

    /// What differs, as lines marked `-` (expected) and `+` (printed), and the index of the first expected
    /// line that does not hold. Long agreement is left out.
    public func difference(from output: String) -> (firstLine: Int, details: [String]) {
        let actual = Self.lines(of: output)
        var first: Int?
        var seen = 0
        var details: [String] = []
        var agreeing: [String] = []
        for step in align(actual) {
            switch step {
            case .match(let expected):
                agreeing.append("    " + lines[expected])
                seen = expected + 1
                continue
            case .replace(let expected, let line):
                first = first ?? expected
                flush(&agreeing, into: &details)
                details += ["  - " + lines[expected], "  + " + actual[line]]
                seen = expected + 1
            case .delete(let expected):
                first = first ?? expected
                flush(&agreeing, into: &details)
                details.append("  - " + lines[expected])
                seen = expected + 1
            case .insert(let line):
                first = first ?? seen
                flush(&agreeing, into: &details)
                details.append("  + " + actual[line])
            }
        }
        return (first ?? 0, Self.shortened(details))
    }

    private func flush(_ agreeing: inout [String], into details: inout [String]) {
        details += agreeing.suffix(2)
        agreeing = []
    }

    /// A diagnostic is to be read: of hundreds of lines the first tell what is wrong.
    private static func shortened(_ details: [String]) -> [String] {
        let limit = 24
        guard details.count > limit else { return details.map { cut($0) } }
        return details.prefix(limit).map { cut($0) } + ["    (and \(details.count - limit) lines more)"]
    }

    private static func cut(_ line: String) -> String {
        line.count > 200 ? line.prefix(200) + " (…)" : line
    }

    // MARK: Alignment

    enum Step: Equatable {
        case match(expected: Int)
        case replace(expected: Int, line: Int)
        case delete(expected: Int)
        case insert(line: Int)
    }

    /// The cheapest way from the expectation to `actual`: a line that fits costs nothing, nor do lines that an
    /// ellipsis takes in; replacing a line is dearer, leaving one out or putting one in dearest.
    func align(_ actual: [String]) -> [Step] {
        let isEllipsis = lines.map { $0 == "…" }
        var head = 0
        while head < min(lines.count, actual.count), !isEllipsis[head], fits(head, actual[head]) { head += 1 }
        var tail = 0
        while tail < min(lines.count, actual.count) - head, !isEllipsis[lines.count - 1 - tail],
            fits(lines.count - 1 - tail, actual[actual.count - 1 - tail])
        {
            tail += 1
        }
        let expectedMiddle = head..<(lines.count - tail)
        let actualMiddle = head..<(actual.count - tail)
        return (0..<head).map { .match(expected: $0) }
            + alignMiddle(expectedMiddle, actual, actualMiddle, isEllipsis)
            + (0..<tail).map { .match(expected: lines.count - tail + $0) }
    }

    private func fits(_ expected: Int, _ line: String) -> Bool {
        Wildcard.line(line, fits: lines[expected])
    }

    private func alignMiddle(
        _ expected: Range<Int>, _ actual: [String], _ range: Range<Int>, _ isEllipsis: [Bool]
    ) -> [Step] {
        // Beyond this size nobody reads the difference: all is new.
        guard (expected.count + 1) * (range.count + 1) <= 4_000_000 else {
            return expected.map { .delete(expected: $0) } + range.map { .insert(line: $0) }
        }
        let width = range.count + 1
        // cost[i * width + j]: from the first i expected lines to the first j actual ones.
        var cost = [Int](repeating: 0, count: (expected.count + 1) * width)
        var fit = [Bool](repeating: false, count: cost.count)
        for j in 1..<width { cost[j] = 3 * j }
        for i in 1..<(expected.count + 1) {
            let e = expected.lowerBound + i - 1
            cost[i * width] = cost[(i - 1) * width] + (isEllipsis[e] ? 0 : 3)
            for j in 1..<width {
                let here = i * width + j
                if isEllipsis[e] {
                    cost[here] = min(cost[here - width], cost[here - 1])
                } else {
                    fit[here] = fits(e, actual[range.lowerBound + j - 1])
                    cost[here] = min(
                        cost[here - width - 1] + (fit[here] ? 0 : 2), cost[here - width] + 3,
                        cost[here - 1] + 3)
                }
            }
        }
        return walkBack(cost, fit, width, expected, range, isEllipsis)
    }

    private func walkBack(
        _ cost: [Int], _ fit: [Bool], _ width: Int, _ expected: Range<Int>, _ range: Range<Int>,
        _ isEllipsis: [Bool]
    ) -> [Step] {
        var steps: [Step] = []
        var i = expected.count
        var j = range.count
        while i > 0 || j > 0 {
            let here = i * width + j
            let e = expected.lowerBound + i - 1
            let line = range.lowerBound + j - 1
            if i > 0, isEllipsis[e] {
                // Take lines in while that costs nothing, then leave the ellipsis.
                if cost[here] == cost[here - width] {
                    steps.append(.match(expected: e))
                    i -= 1
                } else {
                    j -= 1
                }
                continue
            }
            if i > 0, j > 0, cost[here] == cost[here - width - 1] + (fit[here] ? 0 : 2) {
                steps.append(fit[here] ? .match(expected: e) : .replace(expected: e, line: line))
                i -= 1
                j -= 1
            } else if i > 0, cost[here] == cost[here - width] + 3 {
                steps.append(.delete(expected: e))
                i -= 1
            } else {
                steps.append(.insert(line: line))
                j -= 1
            }
        }
        return steps.reversed()
    }
}
