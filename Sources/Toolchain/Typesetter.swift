import Literate

/// Sets the formulas and flow charts of chapters with the tools of this machine, and keeps what came of it.
public struct Typesetter: Sendable {
    private let cache: Cache
    /// Where versions are remembered.
    private let folder: String?
    private let pandoc: Lazy<Pandoc>
    private let graphviz: Lazy<Graphviz>

    /// A typesetter that finds its tools when they are first needed.
    ///
    /// - Parameter folder: An existing folder in which to remember their versions.
    public init(cache: Cache, remembering folder: String? = nil) {
        self.cache = cache
        self.folder = folder
        pandoc = Lazy { try Pandoc.find(remembering: folder) }
        graphviz = Lazy { try Graphviz.find(remembering: folder) }
    }

    /// What the chapters' formulas and flow charts became, in the chapters' order: for each chapter at most one call of
    /// pandoc, none where nothing changed.
    ///
    /// - Throws: ``ToolMissing`` if a chapter needs a tool that is not there; ``ToolFailed``, ``StartError``,
    ///   ``FileError``.
    public func typeset(_ chapters: [Chapter]) throws -> [Typeset] {
        try mapConcurrently(chapters) { (chapter: Chapter) in try typeset(chapter) }
    }

    /// The tools that were used, and are others than those of the reference platform.
    public var foreignTools: [Tool] {
        let used = [
            (try? pandoc.found?.get().tool, Pandoc.referenceVersion),
            (try? graphviz.found?.get().tool, Graphviz.referenceVersion),
        ]
        return used.compactMap { tool, reference in tool.flatMap { $0.version == reference ? nil : $0 } }
    }

    private func typeset(_ chapter: Chapter) throws -> Typeset {
        var result = Typeset()
        var seen: Set<Formula> = []
        let formulas = chapter.formulas.map(\.formula).filter { seen.insert($0).inserted }
        if !formulas.isEmpty {
            let pandoc = try pandoc.get()
            let key = Digest(
                ofParts: ["math 1", pandoc.tool.version]
                    + formulas.flatMap { [$0.isDisplay ? "display" : "text", $0.tex] })
            let set = try cache.value(key.description) { try pandoc.mathML(formulas).map(SetFormula.init) }
            for (formula, set) in zip(formulas, set) {
                result.math[formula] = set.math
                result.faults[formula] = set.fault
            }
        }
        for chart in Set(chapter.flowcharts.values) {
            let graphviz = try graphviz.get()
            let key = Digest(ofParts: ["flow chart 2", graphviz.tool.version, try Self.identity(chart)])
            result.layouts[chart] = try cache.value(key.description) { try graphviz.layout(chart) }
        }
        return result
    }

    private static func identity(_ chart: Flowchart) throws -> String {
        String(decoding: try ResultCoder.encode(chart), as: UTF8.self)
    }

    /// A result as the cache keeps it.
    private struct SetFormula: Codable {
        var math: MathML?
        var fault: TeXFault?

        init(_ result: Result<MathML, TeXFault>) {
            switch result {
            case .success(let math): self.math = math
            case .failure(let fault): self.fault = fault
            }
        }
    }
}

/// What a chapter's formulas and flow charts became.
public struct Typeset: Sendable {
    /// The formulas that could be set.
    public internal(set) var math: [Formula: MathML] = [:]
    /// What is wrong with the others.
    public internal(set) var faults: [Formula: TeXFault] = [:]
    /// Where the parts of each flow chart stand.
    public internal(set) var layouts: [Flowchart: FlowchartLayout] = [:]

    /// Nothing set.
    public init() {}
}
