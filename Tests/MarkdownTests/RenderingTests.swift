import Markdown
import Testing

@Suite struct RenderingTests {
    @Test("12,000 random documents are rendered as libcmark renders them", arguments: 0..<12)
    func equalsLibcmark(part: Int) throws {
        for seed in part * 1_000..<(part + 1) * 1_000 {
            var random = RandomMarkdown(seed: UInt64(seed))
            let bytes = random.document()
            let html = try Document(parsing: Source(bytes: bytes)).html()
            try #require(html == cmarkHTML(bytes), "seed \(seed)")
        }
    }

    @Test(
        "Each construct is rendered",
        arguments: [
            ("# A *b*", "<h1>A <em>b</em></h1>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("- a\n\n- b", "<ul>\n<li>\n<p>a</p>\n</li>\n<li>\n<p>b</p>\n</li>\n</ul>\n"),
            ("3) a", "<ol start=\"3\">\n<li>a</li>\n</ol>\n"),
            ("``` swift hidden\n<\n```", "<pre><code class=\"language-swift\">&lt;\n</code></pre>\n"),
            ("[a](b \"\")", "<p><a href=\"b\" title=\"\">a</a></p>\n"),
            ("[a](javascript:b)", "<p><a href=\"\">a</a></p>\n"),
            ("![a *b* ![c](d)](e 'f')", "<p><img src=\"e\" alt=\"a b c\" title=\"f\" /></p>\n"),
            ("a<br>b", "<p>a<!-- raw HTML omitted -->b</p>\n"),
            ("a\0b", "<p>a\u{FFFD}b</p>\n"),
            ("\u{FEFF}# a", "<h1>a</h1>\n"),
            ("", ""),
        ])
    func construct(markdown: String, html: String) throws {
        #expect(String(decoding: try Document(parsing: Source(markdown)).html(), as: UTF8.self) == html)
    }

    @Test("A node can be rendered otherwise while the rest is rendered as usual")
    func replacesNodes() throws {
        let document = try Document(parsing: Source("# A\n\n[b *c*](d) e\n\n```\nf\n```\n\n> g"))
        var renderer = HTMLRenderer(document)
        var events = document.events
        while let event = events.next() {
            guard case .enter(let index) = event else {
                if case .exit(let index) = event, case .heading = document.nodes[index].kind {
                    renderer.write("</h2>\n")
                } else {
                    renderer.render(event)
                }
                continue
            }
            switch document.nodes[index].kind {
            case .heading:
                renderer.write("<h2 id=\"\(document.plainText(of: index).lowercased())\">")
            case .codeBlock(_, let literal):
                renderer.startLine()
                renderer.write("<pre>")
                renderer.writeEscaped(literal + "<")
                renderer.write("</pre>\n")
            case .link:
                renderer.write("<cite>\(HTML.escape(document.plainText(of: index)))</cite>")
                events.skip(index)
            default: renderer.render(event)
            }
        }
        #expect(
            String(decoding: renderer.take(), as: UTF8.self) == """
                <h2 id="a">A</h2>
                <p><cite>b c</cite> e</p>
                <pre>f
                &lt;</pre>
                <blockquote>
                <p>g</p>
                </blockquote>

                """)
    }

    @Test("Escapes follow libcmark")
    func escapes() {
        #expect(HTML.escape("<a href=\"b\">'&'</a>") == "&lt;a href=&quot;b&quot;&gt;'&amp;'&lt;/a&gt;")
        #expect(HTML.escapeDestination("ü b'&<[^~") == "%C3%BC%20b&#x27;&amp;%3C%5B%5E~")
        #expect(HTML.isDangerous("JavaScript:x") && HTML.isDangerous("data:text/html,x"))
        #expect(!HTML.isDangerous("data:image/png;base64,x") && !HTML.isDangerous("javascript"))
    }
}
