import Testing

@testable import Literate

@Suite("An expected output")
struct ExpectedOutputTests {
    @Test(
        "holds exactly, but for one final newline and what an ellipsis leaves open",
        arguments: [
            ("a\n", "a", true), ("a\n", "a\n", true), ("a\n", "a\n\n", false), ("a\n\n", "a\n", false),
            ("", "", true),
            ("", "\n", false), ("\n", "\n", true), ("a \n", "a\n", false), ("é\n", "e\u{301}\n", false),
            ("a…c\n", "abbc\n", true), ("a…c\n", "ac\n", true), ("a…c\n", "ab\n", false), ("…\n", "", true),
            ("…\n", "a\nb\n", true), ("a\n…\nz\n", "a\nz\n", true), ("a\n…\nz\n", "a\nz\nb\nz\n", true),
            ("a\n…\nz\n", "a\nz\nb\n", false), ("… \n", "x\n", false), ("…b…\n", "abab\n", true),
            ("a\n…", "a\n", true),
            ("…\n…\nb\n", "b\n", true), ("a…\n", "ab\nc\n", false), ("[…]\n", "[1, 2]\n", true),
            ("\u{2026}x\n", "x\n", true),
        ])
    func matching(_ expected: String, _ output: String, _ holds: Bool) {
        #expect(ExpectedOutput(expected).matches(output) == holds)
    }

    @Test("shows where it differs, with two agreeing lines before")
    func difference() {
        let expected = ExpectedOutput("one\ntwo\nthree\nfour\nfive\n")
        let difference = expected.difference(from: "one\ntwo\nthree\nFOUR\nfive\nsix\n")
        #expect(difference.firstLine == 3)
        #expect(
            difference.details == ["    two", "    three", "  - four", "  + FOUR", "    five", "  + six"])
        #expect(ExpectedOutput("a\nb\n").difference(from: "a\n").details == ["    a", "  - b"])
        #expect(ExpectedOutput("").difference(from: "x\n").details == ["  + x"])
    }

    @Test("shows of a long difference the beginning")
    func longDifference() {
        let details = ExpectedOutput("").difference(from: String(repeating: "x\n", count: 100)).details
        #expect(details.count == 25)
        #expect(details.last == "    (and 76 lines more)")
    }

    @Test(
        "keeps each ellipsis that still fits when another output is accepted",
        arguments: [
            ("a\n…\nz\n", "a\n1\n2\ny\n", ["a", "…", "y"]),
            ("loss 0.5…\nend\n", "loss 0.51\nEnd\n", ["loss 0.5…", "End"]),
            ("loss 0.5…\n", "loss 0.6\n", ["loss 0.6"]), ("…\n", "a\nb\n", ["…"]), ("a\n", "", []),
            ("", "a\nb\n", ["a", "b"]),
            ("a\nb\nc\n", "a\nc\n", ["a", "c"]), ("a\nc\n", "a\nb\nc\n", ["a", "b", "c"]),
            ("x\n…\nx\n", "x\n1\nx\n2\nx\n3\n", ["x", "…", "3"]),
        ])
    func accepting(_ expected: String, _ output: String, _ lines: [String]) {
        let expectation = ExpectedOutput(expected)
        let accepted = expectation.accepting(output).map { line in
            switch line {
            case .kept(let number): expectation.lines[number]
            case .new(let text): text
            }
        }
        #expect(accepted == lines)
    }

    /// By trying every way: the plain meaning of `…`, for short texts.
    private func matchesNaively(_ pattern: [Character], _ text: [Character]) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        if first == "…" {
            return (0...text.count).contains {
                matchesNaively(Array(pattern.dropFirst()), Array(text.dropFirst($0)))
            }
        }
        return text.first == first && matchesNaively(Array(pattern.dropFirst()), Array(text.dropFirst()))
    }

    @Test("agrees with trying every way, within lines and between them")
    func naive() {
        var random = SeededGenerator(seed: 1)
        for _ in 0..<4000 {
            let pattern = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                "ab…".randomElement(using: &random) ?? "a"
            }
            let text = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                "ab".randomElement(using: &random) ?? "a"
            }
            let holds = matchesNaively(pattern, text)
            #expect(Wildcard.line(String(text), fits: String(pattern)) == holds, "\(pattern) \(text)")
            let lines = ExpectedOutput(pattern.map { "\($0)\n" }.joined())
            #expect(lines.matches(text.map { "\($0)\n" }.joined()) == holds, "\(pattern) \(text)")
        }
    }

    @Test("holds for what was accepted, whatever it was before")
    func acceptedHolds() {
        var random = SeededGenerator(seed: 2)
        let words = ["a", "b", "…", "a…", "…b", "", "`", "ab"]
        for _ in 0..<4000 {
            let expected = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                words.randomElement(using: &random) ?? ""
            }
            let output = (0..<Int.random(in: 0...6, using: &random)).map { _ in
                ["a", "b", "ab", "", "c"].randomElement(using: &random) ?? ""
            }
            let expectation = ExpectedOutput(expected.map { $0 + "\n" }.joined())
            let text = output.map { $0 + "\n" }.joined()
            let accepted = expectation.accepting(text).map { line in
                switch line {
                case .kept(let number): expectation.lines[number] + "\n"
                case .new(let text): text + "\n"
                }
            }
            #expect(ExpectedOutput(accepted.joined()).matches(text), "\(expected) \(output) \(accepted)")
            if expectation.matches(text) {
                #expect(accepted == expected.map { $0 + "\n" }, "\(expected) \(output)")
            }
        }
    }
}
