import Foundation
import Markdown
import Testing

@Suite struct LimitTests {
    @Test(
        "10,000 nested blocks and inlines work on a thread of 512 KiB",
        arguments: [">", "- ", "1. ", "*a ", "!["])
    func nested(mark: String) throws {
        let close = mark == "*a " ? "*" : mark == "![" ? "](b)" : ""
        let text = String(repeating: mark, count: 10_000) + "x" + String(repeating: close, count: 10_000)
        let equal = onSmallThread {
            guard let document = try? Document(parsing: Source(text)) else { return false }
            return document.html() == cmarkHTML(Array(text.utf8)) && document.plainText(of: 0).hasSuffix("x")
                && document.nodes.allSatisfy { $0.range != nil }
        }
        #expect(equal)
    }

    @Test(
        "1,000,000 nested ones are an error at the first that is too deep",
        arguments: [
            (">", "", 1), ("- ", "", 2), ("1. ", "", 3), ("*a ", "*", 3), ("![", "](b)", 2), ("**", "**", 2),
        ])
    func tooDeep(mark: String, close: String, width: Int) {
        let text =
            String(repeating: mark, count: 1_000_000) + "x" + String(repeating: close, count: 1_000_000)
        let error = onSmallThread { () -> ParseError? in
            do throws(ParseError) {
                _ = try Document(parsing: Source(text))
                return nil
            } catch { return error }
        }
        #expect(error?.reason == .nestedTooDeep && error?.limit == Document.nestingLimit)
        #expect(error?.position == SourcePosition(line: 1, column: Document.nestingLimit * width + 1))
    }

    @Test("300,000 brackets that nest nothing are text")
    func brackets() throws {
        let text = String(repeating: "[", count: 300_000) + "a" + String(repeating: "]", count: 300_000)
        let document = try Document(parsing: Source(text))
        #expect(document.nodes.map(\.kind) == [.document, .paragraph, .text(text)])
    }

    @Test(
        "Two megabytes of anything are parsed",
        arguments: [
            "word ", "- a\n", "a\n", "\n", "`a", "[a](b", "&amp;&copy;", "a \u{0}\n", "[a]: /u\n", "```\n",
            "<a ", "a\\\n", "\t",
            "[a]: /u\n===\n", "*a _", "\\",
        ])
    func large(piece: String) throws {
        let bytes = Array(String(repeating: piece, count: 2_000_000 / piece.utf8.count).utf8)
        #expect(try Document(parsing: Source(bytes: bytes)).html() == cmarkHTML(bytes))
    }
}

/// What `work` gives on a thread with half a megabyte of stack, the size of every thread but the first on
/// some platforms.
private func onSmallThread<T: Sendable>(_ work: @escaping @Sendable () -> T) -> T {
    nonisolated(unsafe) var result: T?
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
        result = work()
        done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
    return result!
}
