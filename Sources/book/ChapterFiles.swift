import Literate
import Markdown
import Toolchain

/// The chapters that a command names, read from their files.
struct ChapterFiles {
    /// The chapters in order: by folder as given, within a folder by name.
    private(set) var chapters: [Chapter] = []

    /// Where chapters are looked for when none are named.
    static var defaultFolder: String {
        if Files.stamp("Chapters")?.isFolder == true { return "Chapters" }
        return (try? Library.find())?.package.appending("/Chapters") ?? "Chapters"
    }

    /// Reads files, and all chapters of folders.
    init(_ paths: [String]) throws {
        var files: [String] = []
        for path in paths {
            guard let stamp = Files.stamp(path) else {
                throw UsageError(message: "there is no file or folder \(Visible.line(path))")
            }
            files += stamp.isFolder ? try Self.chapters(in: path) : [path]
        }
        var seen: Set<String> = []
        files = files.filter { seen.insert(Path.real($0) ?? $0).inserted }
        // A single file is read on this thread: to another the C library hands out memory more slowly.
        chapters = files.count == 1 ? files.map(Self.read) : mapConcurrently(files, Self.read)
    }

    @Sendable private static func read(_ file: String) -> Chapter {
        do {
            return Chapter(
                path: file, source: Source(bytes: try Files.read(file, limit: Document.sizeLimit + 1)))
        } catch {
            return Chapter(path: file, unreadable: error.reason)
        }
    }

    /// The Markdown files of a folder, by name, a title page first and a colophon last as in any book. A read-me
    /// speaks of the folder and is no chapter.
    static func chapters(in folder: String) throws -> [String] {
        let names = try Files.names(in: folder).filter {
            $0.hasSuffix(".md") && !$0.hasPrefix(".") && $0.lowercased() != "readme.md"
                && Files.stamp("\(folder)/\($0)")?.isFolder != true
        }
        guard !names.isEmpty else {
            throw UsageError(message: "there is no chapter (NAME.md) in \(Visible.line(folder))")
        }
        let base = folder.hasSuffix("/") && folder.count > 1 ? String(folder.dropLast()) : folder
        let places = ["index.md": 0, "colophon.md": 2]
        return names.sorted { (places[$0] ?? 1, $0) < (places[$1] ?? 1, $1) }
            .map { base == "." ? $0 : "\(base)/\($0)" }
    }

    /// The file of a chapter named by its path or its number.
    static func find(_ chapter: String) throws -> String {
        if Files.stamp(chapter)?.isFolder == false { return chapter }
        let files = (try? chapters(in: defaultFolder)) ?? []
        let numbers = files.compactMap { file in number(of: file).map { (number: $0, file: file) } }
        if let number = Int(chapter), let match = numbers.first(where: { $0.number == number }) {
            return match.file
        }
        if let match = files.first(where: { Path.name($0) == chapter || Path.name($0) == chapter + ".md" }) {
            return match
        }
        let known =
            numbers.isEmpty
            ? "" : "; the numbers are \(numbers.map { String($0.number) }.joined(separator: ", "))"
        throw UsageError(message: "there is no chapter \(Visible.line(chapter))\(known)")
    }

    private static func number(of file: String) -> Int? {
        Int(Path.name(file).prefix { $0.isASCII && $0.isNumber })
    }
}
