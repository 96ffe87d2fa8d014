import Markdown
import Testing

@testable import Literate

@Suite("Reading a chapter")
struct ChapterReadingTests {
    @Test("takes the first heading for the title, and the file's name where there is none")
    func title() {
        #expect(chapter("text\n\n## A *b* `c`\n\n# D\n").title == "A b c")
        #expect(chapter("text", path: "x/01-a.md").title == "01-a")
        #expect(chapter("", path: "x/01-a.md").findings.isEmpty)
    }

    @Test("gives an output to the nearest Swift fence before it, over prose and other fences")
    func outputs() {
        let text = """
            # T

            ```swift
            print(1)
            ```

            > prose
            >
            > ```text
            > shown
            > ```

            - ```output
              1
              ```

            ```swift
            print(2)
            ```
            """
        let read = chapter(text)
        #expect(read.fences.map(\.output) == [2, nil, nil, nil])
        #expect(read.findings.isEmpty)
    }

    @Test(
        "refuses outputs and diagnostics that belong nowhere",
        arguments: [
            ("```output\n```", ["1:1: this output belongs to no 'swift' fence: none stands before it"]),
            ("```diagnostic\n```", ["1:1: a 'diagnostic' fence belongs behind a 'swift fails' fence"]),
            (
                "```swift\n```\n```output\n```\n```output\n```",
                ["5:1: a second output for the 'swift' fence at line 1"]
            ),
            (
                "```swift fails\n```\n```output\n```",
                ["3:1: a 'swift fails' fence prints nothing; its errors stand in a 'diagnostic' fence"]
            ),
            (
                "```swift fails\n```\n```diagnostic\n```\n```diagnostic\n```",
                ["5:1: a second diagnostic for the 'swift fails' fence at line 1"]
            ),
            (
                "```swift\n```\n```diagnostic\n```",
                ["3:1: a 'diagnostic' fence belongs behind a 'swift fails' fence"]
            ),
            ("```swift traps\n```\n```output\n```", []),
            (
                "```swift hiden\n```\n```output\n```",
                ["1:10: unknown word 'hiden' after 'swift'; did you mean 'hidden'?"]
            ),
            ("```swift\n", ["1:1: this fence is never closed; end it by a line of ```"]),
            ("> ~~~~text\n\na", ["1:3: this fence is never closed; end it by a line of ~~~~"]),
        ])
    func pairing(_ text: String, _ expected: [String]) {
        #expect(faults(text) == expected)
    }

    @Test("brings an exercise's parts together, whatever their order")
    func exercises() {
        let read = chapter(
            """
            ```swift check sum
            ```
            ```hint sum
            Add *them*.
            ```
            ```swift exercise sum
            ```
            ```swift solution sum
            ```
            ```swift check sum
            ```
            """)
        #expect(read.findings.isEmpty)
        #expect(read.exercises.map(\.id) == ["sum"])
        #expect(read.exercises.map(\.stub) == [2])
        #expect(read.exercises.map(\.checks) == [[0, 4]])
        #expect(read.exercises.map(\.solution) == [3])
        #expect(read.exercises.map(\.hints) == [[1]])
        #expect(read.hints[1]?.plainText(of: 0) == "Add them.")
        #expect(read.ids == ["sum"])
    }

