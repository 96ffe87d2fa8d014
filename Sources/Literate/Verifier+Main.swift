import Markdown

extension Verifier {
    // MARK: The chapter's program

    mutating func verifyMain() {
        let (program, outcome) = result.main
        if !outcome.isCompiled {
            report(outcome.messages, of: program, fallback: program.parts.first)
            for index in program.parts { leaveUnproved(index) }
            return
        }
        // Warnings fail nothing, but a writer wants to see them.
        report(outcome.messages, of: program, fallback: program.parts.first)
        guard let recording = outcome.recording, let ending = outcome.ending else {
            for index in program.parts { leaveUnproved(index) }
            if program.parts.isEmpty { reportMissing(chapter.figures, among: [:]) }
            return
        }
        if recording.isDisturbedBefore, let first = program.parts.first {
            report(
                "stray bytes in the transcript's channel", at: chapter.fences[first].position, fence: first)
        }
        let finished = recording.isComplete && ending == .exited(0)
        var began: Set<Int> = []
        for (number, snippet) in recording.snippets.enumerated()
        where program.parts.indices.contains(snippet.part) {
            let index = program.parts[snippet.part]
            began.insert(index)
            let isWhole = number + 1 < recording.snippets.count || recording.isComplete
            verify(snippet, index, program, isWhole: isWhole)
        }
        for index in program.parts where !began.contains(index) {
            leaveUnproved(index)
            if finished {
                report(
                    "this snippet's records are missing in the transcript's channel (file descriptor 3)",
                    at: chapter.fences[index].position, fence: index)
            }
        }
        if !finished { reportEnding(ending, recording, program) }
        if outcome.leftBehind > 0, let last = recording.snippets.last,
            program.parts.indices.contains(last.part)
        {
            let index = program.parts[last.part]
            report(Self.leftBehind(outcome.leftBehind), at: chapter.fences[index].position, fence: index)
        }
        verifyFigures(recording, program, isWhole: finished)
    }

    private mutating func reportEnding(
        _ ending: ProgramResult.Ending, _ recording: Recording, _ program: Program
    ) {
        let running = recording.snippets.last.map(\.part) ?? 0
        guard program.parts.indices.contains(running) else { return }
        let index = program.parts[running]
        let position = chapter.fences[index].position
        // After the last record the program is through with all snippets: only its end went wrong.
        let next =
            recording.isComplete || running + 1 >= program.parts.count ? nil : program.parts[running + 1]
        let never = next.map { "; the snippet at line \(chapter.fences[$0].position.line) never ran" } ?? ""
        switch ending {
        case .crashed(let message, let place):
            report(
                "the program crashed: \(message)" + never,
                at: place.map { program.position(of: $0, in: chapter) } ?? position, fence: index)
        case .stopped(let limit):
            report("the program hit \(limit) in this snippet" + never, at: position, fence: index)
        case .exited(97) where !recording.isComplete:
            report(
                "this snippet closed the transcript's channel (file descriptor 3)" + never, at: position,
                fence: index)
        case .exited(let code) where recording.isComplete:
            report("the program ended with exit code \(code)", at: position, fence: index)
        case .exited(let code):
            report(
                "the program ended with exit code \(code) in the middle of this snippet" + never,
                at: position,
                fence: index)
        }
    }

    // MARK: One snippet

    private mutating func verify(
        _ snippet: Recording.Snippet, _ index: Int, _ program: Program, isWhole: Bool
    ) {
        let fence = chapter.fences[index]
        if snippet.isDisturbed {
            report(
                "this snippet wrote stray bytes into the transcript's channel (file descriptor 3)",
                at: fence.position,
                fence: index)
        }
        for failure in snippet.failures {
            report(
                failure.message,
                at: failure.place.map { program.position(of: $0, in: chapter) } ?? fence.position,
                fence: index)
        }
        guard let output = printed(snippet, index) else { return }
        // What a snippet that did not come to its end printed or not is no news.
        guard isWhole else { return }
        if let expected = fence.output {
            compare(output, with: expected, of: index, what: "the output differs")
        }
        for (number, comment) in (fence.swift?.values ?? []).enumerated() {
            verify(comment, snippet.values[number], index)
        }
    }

