/// Which names a text declares and which it uses, as far as words tell.
extension SwiftText {
    /// The names that the text declares outside any brackets.
    var topLevelNames: Set<String> { names(in: tokens.indices) { $0.depth == 0 } }

    /// Every name that the text declares, at any depth: what other snippets may lean on.
    var declaredNames: Set<String> { names(in: tokens.indices) { _ in true } }

    /// The names that some of the tokens declare, by the words that count.
    func names(in range: Range<Int>, _ counts: (SwiftToken) -> Bool) -> Set<String> {
        var names: Set<String> = []
        for index in range.dropLast()
        where tokens[index].kind == .identifier && Self.declaring.contains(tokens[index].text)
            && counts(tokens[index])
        {
            addNames(declaredAt: index, range.upperBound, to: &names)
        }
        return names
    }

    private func addNames(declaredAt index: Int, _ end: Int, to names: inout Set<String>) {
        let word = tokens[index]
        var next = index + 1
        if tokens[next].kind == .symbol, word.is("func") || word.is("operator") {
            names.insert(tokens[next].text)
            return
        }
        // `let (a, b)`, `case a, b`: all words up to the sign that ends the pattern; `let a = 1, b = 2`: those
        // before a further `=` too.
        while next < end, tokens[next].lines.lowerBound == word.lines.lowerBound {
            let token = tokens[next]
            if token.kind == .symbol || token.is("{") || token.is(":") { break }
            if token.kind == .identifier {
                if Self.declaring.contains(token.text) { return }
                names.insert(token.text)
            }
            next += 1
        }
        guard word.is("let") || word.is("var") else { return }
        while next < end, tokens[next].depth >= word.depth,
            tokens[next].lines.lowerBound == word.lines.lowerBound,
            !Self.declaring.contains(tokens[next].text)
        {
            if tokens[next].is(","), tokens[next].depth == word.depth, next + 1 < end,
                tokens[next + 1].kind == .identifier
            {
                names.insert(tokens[next + 1].text)
            }
            next += 1
        }
    }

    private static let declaring: Set<String> = [
        "let", "var", "func", "struct", "class", "enum", "protocol", "actor", "typealias", "case", "operator",
        "extension", "precedencegroup", "import",
    ]

    /// Every word of some of the tokens, those in a string's interpolations too.
    func words(in range: Range<Int>) -> Set<String> {
        var words: Set<String> = []
        for token in tokens[range] {
            switch token.kind {
            case .identifier, .symbol: words.insert(token.text)
            case .literal where token.text.utf8.contains(UInt8(ascii: "\\")):
                let parts = token.text.split { !($0.isLetter || $0.isNumber || $0 == "_") }
                words.formUnion(parts.map(String.init))
            default: break
            }
        }
        return words
    }

    /// Every word of the text.
    var words: Set<String> { words(in: tokens.indices) }

    /// Whether something outside brackets changes what others mean in more ways than by a name.
    var reaches: Bool { reaches(in: tokens.indices) }

    func reaches(in range: Range<Int>) -> Bool {
        tokens[range].contains { $0.depth == 0 && ($0.is("import") || $0.is("extension")) }
    }
}
