import Literate
import Markdown

/// The terms that a book explains: the headings of the chapter called glossary that have a paragraph right below them.
///
/// A link to one shows this paragraph, so it comes as a script that pages load when a reader first asks.
struct Glossary: Sendable {
    /// A term.
    struct Term: Sendable {
        let id: String
        let name: String
        /// The index of the paragraph that explains it, in the chapter's document.
        let definition: Int
    }

    /// The chapter's name.
    static let name = "glossary"
    /// Where the script lies.
    static let path = "terms/glossary.js"

    /// The terms in order; none if there is no such chapter.
    let terms: [Term]
    let ids: Set<String>

    init(_ chapters: [Chapter]) {
        terms = chapters.first { $0.name == Self.name }.map(Self.terms) ?? []
        ids = Set(terms.map(\.id))
    }

    private static func terms(of chapter: Chapter) -> [Term] {
        let document = chapter.document
        return chapter.headings.dropFirst().compactMap { heading in
            let next = document.nodes[heading.node].end
            guard !heading.id.isEmpty, next < document.nodes.count,
                case .paragraph = document.nodes[next].kind
            else { return nil }
            return Term(id: heading.id, name: heading.text, definition: next)
        }
    }

    /// The script: for each term its id and, as markup, its name and definition.
    func script(_ weaver: Weaver, _ index: Int) -> Page {
        let context = PageContext(weaver, index)
        var script = ScriptText(calling: "bookTerms")
        script.array { script in
            for term in terms {
                var writer = ProseWriter(context.chapter.document, context, part: .definition)
                writer.output.write("<b>")
                writer.output.writeProse(term.name)
                writer.output.write("</b> ")
                writer.write(subtree: term.definition)
                script.array { script in
                    script.string(term.id.utf8)
                    script.string(writer.output.take())
                }
            }
        }
        return Page(path: Self.path, bytes: script.finish())
    }
}
