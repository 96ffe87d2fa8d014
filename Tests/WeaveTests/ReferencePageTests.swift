import Foundation
import Literate
import Markdown
import Testing

@testable import Weave

@Suite("The library's pages, and the search")
struct ReferencePageTests {
    private static func symbol(
        _ id: String, _ path: [String], _ kind: DocumentedSymbol.Kind,
        _ declaration: [DocumentedSymbol.Fragment],
        _ documentation: String = ""
    ) -> DocumentedSymbol {
        DocumentedSymbol(
            id: id, path: path, kind: kind, declaration: declaration, documentation: documentation)
    }

    private let module = ModuleDocumentation(
        name: "Sums",
        symbols: [
            symbol(
                "f", ["f(_:)"], .function,
                [
                    .init(text: "func", kind: .keyword), .init(text: " f(_ x: "),
                    .init(text: "Sum", kind: .type, symbol: "S"), .init(text: ")"),
                ]),
            symbol(
                "f2", ["f(_:)"], .function, [.init(text: "func f<T>(_ x: T)")],
                "Another, see ``Sum/add(_:)``."),
            symbol(
                "S", ["Sum"], .type, [.init(text: "struct Sum")],
                "A *sum*.\n\n## Use\n\n```swift\na < b\n```\n\n<b>raw</b>"),
            symbol("A", ["Sum", "add(_:)"], .function, [.init(text: "func add(_ x: Int)")]),
            symbol("I", ["Sum", "init()"], .initializer, [.init(text: "init()")]),
        ])

    private var book: Book {
        let chapter = Chapter(
            path: "07-x.md",
            source: Source(
                "# 7. X\n\nSome *words* and 知识蒸馏.\n\n## Two \"quoted\"\n\n```swift\nlet name = 1\n```\n\n```output\nhidden\n```\n"
            ))
        var book = Book(title: "B", chapters: [chapter])
        book.documentation = [module]
        return book
    }

    @Test("give each symbol its declaration, words and place, members behind their type")
    func page() throws {
        let page = try #require(try Weaver(book).pages().first { $0.path == "reference-sums.html" }).text
        #expect(htmlFaults(page) == [])
        let ids = page.matches(of: #/<h[23] id="([^"]*)"/#).map { String($0.1) }
        #expect(ids == ["Sum", "Sum.init()", "Sum.add(_:)", "f(_:)", "f(_:)-2"])
        #expect(page.contains("<a class=\"t\" href=\"reference-sums.html#Sum\">Sum</a>"))
        #expect(page.contains("<a href=\"reference-sums.html#Sum.add(_:)\"><code>Sum.add(_:)</code></a>"))
        #expect(page.contains("<h3>Use</h3>"))
        #expect(page.contains("a &lt; b"))
        #expect(!page.contains("<b>raw"))
    }

    @Test("are led to from the contents")
    func contents() throws {
        for page in try Weaver(book).pages() where page.path.hasSuffix(".html") {
            #expect(page.text.contains("<a href=\"reference-sums.html\""), "\(page.path)")
        }
    }

    @Test("are searched with the chapters: words as they stand, cut at headings")
    func search() throws {
        let page = try #require(try Weaver(book).pages().first { $0.path == "search.js" })
        let text = page.text
        #expect(text.hasPrefix("bookSearch(") && text.hasSuffix(");\n"))
        let json = text.dropFirst("bookSearch(".count).dropLast(3)
        let pages = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [[Any]])
        #expect(pages.map { $0[0] as? String } == ["07-x.html", "reference-sums.html"])
        let sections = try #require(pages[0][2] as? [[String]])
        #expect(sections.map { $0[0] } == ["7-x", "two-quoted"])
        #expect(sections[0][2].contains("Some words and 知识蒸馏."))
        #expect(sections[1][1] == "Two \"quoted\"")
        #expect(sections[1][2].contains("let name = 1"))
        #expect(!sections[1][2].contains("hidden"))
        let symbols = try #require(pages[1][2] as? [[String]])
        #expect(symbols.map { $0[0] } == ["f(_:)", "f(_:)-2", "Sum", "Sum.add(_:)", "Sum.init()"])
    }

    @Test("need one stylesheet and one script, and that is small")
    func theme() throws {
        let pages = try Theme.pages()
        #expect(pages.map(\.path) == ["book.css", "book.js"])
        #expect(pages[1].bytes.count <= 40 << 10)
        for page in try Weaver(book).pages() where page.path.hasSuffix(".html") {
            let requests = page.text.matches(of: #/(?:src|<link rel="stylesheet" href)="([^"]*)"/#).map {
                String($0.1)
            }
            #expect(requests == ["book.css", "book.js"], "\(page.path)")
        }
    }

    @Test("show what is wrong right behind its block, where somebody is writing")
    func faults() throws {
        let chapter = Chapter(path: "07-x.md", source: Source("# X\n\nOne.\n\n- a\n- b\n\nTwo.\n"))
        var book = Book(title: "B", chapters: [chapter])
        book.faults[0] = [
            Diagnostic(
                path: "07-x.md", at: SourcePosition(line: 6, column: 3), "bad <b>", details: ["  6 | - b"]),
            Diagnostic(.warning, path: "07-x.md", at: SourcePosition(line: 99, column: 1), "late"),
        ]
        let page = Weaver(book).chapterPage(0).text
        #expect(htmlFaults(page) == [])
        let list = try #require(page.range(of: "</ul>\n<aside class=\"fault error\""))
        let message = try #require(page.range(of: "error, line 6:</b> bad &lt;b&gt;"))
        let two = try #require(page.range(of: "<p>Two.</p>"))
        let late = try #require(page.range(of: "late"))
        #expect(list.lowerBound < message.lowerBound && message.lowerBound < two.lowerBound)
        #expect(two.lowerBound < late.lowerBound)
    }
}
