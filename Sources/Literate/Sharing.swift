/// Which `swift fails` fences of a chapter can be looked at in one compiler run.
public struct Sharing {
    private let chapter: Chapter
    /// For each snippet, what it declares.
    private let snippets: [(index: Int, topLevel: Set<String>, all: Set<String>, reaches: Bool)]

    /// Looks at a chapter's snippets.
    public init(_ chapter: Chapter) {
        self.chapter = chapter
        snippets = chapter.snippets.compactMap { index in
            chapter.fences[index].swift.map { (index, $0.topLevelNames, $0.declaredNames, $0.reaches) }
        }
    }

    /// Whether a `swift fails` fence means the same within a scope, among the snippets of the whole chapter, as at
    /// the end of the snippets before it.
    ///
    /// Not if it is no whole, or holds what may stand at file scope only, or what means something else in a scope,
    /// or declares a name again that a snippet declares, or a later snippet could change what its words mean.
    public func holds(for index: Int) -> Bool {
        guard let swift = chapter.fences[index].swift, swift.imbalance == nil else { return false }
        if swift.tokens.contains(where: {
            Self.concurrent.contains($0.text) || $0.depth == 0 && Self.ofFileScope.contains($0.text)
        }) {
            return false
        }
        guard !swift.hasLocalsInDeclarations else { return false }
        let declared = swift.declaredNames
        let words = swift.words
        for snippet in snippets {
            if snippet.index < index {
                // Declaring a name again is an error at one level, and shadowing in a scope within it.
                if !declared.isDisjoint(with: snippet.topLevel) { return false }
            } else if snippet.reaches || !words.isDisjoint(with: snippet.all) {
                return false
            }
        }
        return true
    }

    private static let ofFileScope: Set<String> = [
        "import", "extension", "protocol", "operator", "precedencegroup", "macro", "public", "private",
        "fileprivate", "internal", "open", "package", "static", "lazy", "@", "#if", "#else", "#elseif",
        "#endif",
        "return", "await", "async",
    ]
    // A variable at file scope is isolated to the main actor, one in a scope belongs to whoever holds it.
    private static let concurrent: Set<String> = [
        "Task", "TaskGroup", "withTaskGroup", "withThrowingTaskGroup", "withDiscardingTaskGroup", "Thread",
        "DispatchQueue", "nonisolated", "sending", "Sendable", "actor", "isolated", "MainActor",
    ]
}

extension SwiftText {
    /// Whether a function or type of the text uses a variable of the text: at file scope it may, at any
    /// time; in a scope a type can't, and a function only behind it.
    fileprivate var hasLocalsInDeclarations: Bool {
        var variables: Set<String> = []
        var uses: Set<String> = []
        for statement in statements {
            variables.formUnion(
                names(in: statement.tokens) { $0.depth == 0 && ($0.is("let") || $0.is("var")) })
            if tokens[statement.tokens].contains(where: { $0.depth == 0 && Self.bodied.contains($0.text) }) {
                uses.formUnion(words(in: statement.tokens))
            }
        }
        return !variables.isDisjoint(with: uses)
    }

    private static let bodied: Set<String> = ["func", "struct", "class", "enum", "actor"]
}
