import Markdown

/// The programs that a chapter's fences make.
public enum Tangle {
    /// The chapter's program: its snippets in order, each announced before it runs, without those in `leavingOut`.
    public static func chapter(_ chapter: Chapter, leavingOut: Set<Int> = []) -> Program {
        var writer = ProgramWriter(chapter)
        for index in chapter.snippets where !leavingOut.contains(index) {
            writer.line("_transcriptBegin(\(writer.count))")
            writer.fence(index, recordsValues: true)
        }
        writer.line("_transcriptEnd()")
        return writer.program
    }

    /// A fence by itself, to be parsed only: for one that is no whole.
    public static func alone(_ index: Int, of chapter: Chapter) -> Program {
        var writer = ProgramWriter(chapter)
        writer.fence(index)
        return writer.program
    }

    /// The program of a `swift traps` fence: the snippets before it unannounced, then the fence, announced as
    /// the last part.
    public static func trap(_ index: Int, of chapter: Chapter) -> Program {
        var writer = ProgramWriter(chapter)
        for snippet in chapter.snippets where snippet < index { writer.fence(snippet) }
        writer.line("_transcriptBegin(\(writer.count))")
        writer.fence(index)
        writer.line("_transcriptEnd()")
        return writer.program
    }

    /// The program of a `swift fails` fence: the snippets before it, then the fence at the same level.
    public static func failing(_ index: Int, of chapter: Chapter) -> Program {
        var writer = ProgramWriter(chapter)
        for snippet in chapter.snippets where snippet < index { writer.fence(snippet) }
        writer.fence(index)
        return writer.program
    }

    /// Several `swift fails` fences in one program, each in a scope of its own at its place among the snippets.
    ///
    /// What the compiler says of a fence here is what it says of it alone, if `canShare` holds for it.
    public static func failingTogether(_ indices: [Int], of chapter: Chapter) -> Program {
        var writer = ProgramWriter(chapter)
        let chosen = Set(indices)
        let last = indices.max() ?? 0
        for index in chapter.swiftFences where index <= last {
            if chosen.contains(index) {
                writer.line("do {")
                writer.fence(index)
                writer.line("}")
            } else if chapter.fences[index].isSnippet {
                writer.fence(index)
            }
        }
        return writer.program
    }

    /// Whether a `swift fails` fence means the same within a scope, among the snippets of the whole chapter, as at
    /// the end of the snippets before it.
    ///
    /// Not if it is no whole, or holds what may stand at file scope only, or declares again or leans on a
    /// name that a snippet declares, or a later snippet could change what its words mean.
    public static func canShare(_ index: Int, of chapter: Chapter) -> Bool {
        guard let swift = chapter.fences[index].swift, swift.imbalance == nil else { return false }
        guard !swift.tokens.contains(where: { fileScopeWords.contains($0.text) && $0.depth == 0 }) else {
            return false
        }
        let declared = swift.declaredNames
        for snippet in chapter.snippets {
            guard let other = chapter.fences[snippet].swift else { continue }
            if snippet < index {
                // Declaring a name again is an error at one level, and shadowing in a scope within it.
                if !declared.isDisjoint(with: other.topLevelNames) { return false }
            } else {
                if other.tokens.contains(where: { reachingWords.contains($0.text) && $0.depth == 0 }) {
                    return false
                }
                if !swift.words.isDisjoint(with: other.declaredNames) { return false }
            }
        }
        return true
    }

    /// Whether a fence opens something that it does not close, or closes what it did not open.
    public static func isFragment(_ index: Int, of chapter: Chapter) -> Bool {
        chapter.fences[index].swift?.imbalance != nil
    }

    /// Whether errors in a fence may come from the want of others: they declare a word that it uses, or hold
    /// what reaches further than a name.
    public static func depends(_ index: Int, on others: Set<Int>, of chapter: Chapter) -> Bool {
        guard let words = chapter.fences[index].swift?.words else { return false }
        return others.contains { other in
            guard other != index, let swift = chapter.fences[other].swift else { return false }
            return swift.tokens.contains { reachingWords.contains($0.text) && $0.depth == 0 }
                || !words.isDisjoint(with: swift.declaredNames)
        }
    }

    static let fileScopeWords: Set<String> = [
        "import", "extension", "protocol", "operator", "precedencegroup", "macro", "public", "private",
        "fileprivate",
        "internal", "open", "package", "static", "@", "#if", "#else", "#elseif", "#endif", "return", "await",
        "async",
    ]
    private static let reachingWords: Set<String> = [
        "import", "extension", "operator", "precedencegroup", "typealias",
    ]

    /// The two programs of an exercise: its stub or its solution, then its checks, in one file each.
    public static func exercise(_ exercise: Chapter.Exercise, answer: Int, of chapter: Chapter) -> Program {
        var writer = ProgramWriter(chapter)
        for statement in chapter.imports { writer.line(statement) }
        for index in [answer] + exercise.checks {
            writer.line("_transcriptBegin(\(writer.count))")
            writer.fence(index)
        }
        writer.line("_transcriptEnd()")
        return writer.program
    }
}
