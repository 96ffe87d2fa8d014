import Testing

@testable import Weave

@Suite("A page")
struct PageTests {
    @Test("is the one expected beside its chapter", arguments: Fixture.all)
    func fixture(_ fixture: Fixture) throws {
        for page in try Weaver(fixture.book()).pages() where page.path.hasSuffix(".html") {
            if Fixture.isRecording {
                try fixture.record(page)
                Issue.record("\(page.path) was recorded; run again without RECORD_PAGES")
                continue
            }
            let recorded = fixture.expected(page)
            let expected = try #require(recorded, "no \(page.path) beside the chapter")
            let isEqual = page.bytes == expected
            #expect(isEqual, "\(page.path) differs: \(Self.difference(page.bytes, from: expected))")
        }
    }

    /// The first line that differs.
    private static func difference(_ actual: [UInt8], from expected: [UInt8]) -> String {
        let (actual, expected) = (lines(actual), lines(expected))
        for (number, (woven, wanted)) in zip(actual, expected).enumerated() where woven != wanted {
            return "line \(number + 1)\nexpected \(wanted)\nwoven    \(woven)"
        }
        return "\(actual.count) lines, expected \(expected.count)"
    }

    private static func lines(_ bytes: [UInt8]) -> [String] {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
    }

    @Test("is well-formed and its links within the book lead somewhere", arguments: Fixture.all)
    func wellFormed(_ fixture: Fixture) throws {
        for page in try Weaver(fixture.book()).pages() where page.path.hasSuffix(".html") {
            // A figure is XML, judged before it comes here.
            let text = page.text.replacing(#/<svg[\s\S]*?</svg>/#, with: "")
            #expect(htmlFaults(text) == [], "\(page.path)")
        }
    }

    @Test("stays well-formed whatever is nested in what")
    func random() {
        var generator = Steps(state: 2024)
        for _ in 0..<400 {
            var markdown = ""
            for _ in 0..<generator.below(6) + 1 {
                let prefix = Self.prefixes[generator.below(Self.prefixes.count)]
                let ingredient = Self.ingredients[generator.below(Self.ingredients.count)]
                let lines = ingredient.split(separator: "\n", omittingEmptySubsequences: false)
                let further = String(prefix.map { $0 == ">" ? ">" : " " })
                for (number, line) in lines.enumerated() {
                    markdown += (number == 0 ? prefix : further) + line + "\n"
                }
                markdown += generator.below(3) == 0 ? "" : "\n"
            }
            // Links and ids are the writer's and may be wrong here; the elements may not.
            let faults = htmlFaults(page(markdown, works: "@misc{a, title = {A}}").text).filter {
                !$0.contains("leads nowhere") && !$0.contains("stands twice")
            }
            #expect(faults == [], "\(markdown)")
            guard faults.isEmpty else { return }
        }
    }

    private static let prefixes = [
        "", "", "", "- ", "1. ", "> ", "> - ", "- > ", "> > ", "   ", "    ", "- - 1) ",
    ]
    private static let ingredients = [
        "# Heading *em* [@a]", "## [linked [@a]](#x)", "Title\n===", "text [@a] and [@b]",
        "![alt *em*](figures/f.svg)", "a ![in line](figures/f.svg) b", "[![alt](figures/f.svg)](#x)",
        "![one](figures/a.svg)\n![two](figures/b.svg)", "$`x`$ and $`y`$`z`$", "<!-- c -->", "a <!-- c --> b",
        "```swift\nlet a = 1 // → 1\n```", "```swift hidden\nlet b = \"<\" // → <\n```",
        "```output\n<b>\n```",
        "```swift fails\nx\n```\n```diagnostic\nerror: x\n```", "```swift exercise e\n```",
        "```hint e\n# h\n- [@a]\n```",
        "```swift check e\nexpect(true)\n```", "```swift solution e\n1\n```", "```math m\n<x>\n```",
        "```math\nx\n```",
        "```table\n| a | [l](#x) |\n|--:|:-:|\n| ![i](figures/i.svg) | [@a] $`x`$ |\n```",
        "```mermaid\ngraph\n```",
        "```python\nx\n```", "```\nbare", "    indented", "***", "[a](b.md#c) <https://x.example>", "<div>\n",
        "a<b>c",
        "line  \nbreak\\\nend", "- [ ] task\n- tight\n\n  loose", "``` klingon\n```", "[@a]: /b\n\n[@a]",
        "*[@a*]_x_",
    ]

    @Test("nests quotes as deep as Markdown lets them on a small stack")
    func deep() async {
        let text = String(repeating: "> ", count: 12_000) + "[@a] deep\n"
        let html = await onSmallStack { body(text) }
        #expect(html.hasSuffix("<p>[@a] deep</p>\n" + String(repeating: "</blockquote>\n", count: 12_000)))
    }

    @Test("is woven side by side with others to the same bytes")
    func concurrent() async throws {
        let weaver = try Weaver(Fixture(name: "sample").book())
        let alone = weaver.book.chapters.indices.map(weaver.chapterPage)
        let together = await withTaskGroup(of: (Int, Page).self) { group in
            for index in weaver.book.chapters.indices { group.addTask { (index, weaver.chapterPage(index)) } }
            return await group.reduce(into: [Int: Page]()) { $0[$1.0] = $1.1 }
        }
        #expect(alone.count == 2)
        #expect(alone.enumerated().allSatisfy { together[$0.offset] == $0.element })
    }
}

/// A small generator of the same numbers everywhere.
struct Steps {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }
}
