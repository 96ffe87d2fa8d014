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
    /// The formulas as markup. One that is not here is shown as TeX.
    public var math: [Formula: MathML] = [:]
    /// Where the parts of flow charts stand. One that is not here is shown as text.
    public var layouts: [Flowchart: FlowchartLayout] = [:]
    /// What the compiler knows of a chapter's Swift, by the chapter's index. Where nothing is known, code is plain.
    public var annotations: [Int: CodeAnnotations] = [:]
    /// What the library's modules offer: each becomes a page.
    public var documentation: [ModuleDocumentation] = []
    /// The library's sources, which go with a chapter's program into its archive.
    public var library = LibrarySources()
    /// What is wrong with a chapter, by its index, to be shown at its place: for who is writing it.
    public var faults: [Int: [Diagnostic]] = [:]

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
