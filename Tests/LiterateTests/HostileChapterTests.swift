import Markdown
import Testing

@testable import Literate

/// No trap is reachable from a Markdown file, or from what its programs write.
@Suite("A hostile chapter")
struct HostileChapterTests {
    private static let pieces: [String] = [
        "```", "````", "~~~", "swift", " hidden", " fails", " traps", " exercise e", " check e",
        " solution e", "hint e", "output",
        "diagnostic", "table", "math eq", "math", "text", "\n", "\n\n", "\r\n", "\r", "\u{FEFF}", "\0", "> ",
        "- ", "1. ", "\t", "    ",
        "# ", "let a = 1", " // →", " // → 1…", "// → ", "f(", ")", "{", "}", "[", "]", "\"", "\"\"\"", "\\(",
        "#\"", "\"#", "/*", "*/",
        "#if", "#endif", "#line", "#sourceLocation(file: \"a\", line: 1)", ";", ",", "|", "|---|", "…", "<b>",
        "<!--", "-->", "[@k]",
        "[a](#b)", "![a](figures/b.svg)", "$`x`$", "`let`", "@A", "let", "=",
        "let (a, b) = c, d: Dictionary<Int, Int> = e", "import A",
        "extension B: C {", "func g() {}", "/a/", "#/a", "中", "é", "_ =", "operator", "outer:",
        "if a {} else", "%E4", "\u{1B}[",
    ]

    static func bytes(seed: Int) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...60, using: &random) {
            bytes += (pieces.randomElement(using: &random) ?? "").utf8
            if Int.random(in: 0..<40, using: &random) == 0 {
                bytes.append(UInt8.random(in: 0...255, using: &random))
            }
        }
        return bytes
    }

    @Test("is read, tangled, searched, verified and promoted without a trap, and promoted once for all")
    func fuzz() {
        for seed in 0..<4000 {
            var random = SeededGenerator(seed: seed)
            let read = Chapter(path: "a.md", source: Source(bytes: Self.bytes(seed: seed)))
            let program = Tangle.chapter(read)
            for offset in stride(from: 0, through: program.text.utf8.count, by: 7) {
                if let place = program.place(ofByte: offset) { _ = program.position(of: place, in: read) }
            }
            let sharing = Sharing(read)
            for fence in read.swiftFences {
                _ = Tangle.failing(fence, of: read)
                _ = Tangle.trap(fence, of: read)
                if sharing.holds(for: fence) { _ = Tangle.failingTogether([fence], of: read) }
            }
            for exercise in read.exercises { _ = Tangle.exercise(exercise, answer: exercise.stub, of: read) }
            var omission = Omission()
            for (part, fence) in program.parts.enumerated() {
                let place = Program.Place(part: part, line: Int.random(in: 0...3, using: &random), column: 5)
                _ = omission.leaveOut([(fence, place)], of: read)
                _ = Tangle.program(of: read, without: omission, recordsValues: true)
            }
            let outputs = program.parts.map { _ in
                ["", "a\n", "```\n\u{1B}", "~~~~\n…\n"].randomElement(using: &random) ?? ""
            }
            let result = read.result(printing: outputs, values: ["1", "", "a\nb", "x"])
            let findings = read.findings + Verifier(read, result, figureFiles: [:]).findings
            for finding in findings {
                let position = finding.diagnostic.position
                #expect(
                    position.line >= 1 && position.line <= read.source.lineCount && position.column >= 1,
                    "seed \(seed): \(finding)")
            }
            _ = Report(read, findings: findings)
            let promoted = Promotion(read, result, figureFiles: [:]).bytes
            // What is not edited is the same: so without anything to accept the file is.
            if promoted == read.source.bytes { continue }
            let again = Chapter(path: "a.md", source: Source(bytes: promoted))
            #expect(again.swiftFences.count == read.swiftFences.count, "seed \(seed)")
            let next = again.result(printing: outputs, values: ["1", "", "a\nb", "x"])
            #expect(Promotion(again, next, figureFiles: [:]).bytes == promoted, "seed \(seed)")
        }
    }

    @Test("can write what it likes into the channel")
    func channel() {
        let read = chapter("```swift\nf() // → 1\n```\n\n![a](figures/a.svg)\n")
        let program = Tangle.chapter(read)
        let words = [
            "@mark ", "begin", "value", "figure", "expect", "end", " ", "0", "1", "-1", "7",
            "9223372036854775807", "\n", "<svg/>", "a",
        ]
        for seed in 0..<3000 {
            var random = SeededGenerator(seed: seed)
            let text = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                words.randomElement(using: &random) ?? ""
            }.joined()
            var result = ProgramResult()
            result.recording = Recording(
                channel: Array(text.utf8), standardOutput: Array(text.utf8), mark: FakeChannel.mark,
                program: program)
            result.ending = .exited(0)
            let all = ChapterResult(main: (program, result))
            _ = Verifier(read, all, figureFiles: [:])
            _ = Promotion(read, all, figureFiles: [:])
        }
    }
}
