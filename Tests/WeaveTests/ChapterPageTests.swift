import Literate
import Markdown
import Testing

@testable import Weave

@Suite("What a chapter's page shows")
struct ChapterPageTests {
    @Test("headings with their ids and a link to each")
    func headings() {
        #expect(
            body("## Twice\n\n## Twice\n\n## 知识 *and* `code`\n\n## !\n") == """
                <h2 id="twice">Twice <a class="permalink" href="#twice" aria-label="Link to this section">#</a></h2>
                <h2 id="twice-1">Twice <a class="permalink" href="#twice-1" aria-label="Link to this section">#</a></h2>
                <h2 id="知识-and-code"><span lang="zh">知识</span> <em>and</em> <code>code</code> \
                <a class="permalink" href="#%E7%9F%A5%E8%AF%86-and-code" aria-label="Link to this section">#</a></h2>
                <h2>!</h2>

                """)
    }

    @Test("links to chapters as links to their pages, and none that a book has no use for")
    func links() {
        #expect(
            body(
                "[a](04-x.md#id) [b](#id) [c](my%20own.md) [d](x.md?q) [e](https://x.example/y.md) [f](ftp://x) [g](x:y/z.md)"
            )
                == """
                <p><a href="04-x.html#id">a</a> <a href="#id">b</a> <a href="my%20own.html">c</a> \
                <a href="x.html?q">d</a> <a href="https://x.example/y.md">e</a> <a>f</a> <a>g</a></p>

                """)
    }

    @Test("comments nowhere")
    func comments() {
        #expect(
            body("a <!-- secret --> b\n\n<!-- secret\n\nstill -->\n\n- <!-- secret -->\n")
                == "<p>a  b</p>\n<ul>\n<li></li>\n</ul>\n")
    }

    @Test("an output below its snippet, wherever both stand, with what it printed as text")
    func output() {
        #expect(
            body("- item\n\n  ```swift\n  print(1)\n  ```\n\n  prose\n\n  ```output\n  <script>\n  ```\n")
                == """
                <ul>
                <li>
                <p>item</p>
                <div class="code swift" id="code.1">
                <a class="permalink" href="#code.1" aria-label="Link to this code">#</a>
                <pre tabindex="0" role="group" aria-label="Swift"><code class="language-swift">print(1)
                </code></pre>
                </div>
                <p>prose</p>
                <div class="code output">
                <p class="label">Output</p>
                <pre tabindex="0" role="group" aria-label="Output"><code>&lt;script&gt;
                </code></pre>
                </div>
                </li>
                </ul>

                """)
    }

    @Test("values set apart at the end of their line, with text that looks like one left alone")
    func values() {
        let html = body("```swift\nlet s = \"// → no\"  // → // → <no>\nprint(s)\n```\n")
        #expect(
            html.contains(
                "let s = &quot;// → no&quot;  <span class=\"value\">// → // → &lt;no&gt;</span>\nprint(s)\n"))
    }

    @Test("what fails and what traps in words, each with what was said")
    func faults() {
        let html = body(
            "```swift fails\nx\n```\n```diagnostic\nerror: <x>\n```\n```swift traps\ny()\n```\n```output\nNo!\n```\n"
        )
        let labels = html.matches(of: #/<p class="label">(.*?)( <a .*)?<\/p>/#).map { String($0.1) }
        #expect(labels == ["Does not compile", "The compiler says", "Stops when it runs", "It stops with"])
        #expect(html.contains("<code>error: &lt;x&gt;\n</code>"))
    }

    @Test("an exercise with its id, hints that open one by one, checks and solution folded away")
    func exercise() {
        let html = body(
            """
            ```swift exercise ex
            stub()
            ```
            ```hint ex
            one
            ```
            ```hint ex
            *two*
            ```
            ```swift check ex
            expect(true)
            ```
            ```swift solution ex
            done()
            ```
            """)
        #expect(
            html.contains("<div class=\"code swift exercise\" id=\"ex\">\n<p class=\"label\">Exercise 2.1 "))
        let summaries = html.matches(of: #/<details class="([a-z ]*)".*>\n<summary>(.*?)</summary>/#).map {
            "\($0.1): \($0.2)"
        }
        #expect(
            summaries == [
                "hint: Hint 1 of 2", "hint: Hint 2 of 2",
                "code swift check: What a right answer must satisfy",
                "code swift solution: Solution",
            ])
        #expect(html.contains("<p><em>two</em></p>\n</details>"))
    }

    @Test("tables with scopes and alignment, and Markdown in their cells")
    func table() {
        #expect(
            body(
                "```table\n| a | *b* | c | d |\n|---|:--|:-:|--:|\n| 1 \\| 2 | # x | - y | `z|\n```\n"
                    .replacing("`z|", with: "`z` |"))
                    == """
                    <div class="table" tabindex="0" role="group" aria-label="Table">
                    <table>
                    <thead>
                    <tr><th scope="col">a</th><th scope="col" class="left"><em>b</em></th><th scope="col" class="center">c</th>\
                    <th scope="col" class="right">d</th></tr>
                    </thead>
                    <tbody>
                    <tr><td>1 | 2</td><td class="left"># x</td><td class="center">- y</td><td class="right"><code>z</code></td></tr>
                    </tbody>
                    </table>
                    </div>

                    """)
    }

    @Test("inline math without its dollar signs, and prices with theirs")
    func inlineMath() {
        #expect(
            body("$`a`$, $`b`$`c`$; $5 `d` $6; *$`e`$*$; $`f` x")
                == "<p><code class=\"math\">a</code>, <code class=\"math\">b</code><code>c</code>$; $5 <code>d</code> $6; "
                + "<em><code class=\"math\">e</code></em>$; $<code>f</code> x</p>\n")
    }

    @Test("numbered equations, and unnumbered ones without a number")
    func equations() {
        let html = body("```math one\na<b\n```\n```math\nc\n```\n```math two\nd\n```\n")
        #expect(
            html.matches(of: #/<a class="number" href="#(.*?)" aria-label="(.*?)">(.*?)</a>/#).map {
                "\($0.1) \($0.2) \($0.3)"
            }
                == ["one Equation (2.1) (2.1)", "two Equation (2.2) (2.2)"])
        #expect(html.contains("<div class=\"equation\" id=\"one\">"))
        #expect(html.contains("<code class=\"language-tex\">a&lt;b\n</code>"))
    }

    @Test("figures in place, with their words; a missing one by its words")
    func figures() {
        let drawn = body(
            "![A *fine* curve](figures/f.svg)\n", figures: ["f": "<?xml version=\"1.0\"?>\n<svg><g/></svg>\n"]
        )
        #expect(
            drawn == """
                <figure id="f">
                <div class="drawing" tabindex="0" role="group" aria-label="Figure 2.1">
                <svg><g/></svg>
                </div>
                <figcaption><b>Figure 2.1.</b> A fine curve <a class="permalink" href="#f" aria-label="Link to this figure">#</a></figcaption>
                </figure>

                """)
        #expect(body("![words](figures/f.svg)\n").contains("<div class=\"drawing missing\">"))
        #expect(
            body("a ![\"b\"](figures/f.svg)\n")
                == "<p>a <span class=\"drawing\" id=\"f\" role=\"img\" aria-label=\"&quot;b&quot;\">&quot;b&quot;</span></p>\n"
        )
    }

    @Test("citations that lead to a list, which leads back")
    func citations() {
        let works = """
            @article{hinton2015, author = {Hinton, G. and Vinyals, O. and Dean, J.}, title = {Distilling <it>},
              year = 2015, url = {https://x.example/?a=1&b=2}}
            @misc{guo, author = {Guo, C.}, title = {Calibration}, year = 2017}
            @misc{guo-too, author = {Guo, C.}, title = {More}, year = 2017}
            """
        let html = body(
            "See [@hinton2015], [again [@hinton2015]](#t), [@guo-too] and [@none].\n", works: works)
        #expect(
            html == """
                <p>See <a class="citation" id="cited.hinton2015.1" href="#cite.hinton2015">[Hinton et al. 2015]</a>, \
                <a href="#t">again [Hinton et al. 2015]</a>, \
                <a class="citation" id="cited.guo-too.1" href="#cite.guo-too">[Guo 2017b]</a> and [@none].</p>
                <section class="references" aria-labelledby="page.references">
                <h2 id="page.references">References</h2>
                <ul>
                <li id="cite.guo-too"><b>[Guo 2017b]</b> C. Guo. <cite>More</cite>. 2017. \
                <a class="back" href="#cited.guo-too.1" aria-label="Back to citation of Guo 2017b">↩</a> </li>
                <li id="cite.hinton2015"><b>[Hinton et al. 2015]</b> G. Hinton, O. Vinyals and J. Dean. \
                <cite>Distilling &lt;it&gt;</cite>. 2015. \
                <a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a> \
                <a class="back" href="#cited.hinton2015.1" aria-label="Back to citation of Hinton et al. 2015">↩</a> </li>
                </ul>
                </section>

                """)
    }

    @Test("control characters as escapes, whatever way they came")
    func controls() {
        let html = body(
            "a\u{1B}[2J \u{7F} \u{9B} \u{202E} &#7;\n\n```output\n\u{1B}]0;x\u{7}\n```\n\n`\u{C}`\tkept\n")
        #expect(html.contains(#"a\u{1B}[2J \u{7F} \u{9B} \u{202E} \u{7}"#))
        #expect(html.contains(#"\u{1B}]0;x\u{7}"#))
        #expect(html.contains("\tkept"))
        #expect(!html.unicodeScalars.contains { Visible.isControl($0) && $0 != "\n" })
    }

    @Test("lines that end as the web has it, whatever the file has")
    func lineEndings() {
        let markdown = "a\nb\n\n```\nc\n```\n\n    d\n    e\n"
        #expect(body(markdown.replacing("\n", with: "\r\n")) == body(markdown))
        #expect(body(markdown.replacing("\n", with: "\r")) == body(markdown))
    }
}

