import Literate
import Markdown

/// Makes a book's pages. The same book gives the same bytes.
///
///     let chapter = Chapter(path: "01-start.md", source: Source("# Start\n"))
///     let weaver = Weaver(Book(title: "A book", chapters: [chapter]))
///     try weaver.pages().map(\.path)   // ["index.html", "01-start.html", "search.js", "book.css", "book.js"]
///
/// Pages depend on nothing but the book, so a caller may make them side by side.
public struct Weaver: Sendable {
    /// The book.
    public let book: Book
    let outline: Outline
    let labels: CitationLabels
    let addresses: SymbolAddresses
    /// For each chapter, by name, what its numbered things are called.
    let numbers: [String: Numbers]
    /// The terms that the book explains.
    let glossary: Glossary

    /// Reads what all pages share: the contents, the labels of citations, where symbols are documented, the glossary.
    public init(_ book: Book) {
        self.book = book
        outline = Outline(book.chapters)
        labels = CitationLabels(book.bibliography)
        addresses = SymbolAddresses(book.documentation)
        numbers = Dictionary(book.chapters.map { ($0.name, Numbers($0)) }) { first, _ in first }
        glossary = Glossary(book.chapters)
    }

    /// All files of the site: the title page, the chapters in order, the library's pages, what pages load when it
    /// is first asked for, what readers take with them, the theme.
    ///
    /// - Throws: An error of the file system if the theme's own files can't be read.
    public func pages() throws -> [Page] { try portions.flatMap { try $0() } }

    /// The work of making the pages in portions that do not depend on each other, in the pages' order: for a caller
    /// that has several processors.
    public var portions: [@Sendable () throws -> [Page]] {
        let hasTitlePage = outline.chapters.contains(where: \.isTitlePage)
        var portions: [@Sendable () throws -> [Page]] = hasTitlePage ? [] : [{ [titlePage()] }]
        for index in book.chapters.indices { portions.append { [chapterPage(index)] } }
        for module in book.documentation { portions.append { [referencePage(module)] } }
        for index in book.chapters.indices { portions.append { companions(index) } }
        return portions + [{ [SearchScript.page(self)] }, { try Theme.pages() }]
    }

    /// What belongs to a chapter besides its page: what is said of its names, its terms, and its program.
    private func companions(_ index: Int) -> [Page] {
        let chapter = book.chapters[index]
        let notes = book.annotations[index].map { NotesScript.page(chapter, $0, addresses) }
        let terms =
            chapter.name == Glossary.name && !glossary.terms.isEmpty ? [glossary.script(self, index)] : []
        return (notes.map { [$0] } ?? []) + terms + (ChapterProgram(chapter, book.library)?.pages ?? [])
    }

    /// The page of the chapter at `index`. One named `index` is the book's title page, with the contents of all
    /// below its text.
    ///
    /// What its findings call wrong is left out or shown as text: whether to publish it is the caller's matter.
    public func chapterPage(_ index: Int) -> Page {
        let chapter = book.chapters[index]
        var writer = ProseWriter(chapter.document, PageContext(self, index))
        let frame = PageFrame(self, current: index)
        frame.writeTop(to: &writer.output)
        let notes =
            book.annotations[index] == nil
            ? "" : " data-notes=\"\(Address.encoded(path: NotesScript.path(chapter)))\""
        let terms = glossary.terms.isEmpty ? "" : " data-terms=\"\(Glossary.path)\""
        writer.output.write("<article\(notes)\(terms)>\n")
        if chapter.headings.isEmpty {
            writer.output.write("<h1>")
            writer.output.writeEscaped(chapter.isTitlePage ? book.title : chapter.title)
            writer.output.write("</h1>\n")
        }
        writer.write()
        if chapter.isTitlePage { frame.writeBookContents(to: &writer.output) }
        ChapterProgram(chapter, book.library)?.writeInvitation(to: &writer.output)
        References(book.bibliography, labels).write(writer.citations, to: &writer.output)
        writer.output.write("</article>\n")
        frame.writeBottom(to: &writer.output)
        return Page(path: outline.chapters[index].path, bytes: ControlCharacters.shown(writer.output.take()))
    }

    /// The title page of a book without a chapter for it: the title and the contents.
    public func titlePage() -> Page {
        var output = HTMLRenderer(Document())
        let frame = PageFrame(self, current: nil)
        frame.writeTop(to: &output)
        output.write("<h1>")
        output.writeEscaped(book.title)
        output.write("</h1>\n")
        frame.writeBookContents(to: &output)
        frame.writeBottom(to: &output)
        return Page(path: "index.html", bytes: ControlCharacters.shown(output.take()))
    }

    /// The page of a module of the library.
    public func referencePage(_ module: ModuleDocumentation) -> Page {
        var output = HTMLRenderer(Document())
        let frame = PageFrame(self, current: nil, title: "\(module.name) reference")
        frame.writeTop(to: &output)
        ReferencePage(module, addresses).write(to: &output)
        frame.writeBottom(to: &output)
        return Page(path: SymbolAddresses.page(module), bytes: ControlCharacters.shown(output.take()))
    }
}

/// What a writer of a chapter's prose looks up.
struct PageContext {
    let chapter: Chapter
    let figures: [String: String]
    let bibliography: Bibliography
    let labels: CitationLabels
    let math: [Formula: MathML]
    let layouts: [Flowchart: FlowchartLayout]
    /// What numbered things are called: in this chapter, and in any by its name.
    let numbers: Numbers
    let allNumbers: [String: Numbers]
    /// What is known of the chapter's Swift, and for each note where its name is documented.
    let annotations: CodeAnnotations
    let noteAddresses: [String?]
    /// What is wrong with the chapter, in the order of lines.
    let faults: [Diagnostic]
    /// The pages of the library's modules, by name.
    let modules: [String: String]
    /// The ids of the glossary's terms.
    let terms: Set<String>

    init(_ weaver: Weaver, _ index: Int) {
        chapter = weaver.book.chapters[index]
        faults = weaver.book.faults[index] ?? []
        annotations = weaver.book.annotations[index] ?? CodeAnnotations()
        modules = Dictionary(weaver.book.documentation.map { ($0.name, SymbolAddresses.page($0)) }) { $1 }
        terms = weaver.glossary.ids
        noteAddresses = annotations.notes.map { $0.symbol.flatMap { weaver.addresses[$0] } }
        figures = weaver.book.figures
        bibliography = weaver.book.bibliography
        labels = weaver.labels
        math = weaver.book.math
        layouts = weaver.book.layouts
        allNumbers = weaver.numbers
        numbers = weaver.numbers[chapter.name] ?? Numbers(chapter)
    }

}
