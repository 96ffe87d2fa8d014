/// A top-level statement of a snippet, as a range of its tokens.
struct SwiftStatement: Equatable {
    /// What a value comment behind the statement can show.
    enum Value: Equatable {
        /// The statement is an expression: tokens in `range`.
        case expression(Range<Int>)
        /// The right side of `_ = …` or `let _ = …`: tokens in `range`.
        case discarded(Range<Int>)
        /// What was bound or assigned, in words that can be evaluated after the statement.
        case readBack(String)
        /// There is nothing to show.
        case none
    }

    let tokens: Range<Int>
    let value: Value
}

/// Divides a snippet's tokens (no comments among them) into top-level statements.
///
/// A line break ends a statement unless what stands before or after it needs the rest, by the
/// rules of The Swift Programming Language, "Lexical Structure": a sign with blanks on both sides is
/// infix and goes on; one with a blank before it only is prefix and begins anew.
struct SwiftStatements {
    private(set) var statements: [SwiftStatement] = []
    private let tokens: [SwiftToken]
    private var head: StatementHead

    init(_ tokens: [SwiftToken]) {
        self.tokens = tokens
        head = StatementHead(tokens, from: 0)
        var start: Int?
        for index in tokens.indices where tokens[index].depth == 0 {
            if let begun = start {
                if tokens[index].is(";") {
                    append(begun..<index)
                    start = nil
                } else if begins(at: index, after: begun) {
                    append(begun..<index)
                    start = index
                    head = StatementHead(tokens, from: index)
                }
            } else if !tokens[index].is(";") {
                start = index
                head = StatementHead(tokens, from: index)
            }
        }
        if let begun = start { append(begun..<tokens.count) }
    }

    private mutating func append(_ range: Range<Int>) {
        let value = StatementValue(tokens, range, firstWord: head.firstWord(before: range.upperBound)).value
        statements.append(SwiftStatement(tokens: range, value: value))
    }

    // MARK: Where a statement begins

    private static let needMore: Set<String> = [
        "let", "var", "func", "struct", "class", "enum", "protocol", "extension", "import", "actor",
        "typealias", "in", "case", "where", "is", "as", "try", "await", "throw", "if", "guard", "while",
        "for", "switch", "repeat", "do", "else", "catch", "defer", "inout", "some", "any", "operator",
        "precedencegroup", "infix", "prefix", "postfix", ",", ":", ".", "@", "->",
    ]
    // A brace too: no statement begins with one, so on a new line it is a body or a trailing closure.
    private static let continuing: Set<String> = [
        "else", "catch", "where", "as", "is", "throws", "rethrows", "async", "in", ".", ",", ":", ")", "]",
        "}", "{", "->",
    ]
    private static let directives: Set<String> = ["#if", "#elseif", "#else", "#endif", "#sourceLocation"]

    private mutating func begins(at index: Int, after start: Int) -> Bool {
        let token = tokens[index]
        let previous = tokens[index - 1]
        guard token.lines.lowerBound > previous.lines.upperBound else { return false }
        if token.kind == .identifier, token.text.hasPrefix("#"), Self.directives.contains(token.text) {
            return true
        }
        if previous.kind != .literal, Self.needMore.contains(previous.text), !isMember(index - 1) {
            return false
        }
        if token.is("async"), index + 1 < tokens.count, tokens[index + 1].is("let") { return true }
        if token.kind != .literal, Self.continuing.contains(token.text) { return false }
        if previous.kind == .symbol, previous.hasSpaceBefore, !isDeclaredOperator(index - 1) { return false }
        if token.kind == .symbol { return !(token.hasSpaceBefore && token.hasSpaceAfter) }
        guard let first = head.firstWord(before: index) else { return false }
        if token.is("while"), tokens[first].is("repeat"), previous.is("}") { return false }
        return true
    }

    /// Behind a dot a keyword is a name.
    private func isMember(_ index: Int) -> Bool { index > 0 && tokens[index - 1].is(".") }

    /// `prefix operator √` is complete.
    private func isDeclaredOperator(_ index: Int) -> Bool { index > 0 && tokens[index - 1].is("operator") }
}