    @Test("misses an exercise's parts, and the exercise of a part")
    func incompleteExercises() {
        #expect(
            faults("```swift exercise a\n```\n") == [
                "1:1: exercise 'a' has no check: add a 'swift check a' fence",
                "1:1: exercise 'a' has no solution: add a 'swift solution a' fence",
            ])
        #expect(
            faults("```swift exercise sum\n```\n```swift check sun\n```\n```swift solution sum\n```\n") == [
                "1:1: exercise 'sum' has no check: add a 'swift check sum' fence",
                "3:1: no exercise 'sun' in this chapter; did you mean 'sum'?",
            ])
        #expect(faults("```hint x\n```\n") == ["1:1: no exercise 'x' in this chapter"])
    }

    @Test("knows each id once: of headings, equations, exercises and figures")
    func ids() {
        let read = chapter("# One Two\n\n# One Two\n\n```math eq\nx\n```\n\n![a](figures/f.svg)\n")
        #expect(read.ids == ["one-two", "one-two-1", "eq", "f"])
        #expect(faults("# a\n\n```math a\n```\n") == ["3:1: the id 'a' is used twice in this chapter"])
        #expect(
            faults("```math a\n```\n![x](figures/a.svg)") == ["1:1: the id 'a' is used twice in this chapter"]
                || faults("```math a\n```\n![x](figures/a.svg)") == [
                    "3:1: the id 'a' is used twice in this chapter"
                ])
    }

    @Test(
        "refuses raw HTML but comments, at its place",
        arguments: [
            ("a <b>c</b>", ["1:3", "1:7"]), ("<div>\nx\n</div>", ["1:1"]), ("<!-- c -->", []),
            ("a <!-- c --> b", []),
            ("<!-- a\nb -->\n\nc", []), ("<!-- a --> <script>", ["1:12"]), ("- > <br>", ["1:5"]),
            ("`<b>` &lt;b> \\<b>", []), ("<http://a.b>", []), ("```text\n<b>\n```", []),
            ("<?php ?>", ["1:1"]),
            ("<!-- a\nb --> <i>", ["2:7"]), ("a\n  b <i>", ["2:5"]), ("|a|\n<x-y z=1>", ["2:1"]),
        ])
    func html(_ text: String, _ places: [String]) {
        let found = chapter(text).findings
        #expect(found.map { "\($0.diagnostic.position)" } == places)
        #expect(found.allSatisfy { $0.diagnostic.message.hasPrefix("raw HTML is not allowed") })
    }

    @Test("reads citations, links and figures in text, in a table's cells and in hints, each with its place")
    func inlines() {
        let read = chapter(
            """
            A [@guo2017] and [b](02-x.md#y-1), [c](#%E4%B8%AD), [d](https://e.f/#g).

            ```table
            | a | [@hinton2015] |
            |---|---|
            | ![p](figures/q.svg) | [z](a%20b.md) |
            ```

            - ```swift exercise e
              ```
              ```swift check e
              ```
              ```swift solution e
              ```
              ```hint e
              See [@key:1].
              ```
            """)
        #expect(read.findings.isEmpty)
        #expect(read.citations.map(\.key) == ["guo2017", "hinton2015", "key:1"])
        #expect(read.citations.map { "\($0.position)" } == ["1:3", "4:7", "16:7"])
        #expect(read.references.map(\.file) == ["02-x.md", nil, "a b.md"])
        #expect(read.references.map(\.id) == ["y-1", "中", nil])
        #expect(read.references.map { "\($0.position)" } == ["1:18", "1:36", "6:25"])
        #expect(read.figures.map(\.name) == ["q"])
        #expect(read.figures.map { "\($0.position)" } == ["6:3"])
    }

    @Test(
        "refuses what is no figure, and links that lead nowhere good",
        arguments: [
            (
                "![a](b.png)",
                "1:1: an image must be a figure that this chapter makes: figures/NAME.svg, with a NAME of a-z, 0-9 and '-'"
            ),
            (
                "![a](figures/A.svg)",
                "1:1: an image must be a figure that this chapter makes: figures/NAME.svg, with a NAME of a-z, 0-9 and '-'"
            ),
            (
                "![ ](figures/a.svg)",
                "1:1: this figure needs a text for readers who can't see it: ![text](figures/a.svg)"
            ),
            ("[a](javascript:x)", "1:1: a link may lead to http, https or mailto, not to 'javascript:'"),
            ("[a]()", "1:1: this link leads nowhere"),
        ])
    func refusedLinks(_ text: String, _ expected: String) {
        #expect(faults(text) == [expected])
    }

    @Test("finds dead links and unknown citations, with what may have been meant")
    func references() {
        let read = chapter("# Main part\n\n[a](#main-prt) [b](x.md#u) [c](y.md) [@guo2016]\n")
        let found = References.findings(
            in: read, ids: { $0 == "x.md" ? ["v"] : nil }, keys: ["guo2017"])
        #expect(
            found.map { "\($0.diagnostic.position): \($0.diagnostic.message)" } == [
                "3:1: nothing in this chapter has the id 'main-prt'; did you mean 'main-part'?",
                "3:16: nothing in x.md has the id 'u'; did you mean 'v'?",
                "3:28: this link leads to y.md, which is not there",
                "3:38: references.bib has no entry 'guo2016'; did you mean 'guo2017'?",
            ])
        #expect(found.allSatisfy { $0.fence == nil })
    }

    @Test(
        "makes a heading's id as code hosts do",
        arguments: [
            ("Hello, World!", "hello-world"), ("A  b", "a--b"), ("4.1 KL & T²", "41-kl--t"),
            ("数学 Maths", "数学-maths"),
            ("snake_case-x", "snake_case-x"), ("É", "é"), ("a/b", "ab"), ("`f(x)`", "fx"), ("--", "--"),
        ])
    func slugs(_ heading: String, _ expected: String) {
        #expect(chapter("# \(heading)\n").headings.map(\.id) == [expected])
    }

    @Test("numbers equal headings as code hosts do")
    func equalSlugs() {
        let ids = chapter("# a\n# a\n# a-1\n# a\n").headings.map(\.id)
        #expect(ids == ["a", "a-1", "a-1-1", "a-2"])
    }
}