@Suite("Pages of a book")
struct BookPagesTests {
    private let weaver = Weaver(
        Book(
            title: "B & B",
            chapters: [
                ("01-a.md", "# A\n## A.1\n### A.1.1\n## A.2\n"), ("my notes#2.md", "### In\n### Deeper\n"),
                ("z.md", ""),
            ].map {
                Chapter(path: $0.0, source: Source($0.1))
            }))

    @Test("are named for their chapters, with a title page before and the theme behind")
    func names() throws {
        let pages = try weaver.pages()
        #expect(
            pages.map(\.path) == [
                "index.html", "01-a.html", "my notes#2.html", "z.html", "search.js", "book.css", "book.js",
            ])
    }

    @Test("lead to the page before and the page after")
    func turning() throws {
        let turns = try weaver.pages().filter { $0.path.hasSuffix(".html") }.map { page in
            page.text.matches(of: #/rel="(prev|next)" href="(.*?)"/#).map { "\($0.1) \($0.2)" }
        }
        #expect(
            turns == [
                ["next 01-a.html"], ["prev index.html", "next my%20notes%232.html"],
                ["prev 01-a.html", "next z.html"], ["prev my%20notes%232.html"],
            ])
    }

    @Test("list the book's chapters, and on a chapter's page its sections")
    func contents() {
        let text = weaver.chapterPage(0).text
        #expect(
            text.contains(
                """
                <ol class="chapters">
                <li><a href="01-a.html" aria-current="page">A</a>
                <ol>
                <li><a href="#a1">A.1</a>
                <ol>
                <li><a href="#a11">A.1.1</a></li>
                </ol>
                </li>
                <li><a href="#a2">A.2</a></li>
                </ol>
                </li>
                <li><a href="my%20notes%232.html">In</a></li>
                <li><a href="z.html">z</a></li>
                </ol>

                """))
        #expect(
            weaver.titlePage().text.contains(
                "<li><a href=\"01-a.html#a1\">A.1</a></li>\n<li><a href=\"01-a.html#a2\">"))
        #expect(weaver.chapterPage(2).article == "<h1>z</h1>\n")
    }

    @Test("are well-formed")
    func wellFormed() throws {
        for page in try weaver.pages() where page.path.hasSuffix(".html") {
            #expect(htmlFaults(page.text) == [], "\(page.path)")
        }
    }

    @Test("leave the front to a chapter named index: its text, then the contents, and no list names it")
    func titlePage() throws {
        let chapters = [("index.md", "# B\n\nWhy?\n\n## Contents\n"), ("01-a.md", "# A\n\n## A.1\n")].map {
            Chapter(path: $0.0, source: Source($0.1))
        }
        let pages = try Weaver(Book(title: "B", chapters: chapters)).pages()
        #expect(pages.map(\.path) == ["index.html", "01-a.html", "search.js", "book.css", "book.js"])
        let front = pages[0].text
        #expect(front.contains("<title>B</title>") && front.contains("<body class=\"front\">"))
        #expect(front.contains("<p>Why?</p>"))
        #expect(
            front.contains(
                "<nav class=\"book-contents\" id=\"page.contents\" aria-label=\"Contents\">\n<ol class=\"chapters\">\n<li><a href=\"01-a.html\">A</a>\n<ol>\n<li><a href=\"01-a.html#a1\">"
            ))
        #expect(!front.contains("rel=\"prev\""))
        #expect(front.contains("rel=\"next\" href=\"01-a.html\""))
        #expect(pages[1].text.contains("<a class=\"prev\" rel=\"prev\" href=\"index.html\""))
        #expect(!pages[1].text.contains("<li><a href=\"index.html\""))
        for page in pages.prefix(2) { #expect(htmlFaults(page.text) == [], "\(page.path)") }
    }
}
