import Markdown
import Testing

@testable import Literate

@Suite("Tangling")
struct TangleTests {
    @Test("puts the snippets into one program, each announced, at the lines of the Markdown")
    func main() {
        let read = chapter(
            "# T\n\n```swift\nlet a = 1 // → 1\n```\n\n```swift fails\nb\n```\n\n- ```swift hidden\n  print(a)\n  ```\n",
            path: "x/01-a.md")
        #expect(
            Tangle.chapter(read).text == """
                import Transcript
                _transcriptBegin(0);
                #sourceLocation(file: "01-a.md", line: 4)
                let a = 1; _transcriptValue(0, 0, a)\u{20}
                #sourceLocation()
                _transcriptBegin(1);
                #sourceLocation(file: "01-a.md", line: 12)
                print(a)
                #sourceLocation()
                _transcriptEnd()

                """)
    }

    @Test("runs the snippets before a trap without recording anything of them")
    func trap() {
        let read = chapter("```swift\nlet a = 1 // → 1\n```\n```swift traps\n[0][a]\n```\n```swift\nb\n```\n")
        let program = Tangle.trap(1, of: read)
        #expect(program.parts == [0, 1])
        #expect(!program.text.contains("_transcriptValue"))
        #expect(program.text.contains("let a = 1 // → 1\n#sourceLocation()\n_transcriptBegin(1);\n"))
    }

    @Test("gives an exercise the chapter's imports and nothing else of it")
    func exercise() throws {
        let read = chapter(
            """
            ```swift
            import Figures
            let a = 1
            ```
            ```swift exercise e
            func f() {}
            ```
            ```swift check e
            f()
            ```
            ```swift solution e
            @testable import Foundation
            func f() {}
            ```
            """)
        let program = Tangle.exercise(try #require(read.exercises.first), answer: 3, of: read)
        #expect(program.parts == [3, 2])
        #expect(program.text.hasPrefix("import Transcript\nimport Figures\n@testable import Foundation\n"))
        #expect(!program.text.contains("let a"))
    }

    @Test("has the same identity while the code is the same, whatever stands around it and is expected of it")
    func identity() {
        func identity(_ text: String) -> String { Tangle.chapter(chapter(text)).identity }
        let plain = identity("```swift\nf() // → 1\n```\n")
        #expect(identity("prose\n\n> ```swift\n> f() // → 2…\n> ```\n\n```output\n```") == plain)
        #expect(identity("```swift\nf()\n```\n") != plain)
        #expect(identity("```swift\ng() // → 1\n```\n") != plain)
        #expect(identity("```swift\nf() // → 1\n```\n```swift\n```\n") != plain)
    }

    @Test(
        "has another identity when it moves and can tell",
        arguments: ["#line", "\"\\(#line)\"", "#fileID", "f(x: #file)"])
    func placeAsked(_ code: String) {
        let asker = "```swift\nfunc f(line: Int = \(code)) {}\n```\n"
        let call = "```swift\nf()\n```\n"
        let before = Tangle.chapter(chapter(asker + call)).identity
        #expect(Tangle.chapter(chapter(asker + "prose\n\n" + call)).identity != before)
    }

    @Test("names the file plainly, whatever it is called", arguments: ["a\"b", "a\\(b)", "ä", "a\nb", ""])
    func fileNames(_ name: String) {
        #expect(Tangle.chapter(chapter("```swift\n```\n", path: "x/\(name).md")).file == "chapter.md")
    }

    /// Chapters in which the word `wanted` stands at one place, under any nesting that Markdown knows.
    static func nested(seed: Int) -> [UInt8] {
        var random = SeededGenerator(seed: seed)
        var first = ""
        var rest = ""
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let kind = Int.random(in: 0...6, using: &random)
            // A blank behind a quote's mark belongs to the mark.
            if first.last == ">", (2...5).contains(kind) { rest += " " }
            switch kind {
            case 0: (first, rest) = (first + "> ", rest + "> ")
            case 1: (first, rest) = (first + ">", rest + ">")
            case 2: (first, rest) = (first + "- ", rest + "  ")
            case 3: (first, rest) = (first + "12. ", rest + "    ")
            case 4: (first, rest) = (first + "-\t", rest + "\t")
            case 5: (first, rest) = (first + "* ", rest + "  ")
            default: (first, rest) = (first + ">\t", rest + ">\t")
            }
        }
        let ending = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
        let indent = String(repeating: " ", count: Int.random(in: 0...2, using: &random))
        let before =
            ["", "let é = 1; ", "\t", "    ", "/* 中文 */ ", "f(\"😀\", ", "x // → 1\(ending)\(rest)\(indent)"]
            .randomElement(using: &random) ?? ""
        let mark = Bool.random(using: &random) ? "```" : "~~~~"
        var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
        text +=
            ["", "# T\(ending)\(ending)", "```swift\(ending)let a = 1 // → 1\(ending)```\(ending)\(ending)"]
            .randomElement(using: &random) ?? ""
        text += first + indent + mark + "swift" + ending
        if Bool.random(using: &random) { text += rest + indent + "let b = 2 // → 2" + ending }
        if Bool.random(using: &random) { text += rest.trimmingBlanks + ending }
        text += rest + indent + before + "wanted" + ending + rest + indent + mark + ending
        return Array(text.utf8)
    }

    @Test(
        "finds the way back from a word of the program to the Markdown, under any nesting, tab and line ending"
    )
    func wayBack() throws {
        var found = 0
        for seed in 0..<3000 {
            let source = Source(bytes: Self.nested(seed: seed))
            let read = Chapter(path: "a.md", source: source)
            let program = Tangle.chapter(read)
            let bytes = Array(program.text.utf8)
            guard let generated = bytes.firstOffset(of: "wanted"),
                let original = source.bytes.firstOffset(of: "wanted")
            else {
                // Blanks may have made the fence indented code.
                #expect(!read.fences.contains { $0.text.contains("wanted") }, "seed \(seed)")
                continue
            }
            found += 1
            let place = try #require(program.place(ofByte: generated), "seed \(seed)")
            #expect(program.position(of: place, in: read) == source.position(at: original), "seed \(seed)")
            // The way that a crash report takes: the line that `#sourceLocation` gives, the program's column.
            let line = source.position(at: original).line
            let column = generated - (bytes[..<generated].lastIndex(of: UInt8(ascii: "\n")) ?? -1)
            #expect(program.place(line: line, column: column) == place, "seed \(seed)")
        }
        #expect(found > 2000)
    }

    @Test("finds lines of parts that stand in another order in the file")
    func otherOrder() throws {
        let read = chapter(
            "```swift exercise e\n```\n```swift check e\nc\n```\n```swift solution e\ns\n```\n")
        let program = Tangle.exercise(try #require(read.exercises.first), answer: 2, of: read)
        let place = try #require(program.place(line: 7, column: 1))
        #expect(program.position(of: place, in: read) == SourcePosition(line: 7, column: 1))
        #expect(program.place(line: 4, column: 1) == Program.Place(part: 1, line: 0, column: 0))
        #expect(program.place(line: 99, column: 1) == nil)
    }

    @Test("counts columns in the file's own bytes where these are no text")
    func brokenBytes() throws {
        let bytes = Array("```swift\n\tf(\"".utf8) + [0xFF, 0xE4, 0xBD, 0] + Array("\", wanted)\n```\n".utf8)
        let source = Source(bytes: bytes)
        let read = Chapter(path: "a.md", source: source)
        let program = Tangle.chapter(read)
        let generated = try #require(Array(program.text.utf8).firstOffset(of: "wanted"))
        let place = try #require(program.place(ofByte: generated))
        #expect(program.position(of: place, in: read) == SourcePosition(line: 2, column: 12))
    }

    @Test("leaves statements out as blanks, and snippets of which nothing is left")
    func omission() {
        let read = chapter(
            "```swift\nlet a = 1; let b = 2 // → 2\nfunc f() {\n}\n```\n```swift\nprint(\"\\(b)\")\n```\n```swift\nprint(a)\n```\n"
        )
        var omission = Omission()
        let isNew = omission.leaveOut([(0, Program.Place(part: 0, line: 0, column: 15))], of: read)
        #expect(isNew)
        let isOld = !omission.leaveOut([(0, Program.Place(part: 0, line: 0, column: 11))], of: read)
        #expect(isOld)
        #expect(!omission.isBlinding)
        let rest = Tangle.program(of: read, without: omission, recordsValues: true)
        #expect(rest.parts == [0, 2])
        #expect(rest.text.contains("\nlet a = 1;           // → 2\nfunc f() {\n}\n"))
    }

    @Test(
        "can't be told by name once an import or a conformance is left out",
        arguments: [
            ("import Nowhere", true), ("extension Int: P {}", true), ("extension Int { func f() {} }", false),
            ("let a = 1", false),
        ])
    func blindness(_ code: String, _ isBlind: Bool) {
        let read = chapter("```swift\n\(code)\n```\n")
        var omission = Omission()
        let isNew = omission.leaveOut([(0, Program.Place(part: 0, line: 0, column: 0))], of: read)
        #expect(isNew)
        #expect(omission.isBlinding == isBlind)
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        var text = self
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}

extension [UInt8] {
    func firstOffset(of text: String) -> Int? {
        let wanted = Array(text.utf8)
        return indices.first { self[$0...].starts(with: wanted) }
    }
}
