import Literate

/// All that the pages are made of.
public struct Book: Sendable {
    /// The book's title.
    public var title: String
    /// The chapters, in reading order.
    public var chapters: [Chapter]
    /// The figures as SVG documents, by the names that the chapters' snippets gave. They were judged before: only
    /// what draws can stand in a page.
    public var figures: [String: String]
    /// The works that citations name.
    public var bibliography: Bibliography

    /// Creates a book.
    public init(
        title: String, chapters: [Chapter], figures: [String: String] = [:],
        bibliography: Bibliography = Bibliography()
    ) {
        self.title = title
        self.chapters = chapters
        self.figures = figures
        self.bibliography = bibliography
    }
}
