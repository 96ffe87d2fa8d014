import Testing

@testable import Toolchain

@Suite("The report of a crash")
struct CrashReportTests {
    private let file = "lectures/my text.md"

    private func outcome(_ which: String) throws -> Outcome {
        let scratch = try Scratch()
        let environment = Command.ownEnvironment.merging(CrashReport.environment) { $1 }
        let command = Command(try Programs.crashes.get(), [which], environment: environment)
        return try command.run(within: Limits(time: 30), in: scratch.path)
    }

    private static let cases: [(which: String, message: String, line: Int, column: Int)] = [
        ("subscript", "Index out of range", 10, 37),
        ("precondition", "first line\nsecond line", 11, 32),
        ("unwrap", "Unexpectedly found nil while unwrapping an Optional value", 12, 34),
        ("overflow", "arithmetic overflow", 13, 44),
        ("division", "Division by zero", 14, 34),
        ("stack", "stack overflow", 15, 29),
        ("frames", "stack overflow", 16, 30),
        ("fake", "true", 20, 70),
        ("fake overflow", "arithmetic overflow", 21, 85),
        ("fake null", "bad pointer dereference", 23, 96),
        ("assert", "claim", 24, 24),
        ("plain assert", "Assertion failed", 25, 30),
        ("plain precondition", "Precondition failed", 26, 36),
        ("plain fatal", "Fatal error", 27, 29),
        ("try", "'try!' expression unexpectedly raised an error: it went\nwrong", 29, 26),
        ("closure", "Division by zero", 31, 44),
        ("quote", "he said: Fatal error: no", 32, 23),
        ("thread", "elsewhere", 33, 46),
        ("unicode", "größer als → 😀", 35, 25),
    ]

    @Test("has the message and the place in the text", arguments: cases.indices)
    func messageAndPlace(index: Int) throws {
        let expected = Self.cases[index]
        let report = try #require(CrashReport(try outcome(expected.which), in: file))
        #expect(report.message == expected.message, "\(expected.which)")
        #expect(
            report.place == .init(file: file, line: expected.line, column: expected.column),
            "\(expected.which)")
    }

    @Test(
        "without a place has the message",
        arguments: [
            ("abort", "aborted"),
            ("throw", "Error raised at top level: it went\nwrong"),
            ("fake kill", "killed"),
            ("cast", "Could not cast value of type 'Swift.Array<Swift.Int>' to 'Swift.String'."),
            ("exclusive", "Fatal access conflict detected."),
        ])
    func messageAlone(which: String, message: String) throws {
        let report = try #require(CrashReport(try outcome(which), in: file))
        #expect(report.message == message)
        #expect(report.place == nil)
    }

    @Test("is of another file's place only if asked")
    func otherFile() throws {
        let outcome = try outcome("stack")
        #expect(CrashReport(outcome, in: "main.swift")?.place?.line == 4)
        #expect(CrashReport(outcome, in: "text.md")?.place == nil)
        #expect(CrashReport(outcome, in: "my text.md")?.place?.line == 15)
    }

    @Test("is none where a program ended by itself")
    func noCrash() throws {
        #expect(CrashReport(try outcome("exit"), in: file) == nil)
        #expect(CrashReport(try outcome("nothing"), in: file) == nil)
    }

    @Test("is read from any bytes")
    func anyBytes() {
        let whole = Array(
            """
            x/y.swift:1: Fatal error: a
            *** Signal 11: Backtracing from 0x1
            *** Program crashed: Bad pointer dereference at 0xffffffffffffffff ***
            0 0x1 in x at /a.md:1:99999999999999999999
            rsp 0xffffffffffffffff
            """.utf8)
        for seed in 0..<2000 {
            var bytes = whole.damaged(seed)
            if seed % 2 == 0 { bytes.removeLast(seed / 2 % bytes.count) }
            #expect(!CrashReport(standardError: bytes, signal: 11, in: "a.md").message.isEmpty)
        }
    }
}
