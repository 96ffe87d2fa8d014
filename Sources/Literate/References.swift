import Markdown

/// Checks what chapters say of each other and of the bibliography.
public enum References {
    /// The findings for the links and citations of a chapter.
    ///
    /// - Parameters:
    ///   - ids: What can be linked to in another file beside this one; nil if there is no such file.
    ///   - keys: The keys of the bibliography; nil if there is none.
    public static func findings(
        in chapter: Chapter, ids: (String) -> Set<String>?, keys: Set<String>?
    ) -> [Finding] {
        var findings: [Finding] = []
        for reference in chapter.references {
            let known: Set<String>
            var place = "this chapter"
            if let file = reference.file {
                guard let others = ids(file) else {
                    findings.append(
                        chapter.finding(
                            at: reference.position, "this link leads to \(file), which is not there",
                            fence: nil))
                    continue
                }
                known = others
                place = file
            } else {
                known = chapter.ids
            }
            if let id = reference.id, !known.contains(id) {
                findings.append(
                    chapter.finding(
                        at: reference.position,
                        "nothing in \(place) has the id '\(id)'"
                            + Suggestion.phrase(for: id, among: known.sorted()),
                        fence: nil))
            }
        }
        for citation in chapter.citations where keys?.contains(citation.key) != true {
            let why =
                keys.map {
                    "references.bib has no entry '\(citation.key)'"
                        + Suggestion.phrase(for: citation.key, among: $0.sorted())
                }
                ?? "there is no references.bib beside this file to cite '\(citation.key)' from"
            findings.append(chapter.finding(at: citation.position, why, fence: nil))
        }
        return findings
    }

    /// The findings, by the chapters' paths, for what would share a file: figures of the same name in chapters of one
    /// folder, and a chapter that is called as the page of a module is.
    public static func clashes(
        among chapters: [Chapter], modules: [String] = []
    ) -> [String: [Finding]] {
        var first: [String: Chapter] = [:]
        var findings: [String: [Finding]] = [:]
        for chapter in chapters {
            // There are file systems to which capitals make no difference.
            if let module = modules.first(where: {
                ModuleDocumentation.pageName(of: $0) == chapter.name.lowercased()
            }) {
                findings[chapter.path, default: []].append(
                    chapter.finding(
                        at: SourcePosition(line: 1, column: 1),
                        "the page \(chapter.name).html is the reference of \(module); give this file another name",
                        fence: nil))
            }
            for figure in chapter.figures {
                if let other = first[figure.name], other.path != chapter.path {
                    findings[chapter.path, default: []].append(
                        chapter.finding(
                            at: figure.position, "the figure '\(figure.name)' is also one of \(other.path)",
                            fence: nil))
                } else {
                    first[figure.name] = chapter
                }
            }
        }
        return findings
    }
}
