import Markdown

/// The programs that a chapter's fences make.
public enum Tangle {
    /// The chapter's program: its snippets in order, each announced before it runs.
    public static func chapter(_ chapter: Chapter) -> Program {
        program(of: chapter, without: Omission(), recordsValues: true)
    }

    /// The chapter's program without some of its statements, to find errors in the rest.
    public static func program(of chapter: Chapter, without omission: Omission, recordsValues: Bool)
        -> Program
    {
        var writer = ProgramWriter(chapter)
        for index in chapter.snippets {
            let statements = omission.statements[index] ?? []
            if statements.count == chapter.fences[index].swift?.statements.count, !statements.isEmpty {
                continue
            }
            writer.line("_transcriptBegin(\(writer.count));")
            writer.fence(index, recordsValues: recordsValues, without: statements)
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
        writer.line("_transcriptBegin(\(writer.count));")
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
    /// What the compiler says of a fence here is what it says of it alone, if `Sharing` holds for it.
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

    /// Whether a fence opens something that it does not close, or closes what it did not open.
    public static func isFragment(_ index: Int, of chapter: Chapter) -> Bool {
        chapter.fences[index].swift?.imbalance != nil
    }

    static let fileScopeWords: Set<String> = [
        "import", "extension", "protocol", "operator", "precedencegroup", "macro", "public", "private",
        "fileprivate",
        "internal", "open", "package", "static", "@", "#if", "#else", "#elseif", "#endif", "return", "await",
        "async",
    ]

    /// The two programs of an exercise: its stub or its solution, then its checks, in one file each.
    public static func exercise(_ exercise: Chapter.Exercise, answer: Int, of chapter: Chapter) -> Program {
        var writer = ProgramWriter(chapter)
        for statement in chapter.imports { writer.line(statement) }
        for index in [answer] + exercise.checks {
            writer.line("_transcriptBegin(\(writer.count));")
            writer.fence(index)
        }
        writer.line("_transcriptEnd()")
        return writer.program
    }
}
