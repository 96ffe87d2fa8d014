import Literate
import Markdown
import Testing

@testable import Weave

@Suite("A drawing in a page")
struct DrawingTests {
    private func markup(_ document: String) -> String { InlineSVG(document, within: "f").markup }

    @Test("has no prolog and no comment, whose end HTML sees elsewhere, and CDATA as text")
    func cut() {
        #expect(
            markup(
                "<?xml version='1.0'?><!-- a --><svg><!--> <script>alert(1)</script> --><g/></svg>\n<!-- b -->"
            )
                == "<svg><g/></svg>")
        #expect(
            markup("<svg><text><![CDATA[a<b]]c]]></text></svg>") == "<svg><text>a&lt;b]]c</text></svg>")
        #expect(markup("<svg><!-- never closed") == "<svg>")
        #expect(markup("no drawing") == "")
    }

    @Test(
        "lets nothing come alive that stands in a comment, in CDATA or behind an entity",
        arguments: [
            "<svg><metadata><![CDATA[</metadata><script>alert(1)</script>]]></metadata><g/></svg>",
            "<svg><metadata><!-- </metadata><script>alert(1)</script> --></metadata><g/></svg>",
            "<svg><style><!-- </style><script>alert(1)</script> --></style><g/></svg>",
            "<svg><style><![CDATA[</style><script>alert(1)</script>]]></style><g/></svg>",
            "<svg><title><![CDATA[</title><script>alert(1)</script>]]></title><g/></svg>",
            "<!-- <svg onload=\"alert(1)\"> --><svg><g/></svg>",
        ])
    func hidden(_ document: String) {
        let markup = markup(document)
        #expect(!markup.contains("<script") && !markup.contains("onload"))
        #expect(markup.hasPrefix("<svg>") && markup.hasSuffix("<g/></svg>"))
    }

    @Test("has a style in which entities stay what they were judged to be")
    func styleEntities() {
        #expect(
            markup("<svg><style>.a{x:1&amp;#125;*&amp;#123;y:z}</style></svg>").contains(
                "1&amp;#125;*&amp;#123;y:z"))
    }

    @Test("has ids of its own, and what names them follows")
    func ids() {
        #expect(
            markup(
                "<svg aria-labelledby='t u'><title id='t'>id=\"x\" url(#x)</title><path id = \"x\" fill=\"url(#x)\" class=\"id\"/>"
                    + "<use href=\"#x\" xlink:href='#x' style=\"clip-path: url( '#x' )\"/></svg>")
                == "<svg aria-labelledby='f.t f.u'><title id='f.t'>id=\"x\" url(#x)</title>"
                + "<path id =\"f.x\" fill=\"url(#f.x)\" class=\"id\"/>"
                + "<use href=\"#f.x\" xlink:href='#f.x' style=\"clip-path: url('#f.x' )\"/></svg>")
    }

    @Test("twice on a page gives no id twice")
    func twice() {
        let svg = "<svg><defs><clipPath id=\"c\"/></defs></svg>"
        let page = page(
            "# T\n\n![one](figures/a.svg)\n\n![two](figures/b.svg)\n", figures: ["a": svg, "b": svg])
        #expect(htmlFaults(page.text) == [])
        #expect(page.text.contains("id=\"a.c\"") && page.text.contains("id=\"b.c\""))
    }

    @Test("carries its style, which holds within it only")
    func style() {
        #expect(
            markup(
                "<svg><style><![CDATA[body { color: red } #x > g, .a:is(b, c) { fill: url(#x) }]]></style><g id=\"x\"/></svg>"
            )
                == "<svg><style>\n#f body{color: red}\n#f #x > g,#f .a:is(b, c){fill: url(#f.x)}\n</style><g id=\"f.x\"/></svg>"
        )
    }

    @Test(
        "can't restyle the page around it",
        arguments: [
            "+ p { color: red }", "~ p { color: red }", "& p { color: red }",
            "p { color: red; html & { color: red } }",
            "@import 'x'; ", "@font-face { font-family: serif }", "@keyframes x { from { top: 0 } }",
            "} body { color: red",
            "p) body { color: red }", "p\\, body { color: red }", "@media print { + p { color: red } }",
            "a[b=\"{\"] + c, ~ d { color: red }", "/* */ } html { color: red }",
        ])
    func confined(_ css: String) {
        let style = ScopedStyle.text(css, within: "f")
        let selectors = style.matches(of: #/([^{}\n]+)\{/#).map { String($0.1) }
        #expect(selectors.allSatisfy { $0.hasPrefix("#f ") || $0.hasPrefix("@media") }, "\(style)")
        #expect(!style.contains("font-face") && !style.contains("import") && !style.contains("keyframes"))
    }

    @Test("keeps rules of media, and its root is its svg element")
    func media() {
        #expect(
            ScopedStyle.text("@media screen and (a:b){.fig{x:y}} :root{z:1}", within: "a.b")
                == "@media screen and (a:b){\n#a\\.b .fig{x:y}\n}\n#a\\.b svg{z:1}\n")
    }

    @Test("shows its numbers as a table beneath, if it carries them")
    func numbers() {
        let svg = "<svg><metadata>T &amp; x\tECE\n1\t0.5\n2\t0.25</metadata><g/></svg>"
        let html = body("![A curve](figures/f.svg)\n", figures: ["f": svg])
        #expect(!html.contains("metadata"))
        #expect(
            html.contains(
                """
                </figure>
                <details class="numbers">
                <summary>The numbers as a table</summary>
                <div class="table" tabindex="0" role="group" aria-label="The numbers of figure 2.1">
                <table>
                <thead>
                <tr><th scope="col">T &amp; x</th><th scope="col">ECE</th></tr>
                </thead>
                <tbody>
                <tr><td>1</td><td>0.5</td></tr>
                <tr><td>2</td><td>0.25</td></tr>
                </tbody>
                </table>
                </div>
                </details>

                """))
        let other = "<svg><metadata><rdf>a\tb</rdf></metadata><g/></svg>"
        #expect(!body("![A curve](figures/f.svg)\n", figures: ["f": other]).contains("<details"))
    }
}
