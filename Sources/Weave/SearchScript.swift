import Literate
import Markdown

/// The words of all pages, as a script that a page loads when a reader first searches.
///
/// It holds the text itself, cut at headings: so that the search finds any part of a word, in Chinese too, where no
/// spaces part words, and can show what stands around it.
struct SearchScript {
    static let path = "search.js"

    private var script = ScriptText(calling: "bookSearch")

    /// The script for a book's chapters and modules.
    static func page(_ weaver: Weaver) -> Page {
        var search = SearchScript()
        search.script.array { script in
            for (chapter, entry) in zip(weaver.book.chapters, weaver.outline.chapters) {
                write(chapter, entry, to: &script)
            }
            for module in weaver.book.documentation { write(module, weaver.addresses, to: &script) }
        }
        return Page(path: path, bytes: search.script.finish())
    }

    private static func write(_ chapter: Chapter, _ entry: Outline.ChapterEntry, to script: inout ScriptText)
    {
        script.array { script in
            script.string(entry.address.utf8)
            script.string(chapter.title.utf8)
            script.array { script in
                var section = Section()
                var heading = 0
                for index in chapter.document.nodes.indices {
                    let node = chapter.document.nodes[index]
                    if node.isHeading, heading < chapter.headings.count,
                        chapter.headings[heading].node == index
                    {
                        section.write(to: &script)
                        section = Section(chapter.headings[heading])
                        heading += 1
                    } else if node.isText {
                        section.text += node.utf8
                    } else if !node.isCodeBlock || Self.isSearched(index, of: chapter) {
                        section.add(node)
                    }
                }
                section.write(to: &script)
            }
        }
    }

    /// Of code only what a reader would search: Swift and what is shown, tables, hints.
    private static func isSearched(_ block: Int, of chapter: Chapter) -> Bool {
        switch chapter.fenceOfNode[block].map({ chapter.fences[$0].kind }) {
        case .swift?, .shown?, .table?, .hint?, nil: true
        default: false
        }
    }

    /// What stands below a heading.
    private struct Section {
        var id = ""
        var heading = ""
        var text: [UInt8] = []

        init() {}

        init(_ heading: Chapter.Heading) {
            id = heading.id
            self.heading = heading.text
        }

        /// Adds a node that is no text. Blocks are parted by a blank.
        mutating func add(_ node: Node) {
            switch node.kind {
            case .code(let code): text += code.utf8
            case .codeBlock(_, let literal):
                part()
                text += literal.utf8
            case .emphasis, .strong, .link, .image: break
            default: part()
            }
        }

        private mutating func part() {
            if let last = text.last, last != UInt8(ascii: " ") { text.append(UInt8(ascii: " ")) }
        }

        func write(to script: inout ScriptText) {
            guard !text.isEmpty || !heading.isEmpty else { return }
            script.array { script in
                script.string(id.utf8)
                script.string(heading.utf8)
                // The heading's own text comes first among the nodes below it.
                script.string(
                    text.starts(with: heading.utf8) ? text.dropFirst(heading.utf8.count) : text[...])
            }
        }
    }

    /// The text of a comment in a source, without its marks.
    private static func plainText(_ markdown: String) -> [UInt8] {
        guard let document = try? Document(parsing: Source(markdown)) else { return Array(markdown.utf8) }
        var section = Section()
        for node in document.nodes {
            if node.isText { section.text += node.utf8 } else { section.add(node) }
        }
        return section.text
    }

    private static func write(
        _ module: ModuleDocumentation, _ addresses: SymbolAddresses, to script: inout ScriptText
    ) {
        script.array { script in
            script.string(SymbolAddresses.page(module).utf8)
            script.string("\(module.name) reference".utf8)
            script.array { script in
                for symbol in module.symbols {
                    script.array { script in
                        script.string(addresses.anchor(symbol).utf8)
                        script.string(symbol.path.joined(separator: ".").utf8)
                        script.string(plainText(symbol.documentation))
                    }
                }
            }
        }
    }
}
