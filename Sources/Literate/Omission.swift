/// Statements of a chapter's snippets that are left out while errors in the rest are looked for.
public struct Omission: Sendable {
    /// Which statements of which fence.
    private(set) var statements: [Int: Set<Int>] = [:]
    /// Whether something is left out that may be missed without being named: an import or a conformance.
    public private(set) var isBlinding = false

    private struct Place: Hashable {
        let fence: Int
        let statement: Int
    }

    /// Nothing is left out.
    public init() {}

    /// Whether nothing is left out.
    public var isEmpty: Bool { statements.isEmpty }

    /// Whether an error in the rest may come of what is left out.
    ///
    /// Of a missing import or conformance only the compiler's words tell.
    public func mayExplain(_ message: String) -> Bool {
        isBlinding
            && ["cannot find", "has no member", "conform", "requires that", "operator", "ambiguous"]
                .contains(where: message.contains)
    }

    /// Leaves out the statements in which errors were found, and all that use a name which is then missing:
    /// what fails for want of it is no news.
    ///
    /// Returns whether there is anything in it that was not left out before.
    public mutating func leaveOut(_ errors: [(fence: Int, place: Program.Place)], of chapter: Chapter) -> Bool
    {
        var open: [Place] = []
        for error in errors {
            guard let swift = chapter.fences[error.fence].swift else { continue }
            let isWhole = swift.imbalance == nil && !swift.tokens.contains { $0.is("#if") }
            let found = isWhole ? swift.statement(at: error.place, in: chapter.fences[error.fence]) : nil
            for statement in found.map({ [$0] }) ?? Array(swift.statements.indices) {
                open.append(Place(fence: error.fence, statement: statement))
            }
        }
        let before = statements.values.reduce(0) { $0 + $1.count }
        spread(open, in: chapter)
        return statements.values.reduce(0) { $0 + $1.count } > before
    }

    private mutating func spread(_ places: [Place], in chapter: Chapter) {
        guard !places.isEmpty else { return }
        var users: [String: [Place]] = [:]
        for fence in chapter.snippets {
            guard let swift = chapter.fences[fence].swift else { continue }
            for (number, statement) in swift.statements.enumerated() {
                for word in swift.words(in: statement.tokens) {
                    users[word, default: []].append(Place(fence: fence, statement: number))
                }
            }
        }
        var open = places
        while let place = open.popLast() {
            guard statements[place.fence, default: []].insert(place.statement).inserted,
                let swift = chapter.fences[place.fence].swift
            else { continue }
            let tokens = swift.statements[place.statement].tokens
            if swift.reaches(in: tokens), !swift.isPlainExtension(tokens) { isBlinding = true }
            for name in swift.missingNames(without: tokens) {
                if let more = users.removeValue(forKey: name) { open += more }
            }
        }
    }
}

extension SwiftText {
    /// The statement that a place of the fence belongs to: the last that begins before it.
    fileprivate func statement(at place: Program.Place, in fence: ChapterFence) -> Int? {
        guard fence.lineStarts.indices.contains(place.line) else { return statements.indices.last }
        let offset = fence.lineStarts[place.line] + place.column
        var low = 0
        var high = statements.count
        while low < high {
            let middle = (low + high) / 2
            if tokens[statements[middle].tokens.lowerBound].range.lowerBound > offset {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low > 0 ? low - 1 : nil
    }

    /// The names that others miss without a statement; for an extension those of its members.
    fileprivate func missingNames(without range: Range<Int>) -> Set<String> {
        guard isPlainExtension(range) else { return names(in: range) { $0.depth == 0 } }
        return names(in: range) { $0.depth > 0 }
    }

    /// Whether the statement is an extension that adds members only, no conformance.
    fileprivate func isPlainExtension(_ range: Range<Int>) -> Bool {
        let heading = tokens[range].prefix { !$0.is("{") }
        return heading.contains { $0.is("extension") } && !heading.contains { $0.is(":") }
    }
}
