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
        var isLast: [Int: SwiftStatement] = [:]
        for statement in statements { isLast[statement.tokens.upperBound - 1] = statement }

        var values: [ValueComment] = []
        var misplaced: [MisplacedValue] = []
        var before = -1  // the last token that is no comment
        for comment in lexer.tokens {
            guard comment.kind == .lineComment else {
                before += 1
                continue
            }
            guard let arrow = Self.arrow(in: comment) else { continue }
            let line = comment.lines.lowerBound
            let hasCode = before >= 0 && tokens[before].lines.upperBound == line
            let statement = isLast[hasCode && tokens[before].is(";") ? before - 1 : before]
            var problem: String?
            if comment.depth > 0 {
                problem = "a value can be shown only for a top-level statement, not inside brackets or braces"
            } else if !hasCode {
                problem = "no statement ends on this line whose value could be shown"
            } else if statement == nil {
                problem = "a value can be shown only on the last line of a statement"
            } else if statement?.value == SwiftStatement.Value.none {
                problem = "this statement has no value to show"
            }
            if let problem {
                misplaced.append(MisplacedValue(offset: comment.range.lowerBound, message: problem))
            } else if let statement {
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
