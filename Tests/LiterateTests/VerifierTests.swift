import Markdown
import Testing

@testable import Literate

@Suite("Verifying")
struct VerifierTests {
    private func findings(_ text: String, printing outputs: [String], values: [String] = []) -> [String] {
        let read = chapter(text)
        return Verifier(read, read.result(printing: outputs, values: values), figureFiles: [:]).findings
            .map { "\($0.diagnostic.position): \($0.diagnostic.message)" }
    }

    @Test("finds an output and a value that differ at their line")
    func differences() {
        let text = "```swift\nf()\nlet a = 1 // → 2\ng() // →\n```\n\n> ```output\n> a\n> b\n> ```\n"
        #expect(
            findings(text, printing: ["a\nc\n"], values: ["1", ""]) == [
                "8:3: the output differs", "3:11: the value differs",
            ].map { $0 == "8:3: the output differs" ? "9:3: the output differs" : $0 } + [])
        #expect(
            findings(text, printing: ["a\nb\n"], values: ["2", "3"]) == [
                "4:5: the value is still to be filled in"
            ])
        #expect(
            findings(text, printing: ["a\nb\n"], values: ["2\n", "x\u{1B}"]) == [
                "3:11: this value has several lines; print it into an output instead",
                "4:5: this value holds a control character: x\\u{1B}",
            ])
        #expect(
            findings(text, printing: ["a\nb\n"], values: ["2"]) == [
                "4:5: this statement never ran, so it has no value"
            ])
    }

    @Test("compares nothing that no fence holds, and refuses what can't be shown even then")
    func withoutOutput() {
        let text = "```swift\nf()\n```\n"
        #expect(findings(text, printing: ["anything <b>\t\n"]) == [])
        #expect(
            findings(text, printing: ["\u{1B}[2J"]) == [
                "1:1: this snippet printed the control character \\u{1B}; only tabs and newlines can be shown"
            ])
        #expect(findings(text, printing: ["a\r\n"]).count == 1)
    }

    @Test("says how a program ended that did not come to its end, and which snippet never ran")
    func endings() {
        let read = chapter("```swift\nf()\n```\n\n```swift\ng()\n```\n\n```swift\nh()\n```\n")
        func message(_ ending: ProgramResult.Ending, began: Int) -> [String] {
            var result = read.result(printing: [])
            result.main.result.recording?.isComplete = false
            result.main.result.recording?.snippets.removeLast(3 - began)
            result.main.result.ending = ending
            let verifier = Verifier(read, result, figureFiles: [:])
            let report = Report(read, findings: verifier.findings, unproved: verifier.unproved)
            return verifier.findings.map { "\($0.diagnostic.position): \($0.diagnostic.message)" }
                + ["\(report.passed) passed, \(report.failed) failed"]
        }
        #expect(
            message(.exited(0), began: 2) == [
                "5:1: the program ended with exit code 0 in the middle of this snippet; the snippet at line 9 never ran",
                "1 passed, 2 failed",
            ])
        #expect(
            message(.stopped(limit: "the time limit of 1 s"), began: 3) == [
                "9:1: the program hit the time limit of 1 s in this snippet", "2 passed, 1 failed",
            ])
        #expect(
            message(.crashed(message: "boom", place: .init(part: 0, line: 0, column: 1)), began: 1) == [
                "2:2: the program crashed: boom; the snippet at line 5 never ran", "0 passed, 3 failed",
            ])
        #expect(message(.exited(1), began: 0).last == "0 passed, 3 failed")
    }

    @Test("reports a process left behind, stray bytes and missing records at their snippet")
    func disturbances() {
        let read = chapter("```swift\nf()\n```\n\n```swift\ng()\n```\n")
        var result = read.result(printing: [])
        result.main.result.leftBehind = 2
        result.main.result.recording?.snippets[0].isDisturbed = true
        #expect(
            Verifier(read, result, figureFiles: [:]).findings.map {
                "\($0.diagnostic.position): \($0.diagnostic.message)"
            } == [
                "1:1: this snippet wrote stray bytes into the transcript's channel (file descriptor 3)",
                "5:1: the program left 2 processes behind",
            ])
        result = read.result(printing: [])
        result.main.result.recording?.snippets.removeFirst()
        #expect(
            Verifier(read, result, figureFiles: [:]).findings.map {
                "\($0.diagnostic.position): \($0.diagnostic.message)"
            } == [
                "1:1: this snippet's records are missing in the transcript's channel (file descriptor 3)"
            ])
    }

    @Test("compares figures with their files, and misses those that nobody makes")
    func figures() {
        let read = chapter(
            "```swift\nf()\n```\n\n![a](figures/a.svg) ![b](figures/b.svg)\n\n![c](figures/cc.svg)\n")
        var result = read.result(printing: [])
        for (name, text) in [
            ("a", "<svg>1</svg>"), ("b", "<svg>2</svg>"), ("b", "<svg/>"), ("X", "<svg/>"), ("c", "<svg/>"),
        ] {
            result.main.result.recording?.snippets[0].figures.append(
                .init(name: name, text: text, place: .init(part: 0, line: 0, column: 0)))
        }
        let found = Verifier(read, result, figureFiles: ["a": Array("<svg>1</svg>".utf8)]).findings
        #expect(
            found.map { "\($0.diagnostic.position): \($0.diagnostic.severity): \($0.diagnostic.message)" }
                == [
                    "2:1: error: the figure 'b' is made twice",
                    "2:1: error: the figure's name 'X' may hold only the characters a-z, 0-9 and '-'",
                    "2:1: warning: the figure 'c' is never shown: add ![…](figures/c.svg)",
                    "7:1: error: no snippet of this chapter makes the figure 'cc'; did you mean 'c'?",
                    "5:21: error: figures/b.svg is not there yet; 'promote' writes it",
                ])
        let empty = chapter("![a](figures/a.svg)\n")
        #expect(Verifier(empty, empty.result(printing: []), figureFiles: [:]).findings.count == 1)
        let unrun = ChapterResult(main: (Tangle.chapter(empty), ProgramResult()))
        #expect(Verifier(empty, unrun, figureFiles: [:]).findings.count == 1)
    }

    @Test("asks of a stub that it fails and of a solution that it passes")
    func exercises() throws {
        let read = chapter("```swift exercise e\n```\n```swift check e\nc\n```\n```swift solution e\n```\n")
        let exercise = try #require(read.exercises.first)
        func proof(_ answer: Int, _ ending: ProgramResult.Ending, failure: Bool, isComplete: Bool = true)
            -> ChapterResult.Proof
        {
            let program = Tangle.exercise(exercise, answer: answer, of: read)
            var channel = FakeChannel()
            channel.record("begin", 0, 0)
            channel.record("begin", 1, 0)
            if failure { channel.record("expect", 4, 0, "must be right") }
            if isComplete { channel.record("end", 0, 0) }
            var result = ProgramResult()
            result.recording = Recording(
                channel: channel.bytes, standardOutput: [], mark: FakeChannel.mark, program: program)
            result.ending = ending
            return (program, result)
        }
        func found(stub: ChapterResult.Proof, solution: ChapterResult.Proof) -> [String] {
            var result = read.result(printing: [])
            result.exercises = [(stub, solution)]
            return Verifier(read, result, figureFiles: [:]).findings.map {
                "\($0.diagnostic.position): \($0.diagnostic.message)"
            }
        }
        let failing = proof(0, .exited(0), failure: true)
        let passing = proof(2, .exited(0), failure: false)
        #expect(found(stub: failing, solution: passing) == [])
        #expect(
            found(
                stub: proof(0, .crashed(message: "m", place: nil), failure: false, isComplete: false),
                solution: passing) == [])
        #expect(
            found(stub: proof(0, .exited(0), failure: false), solution: passing)
                == ["1:1: the stub already satisfies its checks: there is nothing to solve"])
        #expect(
            found(
                stub: proof(0, .stopped(limit: "the time limit of 1 s"), failure: true, isComplete: false),
                solution: passing)
                == ["1:1: the stub hit the time limit of 1 s"])
        #expect(
            found(stub: proof(0, .exited(0), failure: false, isComplete: false), solution: passing)
                == ["1:1: the stub ended with exit code 0 before its checks were through"])
        #expect(
            found(stub: failing, solution: proof(2, .exited(0), failure: true))
                == ["4:1: the solution fails this check: must be right"])
        #expect(
            found(
                stub: failing,
                solution: proof(2, .crashed(message: "m", place: nil), failure: false, isComplete: false))
                == ["6:1: the solution crashed: m"])
    }
}
