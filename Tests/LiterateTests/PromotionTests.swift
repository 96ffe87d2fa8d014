import Markdown
import Testing

@testable import Literate

@Suite("Promotion")
struct PromotionTests {
    @Test("fills an empty fence and an empty value, and changes nothing else")
    func filling() {
        let text = "# T\n\n\n```swift  \nf() // →\nlet a = 1   //  →   \n```\nprose\n```output\n```\n\ttail  "
        #expect(
            chapter(text).promoted(printing: ["x\ny\n"], values: ["()", "1"])
                == "# T\n\n\n```swift  \nf() // → ()\nlet a = 1   //  → 1\n```\nprose\n```output\nx\ny\n```\n\ttail  "
        )
    }

    @Test("leaves a file alone in which all holds", arguments: ["\n", "\r\n", "\r"])
    func nothingToDo(_ ending: String) {
        let text = "\u{FEFF}# T\n\n```swift\na // → 1…\n```\n\n> ```output\n> a…\n> …\n> ```".replacing(
            "\n", with: ending)
        #expect(chapter(text).promoted(printing: ["ab\nc\n"], values: ["123"]) == text)
    }

    @Test("keeps the file's line endings and byte order mark", arguments: ["\n", "\r\n", "\r"])
    func lineEndings(_ ending: String) {
        let before = "\u{FEFF}# T\n\n```swift\nlet a = 1 // → 2\n```\n\n```output\nold\nkept…\n```\n"
            .replacing("\n", with: ending)
        let after = "\u{FEFF}# T\n\n```swift\nlet a = 1 // → 1\n```\n\n```output\nnew\nkept…\nmore\n```\n"
            .replacing("\n", with: ending)
        #expect(chapter(before).promoted(printing: ["new\nkept it\nmore\n"], values: ["1"]) == after)
    }

    @Test("indents new lines as the fence is, in lists and in quotes")
    func nesting() {
        let before = """
            1. one

               ```swift
               f() // → 1
               ```

               - >\t```output
                 >\told
                 >\t```

            > - ~~~swift
            >   g()
            >   ~~~
            >
            >   ~~~output
            >   ~~~
            """
        let after = """
            1. one

               ```swift
               f() // → 2
               ```

               - >\t```output
                 >\tnew
                 >
                 >\t  deep
                 >\t```

            > - ~~~swift
            >   g()
            >   ~~~
            >
            >   ~~~output
            >   x
            >
            >   y
            >   ~~~
            """
        #expect(chapter(before).promoted(printing: ["new\n\n  deep\n", "x\n\ny\n"], values: ["2"]) == after)
    }

    @Test("keeps a kept line's own bytes")
    func keptLines() {
        let before = "- ```swift\n  f()\n  ```\n\n  ```output\n   odd\n\n  b\n\n    ```\n"
        #expect(
            chapter(before).promoted(printing: [" odd\n\nc\n"])
                == "- ```swift\n  f()\n  ```\n\n  ```output\n   odd\n\n  c\n    ```\n")
    }

    @Test("lengthens the fence where the output holds a fence line")
    func longerFences() {
        let before = "```swift\nf()\n```\n```output\n```\n\n```swift\ng()\n```\n~~~output\n~~~\n"
        #expect(
            chapter(before).promoted(printing: ["```\na\n  `````  \n", "```\n~~\n~~~ a\n"])
                == "```swift\nf()\n```\n``````output\n```\na\n  `````  \n``````\n\n```swift\ng()\n```\n~~~output\n```\n~~\n~~~ a\n~~~\n"
        )
        #expect(
            chapter(before).promoted(printing: ["````swift\n", "~~~~\n"])
                == "```swift\nf()\n```\n```output\n````swift\n```\n\n```swift\ng()\n```\n~~~~~output\n~~~~\n~~~~~\n"
        )
    }

    @Test(
        "accepts nothing that can't be shown, nothing of a snippet that was disturbed or did not come to its end"
    )
    func unshowable() {
        let text = "```swift\nf() // → 1\n```\n```output\na\n```\n"
        #expect(chapter(text).promoted(printing: ["\u{1B}[31m\n"], values: ["a\nb"]) == text)
        let read = chapter(text)
        var result = read.result(printing: ["b\n"], values: ["2"])
        result.main.result.recording?.isComplete = false
        #expect(Promotion(read, result, figureFiles: [:]).bytes == read.source.bytes)
        result = read.result(printing: ["b\n"], values: ["2"])
        result.main.result.recording?.snippets[0].isDisturbed = true
        #expect(Promotion(read, result, figureFiles: [:]).bytes == read.source.bytes)
    }

    @Test("accepts the compiler's errors and a crash's message")
    func failsAndTraps() {
        let read = chapter(
            "```swift fails\nx\n```\n```diagnostic\nerror: old\n```\n```swift traps\nf()\n```\n```output\nold\n```\n"
        )
        var result = read.result(printing: [])
        let fails = Tangle.failing(0, of: read)
        var failure = ProgramResult()
        failure.messages = [
            .init(.error, "cannot find 'x' in scope", place: nil), .init(.note, "n", place: nil),
            .init(.error, "a\nb", place: nil),
        ]
        result.fails[0] = (fails, failure)
        let trap = Tangle.trap(2, of: read)
        var channel = FakeChannel()
        channel.record("begin", 0, 0)
        var crash = ProgramResult()
        crash.recording = Recording(
            channel: channel.bytes, standardOutput: [], mark: FakeChannel.mark, program: trap)
        crash.ending = .crashed(message: "Index out of range", place: nil)
        result.traps[2] = (trap, crash)
        #expect(
            String(decoding: Promotion(read, result, figureFiles: [:]).bytes, as: UTF8.self)
                == "```swift fails\nx\n```\n```diagnostic\nerror: cannot find 'x' in scope\nerror: a⏎ b\n```\n"
                + "```swift traps\nf()\n```\n```output\nIndex out of range\n```\n")
    }

    @Test("writes the figures that are shown and differ from their files")
    func figures() throws {
        let read = chapter(
            "```swift\nf()\n```\n\n![a](figures/a.svg) ![b](figures/b.svg) ![c](figures/c.svg)\n")
        var result = read.result(printing: [])
        for (name, text) in [
            ("a", "<svg>1</svg>"), ("b", "<svg>2</svg>"), ("c", "<svg><script/></svg>"), ("d", "<svg/>"),
        ] {
            result.main.result.recording?.snippets[0].figures.append(
                .init(name: name, text: text, place: nil))
        }
        let promotion = Promotion(read, result, figureFiles: ["a": Array("<svg>1</svg>".utf8)])
        #expect(promotion.figures == ["b": "<svg>2</svg>"])
    }

    @Test(
        "is right for any output under any nesting: what was promoted holds, and nothing outside it changed")
    func laws() throws {
        let outputs = [
            "", "a\n", "a", "\n", "```\n", "  ````\n\n\n", "\tx\n", "> y\n", "- z\n    ~~~~~\n", "中\n…\n",
            "   \n", "a\n\nb\n",
        ]
        var count = 0
        for seed in 0..<2000 {
            var random = SeededGenerator(seed: seed)
            // The output's fence stands in the place of the nested snippet of the tangling tests.
            let nested = String(decoding: TangleTests.nested(seed: seed), as: UTF8.self)
            let text = "```swift\nf() // → 0\n```\n\n" + nested.replacing("swift", with: "output")
            let read = chapter(text)
            guard let index = read.snippets.first, let fence = read.fences[index].output,
                read.snippets.count == 1,
                read.fences[fence].fence.closingLine != nil
            else { continue }
            count += 1
            let output = outputs.randomElement(using: &random) ?? ""
            let result = read.result(printing: [output], values: ["7"])
            let promotion = Promotion(read, result, figureFiles: [:])
            let again = Chapter(path: "a.md", source: Source(bytes: promotion.bytes))
            let next = again.result(printing: [output], values: ["7"])
            let found = Verifier(again, next, figureFiles: [:]).findings
            #expect(
                found.isEmpty,
                "seed \(seed) \(output.debugDescription): \(found.map(\.diagnostic.rendered))\n\(text)")
            #expect(Promotion(again, next, figureFiles: [:]).bytes == promotion.bytes, "seed \(seed)")
            let places = read.fences[fence]
            let before = read.source.offset(of: places.position)
            let head = Array(read.source.bytes[..<before]).replacing(
                Array("→ 0".utf8), with: Array("→ 7".utf8))
            #expect(promotion.bytes.starts(with: head), "seed \(seed)")
            let tail = read.source.bytes[read.source.lineRange(places.fence.closingLine ?? 1).upperBound...]
            #expect(promotion.bytes.suffix(tail.count).elementsEqual(tail), "seed \(seed)")
        }
        #expect(count > 1000)
    }
}
