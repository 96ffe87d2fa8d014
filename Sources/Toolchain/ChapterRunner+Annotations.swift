import Literate

extension ChapterRunner {
    /// What the compiler knows of the chapters' Swift, in the chapters' order.
    ///
    /// The language server is started at most once, and only for programs that it was not asked about before.
    ///
    /// - Parameters:
    ///   - libraryNames: The names that the library's symbols have. Only for these is a name's symbol asked.
    ///   - asks: Whether the server is asked what is not known yet; otherwise that is left out.
    /// - Throws: ``LanguageServerError`` or ``ToolMissing`` where the server gives no answers: pages can do without.
    public func annotations(
        of chapters: [Chapter], libraryNames: Set<String> = [], asks: Bool = true
    ) throws -> [CodeAnnotations] {
        let programs = mapConcurrently(chapters) { Tangle.annotated($0) }
        let all = programs.flatMap { $0 }
        let kind = "annotations 4 \(try library.documentationFingerprint())"
        let keys = all.map { key(kind, $0.program) }
        var known = mapConcurrently(keys) { key in cache.value(key, as: ProgramAnnotations.self) }
        let missing = all.indices.filter { known[$0] == nil }
        if asks, !missing.isEmpty {
            let found = try annotate(missing.map { all[$0] }, libraryNames)
            for (index, annotations) in zip(missing, found) {
                known[index] = annotations
                cache.keep(annotations, for: keys[index])
            }
        }
        var index = 0
        return programs.map { programs in
            var result = CodeAnnotations()
            for program in programs {
                if let annotations = known[index] { result.merge(annotations.inChapter(program)) }
                index += 1
            }
            return result
        }
    }

    private func annotate(_ programs: [AnnotatedProgram], _ names: Set<String>) throws -> [ProgramAnnotations]
    {
        guard let executable = compiler.tool("sourcekit-lsp") else {
            throw ToolMissing(
                tool: "sourcekit-lsp", remedy: "it is part of every Swift toolchain: swiftly install 6.3")
        }
        let command = [compiler.path] + compiler.arguments(.init(), library: library)
        return try WorkFolder.with { folder in
            try SourceKit.with(programs, command: command, executable: executable, in: folder) { kit in
                try ProgramAnnotations.ask(kit, about: programs, libraryNames: names)
            }
        }
    }
}

extension SwiftCompiler {
    /// Another tool of the compiler's toolchain.
    func tool(_ name: String) -> String? {
        [path, Path.real(path) ?? path].map { "\(Path.parent($0))/\(name)" }.first { Files.stamp($0) != nil }
    }
}
