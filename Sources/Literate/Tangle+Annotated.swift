/// A program made so that the compiler can tell of some of a chapter's fences what they say.
public struct AnnotatedProgram: Sendable {
    /// The program. It is never run, and may hold errors.
    public let program: Program
    /// The parts that are looked at; the rest is there for their sake.
    public let parts: [Int]

    /// Creates one.
    public init(program: Program, parts: [Int]) {
        self.program = program
        self.parts = parts
    }
}

extension Tangle {
    /// Programs in which each of the chapter's Swift fences is looked at once: as few as possible, since for each
    /// the compiler starts anew.
    ///
    /// The snippets are one program, with those that must fail or crash in scopes of their own among them;
    /// the exercises, which see nothing of the chapter, are another.
    public static func annotated(_ chapter: Chapter) -> [AnnotatedProgram] {
        var result: [AnnotatedProgram] = []
        var alone: [Int] = []
        var writer = ProgramWriter(chapter)
        let sharing = Sharing(chapter)
        for index in chapter.swiftFences {
            switch chapter.fences[index].role {
            case .snippet: writer.fence(index)
            case .fails, .traps:
                if sharing.holds(for: index) {
                    writer.scope([index])
                } else {
                    alone.append(index)
                }
            default: break
            }
        }
        if writer.count > 0 { result.append(whole(writer.program)) }
        result += alone.map { index in
            let program = failing(index, of: chapter)
            return AnnotatedProgram(program: program, parts: [program.parts.count - 1])
        }
        return result + exercises(of: chapter)
    }

    private static func exercises(of chapter: Chapter) -> [AnnotatedProgram] {
        var result: [AnnotatedProgram] = []
        var writer = ProgramWriter(chapter)
        for statement in chapter.imports { writer.line(statement) }
        for exercise in chapter.exercises {
            let answers = [[exercise.stub] + exercise.checks] + (exercise.solution.map { [[$0]] } ?? [])
            for fences in answers {
                if fences.allSatisfy({ fitsScope($0, of: chapter) }) {
                    writer.scope(fences)
                } else {
                    let checks = fences.count > 1 ? [] : exercise.checks
                    let program = program(of: fences + checks, chapter)
                    result.append(AnnotatedProgram(program: program, parts: Array(fences.indices)))
                }
            }
        }
        if writer.count > 0 { result.insert(whole(writer.program), at: 0) }
        return result
    }

    private static func program(of fences: [Int], _ chapter: Chapter) -> Program {
        var writer = ProgramWriter(chapter)
        for statement in chapter.imports { writer.line(statement) }
        for index in fences { writer.fence(index) }
        return writer.program
    }

    private static func whole(_ program: Program) -> AnnotatedProgram {
        AnnotatedProgram(program: program, parts: Array(program.parts.indices))
    }

    private static func fitsScope(_ index: Int, of chapter: Chapter) -> Bool {
        guard let swift = chapter.fences[index].swift, swift.imbalance == nil else { return false }
        return !swift.tokens.contains {
            fileScopeWords.contains($0.text) && $0.depth == 0 && !$0.is("import")
        }
    }
}

extension ProgramWriter {
    /// Fences in a scope of their own.
    fileprivate mutating func scope(_ fences: [Int]) {
        line("do {")
        for index in fences { fence(index) }
        line("}")
    }
}
