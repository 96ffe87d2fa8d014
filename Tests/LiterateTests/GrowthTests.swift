import Markdown
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@testable import Literate

/// Twice as much takes about twice as long: measured in the processor's time of this thread, best of three.
@Suite("Time grows with the size", .serialized)
struct GrowthTests {
    private func seconds(_ work: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
        }
        return (0..<3).map { _ in
            let start = now()
            work()
            return now() - start
        }.min() ?? 0
    }

    /// Whether four times as much takes less than nine times as long; a quadratic way takes sixteen.
    private func isLinear(_ size: Int, _ work: (Int) -> Void) -> Bool {
        seconds { work(4 * size) } < 9 * seconds { work(size) } + 0.01
    }

    private func prove(_ text: String, printing outputs: [String] = [], values: [String] = []) {
        let read = chapter(text)
        let result = read.result(printing: outputs, values: values)
        let verifier = Verifier(read, result, figureFiles: [:])
        _ = Report(read, findings: read.findings + verifier.findings, unproved: verifier.unproved)
        _ = Promotion(read, result, figureFiles: [:])
    }

    @Test("of a chapter of ten thousand fences")
    func fences() {
        #expect(
            isLinear(2500) { count in
                let text = (0..<count).map {
                    "```swift\nlet a\($0) = 1 // → 1\nprint(a\($0))\n```\n\n```output\n1\n```\n\n"
                }.joined()
                prove(
                    text, printing: Array(repeating: "1\n", count: count),
                    values: Array(repeating: "2", count: count))
            })
    }

    @Test("of a snippet of a hundred thousand lines")
    func longSnippet() {
        for line in [
            "let a = f(1, [2], \"\\(b)\")", "@A", ".f { $0 }", "a +", "/x", "// → 1", "f(", "let let let",
            "a <", "\"\"\"",
        ] {
            #expect(
                isLinear(25_000) { count in
                    prove("```swift\n" + String(repeating: line + "\n", count: count) + "```\n")
                }, "\(line)")
        }
    }

    @Test("of a line of a hundred thousand words")
    func longLine() {
        for word in [
            "let a = 1, ", "let ", "a < b, ", "(/a ", "#", "\"\\(", "@A ", "private ", "a: ", "case a, ",
            "<b>",
        ] {
            #expect(
                isLinear(10_000) { count in
                    let text = "```swift\n" + String(repeating: word, count: count) + "\n```\n"
                    prove(text)
                    _ = chapter(text).fences[0].swift?.declaredNames
                }, "\(word)")
        }
    }

    @Test("of a paragraph of raw HTML")
    func html() {
        #expect(isLinear(5000) { prove(String(repeating: "a <b> ", count: $0)) })
    }

    @Test("of huge outputs against huge expectations, equal or not")
    func outputs() {
        for (expected, printed) in [
            ("a\n", "a\n"), ("a\n", "b\n"), ("a…\n", "b\n"), ("…\n", "b\n"), ("…\na\n", "a\nb\n"),
        ] {
            #expect(
                isLinear(20_000) { count in
                    let text =
                        "```swift\nf()\n```\n```output\n" + String(repeating: expected, count: count)
                        + "```\n"
                    prove(text, printing: [String(repeating: printed, count: count)])
                }, "\(expected) \(printed)")
        }
    }

    @Test("of fences that must fail among many snippets")
    func failing() {
        #expect(
            isLinear(1000) { count in
                let text =
                    String(repeating: "```swift\nlet a = 1\n```\n", count: count) + "```swift fails\nb\n```\n"
                let read = chapter(text)
                _ = Sharing(read).holds(for: count)
            })
    }

    @Test("of statements left out one after the other")
    func omission() {
        #expect(
            isLinear(2000) { count in
                let lines = (0..<count).map { "let a\($0 + 1) = a\($0)\n" }.joined()
                let read = chapter("```swift\n\(lines)```\n")
                var omission = Omission()
                _ = omission.leaveOut([(0, Program.Place(part: 0, line: 0, column: 0))], of: read)
            })
    }
}
