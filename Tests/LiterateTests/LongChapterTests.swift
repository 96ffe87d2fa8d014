import Literate
import Markdown
import Testing

@Suite("A long chapter")
struct LongChapterTests {
    @Test("gives the same heading a number of its own each time, as code hosts do")
    func repeated() {
        let chapter = Chapter(
            path: "a.md", source: Source("# A b\n# a-b-1\n# A b\n# A b\n# Ünï_c-ode 9!\n# A  B?\n"))
        #expect(chapter.headings.map(\.id) == ["a-b", "a-b-1", "a-b-2", "a-b-3", "ünï_c-ode-9", "a--b"])
    }

    @Test("with one heading a hundred thousand times is read in linear time")
    func linear() {
        let count = 100_000
        let chapter = Chapter(path: "a.md", source: Source(String(repeating: "# Same\n", count: count)))
        #expect(chapter.headings.last?.id == "same-\(count - 1)")
    }
}
