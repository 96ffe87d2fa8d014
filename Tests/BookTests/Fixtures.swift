import Literate
import Markdown
import Testing
import Toolchain

@testable import book

/// A folder of chapters as a writer could have made it, with what the engine is to say of them in `report.txt`, and
/// in the folder `promoted` the files that `promote` would write.
///
/// With `RECORD_FIXTURES=1` in the environment the expectations are written anew, and the run fails all the same.
struct Fixture: CustomTestStringConvertible, Sendable {
    let name: String
    var testDescription: String { name }
    var folder: String { "\(Self.root)/\(name)" }

    static let root = Path.parent(#filePath) + "/Fixtures"
    static let isRecording = Command.ownEnvironment["RECORD_FIXTURES"] == "1"

    static let all: [Fixture] = ((try? Files.names(in: root)) ?? [])
        .filter { Files.stamp("\(root)/\($0)")?.isFolder == true }.map { Fixture(name: $0) }

    /// Chapters that run into a limit get small ones, all others more than they need on a busy machine.
    var limits: Limits { name == "limits" ? Limits(time: 4, memory: 200, output: 100) : Limits(time: 120) }

    /// All fixtures' chapters, proved side by side, once.
    static let proofs: Task<[String: Proof], any Error> = Task.detached {
        let engine = try Engine()
        var proofs: [String: Proof] = [:]
        for (isLimited, fixtures) in Dictionary(grouping: all, by: { $0.name == "limits" }) {
            guard let first = fixtures.first else { continue }
            let runner = try engine.runner(first.limits)
            let chapters = try fixtures.map { try ChapterFiles([$0.folder]).chapters }
            var results = try runner.run(chapters.flatMap(\.self))[...]
            for (fixture, chapters) in zip(fixtures, chapters) {
                proofs[fixture.name] = try Proof(chapters, Array(results.prefix(chapters.count)))
                results = results.dropFirst(chapters.count)
            }
            _ = isLimited
        }
        return proofs
    }
}

/// What runs chapters in a test: the library as the build left it, and a cache of its own.
struct Engine {
    let compiler: SwiftCompiler
    let library: Library
    let folder: String

    init() throws {
        library = try Library.find()
        compiler = try SwiftCompiler.find()
        try library.ensureBuilt(with: compiler)
        folder = try Files.temporaryFolder("book-tests")
    }

    func runner(
        _ limits: Limits = Limits(time: 120), onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) throws
        -> ChapterRunner
    {
        try ChapterRunner(
            compiler: compiler, library: library, limits: limits, cache: Cache(folder: "\(folder)/results"),
            onEvent: onEvent)
    }
}

extension Proof {
    /// What `book test` prints, with paths below `folder`.
    func report(below folder: String) -> String {
        let lines = reports.flatMap(\.diagnostics).map { $0.rendered.replacing(folder + "/", with: "") }
        return (lines + ["\(passed) passed, \(failed) failed", ""]).joined(separator: "\n")
    }

    /// The files that `book promote` would write, by their path below the chapters' folder.
    func promoted() -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for (chapter, result) in zip(chapters, results) {
            let promotion = Promotion(
                chapter, result, figureFiles: Surrounding(of: chapter).figures(of: chapter))
            for (name, text) in promotion.figures { files["figures/\(name).svg"] = Array(text.utf8) }
            if promotion.bytes != chapter.source.bytes { files[Path.name(chapter.path)] = promotion.bytes }
        }
        return files
    }
}
