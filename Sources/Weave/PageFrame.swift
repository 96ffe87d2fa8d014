import Markdown

/// What stands around every page's text: head, header, contents, previous and next.
///
/// Ids of the frame's own hold a full stop, which no id of a chapter can.
struct PageFrame {
    let weaver: Weaver
    /// The chapter that the page shows; nil where it shows none.
    let current: Int?
    /// The page's own title; nil on the title page.
    let title: String?

    init(_ weaver: Weaver, current: Int?, title: String? = nil) {
        self.weaver = weaver
        self.current = current
        let chapter = current.map { weaver.outline.chapters[$0] }
        self.title = title ?? chapter.flatMap { $0.isTitlePage ? nil : $0.title }
    }

    private var chapters: [Outline.ChapterEntry] { weaver.outline.chapters }

    func writeTop(to output: inout HTMLRenderer) {
        output.write(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>
            """)
        if let title {
            output.writeEscaped(title)
            output.write(" · ")
        }
        output.writeEscaped(weaver.book.title)
        output.write(
            """
            </title>
            <link rel="icon" href="data:,">
            <script>\(Theme.headScript)</script>
            <link rel="stylesheet" href="\(Theme.stylesheetPath)">
            <script src="\(Theme.scriptPath)" defer></script>
            </head>
            <body\(title == nil ? " class=\"front\"" : "")>
            <a class="skip" href="#page.main">Skip to the text</a>
            <header class="top">
            <a class="book" href="index.html"\(title == nil ? " aria-current=\"page\"" : "")>
            """)
        output.writeEscaped(weaver.book.title)
        output.write("</a>\n<a class=\"to-contents\" href=\"#page.contents\">Contents</a>\n")
        output.write(
            "<button type=\"button\" class=\"find\" aria-keyshortcuts=\"/\">Search<kbd aria-hidden=\"true\">/</kbd></button>\n"
        )
        output.write(
            "<button type=\"button\" class=\"theme\" aria-label=\"Dark theme\"><span aria-hidden=\"true\"></span></button>\n</header>\n"
        )
        output.write("<main id=\"page.main\">\n")
    }

    func writeBottom(to output: inout HTMLRenderer) {
        output.write("</main>\n")
        if title != nil {
            output.write("<nav class=\"contents\" id=\"page.contents\" aria-label=\"Contents\">\n")
            weaver.outline.writeSide(current: current, to: &output)
            writeReference(to: &output)
            output.write("</nav>\n")
        }
        writeTurn(to: &output)
        output.write("</body>\n</html>\n")
    }

    /// The contents of the whole book, for the title page.
    func writeBookContents(to output: inout HTMLRenderer) {
        output.write("<nav class=\"book-contents\" id=\"page.contents\" aria-label=\"Contents\">\n")
        weaver.outline.writeBook(to: &output)
        writeReference(to: &output)
        output.write("</nav>\n")
    }

    /// The list of the library's pages.
    private func writeReference(to output: inout HTMLRenderer) {
        guard !weaver.book.documentation.isEmpty else { return }
        output.write("<p class=\"library\">Library reference</p>\n<ul class=\"library\">\n")
        for module in weaver.book.documentation {
            let isCurrent = title == "\(module.name) reference"
            output.write(
                "<li><a href=\"\(SymbolAddresses.page(module))\"\(isCurrent ? " aria-current=\"page\"" : "")>"
            )
            output.writeEscaped(module.name)
            output.write("</a></li>\n")
        }
        output.write("</ul>\n")
    }

    private func writeTurn(to output: inout HTMLRenderer) {
        output.write("<footer>\n")
        let next = current.map { $0 + 1 } ?? 0
        // A page of the library stands beside the chapters, not between them.
        if current != nil || title == nil && next < chapters.count {
            output.write("<nav class=\"turn\" aria-label=\"Previous and next\">\n")
            if let current, title != nil {
                let isFirst = current == 0
                link(
                    "Previous", rel: "prev", to: isFirst ? "index.html" : chapters[current - 1].address,
                    isFirst ? weaver.book.title : chapters[current - 1].title, &output)
            }
            if next < chapters.count {
                link("Next", rel: "next", to: chapters[next].address, chapters[next].title, &output)
            }
            output.write("</nav>\n")
        }
        writeStanding(to: &output)
        output.write("</footer>\n")
    }

    /// A line that leads to the colophon, if the book has one: a chapter of that name.
    private func writeStanding(to output: inout HTMLRenderer) {
        guard let colophon = weaver.book.chapters.firstIndex(where: { $0.name == "colophon" }) else { return }
        output.write("<p class=\"standing\"><a href=\"\(chapters[colophon].address)\">")
        output.writeProse("Colophon: versions, licences, how to cite, how to report an error")
        output.write("</a></p>\n")
    }

    private func link(
        _ label: String, rel: String, to address: String, _ title: String, _ output: inout HTMLRenderer
    ) {
        output.write("<a class=\"\(rel)\" rel=\"\(rel)\" href=\"\(address)\"><span>\(label)</span> ")
        output.writeProse(title)
        output.write("</a>\n")
    }
}