    /// What a snippet printed as text; nil, and reported, if it is none.
    private mutating func printed(_ snippet: Recording.Snippet, _ index: Int) -> String? {
        let position = chapter.fences[index].position
        guard let text = snippet.output else {
            report("this snippet printed bytes that are not UTF-8", at: position, fence: index)
            return nil
        }
        if let control = text.unicodeScalars.first(where: { $0 != "\n" && Visible.isControl($0) }) {
            report(
                "this snippet printed the control character \(Visible.line(String(control)))"
                    + "; only tabs and newlines can be shown", at: position, fence: index)
            return nil
        }
        return text
    }

    private mutating func verify(_ comment: ValueComment, _ value: String?, _ index: Int) {
        let position = chapter.fences[index].position(ofByte: comment.comment.lowerBound)
        guard let value else {
            return report("this statement never ran, so it has no value", at: position, fence: index)
        }
        if value.unicodeScalars.contains("\n") {
            report(
                "this value has several lines; print it into an output instead", at: position, fence: index)
        } else if value.unicodeScalars.contains(where: Visible.isControl) {
            report("this value holds a control character: \(Visible.line(value))", at: position, fence: index)
        } else if !comment.matches(value) {
            let what = comment.expected.isEmpty ? "the value is still to be filled in" : "the value differs"
            report(what, at: position, fence: index, details: ["  - \(comment.expected)", "  + \(value)"])
        }
    }

    // MARK: Figures

    private mutating func verifyFigures(_ recording: Recording, _ program: Program, isWhole: Bool) {
        var made: [String: String] = [:]
        var makers: [String: Int] = [:]
        for snippet in recording.snippets where program.parts.indices.contains(snippet.part) {
            let index = program.parts[snippet.part]
            for figure in snippet.figures {
                let position =
                    figure.place.map { program.position(of: $0, in: chapter) }
                    ?? chapter.fences[index].position
                if !FenceKind.isIdentifier(figure.name) {
                    report(
                        "the figure's name '\(figure.name)' may hold only the characters a-z, 0-9 and '-'",
                        at: position,
                        fence: index)
                } else if made[figure.name] != nil {
                    report("the figure '\(figure.name)' is made twice", at: position, fence: index)
                } else if let fault = SVGDocument.fault(in: figure.text) {
                    report("the figure '\(figure.name)' can't be shown: \(fault)", at: position, fence: index)
                } else {
                    made[figure.name] = figure.text
                    makers[figure.name] = index
                    if !chapter.figures.contains(where: { $0.name == figure.name }) {
                        report(
                            "the figure '\(figure.name)' is never shown: add ![…](figures/\(figure.name).svg)",
                            as: .warning, at: position, fence: nil)
                    }
                }
            }
        }
        guard isWhole else { return }
        reportMissing(chapter.figures, among: made)
        for figure in chapter.figures {
            guard let text = made[figure.name] else { continue }
            if figureFiles[figure.name].map({ $0.elementsEqual(text.utf8) }) != true {
                let state =
                    figureFiles[figure.name] == nil ? "is not there yet" : "is not what the chapter makes"
                report(
                    "figures/\(figure.name).svg \(state); 'promote' writes it", at: figure.position,
                    fence: makers[figure.name])
            }
        }
    }

    private mutating func reportMissing(_ figures: [Chapter.FigureUse], among made: [String: String]) {
        for figure in figures where made[figure.name] == nil {
            report(
                "no snippet of this chapter makes the figure '\(figure.name)'"
                    + Suggestion.phrase(for: figure.name, among: made.keys.sorted()), at: figure.position,
                fence: nil)
        }
    }
}
