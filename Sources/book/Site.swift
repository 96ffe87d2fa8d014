import Literate
import Toolchain
import Weave

/// The folder of the site. It holds what builds wrote and nothing else: a list of it stands in `files.txt`.
struct Site {
    private let folder: String
    /// What earlier builds wrote.
    private let known: Set<String>

    private static let list = "files.txt"

    /// Looks at the folder before anything is done for it.
    ///
    /// - Throws: ``UsageError`` if it holds something that no build wrote, which a build might destroy.
    init(_ folder: String) throws {
        self.folder = folder
        guard let stamp = Files.stamp(folder) else {
            known = []
            return
        }
        guard stamp.isFolder else { throw UsageError(message: "\(Visible.line(folder)) is not a folder") }
        let list =
            (try? Files.read("\(folder)/\(Self.list)")).map { String(decoding: $0, as: UTF8.self) } ?? ""
        known = Set(list.split(separator: "\n").map(String.init)).union([Self.list])
        let present = try Self.files(in: folder, below: "")
        if let foreign = present.first(where: { !known.contains($0) || (list.isEmpty && $0 == Self.list) }) {
            throw UsageError(
                message: "\(Visible.line(folder)) holds \(Visible.line(foreign)), which no build wrote; "
                    + "name another --output or move it away")
        }
    }

    /// Puts the pages in place of what is there. Till all are written beside, the old ones stay whole.
    func replace(by pages: [Page]) throws {
        let names = pages.map(\.path)
        // Killed half-way, a build leaves old and new files: the list must know both.
        let both = try encode(Set(names).union(known))
        let final = try encode(Set(names).union([Self.list]))
        let stale = known.subtracting(names).subtracting([Self.list]).sorted()
        let files = pages.map { (name: $0.path, bytes: $0.bytes) }
        try AtomicFolder.update(folder, with: [(Self.list, both)] + files, removing: stale)
        if both != final { try AtomicFolder.update(folder, with: [(Self.list, final)]) }
    }

    private func encode(_ names: Set<String>) throws -> [UInt8] {
        Array((names.union([Self.list]).sorted().joined(separator: "\n") + "\n").utf8)
    }

    private static func files(in folder: String, below prefix: String) throws -> [String] {
        try Files.names(in: folder).sorted().flatMap { name in
            Files.stamp("\(folder)/\(name)")?.isFolder == true
                ? try files(in: "\(folder)/\(name)", below: "\(prefix)\(name)/") : ["\(prefix)\(name)"]
        }
    }
}
