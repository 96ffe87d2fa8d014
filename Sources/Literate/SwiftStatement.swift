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

    init(_ tokens: [SwiftToken]) {
        self.tokens = tokens
        var start: Int?
        for index in tokens.indices where tokens[index].depth == 0 {
            if let begun = start {
                if tokens[index].is(";") {
                    append(begun..<index)
                    start = nil
                } else if begins(at: index, after: begun) {
                    append(begun..<index)
                    start = index
                }
            } else if !tokens[index].is(";") {
                start = index
            }
        }
        if let begun = start { append(begun..<tokens.count) }
    }

    private mutating func append(_ range: Range<Int>) {
        statements.append(SwiftStatement(tokens: range, value: value(of: range)))
    }

    // MARK: Where a statement begins

    private static let needMore: Set<String> = [
        "let", "var", "func", "struct", "class", "enum", "protocol", "extension", "import", "actor",
        "typealias", "in", "case", "where", "is", "as", "try", "await", "throw", "if", "guard", "while",
        "for", "switch", "repeat", "do", "else", "catch", "defer", "inout", "some", "any", "operator",
        "precedencegroup", "infix", "prefix", "postfix", ",", ":", ".", "@", "->",
    ]
    private static let continuing: Set<String> = [
        "else", "catch", "where", "as", "is", "throws", "rethrows", "async", "in", ".", ",", ":", ")", "]",
        "}", "->",
    ]
    private static let modifiers: Set<String> = [
        "public", "private", "internal", "fileprivate", "open", "package", "final", "static", "lazy", "weak",
        "unowned", "nonisolated", "indirect", "mutating", "dynamic", "override", "convenience", "required",
        "distributed", "isolated",
    ]
    private static let bodied: Set<String> = [
        "func", "struct", "class", "enum", "protocol", "extension", "actor", "if", "guard", "while", "for",
        "switch", "repeat", "do", "defer", "var", "precedencegroup", "else", "catch", "subscript", "init",
    ]

    private func begins(at index: Int, after start: Int) -> Bool {
        let token = tokens[index]
        let previous = tokens[index - 1]
        guard token.lines.lowerBound > previous.lines.upperBound else { return false }
        if token.kind == .identifier, token.text.hasPrefix("#"), Self.directives.contains(token.text) {
            return true
        }
        if previous.kind != .literal, Self.needMore.contains(previous.text) { return false }
        if token.kind != .literal, Self.continuing.contains(token.text) { return false }
        if previous.kind == .symbol, previous.hasSpaceBefore { return false }
        if token.kind == .symbol { return !(token.hasSpaceBefore && token.hasSpaceAfter) }
        if isOnlyAttributesAndModifiers(start..<index) { return false }
        if token.is("{") { return !awaitsBody(start..<index) }
        if token.is("while"), tokens[start].is("repeat"), previous.is("}") { return false }
        return true
    }

    private static let directives: Set<String> = ["#if", "#elseif", "#else", "#endif", "#sourceLocation"]

    private func isOnlyAttributesAndModifiers(_ range: Range<Int>) -> Bool {
        firstWord(in: range) == nil && !range.isEmpty
    }

    private func awaitsBody(_ range: Range<Int>) -> Bool {
        guard let first = firstWord(in: range) else { return false }
        return Self.bodied.contains(tokens[first].text) && !tokens[range.upperBound - 1].is("}")
    }

    /// The first token that is no attribute and no modifier.
    private func firstWord(in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if tokens[index].is("@") {
                index += 2
                while index < range.upperBound, tokens[index].is(".") { index += 2 }
                if index < range.upperBound, tokens[index].is("("), !tokens[index].hasSpaceBefore {
                    index = afterBracket(index)
                }
            } else if tokens[index].kind == .identifier, Self.modifiers.contains(tokens[index].text) {
                index += 1
                if index < range.upperBound, tokens[index].is("(") { index = afterBracket(index) }
            } else {
                return index
            }
        }
        return nil
    }

    private func afterBracket(_ index: Int) -> Int {
        let depth = tokens[index].depth
        return (tokens[(index + 1)...].firstIndex { $0.depth == depth } ?? tokens.count - 1) + 1
    }

    // MARK: What a statement is worth

    private static let valueless: Set<String> = [
        "func", "struct", "class", "enum", "protocol", "extension", "import", "actor", "typealias", "if",
        "guard",
        "while", "for", "switch", "repeat", "do", "defer", "return", "throw", "break", "continue",
        "fallthrough",
        "operator", "infix", "prefix", "postfix", "precedencegroup", "associatedtype", "macro", "init",
        "subscript", "deinit",
    ]

    private func value(of range: Range<Int>) -> SwiftStatement.Value {
        guard let first = firstWord(in: range) else { return .none }
        let word = tokens[first]
        if word.kind == .identifier {
            if Self.directives.contains(word.text) || Self.valueless.contains(word.text) { return .none }
            if word.text == "let" || word.text == "var" { return binding(first + 1, range.upperBound) }
        }
        let sign = (first..<range.upperBound).first { isAssignment($0) }
        guard let sign else { return .expression(first..<range.upperBound) }
        guard sign > first else { return .none }
        if sign == first + 1, tokens[first].is("_") { return .discarded((sign + 1)..<range.upperBound) }
        return .readBack(text(first..<sign))
    }

    private func isAssignment(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .symbol, token.depth == 0, token.text.hasSuffix("=") else { return false }
        return !["==", "!=", "<=", ">=", "===", "!==", "~=", ".==", ".!=", ".<=", ".>="].contains(token.text)
    }

    /// `let x = …`, `let (a, b) = …`, `var a = 1, b = 2`: the names that were bound.
    private func binding(_ start: Int, _ end: Int) -> SwiftStatement.Value {
        var names: [String] = []
        var patterns = 0
        var index = start
        var lastInitialiser = start..<start
        while index < end {
            patterns += 1
            let patternStart = index
            while index < end, !(tokens[index].depth == 0 && isPatternEnd(tokens[index])) { index += 1 }
            names += boundNames(patternStart..<index)
            while index < end, !(tokens[index].depth == 0 && (tokens[index].is("=") || tokens[index].is(",")))
            {
                index += 1
            }
            if index < end, tokens[index].is("=") {
                let valueStart = index + 1
                while index < end, !(tokens[index].depth == 0 && tokens[index].is(",")) { index += 1 }
                lastInitialiser = valueStart..<index
            }
            index += 1
        }
        if names.isEmpty {
            return patterns == 1 && !lastInitialiser.isEmpty ? .discarded(lastInitialiser) : .none
        }
        return .readBack(names.count == 1 ? names[0] : "(" + names.joined(separator: ", ") + ")")
    }

    private func isPatternEnd(_ token: SwiftToken) -> Bool {
        token.is(":") || token.is("=") || token.is("{") || token.is(",")
    }

    private func boundNames(_ range: Range<Int>) -> [String] {
        range.compactMap { index in
            let token = tokens[index]
            guard token.kind == .identifier, token.text != "_", !["let", "var"].contains(token.text) else {
                return nil
            }
            // In `(x: a, y: b)` the labels are no names.
            if index + 1 < tokens.count, tokens[index + 1].is(":"), token.depth > 0 { return nil }
            return token.text
        }
    }

    private func text(_ range: Range<Int>) -> String {
        var text = ""
        for index in range {
            if index > range.lowerBound, tokens[index].hasSpaceBefore { text += " " }
            text += tokens[index].text
        }
        return text
    }
}
