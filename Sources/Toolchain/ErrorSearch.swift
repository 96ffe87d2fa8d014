import Literate

/// Finds all errors of a chapter's program that does not compile.
///
/// The compiler stops early: a syntax error hides the type errors of other snippets, and a type error what is found
/// only behind type checking. So statements in which errors were found are left out, with all that use what these
/// declare, and the rest is looked at again.
struct ErrorSearch {
    let chapter: Chapter
    let program: Program
    let runner: ChapterRunner
    let folder: String
    private var omission = Omission()
    private var messages: [ProgramResult.Message] = []

    init(chapter: Chapter, program: Program, runner: ChapterRunner, folder: String) {
        self.chapter = chapter
        self.program = program
        self.runner = runner
        self.folder = folder
    }

    mutating func all(first: Compilation) throws -> [ProgramResult.Message] {
        try readFragments()
        // First the snippets as they were written, without the calls that record values: the errors are then in the
        // writer's own terms.
        for recordsValues in [false, true] {
            var goesOn = true
            while goesOn {
                let rest = Tangle.program(of: chapter, without: omission, recordsValues: recordsValues)
                let found = try check(rest, isThorough: true).located(in: rest)
                goesOn = take(found, from: rest)
            }
        }
        return messages.isEmpty ? first.located(in: program) : messages
    }

    /// A snippet that opens what it does not close would drag the next ones along: it is looked at alone.
    private mutating func readFragments() throws {
        for index in program.parts where Tangle.isFragment(index, of: chapter) {
            let alone = Tangle.alone(index, of: chapter)
            _ = take(try check(alone, isThorough: false).located(in: alone), from: alone)
        }
    }

    private func check(_ program: Program, isThorough: Bool) throws -> Compilation {
        let path = "\(folder)/main.swift"
        try Files.write(Array(program.text.utf8), to: path)
        return try runner.compiler.check([path], isThorough: isThorough, library: runner.library, in: folder)
    }

    /// Reports the errors with their notes, leaves their statements out, and says whether there was anything new.
    private mutating func take(_ found: [ProgramResult.Message], from source: Program) -> Bool {
        var errors: [(fence: Int, place: Program.Place)] = []
        var isReported = false
        for message in found {
            if message.severity != .note {
                isReported =
                    message.severity == .error && (message.place != nil || omission.isEmpty)
                    && !omission.mayExplain(message.text)
                if message.severity == .error, let place = message.place {
                    errors.append((source.parts[place.part], place))
                }
            }
            guard isReported else { continue }
            var message = message
            message.place = message.place.flatMap { program.translate($0, from: source) }
            messages.append(message)
        }
        return omission.leaveOut(errors, of: chapter)
    }
}

extension Compilation {
    /// What the compiler said, with the places in the program's fences.
    ///
    /// Warnings about lines that no writer wrote are left out, with their notes.
    func located(in program: Program) -> [ProgramResult.Message] {
        var isOurs = false
        return messages.indices.compactMap { index in
            let message = messages[index]
            let severity: Diagnostic.Severity
            switch message.severity {
            case .error:
                severity = .error
                isOurs = false
            case .warning:
                severity = .warning
                isOurs = offset(of: message, in: program).map { !program.isWritten($0) } ?? true
            case .note: severity = .note
            case .remark: return nil
            }
            guard !isOurs else { return nil }
            var offset = offset(of: message, in: program)
            if offset == nil, message.place != nil {
                // It is in a library's interface, or in what a macro made: then a note says where that was used.
                guard severity == .error else { return nil }
                offset =
                    messages[(index + 1)...].prefix { $0.severity == .note }.lazy
                    .compactMap { self.offset(of: $0, in: program) }.first
            }
            return ProgramResult.Message(
                severity, message.text, place: offset.flatMap { program.place(ofByte: $0) },
                details: message.details)
        }
    }

    /// Where a message stands in the program's source; nil if it stands elsewhere or nowhere.
    private func offset(of message: CompilerMessage, in program: Program) -> Int? {
        guard let file = message.place?.file, file == program.file || file.hasSuffix("main.swift") else {
            return nil
        }
        return message.offset
    }
}
