import Markdown

extension ChapterReader {
    // MARK: Outputs and diagnostics

    /// Gives each `output` and `diagnostic` fence to the nearest Swift fence before it.
    mutating func pairOutputs() {
        var last: Int?
        var isUnknown = false
        for index in chapter.fences.indices {
            // What belongs to a fence with a slip in its words is not to be blamed as well.
            if unknownBefore.contains(index) { isUnknown = true }
            if chapter.fences[index].role != nil { isUnknown = false }
            guard !isUnknown else { continue }
            switch chapter.fences[index].kind {
            case .swift: last = index
            case .output: pairOutput(index, with: last)
            case .diagnostic: pairDiagnostic(index, with: last)
            default: break
            }
        }
    }

    private mutating func pairOutput(_ index: Int, with swift: Int?) {
        let position = chapter.fences[index].position
        guard let swift, let role = chapter.fences[swift].role else {
            return report("this output belongs to no 'swift' fence: none stands before it", at: position)
        }
        switch role {
        case .snippet, .traps:
            if chapter.fences[swift].output != nil {
                report(
                    "a second output for the 'swift' fence at line \(chapter.fences[swift].position.line)",
                    at: position,
                    fence: swift)
            } else {
                chapter.fences[swift].output = index
            }
        case .fails:
            report(
                "a 'swift fails' fence prints nothing; its errors stand in a 'diagnostic' fence",
                at: position,
                fence: swift)
        case .exercise, .check, .solution:
            report("an exercise's output is not compared: its checks judge it", at: position, fence: swift)
        }
    }

    private mutating func pairDiagnostic(_ index: Int, with swift: Int?) {
        let position = chapter.fences[index].position
        guard let swift, chapter.fences[swift].role == .fails else {
            return report(
                "a 'diagnostic' fence belongs behind a 'swift fails' fence", at: position, fence: swift)
        }
        if chapter.fences[swift].diagnostic != nil {
            report(
                "a second diagnostic for the 'swift fails' fence at line \(chapter.fences[swift].position.line)",
                at: position, fence: swift)
        } else {
            chapter.fences[swift].diagnostic = index
        }
    }

    // MARK: Exercises

    /// Brings each exercise's stub, checks, solution and hints together.
    mutating func readExercises() {
        for index in chapter.fences.indices {
            if case .swift(.exercise(let id)) = chapter.fences[index].kind {
                declare(id, at: chapter.fences[index].position, fence: index)
                chapter.exercises.append(Chapter.Exercise(id: id, stub: index))
            }
        }
        for index in chapter.fences.indices {
            switch chapter.fences[index].kind {
            case .swift(.check(let id)):
                withExercise(id, index) { $0.checks.append(index) }
            case .swift(.solution(let id)):
                if let other = chapter.exercises.first(where: { $0.id == id })?.solution {
                    report(
                        "a second solution for exercise '\(id)'; the first is at line "
                            + "\(chapter.fences[other].position.line)", at: chapter.fences[index].position,
                        fence: index)
                } else {
                    withExercise(id, index) { $0.solution = index }
                }
            case .hint(let id):
                withExercise(id, index) { $0.hints.append(index) }
            default: break
            }
        }
        for exercise in chapter.exercises {
            let position = chapter.fences[exercise.stub].position
            if exercise.checks.isEmpty {
                report(
                    "exercise '\(exercise.id)' has no check: add a 'swift check \(exercise.id)' fence",
                    at: position,
                    fence: exercise.stub)
            }
            if exercise.solution == nil {
                report(
                    "exercise '\(exercise.id)' has no solution: add a 'swift solution \(exercise.id)' fence",
                    at: position,
                    fence: exercise.stub)
            }
        }
    }

    private mutating func withExercise(_ id: String, _ fence: Int, _ change: (inout Chapter.Exercise) -> Void)
    {
        if let index = chapter.exercises.firstIndex(where: { $0.id == id }) {
            change(&chapter.exercises[index])
        } else {
            report(
                "no exercise '\(id)' in this chapter"
                    + Suggestion.phrase(for: id, among: chapter.exercises.map(\.id)),
                at: chapter.fences[fence].position, fence: chapter.fences[fence].role == nil ? nil : fence)
        }
    }
}
