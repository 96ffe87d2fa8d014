/// Finds the word that says what a statement is, behind its label, attributes and modifiers.
///
/// It goes on where it stopped: a statement is looked at line by line.
struct StatementHead {
    private let tokens: [SwiftToken]
    private var next: Int
    private var found: Int?

    init(_ tokens: [SwiftToken], from start: Int) {
        self.tokens = tokens
        next = start
        if start + 1 < tokens.count, tokens[start].kind == .identifier, tokens[start + 1].is(":") {
            next += 2
        }
    }

    private static let modifiers: Set<String> = [
        "public", "private", "internal", "fileprivate", "open", "package", "final", "static", "lazy", "weak",
        "unowned", "nonisolated", "indirect", "mutating", "dynamic", "override", "convenience", "required",
        "distributed", "isolated", "async",
    ]
    private static let arguments: Set<String> = ["set", "safe", "unsafe", "nonsending"]

    /// The index of the word, or nil if nothing but what may stand before it comes before `end`.
    mutating func firstWord(before end: Int) -> Int? {
        while found == nil, next < end {
            if tokens[next].is("@") {
                next += 2
                while next < end, tokens[next].is(".") { next += 2 }
                if next < end, tokens[next].is("("), !tokens[next].hasSpaceBefore { skipBracket() }
            } else if isModifier(next, before: end) {
                next += 1
                if next < end, tokens[next].is("(") { skipBracket() }
            } else {
                found = next
            }
        }
        return found.flatMap { $0 < end ? $0 : nil }
    }

    /// The words are keywords only where a declaration follows: `open("file")` is a call.
    private func isModifier(_ index: Int, before end: Int) -> Bool {
        guard tokens[index].kind == .identifier, Self.modifiers.contains(tokens[index].text) else {
            return false
        }
        guard index + 1 < end else { return true }
        let following = tokens[index + 1]
        if following.is("(") {
            return index + 2 < tokens.count && Self.arguments.contains(tokens[index + 2].text)
        }
        return following.kind == .identifier || following.is("@")
    }

    private mutating func skipBracket() {
        let depth = tokens[next].depth
        next = (tokens[(next + 1)...].firstIndex { $0.depth == depth } ?? tokens.count - 1) + 1
    }
}
