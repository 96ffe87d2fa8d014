import Literate
import Markdown
import Toolchain

/// What lies beside a chapter's file: figures, the bibliography, other chapters to link to.
struct Surrounding {
    let folder: String

    init(folder: String) { self.folder = folder }

    init(of chapter: Chapter) { folder = Path.parent(chapter.path) }

    /// The works that the folder's chapters cite.
    func bibliography() -> Bibliography? {
        (try? Files.read("\(folder)/references.bib", limit: Document.sizeLimit)).map {
            Bibliography(
                parsing: Source(bytes: $0), path: "\(folder == "." ? "" : folder + "/")references.bib")
        }
    }

    /// The figures' files, by name, as far as they are there.
    func figures(of chapter: Chapter) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for figure in chapter.figures {
            files[figure.name] = try? Files.read("\(folder)/figures/\(figure.name).svg")
        }
        return files
    }

    /// What can be linked to in a file of this folder.
    func ids(in file: String) -> Set<String>? {
        guard !file.hasPrefix("/"), let bytes = try? Files.read("\(folder)/\(file)") else { return nil }
        return Chapter(path: file, source: Source(bytes: bytes)).ids
    }
}
