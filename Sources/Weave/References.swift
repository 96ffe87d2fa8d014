import Literate
import Markdown

/// The list of works that a page cites.
struct References {
    let bibliography: Bibliography
    let labels: CitationLabels

    init(_ bibliography: Bibliography, _ labels: CitationLabels) {
        self.bibliography = bibliography
        self.labels = labels
    }

    func write(_ citations: Citations, to output: inout HTMLRenderer) {
        guard !citations.keys.isEmpty else { return }
        output.startLine()
        output.write("<section class=\"references\" aria-labelledby=\"page.references\">\n")
        output.write("<h2 id=\"page.references\">References</h2>\n<ul>\n")
        let entries = citations.keys.compactMap { key in
            bibliography[key].flatMap { entry in labels[key].map { (label: $0, entry: entry) } }
        }
        for (label, entry) in entries.sorted(by: {
            ($0.label.lowercased(), $0.entry.key) < ($1.label.lowercased(), $1.entry.key)
        }) {
            output.write("<li id=\"\(HTML.escape(Citations.id(of: entry.key)))\"><b>[")
            output.writeEscaped(label)
            output.write("]</b> ")
            write(entry, to: &output)
            writeWaysBack(entry.key, label, citations.counts[entry.key, default: 0], to: &output)
            output.write("</li>\n")
        }
        output.write("</ul>\n</section>\n")
    }

    private func write(_ entry: Bibliography.Entry, to output: inout HTMLRenderer) {
        let authors = Self.authors(entry)
        if !authors.isEmpty { output.writeProse(authors + ". ") }
        output.write("<cite>")
        output.writeProse(entry["title"] ?? entry.key)
        output.write("</cite>. ")
        let place = Self.place(entry)
        if !place.isEmpty { output.writeProse(place + ". ") }
        guard let (address, text) = Self.address(entry) else { return }
        output.write("<a href=\"\(HTML.escapeDestination(address))\">")
        output.writeEscaped(text)
        output.write("</a> ")
    }

    private func writeWaysBack(_ key: String, _ label: String, _ count: Int, to output: inout HTMLRenderer) {
        for number in 1..<(count + 1) {
            output.write("<a class=\"back\" href=\"#")
            output.write(HTML.escapeDestination(Citations.id(ofCitation: number, of: key)))
            output.write("\" aria-label=\"Back to citation\(count > 1 ? " \(number)" : "") of ")
            output.writeEscaped(label)
            output.write("\">↩\(count > 1 ? "\(number)" : "")</a> ")
        }
    }

    private static func authors(_ entry: Bibliography.Entry) -> String {
        var names = entry.authors.map { name in
            [name.given, name.family, name.suffix].filter { !$0.isEmpty }.joined(separator: " ")
        }
        if entry.hasMoreAuthors { return names.joined(separator: ", ") + " et al." }
        guard let last = names.popLast() else { return "" }
        return names.isEmpty ? last : names.joined(separator: ", ") + " and " + last
    }

    /// Where and when the work appeared: `Neural Computation 18(7), 1527–1554, 2006`.
    private static func place(_ entry: Bibliography.Entry) -> String {
        var parts: [String] = []
        if var journal = entry["journal"] {
            if let volume = entry["volume"] { journal += " " + volume }
            if let number = entry["number"] { journal += "(\(number))" }
            parts.append(journal)
        } else if let book = entry["booktitle"] {
            parts.append("In " + book)
        }
        parts += ["publisher", "school", "institution", "howpublished", "pages", "year"].compactMap {
            entry[$0]
        }
        return parts.joined(separator: ", ")
    }

    /// A link to the work, if the entry knows one.
    private static func address(_ entry: Bibliography.Entry) -> (address: String, text: String)? {
        if let doi = entry["doi"], !doi.isEmpty, !doi.hasPrefix("http") {
            return ("https://doi.org/\(doi)", "doi:\(doi)")
        }
        if let number = entry["eprint"], entry["archiveprefix"]?.lowercased() == "arxiv" {
            return ("https://arxiv.org/abs/\(number)", "arXiv:\(number)")
        }
        guard let url = entry["url"], url.hasPrefix("https://") || url.hasPrefix("http://") else {
            return nil
        }
        return (url, url)
    }
}
