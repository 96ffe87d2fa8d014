import Literate

/// A chapter's program for a learner to keep: a Swift file, and an archive that holds it as a package with the
/// library's sources.
struct ChapterProgram {
    let chapter: Chapter
    let library: LibrarySources

    /// Nil for a chapter without a program.
    init?(_ chapter: Chapter, _ library: LibrarySources) {
        guard !chapter.snippets.isEmpty else { return nil }
        self.chapter = chapter
        self.library = library
    }

    /// Where the file lies, and the archive.
    var filePath: String { "downloads/\(chapter.name).swift" }
    var archivePath: String { "downloads/\(chapter.name).zip" }

    /// The words by which `book run` finds the chapter.
    var number: String {
        let digits = chapter.name.prefix { $0.isASCII && $0.isNumber }.drop { $0 == "0" }
        return digits.isEmpty ? "Chapters/\(chapter.name).md" : String(digits)
    }

    /// The modules of the library that the program needs.
    var modules: [LibrarySources.Module] { library.needed(by: text) }

    /// The file and the archive.
    var pages: [Page] {
        var archive = ZipArchive()
        let text = text
        let folder = chapter.name
        archive.add(
            "\(folder)/Package.swift", ZipArchive.Content(Array(PackageManifest(modules: modules).text.utf8)))
        archive.add("\(folder)/Sources/Chapter/main.swift", ZipArchive.Content(Array(text.utf8)))
        for module in modules {
            for file in module.files {
                archive.add("\(folder)/Sources/\(module.name)/\(file.path)", file.content)
            }
        }
        return [
            Page(path: filePath, bytes: Array(text.utf8)), Page(path: archivePath, bytes: archive.finish()),
        ]
    }

    /// The program: the snippets under their headings, each with what it prints behind it.
    var text: String {
        let snippets = chapter.snippets
        var text = "// \(Self.line(chapter.title))\n"
        let code = snippets.map { chapter.fences[$0].text }
        if code.contains(where: { $0.contains("expect(") || $0.contains("figure(") }) {
            text += "\nimport Transcript\n"
        }
        var heading = -1
        for (index, code) in zip(snippets, code) {
            let fence = chapter.fences[index]
            if let last = chapter.headings.lastIndex(where: { $0.node < fence.node }), last != heading {
                heading = last
                if last > 0 { text += "\n// MARK: \(Self.line(chapter.headings[last].text))\n" }
            }
            text += "\n" + code + (code.hasSuffix("\n") ? "" : "\n")
            if let output = fence.output, !chapter.fences[output].text.isEmpty {
                text += "\n// Prints:\n"
                for line in chapter.fences[output].text.split(
                    separator: "\n", omittingEmptySubsequences: false
                )
                .dropLast() {
                    text += line.isEmpty ? "//\n" : "//     \(line)\n"
                }
            }
        }
        return text
    }

    private static func line(_ text: String) -> String { Visible.line(text) }
}
