/// What a Swift fence's text says, as far as tangling needs to know.
struct SwiftText: Sendable {
    let text: String
    /// All tokens but comments.
    let tokens: [SwiftToken]
    let statements: [SwiftStatement]
    let values: [ValueComment]
    let misplacedValues: [MisplacedValue]
    /// Where a bracket, string or comment is opened and not closed, or closed and not opened.
    let imbalance: Int?

    init(_ text: String) {
        let lexer = SwiftLexer(text)
        self.text = text
        tokens = lexer.tokens.filter { $0.kind != .lineComment }
        statements = SwiftStatements(tokens).statements
        imbalance = lexer.imbalance?.offset
        // By line: whether code ends on it, and the last statement that does. Files may be long.
        var hasCode: Set<Int> = []
        for token in tokens { hasCode.insert(token.lines.upperBound) }
        var ending: [Int: SwiftStatement] = [:]
        for statement in statements {
            ending[tokens[statement.tokens.upperBound - 1].lines.upperBound] = statement
        }

        var values: [ValueComment] = []
        var misplaced: [MisplacedValue] = []
        for comment in lexer.tokens where comment.kind == .lineComment {
            guard let arrow = Self.arrow(in: comment) else { continue }
            let line = comment.lines.lowerBound
            var problem: String?
            if comment.depth > 0 {
                problem = "a value can be shown only for a top-level statement, not inside brackets or braces"
            } else if !hasCode.contains(line) {
                problem = "no statement ends on this line whose value could be shown"
            } else if ending[line] == nil {
                problem = "a value can be shown only on the last line of a statement"
            } else if ending[line]?.value == SwiftStatement.Value.none {
                problem = "this statement has no value to show"
            }
            if let problem {
                misplaced.append(MisplacedValue(offset: comment.range.lowerBound, message: problem))
            } else if let statement = ending[line] {
                let behind = arrow.upperBound..<comment.range.upperBound
                values.append(
                    ValueComment(
                        line: line, expected: ValueComment.trimmed(Self.slice(text, behind)), range: behind,
                        comment: comment.range, statement: statement))
            }
        }
        self.values = values
        misplacedValues = misplaced
    }

    private static func slice(_ text: String, _ range: Range<Int>) -> String {
        String(decoding: text.utf8.dropFirst(range.lowerBound).prefix(range.count), as: UTF8.self)
    }

    /// The imported modules, with the words that stand before `import`.
    var imports: [String] {
        statements.compactMap { statement in
            let words = tokens[statement.tokens]
            guard words.contains(where: { $0.is("import") }), statement.value == .none else { return nil }
            var line = ""
            for (index, word) in words.enumerated() {
                if index > 0, word.hasSpaceBefore { line += " " }
                line += word.text
            }
            return line
        }
    }

    /// The names that the text declares outside any brackets.
    var topLevelNames: Set<String> { names { $0.depth == 0 } }

    /// Every name that the text declares, at any depth: what other snippets may lean on.
    var declaredNames: Set<String> { names { _ in true } }

    private func names(_ counts: (SwiftToken) -> Bool) -> Set<String> {
        var names: Set<String> = []
        for index in tokens.indices.dropLast()
        where tokens[index].kind == .identifier && counts(tokens[index]) {
            guard Self.declaring.contains(tokens[index].text) else { continue }
            var next = index + 1
            // `let (a, b)`, `case a, b`: all words up to the sign that ends the pattern.
            while next < tokens.count, tokens[next].kind != .symbol, !tokens[next].is("{"),
                !tokens[next].is(":"),
                tokens[next].lines.lowerBound == tokens[index].lines.lowerBound
            {
                if tokens[next].kind == .identifier { names.insert(tokens[next].text) }
                next += 1
            }
        }
        return names
    }

    private static let declaring: Set<String> = [
        "let", "var", "func", "struct", "class", "enum", "protocol", "actor", "typealias", "case", "operator",
        "extension", "precedencegroup", "import",
    ]

    /// Every word of the text.
    var words: Set<String> {
        Set(tokens.lazy.filter { $0.kind != .punctuation }.map(\.text))
    }

    // MARK: Value comments

    /// The bytes of the arrow in a comment `// → …`.
    private static func arrow(in comment: SwiftToken) -> Range<Int>? {
        var rest = comment.text.utf8.dropFirst(2)
        var offset = comment.range.lowerBound + 2
        while rest.first == UInt8(ascii: " ") || rest.first == UInt8(ascii: "\t") {
            rest = rest.dropFirst()
            offset += 1
        }
        let arrow = "→".utf8
        return rest.starts(with: arrow) ? offset..<(offset + arrow.count) : nil
    }
}
