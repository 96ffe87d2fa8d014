import Literate

extension ChapterRunner {
    /// The chapter's own program, compiled and run, or what is known of it from before.
    func main(of chapter: Chapter) throws -> ChapterResult.Proof {
        let program = Tangle.chapter(chapter)
        let key = key("main", program)
        if !program.parts.isEmpty, let known = known(key) {
            onEvent(.kept(chapter: chapter.name))
            remember(program, of: chapter)
            return (program, known)
        }
        return (program, try prove(program, of: chapter, key: key))
    }

    /// Compiles and runs the chapter's program, whatever is known.
    func prove(_ program: Program, of chapter: Chapter, key: String) throws -> ProgramResult {
        var result = ProgramResult()
        guard !program.parts.isEmpty else { return result }
        onEvent(.compiling(chapter: chapter.name, reason: reason(program, of: chapter)))
        try WorkFolder.with { folder in
            let compilation = try compile(program, in: folder)
            result.messages = compilation.located(in: program)
            if result.isCompiled {
                try execute(program, of: chapter, in: folder, into: &result)
            } else {
                var search = ErrorSearch(chapter: chapter, program: program, runner: self, folder: folder)
                result.messages = try search.all(first: compilation)
            }
        }
        keep(result, for: key)
        remember(program, of: chapter)
        return result
    }

    /// Compiles and runs the chapter's program for somebody who watches: nothing is taken from before.
    public func runNow(_ chapter: Chapter) throws -> ChapterResult {
        let program = Tangle.chapter(chapter)
        return ChapterResult(main: (program, try prove(program, of: chapter, key: key("main", program))))
    }

    // MARK: Why

    /// What a chapter's program was last made of.
    private struct Memory: Codable {
        let surroundings: Surroundings
        let code: String
    }

    private func memoryKey(_ chapter: Chapter) -> String {
        Digest(ofParts: ["memory 1", Path.real(chapter.path) ?? chapter.path]).description
    }

    private func remember(_ program: Program, of chapter: Chapter) {
        let memory = Memory(surroundings: surroundings, code: Digest(ofParts: [program.identity]).description)
        guard let bytes = try? ResultCoder.encode(memory) else { return }
        let key = memoryKey(chapter)
        if cache.read(key) != bytes { try? cache.write(bytes, for: key) }
    }

    private func reason(_ program: Program, of chapter: Chapter) -> String {
        guard let bytes = cache.read(memoryKey(chapter)),
            let memory = try? ResultCoder.decode(bytes, as: Memory.self)
        else { return "it was not run before" }
        var changed: [String] = []
        if memory.code != Digest(ofParts: [program.identity]).description { changed.append("its code") }
        if memory.surroundings.library != surroundings.library { changed.append("the library") }
        if memory.surroundings.compiler != surroundings.compiler { changed.append("the compiler") }
        if memory.surroundings.limits != surroundings.limits { changed.append("a limit") }
        return changed.isEmpty
            ? "no result was kept" : changed.joined(separator: " and ") + " changed"
    }
}
