import Literate

/// Proves chapters: compiles their programs, runs them within limits, and keeps the results.
///
/// What was proved once is not done again while the program's code, the library, the compiler and the limits
/// are the same. A program that hit a limit may have been unlucky, and is tried anew each time.
public struct ChapterRunner: Sendable {
    /// The compiler.
    public let compiler: SwiftCompiler
    /// The library that chapters are linked with.
    public let library: Library
    let limits: Limits
    /// What programs find in their environment besides our own.
    let environment: [String: String]
    /// Where results are kept.
    public let cache: Cache
    /// What the results depend on besides the code.
    let surroundings: Surroundings
    let onEvent: @Sendable (RunEvent) -> Void

    /// A runner that links chapters with `library`, whose programs find `environment` besides our own, which wins.
    ///
    /// - Throws: ``FileError`` if the library can't be read.
    public init(
        compiler: SwiftCompiler, library: Library, limits: Limits, cache: Cache,
        environment: [String: String] = [:],
        onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) throws(FileError) {
        self.compiler = compiler
        self.library = library
        self.limits = limits
        self.environment = environment
        self.cache = cache
        self.onEvent = onEvent
        surroundings = Surroundings(
            compiler: ([compiler.version] + compiler.arguments(.init(), library: library)
                + SwiftCompiler.Mode.mainActor.words).joined(separator: " "),
            library: try library.fingerprint(),
            limits: "\(limits.time) s, \(limits.memory) MiB, \(limits.output) KiB")
    }

    /// The results of all programs of all chapters, in the chapters' order.
    ///
    /// - Throws: ``StartError`` or ``FileError`` where the machine is at fault, not a chapter.
    public func run(_ chapters: [Chapter]) throws -> [ChapterResult] {
        var results = try mapConcurrently(chapters) { (chapter: Chapter) in
            let proof = try main(of: chapter)
            onEvent(.finished(chapter: chapter.name))
            return ChapterResult(main: proof)
        }
        for index in results.indices { results[index].exercises = chapters[index].exercises.map { _ in nil } }

        // Smaller programs: all of them together keep all processors busy.
        let tasks = chapters.indices.flatMap { index in
            furtherTasks(of: chapters[index], compiles: results[index].main.result.isCompiled).map {
                (index, $0)
            }
        }
        let proofs = try mapConcurrently(tasks) { (chapter: Int, task: Task) in
            try run(task, of: chapters[chapter])
        }
        var alone: [(Int, Int)] = []
        for ((chapter, task), proof) in zip(tasks, proofs) {
            switch (task, proof) {
            case (.trap(let fence), .one(let proof)): results[chapter].traps[fence] = proof
            case (.exercise(let number), .two(let stub, let solution)):
                results[chapter].exercises[number] = (stub, solution)
            case (.fails(let fences), .several(let proofs)):
                results[chapter].fails.merge(proofs) { $1 }
                alone += fences.filter { proofs[$0] == nil }.map { (chapter, $0) }
            default: break
            }
        }
        let rest = try mapConcurrently(alone) { (chapter: Int, fence: Int) in
            try failing(fence, of: chapters[chapter])
        }
        for ((chapter, fence), proof) in zip(alone, rest) { results[chapter].fails[fence] = proof }
        return results
    }

    // MARK: The programs besides the main one

    private enum Task: Sendable {
        case trap(Int)
        case fails([Int])
        case exercise(Int)
    }

    private enum Proofs: Sendable {
        case one(ChapterResult.Proof)
        case two(ChapterResult.Proof, ChapterResult.Proof)
        case several([Int: ChapterResult.Proof])
    }

    private func furtherTasks(of chapter: Chapter, compiles: Bool) -> [Task] {
        var tasks: [Task] = []
        // What sees the snippets can be judged only if these compile.
        if compiles {
            tasks += chapter.fences.indices.filter { chapter.fences[$0].role == .traps }.map { .trap($0) }
            let fails = chapter.fences.indices.filter { chapter.fences[$0].role == .fails }
            if !fails.isEmpty { tasks.append(.fails(fails)) }
        }
        return tasks
            + chapter.exercises.indices.filter {
                chapter.exercises[$0].solution != nil && !chapter.exercises[$0].checks.isEmpty
            }.map { .exercise($0) }
    }

    private func run(_ task: Task, of chapter: Chapter) throws -> Proofs {
        switch task {
        case .trap(let fence): return .one(try proof(of: Tangle.trap(fence, of: chapter), "trap", chapter))
        case .fails(let fences): return .several(try failingTogether(fences, of: chapter))
        case .exercise(let number):
            let exercise = chapter.exercises[number]
            return .two(
                try proof(
                    of: Tangle.exercise(exercise, answer: exercise.stub, of: chapter), "exercise", chapter),
                try proof(
                    of: Tangle.exercise(exercise, answer: exercise.solution ?? exercise.stub, of: chapter),
                    "exercise",
                    chapter))
        }
    }

    /// A program compiled and run, or what is known of it from before.
    private func proof(of program: Program, _ kind: String, _ chapter: Chapter) throws -> ChapterResult.Proof
    {
        let key = key(kind, program)
        if let known = known(key) { return (program, known) }
        let result = try WorkFolder.with { folder in
            var result = ProgramResult()
            let compilation = try compile(program, in: folder)
            result.messages = compilation.located(in: program)
            if result.isCompiled { try execute(program, of: chapter, in: folder, into: &result) }
            return result
        }
        keep(result, for: key)
        return (program, result)
    }
}
