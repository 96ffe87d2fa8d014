import Markdown

/// A Markdown file read as a chapter: what its parts are, and what is wrong with them.
public struct Chapter: Sendable {
    /// The file, as it was given.
    public let path: String
    /// The file's name without `.md`: what its page is called.
    public let name: String
    /// The file's bytes.
    public let source: Source
    /// The file as Markdown.
    public let document: Document
    /// The text of the first heading, or the name where there is none.
    public internal(set) var title: String
    /// The fences that the format knows, in order.
    public internal(set) var fences: [ChapterFence] = []
    /// For a code block of the document that is a fence: its index in `fences`.
    public internal(set) var fenceOfNode: [Int: Int] = [:]
    /// The headings, in order.
    public internal(set) var headings: [Heading] = []
    /// The figures shown, in order.
    public internal(set) var figures: [FigureUse] = []
    /// The exercises, in order.
    public internal(set) var exercises: [Exercise] = []
    /// The tables, by the index of their fence.
    public internal(set) var tables: [Int: Table] = [:]
    /// The flow charts, by the index of their fence.
    public internal(set) var flowcharts: [Int: Flowchart] = [:]
    /// The formulas, those of fences behind those in text.
    public internal(set) var formulas: [FormulaUse] = []
    /// The hints' Markdown, by the index of their fence.
    public internal(set) var hints: [Int: Document] = [:]
    /// Links to another place of the book, in order.
    public internal(set) var references: [Reference] = []
    /// Citations, in order.
    public internal(set) var citations: [Citation] = []
    /// Everything that can be linked to: ids of headings, equations, exercises and figures.
    public internal(set) var ids: Set<String> = []
    /// What is wrong with the file as it stands.
    public internal(set) var findings: [Finding] = []

    /// A heading.
    public struct Heading: Sendable {
        /// Its index in the document.
        public let node: Int
        /// From 1 to 6.
        public let level: Int
        /// What links name.
        public let id: String
        /// Its text without marks.
        public let text: String
    }

    /// A figure shown: `![alt](figures/name.svg)`.
    public struct FigureUse: Sendable {
        /// The image's index in the document.
        public let node: Int
        /// The name that the snippet gave.
        public let name: String
        /// The words for who can't see it.
        public let alternative: String
        /// Whether it stands by itself, not in a line of text.
        public let isBlock: Bool
        /// Where the image stands.
        public let position: SourcePosition
    }

    /// An exercise: indices of fences.
    public struct Exercise: Sendable {
        /// Its id.
        public let id: String
        /// The stub.
        public let stub: Int
        /// What a right answer satisfies, in order.
        public internal(set) var checks: [Int] = []
        /// The answer.
        public internal(set) var solution: Int?
        /// Hints, in order.
        public internal(set) var hints: [Int] = []
    }

    /// A link to a place of the book: `#id`, `other.md#id` or `other.md`.
    public struct Reference: Sendable {
        /// The other chapter's file name; nil for this one.
        public let file: String?
        /// The id there; nil for the chapter as a whole.
        public let id: String?
        /// Where the link stands.
        public let position: SourcePosition
    }

    /// A citation `[@key]`.
    public struct Citation: Sendable {
        /// The key of the entry.
        public let key: String
        /// Where it stands.
        public let position: SourcePosition
    }

    /// Reads a chapter. Never fails: what is wrong is in `findings`.
    public init(path: String, source: Source) {
        self = ChapterReader.read(path: path, source: source)
    }

    /// A chapter of which nothing is known but why its file can't be read.
    public init(path: String, unreadable reason: String) {
        self.init(path: path, source: Source(""), document: Document())
        findings = [finding(at: SourcePosition(line: 1, column: 1), "can't be read: \(reason)", fence: nil)]
    }

    init(path: String, source: Source, document: Document) {
        self.path = path
        self.source = source
        self.document = document
        name = Self.name(of: path)
        title = name
    }

    private static func name(of path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        return file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    }

    /// Whether it is the book's title page: it stands before all others and in no list of them.
    public var isTitlePage: Bool { name == "index" }

    /// The indices of the snippets that make up the chapter's program.
    public var snippets: [Int] { fences.indices.filter { fences[$0].isSnippet } }

    /// The indices of all Swift fences.
    public var swiftFences: [Int] { fences.indices.filter { fences[$0].role != nil } }

    /// The modules that the chapter imports, as its import statements, each once.
    var imports: [String] {
        var seen: Set<String> = []
        return fences.flatMap { $0.role == nil ? [] : $0.swift?.imports ?? [] }.filter {
            seen.insert($0).inserted
        }
    }
}

/// Something found wrong, and the Swift fence that fails by it.
public struct Finding: Sendable {
    /// What to tell the writer.
    public let diagnostic: Diagnostic
    /// The index of the Swift fence that it makes fail; nil where it stands outside any.
    public let fence: Int?

    /// Creates a finding.
    public init(_ diagnostic: Diagnostic, fence: Int?) {
        self.diagnostic = diagnostic
        self.fence = fence
    }
}

extension Chapter {
    /// A finding at a place of this chapter, with the line shown below it unless there is something better to show.
    public func finding(
        _ severity: Diagnostic.Severity = .error, at position: SourcePosition, _ message: String, fence: Int?,
        details: [String]? = nil
    ) -> Finding {
        Finding(
            Diagnostic(
                severity, path: path, at: position, message,
                details: details ?? Diagnostic.excerpt(of: source, at: position)),
            fence: fence)
    }
}
