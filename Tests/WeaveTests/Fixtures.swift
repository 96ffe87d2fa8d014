import Foundation
import Literate
import Markdown
import Testing
import Weave

/// A folder that a writer could have made, with the pages that its chapters make beside them.
struct Fixture: CustomTestStringConvertible, Sendable {
    let name: String

    var testDescription: String { name }

    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// With `RECORD_PAGES=1` the expected pages are written anew. The test fails all the same, so that nobody
    /// leaves it on.
    static let isRecording = ProcessInfo.processInfo.environment["RECORD_PAGES"] == "1"

    static var all: [Fixture] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { Fixture(name: $0) }
    }

    private var folder: URL { Self.folder.appendingPathComponent(name) }

    private func files(_ ending: String, in folder: URL) throws -> [(name: String, bytes: [UInt8])] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(ending) }
            .map { ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0)))) }
    }

    func book() throws -> Book {
        let figures = try files(".svg", in: folder.appendingPathComponent("figures")).map {
            (String($0.name.dropLast(4)), String(decoding: $0.bytes, as: UTF8.self))
        }
        let works = try files("references.bib", in: folder).first
        return Book(
            title: "The book of \(name)",
            chapters: try files(".md", in: folder).map {
                Chapter(path: $0.name, source: Source(bytes: $0.bytes))
            },
            figures: Dictionary(uniqueKeysWithValues: figures),
            bibliography: Bibliography(parsing: Source(bytes: works?.bytes ?? [])))
    }

    func expected(_ page: Page) -> [UInt8]? {
        (try? Data(contentsOf: folder.appendingPathComponent(page.path))).map(Array.init)
    }

    func record(_ page: Page) throws {
        try Data(page.bytes).write(to: folder.appendingPathComponent(page.path))
    }
}

extension Page {
    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// What stands in the article: the chapter's own, without how to run it.
    var article: String {
        guard let start = text.range(of: "<article>\n"), let end = text.range(of: "</article>") else {
            return ""
        }
        return String(text[start.upperBound..<end.lowerBound]).replacing(
            #/<section class="program"[\s\S]*?<\/section>\n/#, with: "")
    }
}

/// The page of a chapter that stands alone.
func page(
    _ markdown: String, figures: [String: String] = [:], works: String = "",
    change: (inout Book) -> Void = { _ in }
) -> Page {
    let chapter = Chapter(path: "02-alone.md", source: Source(markdown))
    var book = Book(
        title: "Book", chapters: [chapter], figures: figures,
        bibliography: Bibliography(parsing: Source(works)))
    change(&book)
    return Weaver(book).chapterPage(0)
}

/// The HTML of a chapter that stands alone, below its heading.
func body(
    _ markdown: String, figures: [String: String] = [:], works: String = "",
    change: (inout Book) -> Void = { _ in }
) -> String {
    let article = page("# T\n\n" + markdown, figures: figures, works: works, change: change).article
    guard let end = article.range(of: "</h1>\n") else { return article }
    return String(article[end.upperBound...])
}
