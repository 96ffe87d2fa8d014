import ArgumentParser
import Literate
import Toolchain

/// The options of every verb that runs chapters.
struct ProofOptions: ParsableArguments {
    @Option(name: .customLong("time-limit"), help: "Seconds that one program may run.")
    var time = Limits.defaultTime

    @Option(
        name: .customLong("memory-limit"), help: "MiB of memory that one program and its children may use.")
    var memory = Limits.defaultMemory

    @Option(name: .customLong("output-limit"), help: "KiB that one program may print.")
    var output = Limits.defaultOutput

    @Flag(name: .customLong("explain"), help: "Say why each chapter is run or not.")
    var explains = false

    func validate() throws {
        guard time > 0, time.isFinite else {
            throw ValidationError("--time-limit must be a positive number of seconds")
        }
        guard memory > 0 else { throw ValidationError("--memory-limit must be a positive number of MiB") }
        guard output > 0 else { throw ValidationError("--output-limit must be a positive number of KiB") }
    }

    /// Once in a process, however often chapters are proved.
    private static let interrupts: Void = Interrupts.install()
    private static let memory = CacheMemory()

    var limits: Limits { Limits(time: time, memory: memory, output: output) }

    /// Everything that running chapters needs, made ready: the compiler found, the library built.
    func runner(chapters: Int, onEvent: (@Sendable (RunEvent) -> Void)? = nil) throws -> (
        ChapterRunner, Progress
    ) {
        _ = Self.interrupts
        let library = try Library.find()
        let home = "\(library.package)/.build/book"
        try Files.createFolder(home)
        let compiler = try SwiftCompiler.find(remembering: home)
        try library.ensureBuilt(with: compiler) { progress in
            Console.write(String(decoding: progress.standardOutput, as: UTF8.self), to: 2)
        }
        let cache = Cache(folder: "\(home)/results", memory: Self.memory)
        cache.prune()
        let progress = Progress(total: chapters, explains: explains)
        let runner = try ChapterRunner(
            compiler: compiler, library: library, limits: limits, cache: cache,
            environment: chapters > 1 ? Library.oneThread : [:],
            onEvent: onEvent ?? { progress.take($0) })
        return (runner, progress)
    }

    /// The chapters of files and folders, compiled, run, verified, and their formulas and flow charts set.
    ///
    /// Only pages need what is set. So without pandoc or Graphviz a chapter is proved all the same, where no pages are
    /// to be made: its TeX is then not judged.
    func prove(_ paths: [String], forPages: Bool = false) throws -> (Proof, ChapterRunner) {
        let chapters = try ChapterFiles(paths.isEmpty ? [ChapterFiles.defaultFolder] : paths).chapters
        let (runner, progress) = try runner(chapters: chapters.count)
        defer { progress.end() }
        let typesetter = Typesetter(cache: runner.cache, remembering: "\(runner.library.package)/.build/book")
        var typeset: [Typeset]?
        do {
            typeset = try typesetter.typeset(chapters)
        } catch let missing as ToolMissing {
            if forPages { throw missing }
        }
        let proof = try Proof(chapters, try runner.run(chapters), typeset: typeset)
        if forPages {
            let differences = Reference.differences(runner.compiler, typesetter.foreignTools)
            if !differences.isEmpty {
                Console.say(
                    "note: made with \(differences.joined(separator: ", ")); elsewhere pages may differ in bytes"
                )
            }
        }
        return (proof, runner)
    }
}
