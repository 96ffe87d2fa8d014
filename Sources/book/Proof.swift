import Literate
import Toolchain

/// Chapters with what came of their programs, and what is wrong with them.
struct Proof {
    let chapters: [Chapter]
    let results: [ChapterResult]
    let reports: [Report]
    let typeset: [Typeset]
    /// The works that chapters cite, by the chapters' folders.
    let bibliographies: [String: Bibliography]

    /// Judges what came of the programs, and of the formulas where they were set.
    init(_ chapters: [Chapter], _ results: [ChapterResult], typeset: [Typeset]? = nil) throws {
        let typeset = typeset ?? chapters.map { _ in Typeset() }
        self.typeset = typeset
        self.chapters = chapters
        self.results = results
        let folders = Set(chapters.map { Surrounding(of: $0).folder })
        let bibliographies = Dictionary(
            uniqueKeysWithValues: folders.compactMap { folder in
                Surrounding(folder: folder).bibliography().map { (folder, $0) }
            })
        self.bibliographies = bibliographies
        let clashes = References.clashes(among: chapters, modules: Library.moduleNames)
        let known = Dictionary(chapters.map { (Path.real($0.path) ?? $0.path, $0.ids) }) { first, _ in first }
        reports = mapConcurrently(Array(zip(zip(chapters, results), typeset))) { proved, typeset in
            let (chapter, result) = proved
            let surrounding = Surrounding(of: chapter)
            let verifier = Verifier(chapter, result, figureFiles: surrounding.figures(of: chapter))
            let links = References.findings(
                in: chapter,
                ids: { file in
                    Path.real("\(surrounding.folder)/\(file)").flatMap { known[$0] }
                        ?? surrounding.ids(in: file)
                },
                keys: bibliographies[surrounding.folder].map { Set($0.entries.map(\.key)) })
            return Report(
                chapter,
                findings: chapter.findings + chapter.findings(texFaults: typeset.faults) + verifier.findings
                    + links
                    + (clashes[chapter.path] ?? []),
                unproved: verifier.unproved)
        }
    }

    /// How many Swift fences hold, and how many do not, with the faults outside any.
    var passed: Int { reports.reduce(0) { $0 + $1.passed } }
    var failed: Int { reports.reduce(bibliographyFaults.count) { $0 + $1.failed } }

    /// Tells all that is wrong.
    func sayDiagnostics() {
        for diagnostic in reports.flatMap(\.diagnostics) + bibliographyFaults {
            Console.say(diagnostic.rendered)
        }
    }

    private var bibliographyFaults: [Diagnostic] {
        bibliographies.sorted { $0.key < $1.key }.flatMap(\.value.findings)
    }
}
