import Markdown
import Testing

@testable import Literate

@Suite("A report")
struct ReportTests {
    private let read = chapter(
        "```swift\n```\n```output\n```\n```swift fails\n```\n```swift traps\n```\n```swift exercise e\n```\n```swift check e\n```\n```swift solution e\n```\n"
    )

    private func finding(_ line: Int, fence: Int?, _ severity: Diagnostic.Severity = .error) -> Finding {
        read.finding(severity, at: SourcePosition(line: line, column: 1), "m\(line)", fence: fence)
    }

    @Test("counts each Swift fence once, of every kind, and no other fence")
    func fences() {
        let report = Report(read, findings: [])
        #expect(report.passed == 6)
        #expect(report.failed == 0)
    }

    @Test("counts a fence with several errors once, a fault outside any as one more, and no warnings")
    func failures() {
        let report = Report(
            read,
            findings: [
                finding(1, fence: 0), finding(2, fence: 0), finding(9, fence: nil), finding(9, fence: nil),
                finding(5, fence: 2, .warning),
            ])
        #expect(report.passed == 5)
        #expect(report.failed == 3)
    }

    @Test("counts a fence that was not proved as failed")
    func unproved() {
        let report = Report(read, findings: [finding(1, fence: 0)], unproved: [0, 2, 3])
        #expect(report.passed == 3)
        #expect(report.failed == 3)
    }

    @Test("tells what is wrong in the order of lines, with notes behind what they belong to")
    func order() {
        let report = Report(
            read,
            findings: [
                finding(7, fence: 3), finding(1, fence: nil, .note), finding(2, fence: nil),
                finding(7, fence: 3),
                finding(3, fence: nil, .warning),
            ])
        #expect(report.diagnostics.map(\.message) == ["m2", "m3", "m7", "m1", "m7"])
    }
}

@Suite("A diagnostic")
struct DiagnosticTests {
    @Test("is printed on one line, with the Markdown's own line and a caret below")
    func rendering() {
        let source = Source("a\n\t中文 \u{1B}x\n")
        let diagnostic = Diagnostic(
            path: "b/a\nb.md", at: SourcePosition(line: 2, column: 9), "m\nn",
            details: Diagnostic.excerpt(of: source, at: SourcePosition(line: 2, column: 9)))
        #expect(
            diagnostic.rendered == """
                b/a⏎ b.md:2:9: error: m⏎ n
                    2 | \t中文 \\u{1B}x
                      | \t     ^
                """)
    }

    @Test("shows of a long line what stands around the column")
    func longLines() {
        let line = String(repeating: "é", count: 1_000_000)
        let excerpt = Diagnostic.excerpt(of: Source(line), at: SourcePosition(line: 1, column: 1001))
        #expect(excerpt[0] == "    1 | …" + String(repeating: "é", count: 120) + "…")
        #expect(excerpt[1] == "      | " + String(repeating: " ", count: 61) + "^")
        #expect(
            Diagnostic.excerpt(of: Source("ab"), at: SourcePosition(line: 1, column: 99))[1] == "      |   ^")
        #expect(Diagnostic.excerpt(of: Source("ab"), at: SourcePosition(line: 3, column: 1)) == [])
    }
}
