import Literate
import Markdown

/// The book's contents: chapters and their sections.
struct Outline: Sendable {
    struct ChapterEntry: Sendable {
        let title: String
        /// The page's file name, and the same as an address.
        let path: String
        let address: String
        let sections: [Section]
        /// Whether it stands behind the numbered chapters, as a glossary does: a list of the whole book shows it as
        /// one line.
        let isAppendix: Bool
        /// Whether it is the book's title page, where the lists themselves stand.
        let isTitlePage: Bool
    }

    /// A heading below the chapter's title that contents lists show.
    struct Section: Sendable {
        let text: String
        let id: String
        /// Whether it stands below the section before it.
        let isInner: Bool
    }

    let chapters: [ChapterEntry]

    init(_ chapters: [Chapter]) {
        func hasNumber(_ chapter: Chapter) -> Bool { chapter.name.first?.isNumber == true }
        let isNumbered = chapters.contains(where: hasNumber)
        self.chapters = chapters.map { chapter in
            // The first heading is the title. Those of level 4 and below are too many for a list.
            let headings = chapter.headings.dropFirst().filter { $0.level <= 3 && !$0.id.isEmpty }
            return ChapterEntry(
                title: chapter.title, path: chapter.name + ".html",
                address: Address.encoded(chapter.name + ".html"),
                sections: headings.map { Section(text: $0.text, id: $0.id, isInner: $0.level == 3) },
                isAppendix: isNumbered && !hasNumber(chapter), isTitlePage: chapter.isTitlePage)
        }
    }

    /// The list of all chapters with their sections.
    func writeBook(to output: inout HTMLRenderer) {
        output.write("<ol class=\"chapters\">\n")
        for chapter in chapters where !chapter.isTitlePage {
            output.write(chapter.isAppendix ? "<li class=\"appendix\">" : "<li>")
            link(to: chapter, isCurrent: false, &output)
            if !chapter.isAppendix {
                writeSections(of: chapter, isCurrent: false, withInner: false, &output)
            }
            output.write("</li>\n")
        }
        output.write("</ol>\n")
    }

    /// The list of all chapters, with the sections of the current one.
    func writeSide(current: Int?, to output: inout HTMLRenderer) {
        output.write("<ol class=\"chapters\">\n")
        for (index, chapter) in chapters.enumerated() where !chapter.isTitlePage {
            output.write("<li>")
            link(to: chapter, isCurrent: index == current, &output)
            if index == current { writeSections(of: chapter, isCurrent: true, withInner: true, &output) }
            output.write("</li>\n")
        }
        output.write("</ol>\n")
    }

    private func link(to chapter: ChapterEntry, isCurrent: Bool, _ output: inout HTMLRenderer) {
        output.write("<a href=\"\(chapter.address)\"\(isCurrent ? " aria-current=\"page\"" : "")>")
        output.writeProse(chapter.title)
        output.write("</a>")
    }

    private func writeSections(
        of chapter: ChapterEntry, isCurrent: Bool, withInner: Bool, _ output: inout HTMLRenderer
    ) {
        var isInner = false
        var isFirst = true
        for section in chapter.sections where withInner || !section.isInner {
            if isFirst {
                output.write("\n<ol>\n")
            } else if section.isInner == isInner {
                output.write("</li>\n")
            } else if section.isInner {
                output.write("\n<ol>\n")
            } else {
                output.write("</li>\n</ol>\n</li>\n")
            }
            // Inner sections before any outer one stand at the outer level.
            isInner = section.isInner && !isFirst
            isFirst = false
            output.write("<li><a href=\"\(isCurrent ? "" : chapter.address)#")
            output.write(HTML.escapeDestination(section.id))
            output.write("\">")
            output.writeProse(section.text)
            output.write("</a>")
        }
        if !isFirst { output.write(isInner ? "</li>\n</ol>\n</li>\n</ol>\n" : "</li>\n</ol>\n") }
    }
}
