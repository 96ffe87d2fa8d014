import Literate

extension ChapterRunner {
    /// The results of `swift fails` fences as far as they are known or one compiler run for several tells them.
    ///
    /// A result is taken from the common run only if it is what the chapter expects: then nothing that stands
    /// beside it can have changed it for the worse. All others are left to be judged alone.
    func failingTogether(_ fences: [Int], of chapter: Chapter) throws -> [Int: ChapterResult.Proof] {
        var proofs: [Int: ChapterResult.Proof] = [:]
        var open: [Int] = []
        let sharing = Sharing(chapter)
        for fence in fences {
            let program = Tangle.failing(fence, of: chapter)
            if let known = known(key("fails", program)) {
                proofs[fence] = (program, known)
            } else if sharing.holds(for: fence) {
                open.append(fence)
            }
        }
        // Twice: a type error keeps the compiler from looking for what only shows behind type checking.
        for _ in 0..<2 where open.count > 1 {
            let found = try look(at: open, of: chapter)
            for fence in open {
                guard let result = found[fence], expects(result, fence, chapter) else { continue }
                let program = Tangle.failing(fence, of: chapter)
                keep(result, for: key("fails", program))
                proofs[fence] = (program, result)
            }
            if found.isEmpty { break }
            open.removeAll { found[$0] != nil }
        }
        return proofs
    }

    /// The result of a `swift fails` fence by itself.
    func failing(_ fence: Int, of chapter: Chapter) throws -> ChapterResult.Proof {
        let program = Tangle.failing(fence, of: chapter)
        let key = key("fails", program)
        if let known = known(key) { return (program, known) }
        let result = try check(program)
        keep(result, for: key)
        return (program, result)
    }

    private func check(_ program: Program) throws -> ProgramResult {
        try WorkFolder.with { folder in
            let path = "\(folder)/main.swift"
            try Files.write(Array(program.text.utf8), to: path)
            var result = ProgramResult()
            let compilation = try compiler.check([path], isThorough: true, library: library, in: folder)
            result.messages = compilation.located(in: program)
            return result
        }
    }

    /// What one run for all says of each fence with errors, at the places of its own program. Nothing if a snippet
    /// has errors too: then the scopes around the fences have changed what the program means.
    private func look(at fences: [Int], of chapter: Chapter) throws -> [Int: ProgramResult] {
        let together = Tangle.failingTogether(fences, of: chapter)
        let result = try check(together)
        var alone: [Int: Program] = [:]
        for fence in fences { alone[fence] = Tangle.failing(fence, of: chapter) }
        var found: [Int: ProgramResult] = [:]
        var current: Int?
        for message in result.messages {
            let fence = message.place.map { together.parts[$0.part] }
            if message.severity == .error {
                guard let fence, fences.contains(fence) else { return [:] }
                current = fence
            }
            guard let current, message.severity != .warning else { continue }
            var message = message
            message.place = message.place.flatMap { alone[current]?.translate($0, from: together) }
            found[current, default: ProgramResult()].messages.append(message)
        }
        return found
    }

    private func expects(_ result: ProgramResult, _ fence: Int, _ chapter: Chapter) -> Bool {
        guard let diagnostic = chapter.fences[fence].diagnostic else { return true }
        return ExpectedOutput(chapter.fences[diagnostic].text).matches(Verifier.lines(of: result))
    }
}
