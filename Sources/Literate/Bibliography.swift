import Markdown

/// The works a book cites, as a BibTeX file lists them.
///
///     let works = Bibliography(parsing: Source("@article{guo2017, author = {Guo, C. and Pleiss, G.}, title = {Calibration}, year = 2017}"))
///     works["guo2017"]?.label       // "Guo & Pleiss 2017"
///     works["guo2017"]?["title"]    // "Calibration"
public struct Bibliography: Sendable {
    /// The entries, in the file's order.
    public internal(set) var entries: [Entry] = []
    /// What is wrong with the file: entries that are broken, keys that stand twice, LaTeX that is not known.
    public internal(set) var findings: [Diagnostic] = []
    private var indices: [String: Int] = [:]

    /// A book that cites nothing.
    public init() {}

    /// Reads a BibTeX file. Never fails: what is wrong is in `findings`, and a broken entry is left out.
    ///
    /// `path` is the file as it was given, for the findings.
    public init(parsing source: Source, path: String = "references.bib") {
        var reader = BibTeXReader(source)
        reader.read()
        for entry in reader.entries {
            if let first = indices[entry.key] {
                reader.report(
                    "the key '\(entry.key)' is used twice; the first is at line \(entries[first].position.line)",
                    at: entry.position)
            } else {
                indices[entry.key] = entries.count
                entries.append(entry)
            }
        }
        findings = reader.faults.sorted { $0.position < $1.position }.map {
            Diagnostic(
                path: path, at: $0.position, $0.message,
                details: Diagnostic.excerpt(of: source, at: $0.position))
        }
    }

    /// The entry with a key, which is compared letter by letter.
    public subscript(key: String) -> Entry? { indices[key].map { entries[$0] } }

    /// A work.
    public struct Entry: Sendable {
        /// What citations name.
        public let key: String
        /// The kind of work, in lower case: `article`, `book`, …
        public let type: String
        /// The authors, or the editors where there are none.
        public let authors: [Name]
        /// Whether the list of authors ends with `and others`.
        public let hasMoreAuthors: Bool
        /// Where the entry begins.
        public let position: SourcePosition
        /// The fields as plain text, by their names in lower case.
        public let fields: [String: String]

        /// A field's plain text; nil where the entry has none.
        public subscript(field: String) -> String? { fields[field] }

        /// How a sentence names the work: `Hinton et al. 2015`, `Guo & Pleiss 2017`, `Gneiting 2007`. Without
        /// authors the title stands for them.
        public var label: String {
            let who =
                switch (authors.count, hasMoreAuthors) {
                case (0, _): fields["title"] ?? key
                case (1, false): authors[0].family
                case (2, false): "\(authors[0].family) & \(authors[1].family)"
                default: "\(authors[0].family) et al."
                }
            return fields["year"].map { "\(who) \($0)" } ?? who
        }
    }

    /// A person's name, or an organisation's, which is all family.
    public struct Name: Hashable, Sendable {
        /// The family name, with its particle: `van der Maaten`.
        public var family: String
        /// Given names; empty where there are none.
        public var given: String
        /// `Jr.` and its like; empty where there is none.
        public var suffix: String = ""
    }
}
