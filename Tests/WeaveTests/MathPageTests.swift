import Literate
import Markdown
import Testing

@testable import Weave

@Suite("What a page shows of mathematics and flow charts")
struct MathPageTests {
    private func math(_ tex: String, isDisplay: Bool = false) throws -> (Formula, MathML) {
        (
            Formula(tex: tex, isDisplay: isDisplay),
            try MathML(checking: "<math display=\"\(isDisplay ? "block" : "inline")\"><mi>x</mi></math>")
        )
    }

    @Test("formulas in their line, numbered ones with their number")
    func formulas() throws {
        let known = Dictionary(uniqueKeysWithValues: [try math("x"), try math("y\nz", isDisplay: true)])
        let html = body("a $`x`$, b\n\n```math eq\ny\nz\n```\n") { $0.math = known }
        #expect(
            html == """
                <p>a <math display="inline"><mi>x</mi></math>, b</p>
                <div class="equation" id="eq">
                <div class="formula" tabindex="0" role="group" aria-label="Equation 2.1">\
                <math display="block"><mi>x</mi></math></div>
                <a class="number" href="#eq" aria-label="Equation (2.1)">(2.1)</a>
                </div>

                """)
    }

    @Test("long formulas so that a narrow screen may give them a line of their own")
    func long() throws {
        let tex = "\\operatorname{softmax}(z) = a + b + c + d + e + f + g"
        let html = body("$`\(tex)`$\n") {
            $0.math = [(try? math(tex))].compactMap { $0 }.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(html.hasPrefix("<p><span class=\"long\"><math"))
    }

    @Test("a reference without text by the name of what it leads to, in this chapter and in others")
    func references() {
        let text = """
            # 3. Third

            [](#eq) [](#f) [](#ex) [](#31-part) [](#plain) [](04-b.md#eq) [](04-b.md) [](#none) [own](#eq)

            ## 3.1 Part

            ## Plain

            ```math eq
            x
            ```

            ![w](figures/f.svg)

            ```swift exercise ex
            ```
            """
        let chapters = [
            Chapter(path: "03-a.md", source: Source(text)),
            Chapter(
                path: "04-b.md", source: Source("# 4 Fourth\n\n```math other\nx\n```\n```math eq\nx\n```\n")),
        ]
        let article = Weaver(Book(title: "B", chapters: chapters)).chapterPage(0).article
        let links = article.matches(of: #/<a href="(.*?)">(.*?)<\/a>/#).map { "\($0.1) \($0.2)" }
        #expect(
            links == [
                "#eq Equation 3.1", "#f Figure 3.1", "#ex Exercise 3.1", "#31-part Section 3.1",
                "#plain Plain",
                "04-b.html#eq Equation 4.2", "04-b.html Chapter 4", "#none #none", "#eq own",
            ])
    }

    @Test("a flow chart as a drawing whose words are text, and in words")
    func flowchart() throws {
        let text = "graph LR\n  a[x < y] -->|go & see| b(两)\n"
        let chart = try Flowchart(parsing: text)
        let layout = FlowchartLayout(
            width: 200, height: 60, nodes: [.init(x: 40, y: 30), .init(x: 160.04, y: 30)],
            edges: [
                .init(
                    points: [
                        .init(x: 70, y: 30), .init(x: 90, y: 30), .init(x: 110, y: 30), .init(x: 130, y: 30),
                    ],
                    label: .init(x: 100, y: 20))
            ])
        let html = body("```mermaid\n\(text)```\n") { $0.layouts = [chart: layout] }
        #expect(html.contains("<path class=\"edge\" d=\"M70 30C90 30 110 30 130 30\"/>"))
        #expect(html.contains("<polygon class=\"head\" points=\"130,30 120,34 120,26\"/>"))
        #expect(html.contains("<text x=\"40\" y=\"35.1\">x &lt; y</text>"))
        #expect(html.contains("<text class=\"beside\" x=\"100\" y=\"25.1\">go &amp; see</text>"))
        #expect(html.contains("<text x=\"160\" y=\"35.1\"><tspan lang=\"zh\">两</tspan></text>"))
        #expect(
            html.contains(
                "<p id=\"diagram.1.words\">Flow chart, from left to right. x &lt; y leads to <span lang=\"zh\">两</span> (go &amp; see).</p>"
            ))
        #expect(
            htmlFaults(
                page("# T\n\n```mermaid\n\(text)```\n") { $0.layouts = [chart: layout] }.text.replacing(
                    #/<svg[\s\S]*?</svg>/#, with: "")) == [])
    }

    @Test("a flow chart that was not laid out as its text")
    func text() {
        #expect(
            body("```mermaid\ngraph LR\na --> b\n```\n").contains(
                "<code class=\"language-mermaid\">graph LR\na --&gt; b\n</code>"))
    }

    @Test("Chinese as Chinese, in headings and contents too, and not its punctuation alone")
    func chinese() {
        let page = page("# On 知识蒸馏\n\n«软标签，温度» *目标* a、b `代码`\n")
        #expect(page.article.contains("<h1 id=\"on-知识蒸馏\">On <span lang=\"zh\">知识蒸馏</span> "))
        #expect(
            page.article.contains(
                "<p>«<span lang=\"zh\">软标签，温度</span>» <em><span lang=\"zh\">目标</span></em> a、b <code>代码</code></p>"
            ))
        #expect(page.text.contains("aria-current=\"page\">On <span lang=\"zh\">知识蒸馏</span></a>"))
    }
}

@Suite("The theme")
struct ThemeTests {
    @Test("has the same colours in light mode and in the light half of each pair")
    func colours() throws {
        let css = try #require(try Theme.pages().first { $0.path == "book.css" }).text
        let plain = Dictionary(
            css.matches(of: #/(?m)^  (--[a-z0-9-]+): (#[0-9a-f]+);/#).map { (String($0.1), String($0.2)) }
        ) { first, _ in first }
        let pairs = css.matches(of: #/(--[a-z0-9-]+): light-dark\((#[0-9a-f]+), #[0-9a-f]+\);/#)
        #expect(pairs.count == plain.count)
        for pair in pairs { #expect(plain[String(pair.1)] == String(pair.2), "\(pair.1)") }
    }

    @Test("sets the reader's choice before anything else is loaded")
    func early() throws {
        let text = page("# T\n").text
        let script = try #require(text.range(of: "<script>try{"))
        let stylesheet = try #require(text.range(of: "<link rel=\"stylesheet\""))
        #expect(script.lowerBound < stylesheet.lowerBound)
    }

    @Test("has at most 40 KB of scripts")
    func scripts() throws {
        let script = try #require(try Theme.pages().first { $0.path == "book.js" })
        #expect(script.bytes.count + Theme.headScript.utf8.count <= 40 * 1024)
    }
}

@Suite("A colophon")
struct ColophonLinkTests {
    @Test("is what every page leads to, where the book has one")
    func linked() throws {
        let chapters = [("01-a.md", "# A\n"), ("colophon.md", "# Colophon\n")].map {
            Chapter(path: $0.0, source: Source($0.1))
        }
        for page in try Weaver(Book(title: "B", chapters: chapters)).pages()
        where page.path.hasSuffix(".html") {
            #expect(page.text.contains("<p class=\"standing\"><a href=\"colophon.html\">"), "\(page.path)")
        }
        #expect(!page("# T\n").text.contains("standing"))
    }
}
