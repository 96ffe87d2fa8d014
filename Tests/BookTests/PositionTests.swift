import Literate
import Markdown
import Testing
import Toolchain

@testable import book

@Suite("Positions")
struct PositionTests {
    /// A chapter of many fences in all kinds of lists and quotes, in each of which one name is not to be found.
    private func text(fences: Int) -> String {
        var random = Draws()
        var text = "\u{FEFF}# Names\r\n\r\n"
        for number in 0..<fences {
            var first = ""
            var rest = ""
            for _ in 0..<random.next(4) {
                let (open, more) = [
                    ("> ", "> "), ("- ", "  "), ("1. ", "   "),
                    first.isEmpty ? ("*\t", "\t") : ("*   ", "    "), ("> - ", ">   "),
                ][random.next(5)]
                first += open
                rest += more
            }
            let ending = ["\n", "\r\n"][random.next(2)]
            let before = [
                "", "\t", "let v\(number) = ", "/* 中文 */ ", "print(\"é\\(1)\", ",
                "let w\(number) = 1 // → 9\(ending)\(rest)",
                "func f\(number)() -> Int { ", "[1,\(ending)\(rest)  2,\(ending)\(rest)\t",
                "if true {\(ending)\(rest)    _ = ",
            ][random.next(9)]
            let after =
                before.hasPrefix("print")
                ? ")"
                : before.hasPrefix("func") || before.hasPrefix("if") ? " }" : before.hasPrefix("[") ? "]" : ""
            let wish = random.next(3) == 0 && after != " }" ? " // → 1" : ""
            text +=
                "\(first)```swift\(ending)\(rest)\(before)lost\(number)x\(after)\(wish)\(ending)\(rest)```\(ending)\(ending)prose\(ending)\(ending)"
        }
        return text
    }

    private struct Draws {
        private var state: UInt64 = 42
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    @Test("of errors are those of the words in the file, wherever these stand")
    func errors() throws {
        let engine = try Engine()
        defer { try? Files.remove(engine.folder) }
        let source = Source(text(fences: 120))
        let chapter = Chapter(path: "a.md", source: source)
        #expect(chapter.snippets.count == 120)
        let proof = try Proof([chapter], try engine.runner().run([chapter]))
        var found: Set<String> = []
        for diagnostic in proof.reports[0].diagnostics where diagnostic.severity == .error {
            guard let name = diagnostic.message.firstMatch(of: /'(lost\d+x)'/)?.1 else {
                Issue.record("\(diagnostic.rendered)")
                continue
            }
            let bytes = source.bytes
            let word = Array(name.utf8)
            let offset = try #require(
                bytes.indices.first { bytes[$0] == word[0] && bytes[$0...].starts(with: word) })
            #expect(diagnostic.position == source.position(at: offset), "\(diagnostic.rendered)")
            let caret = diagnostic.details[1].drop { $0 != "^" }
            #expect(caret == "^")
            found.insert(String(name))
        }
        #expect(found.count == 120)
    }
}
