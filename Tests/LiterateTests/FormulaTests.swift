import Literate
import Markdown
import Testing

@Suite("A formula")
struct FormulaTests {
    private func chapter(_ text: String) -> Chapter { Chapter(path: "a.md", source: Source(text)) }

    @Test("is found in text, cells, hints and fences")
    func found() {
        let chapter = chapter(
            """
            # T $`a`$

            $`b`$ and $`` c` ``$, no `d` and no $5 `e` $.

            ```table
            | $`f`$ |
            ```
            ```swift exercise x
            ```
            ```hint x
            $`g`$
            ```
            ```math i
            h
            h
            ```
            """)
        #expect(chapter.formulas.map(\.formula.tex) == ["a", "b", "c`", "f", "g", "h\nh"])
        #expect(chapter.formulas.map(\.formula.isDisplay) == [false, false, false, false, false, true])
    }

    @Test("does not begin where another ended")
    func neighbours() {
        #expect(chapter("$`a`$`b`$ $`c`$$`d`$\n").formulas.map(\.formula.tex) == ["a", "c", "d"])
    }

    @Test("with faulty TeX is an error at the fault's own line and column")
    func located() {
        let chapter = chapter("> $`a \\x`$\n>\n> ```math\n> b\n>  \\x\n> ```\n")
        let faults = [
            Formula(tex: "a \\x", isDisplay: false): TeXFault(message: "m", line: 0, column: 2),
            Formula(tex: "b\n \\x", isDisplay: true): TeXFault(message: "m", line: 1, column: 1),
        ]
        #expect(
            chapter.findings(texFaults: faults).map(\.diagnostic.heading) == [
                "a.md:1:7: error: this TeX can't be set: m", "a.md:5:4: error: this TeX can't be set: m",
            ])
    }

    @Test("that is empty is none")
    func empty() {
        #expect(chapter("```math a\n \n```\n").formulas.isEmpty)
    }

    @Test("and a link without a text: one that leaves the book needs one")
    func links() {
        #expect(chapter("# T\n\n[](#t)\n").findings.isEmpty)
        #expect(
            chapter("[](https://a.example)\n").findings.map(\.diagnostic.message) == ["this link has no text"]
        )
    }
}

@Suite("Mathematics for a page")
struct MathMLTests {
    private func math(_ inside: String) -> String { "<math display=\"block\"><mrow>\(inside)</mrow></math>" }

    @Test("is kept as it is, but for the namespace and empty tags")
    func kept() throws {
        let text =
            "<math display=\"inline\" xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi><mspace width=\"1em\"/></math>"
        #expect(
            try MathML(checking: text).markup
                == "<math display=\"inline\"><mi>x</mi><mspace width=\"1em\"></mspace></math>")
    }

    @Test("has TeX's spaces around operators that are words")
    func words() throws {
        let log = "<mo lspace=\"0\" rspace=\"0.167em\">log</mo>"
        #expect(try MathML(checking: math("<mo>log</mo><mi>x</mi>")).markup == math("\(log)<mi>x</mi>"))
        let call = "<mrow><mo stretchy=\"true\" form=\"prefix\">(</mo><mi>x</mi></mrow>"
        #expect(
            try MathML(checking: math("<mi>a</mi><mo>KL</mo>\(call)")).markup
                == math("<mi>a</mi><mo lspace=\"0.167em\" rspace=\"0\">KL</mo>\(call)"))
    }

    @Test(
        "is refused where it could do more than set mathematics",
        arguments: [
            "<p>x</p>", "<mi><script>alert(1)</script></mi>", "<mi onclick=\"x()\">x</mi>",
            "<mi href=\"javascript:x\">x</mi>",
            "<mi style=\"x\">x</mi>", "<maction>x</maction>", "<mi>x", "</mi>", "<mi>x</mo>",
            "<annotation-xml></annotation-xml>",
            "<annotation><mi>x</mi></annotation>", "<!-- x -->", "<mi mathvariant=\"a<b\">x</mi>",
            "<mi mathvariant=normal>x</mi>",
            "<math></math><mi>x</mi>", "<mtext><img src=\"x\"></mtext>",
            "<mi xmlns=\"http://www.w3.org/1999/xhtml\">x</mi>", "<mi",
            "<", "<mi a=\"",
        ])
    func refused(_ inside: String) {
        #expect(throws: MathMLFault.self) { try MathML(checking: math(inside)) }
        #expect(throws: MathMLFault.self) { try MathML(checking: "<math>" + inside) }
        #expect(throws: MathMLFault.self) { try MathML(checking: "<mrow>" + inside) }
    }

    @Test("is refused with something behind it")
    func behind() {
        #expect(throws: MathMLFault.self) { try MathML(checking: "<math></math><p>") }
    }
}
