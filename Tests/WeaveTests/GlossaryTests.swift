import Literate
import Markdown
import Testing

@testable import Weave

@Suite("A glossary")
struct GlossaryTests {
    private func weaver(_ glossary: String, _ chapter: String = "# 1. C\n\n[a](glossary.md#b)\n") -> Weaver {
        Weaver(
            Book(
                title: "B",
                chapters: [
                    Chapter(path: "01-c.md", source: Source(chapter)),
                    Chapter(path: "glossary.md", source: Source(glossary)),
                ],
                bibliography: Bibliography(
                    parsing: Source("@misc{k, author = {Kim, A}, title = {T}, year = 2020}"))))
    }

    private func script(_ weaver: Weaver) throws -> String {
        try #require(try weaver.pages().first { $0.path == "terms/glossary.js" }).text
    }

    @Test("holds the headings that a paragraph explains, and no others")
    func terms() {
        let glossary = weaver("# G\n\nIntro.\n\n## A\n\n### B\n\nWord.\n\n## C\n\n- list\n\n## D\n").glossary
        #expect(glossary.terms.map(\.id) == ["b"])
        #expect(glossary.terms.map(\.name) == ["B"])
    }

    @Test(
        "is told to pages as a script, without links or the ids of citations, and with what looks like markup as text"
    )
    func definitions() throws {
        let weaver = weaver(
            "# G\n\n## B < C\n\n熵 of `\"<b>\"` *is* a [link](#b--c)\nto [x](https://x.example) [@k].\n\nMore.\n"
        )
        #expect(
            try script(weaver) == #"""
                bookTerms([["b--c","<b>B &lt; C</b> <span lang=\"zh\">熵</span> of <code>&quot;&lt;b&gt;&quot;</code> \#
                <em>is</em> a link to x [Kim 2020]."]]);

                """#)
    }

    @Test("is named to every chapter's page, and its terms' links are marked there and on its own page")
    func links() {
        let weaver = weaver(
            "# G\n\n## B\n\nWord, [itself](#b), [letter](#c).\n\n## C\n",
            "# 1. C\n\n[a](glossary.md#b) [c](glossary.md#c) [g](glossary.md) [b](#b) [](glossary.md#b)\n\n## B\n"
        )
        let (chapter, own) = (weaver.chapterPage(0).text, weaver.chapterPage(1).text)
        #expect(chapter.contains("<article data-terms=\"terms/glossary.js\">"))
        #expect(
            chapter.contains(
                "<p><a class=\"term\" href=\"glossary.html#b\">a</a> <a href=\"glossary.html#c\">c</a> "
                    + "<a href=\"glossary.html\">g</a> <a href=\"#b\">b</a> <a class=\"term\" href=\"glossary.html#b\">B</a></p>"
            ))
        #expect(own.contains("<a class=\"term\" href=\"#b\">itself</a>, <a href=\"#c\">letter</a>"))
    }

    @Test("leaves no trace in a book without one")
    func without() throws {
        let weaver = Weaver(
            Book(
                title: "B",
                chapters: [Chapter(path: "01-c.md", source: Source("# C\n\n[a](glossary.md#b)\n"))]))
        #expect(weaver.chapterPage(0).text.contains("<article>\n"))
        #expect(weaver.chapterPage(0).text.contains("<a href=\"glossary.html#b\">a</a>"))
        #expect(try !weaver.pages().contains { $0.path.hasPrefix("terms/") })
    }
}
