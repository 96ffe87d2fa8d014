import Literate
import Markdown
import Testing

@testable import Weave

@Suite("Code on a page")
struct CodeMarkupTests {
    private func html(_ markup: CodeMarkup) -> String {
        var output = HTMLRenderer(Document())
        markup.write(to: &output)
        return String(decoding: output.take(), as: UTF8.self)
    }

    @Test(
        "has a class for each kind of word, a number for each note, and a link for each name of the library")
    func words() {
        let markup = CodeMarkup(
            text: "let a = f(\"<\") // → 1\n",
            tokens: [
                .init(range: 0..<3, kind: .keyword), .init(range: 4..<5, kind: .variable, note: 0),
                .init(range: 8..<9, kind: .function, note: 1), .init(range: 10..<13, kind: .string),
                .init(range: 15..<23, kind: .comment),
            ],
            values: [15..<23], addresses: [nil, "reference-x.html#f(_:)"])
        #expect(
            html(markup) == """
                <span class="k">let</span> <span data-n="0">a</span> = \
                <a class="f" href="reference-x.html#f(_:)" data-n="1">f</a>(<span class="s">&quot;&lt;&quot;</span>) \
                <span class="value">// → 1</span>

                """)
    }

    @Test("links an import to the module's page")
    func imports() {
        let markup = CodeMarkup(
            text: "import Figures", tokens: [.init(range: 7..<14, kind: .variable)],
            modules: ["Figures": "reference-figures.html"])
        #expect(html(markup) == "import <a href=\"reference-figures.html\">Figures</a>")
    }

    @Test("keeps its text, whatever the tokens claim")
    func damaged() {
        let text = "a<b>&\"知\"\n"
        for start in 0..<12 {
            for length in 0..<12 {
                let markup = CodeMarkup(
                    text: text,
                    tokens: [
                        .init(range: start..<(start + length), kind: .keyword),
                        .init(range: 2..<3, kind: .type, note: 9),
                    ],
                    values: [4..<6, 5..<90])
                let plain = html(markup).replacing(#/<[^>]*>/#, with: "")
                #expect(plain.utf8.count >= 1)
                // A token that cuts a character is the only thing that can change the text.
                if start + length <= 5 { #expect(plain == HTML.escape(text)) }
            }
        }
    }

    @Test("is plain where nothing is known of it, and data goes to a script that only pages with notes name")
    func pages() throws {
        let chapter = Chapter(path: "07-x.md", source: Source("# X\n\n```swift\nlet x = 1\n```\n"))
        var book = Book(title: "B", chapters: [chapter])
        let plain = try Weaver(book).pages()
        #expect(!plain.contains { $0.path.hasPrefix("notes/") })
        #expect(try #require(plain.first { $0.path == "07-x.html" }).text.contains("<article>"))
        book.annotations[0] = CodeAnnotations(
            tokens: [0: [.init(range: 4..<5, kind: .variable, note: 0)]],
            notes: [.init(declaration: "let x: \"\\\n\u{1B}", summary: "</script>")])
        let pages = try Weaver(book).pages()
        #expect(
            pages.first { $0.path == "notes/07-x.js" }?.text
                == "bookNotes([[\"let x: \\\"\\\\\\n \",\"</script>\"]]);\n")
        let page = try #require(pages.first { $0.path == "07-x.html" }).text
        #expect(page.contains("<article data-notes=\"notes/07-x.js\">"))
        #expect(page.contains("let <span data-n=\"0\">x</span> = 1"))
    }
}
