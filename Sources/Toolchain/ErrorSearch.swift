import Literate

/// Finds all errors of a chapter's program that does not compile.
///
/// The compiler stops early: a syntax error hides the type errors of other snippets, and a type error what is found
/// only behind type checking. So snippets in which errors were found are left out and the rest is looked at again.
/// What then fails for want of a name that was left out is no news.
struct ErrorSearch {
    let chapter: Chapter
    let program: Program
    let runner: ChapterRunner
    let folder: String
    private var leftOut: Set<Int> = []
    private var messages: [ProgramResult.Message] = []

    init(chapter: Chapter, program: Program, runner: ChapterRunner, folder: String) {
        self.chapter = chapter
        self.program = program
        self.runner = runner
        self.folder = folder
    }

    mutating func all(first: Compilation) throws -> [ProgramResult.Message] {
        try readFragments()
        var found = first.located(in: program)
        var source = program
        if !leftOut.isEmpty { (found, source) = try look() }
        while take(found, from: source), leftOut.count < program.parts.count {
            (found, source) = try look()
        }
        return messages.isEmpty ? first.located(in: program) : messages
    }

    /// A snippet that opens what it does not close would drag the next ones along: it is looked at alone.
    private mutating func readFragments() throws {
        for index in program.parts where Tangle.isFragment(index, of: chapter) {
            let alone = Tangle.alone(index, of: chapter)
            let found = try check(alone, isThorough: false).located(in: alone)
            guard found.contains(where: { $0.severity == .error }) else { continue }
            report(found, from: alone)
            leftOut.insert(index)
        }
    }

    private func look() throws -> ([ProgramResult.Message], Program) {
        let rest = Tangle.chapter(chapter, leavingOut: leftOut)
        return (try check(rest, isThorough: true).located(in: rest), rest)
    }

    private func check(_ program: Program, isThorough: Bool) throws -> Compilation {
        let path = "\(folder)/main.swift"
        try Files.write(Array(program.text.utf8), to: path)
        return try runner.compiler.check([path], isThorough: isThorough, library: runner.library, in: folder)
    }

    /// Reports what is news, leaves the snippets with errors out, and says whether there were any.
    private mutating func take(_ found: [ProgramResult.Message], from source: Program) -> Bool {
        let failing = Set(found.filter { $0.severity == .error }.compactMap { fence(of: $0, source) })
        let blamed = failing.filter { !Tangle.depends($0, on: leftOut, of: chapter) }
        var isReported = false
        report(
            found.filter { message in
                // Notes belong to the error or warning before them.
                if message.severity != .note {
                    isReported =
                        message.severity == .error
                        && fence(of: message, source).map(blamed.contains) ?? leftOut.isEmpty
                }
                return isReported
            }, from: source)
        let isNew = !failing.isSubset(of: leftOut)
        leftOut.formUnion(failing)
        return isNew
    }

    private func fence(of message: ProgramResult.Message, _ source: Program) -> Int? {
        message.place.flatMap { source.parts.indices.contains($0.part) ? source.parts[$0.part] : nil }
    }

    private mutating func report(_ found: [ProgramResult.Message], from source: Program) {
        for message in found {
            var message = message
            message.place = message.place.flatMap { program.translate($0, from: source) }
            messages.append(message)
        }
    }
}

extension Compilation {
    /// What the compiler said, with the places in the program's fences.
    ///
    /// Warnings about lines that no writer wrote are left out, with their notes.
    func located(in program: Program) -> [ProgramResult.Message] {
        var isOurs = false
        return messages.compactMap { message in
            let severity: Diagnostic.Severity
            switch message.severity {
            case .error:
                severity = .error
                isOurs = false
            case .warning:
                severity = .warning
                isOurs = message.offset.map { !program.isWritten($0) } ?? false
            case .note: severity = .note
            case .remark: return nil
            }
            guard !isOurs else { return nil }
            let place = message.offset.flatMap { program.place(ofByte: $0) }
            return ProgramResult.Message(severity, message.text, place: place, details: message.details)
        }
    }
}
