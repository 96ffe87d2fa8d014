/// What a value comment behind a statement can show, and the names that the statement declares.
struct StatementValue {
    private let tokens: [SwiftToken]
    private let range: Range<Int>
    private let first: Int?

    init(_ tokens: [SwiftToken], _ range: Range<Int>, firstWord: Int?) {
        self.tokens = tokens
        self.range = range
        first = firstWord
    }

    private static let valueless: Set<String> = [
        "func", "struct", "class", "enum", "protocol", "extension", "import", "actor", "typealias", "if",
        "guard", "while", "for", "switch", "repeat", "do", "defer", "return", "throw", "break", "continue",
        "fallthrough", "operator", "infix", "prefix", "postfix", "precedencegroup", "associatedtype", "macro",
        "init", "subscript", "deinit", "#if", "#elseif", "#else", "#endif", "#sourceLocation",
    ]

    var value: SwiftStatement.Value {
        guard let first else { return .none }
        let word = tokens[first]
        if word.kind == .identifier {
            if Self.valueless.contains(word.text), !isCall(first) { return .none }
            if word.text == "let" || word.text == "var" { return binding(first + 1) }
        }
        guard let sign = (first..<range.upperBound).first(where: isAssignment) else {
            return .expression(first..<range.upperBound)
        }
        guard sign > first else { return .none }
        if sign == first + 1, tokens[first].is("_") { return .discarded((sign + 1)..<range.upperBound) }
        return .readBack(text(first..<sign))
    }

    /// `prefix(3)`: some of the words are keywords only where a declaration follows.
    private func isCall(_ index: Int) -> Bool {
        ["infix", "prefix", "postfix", "macro", "actor"].contains(tokens[index].text)
            && index + 1 < range.upperBound && tokens[index + 1].kind != .identifier
    }

    private func isAssignment(_ index: Int) -> Bool {
        let token = tokens[index]
        guard token.kind == .symbol, token.depth == 0, token.text.hasSuffix("=") else { return false }
        return !["==", "!=", "<=", ">=", "===", "!==", "~=", ".==", ".!=", ".<=", ".>="].contains(token.text)
    }

    // MARK: Bindings

    /// `let x = …`, `let (a, b) = …`, `var a = 1, b = 2`: the names that were bound.
    private func binding(_ start: Int) -> SwiftStatement.Value {
        let end = range.upperBound
        var names: [String] = []
        var patterns = 0
        var index = start
        var lastInitialiser = start..<start
        while index < end {
            patterns += 1
            let patternStart = index
            while index < end, !isPatternEnd(tokens[index]) { index += 1 }
            names += boundNames(patternStart..<index)
            let next = endOfBinding(index)
            if let sign = (index..<next).first(where: { tokens[$0].depth == 0 && tokens[$0].is("=") }) {
                lastInitialiser = (sign + 1)..<next
            }
            index = next + 1
        }
        if names.isEmpty {
            return patterns == 1 && !lastInitialiser.isEmpty ? .discarded(lastInitialiser) : .none
        }
        let isAsynchronous = tokens[range.lowerBound..<start].contains { $0.is("async") }
        let words = names.count == 1 ? names[0] : "(" + names.joined(separator: ", ") + ")"
        return .readBack((isAsynchronous ? "await " : "") + words)
    }

    /// Where the comma before the next pattern stands, or the end. The commas of `Dictionary<Int, Int>` are none:
    /// they stand between angles, which are no brackets to the lexer as they may be signs of comparison.
    private func endOfBinding(_ start: Int) -> Int {
        var angles = 0
        for index in start..<range.upperBound where tokens[index].depth == 0 {
            let token = tokens[index]
            if token.is(","), angles == 0 { return index }
            guard token.kind == .symbol, token.text != "->" else { continue }
            if token.text == "<", !token.hasSpaceBefore, !token.hasSpaceAfter {
                angles += 1
            } else if token.text.hasPrefix(">"), !token.hasSpaceBefore, angles > 0 {
                angles = max(0, angles - token.text.utf8.prefix { $0 == UInt8(ascii: ">") }.count)
            }
        }
        return range.upperBound
    }

    private func isPatternEnd(_ token: SwiftToken) -> Bool {
        token.depth == 0 && (token.is(":") || token.is("=") || token.is("{") || token.is(","))
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
