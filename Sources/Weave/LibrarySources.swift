/// The sources of the library that chapters import, by module.
public struct LibrarySources: Sendable {
    /// A module: a folder of sources.
    struct Module: Sendable {
        let name: String
        /// Paths within the module's folder, in order, with what the files hold.
        let files: [(path: String, content: ZipArchive.Content)]
        /// The other modules that it imports, in order.
        let imports: [String]

        /// Whether it is C: those have a folder of headers.
        var isC: Bool { files.contains { $0.path.hasPrefix("include/") } }
        /// The folder that is copied beside the built module.
        var resources: String? { files.contains { $0.path.hasPrefix("Data/") } ? "Data" : nil }
    }

    let modules: [String: Module]

    /// The sources as they lie in files.
    ///
    /// - Parameter files: Paths that begin with the module's name, `Figures/BarChart.swift`, and contents.
    public init(_ files: [(path: String, bytes: [UInt8])] = []) {
        var groups: [String: [(path: String, bytes: [UInt8])]] = [:]
        for file in files {
            guard let slash = file.path.firstIndex(of: "/") else { continue }
            let path = String(file.path[file.path.index(after: slash)...])
            groups[String(file.path[..<slash]), default: []].append((path, file.bytes))
        }
        let names = Set(groups.keys)
        var modules: [String: Module] = [:]
        for (name, files) in groups {
            var imports: Set<String> = []
            for file in files where file.path.hasSuffix(".swift") {
                imports.formUnion(Self.imports(of: file.bytes))
            }
            modules[name] = Module(
                name: name,
                files: files.sorted { $0.path < $1.path }.map { ($0.path, ZipArchive.Content($0.bytes)) },
                imports: imports.intersection(names).subtracting([name]).sorted())
        }
        self.modules = modules
    }

    /// The modules that a program needs, what they need included, in order of their names.
    func needed(by program: String) -> [Module] {
        var found: Set<String> = []
        var open = Self.imports(of: Array(program.utf8)).filter { modules[$0] != nil }
        while let name = open.popLast() {
            if found.insert(name).inserted { open += modules[name]?.imports ?? [] }
        }
        return found.sorted().compactMap { modules[$0] }
    }

    /// What the lines that say so import.
    static func imports(of source: [UInt8]) -> [String] {
        source.split(separator: UInt8(ascii: "\n")).compactMap { line in
            let text = line.drop { $0 == UInt8(ascii: " ") }
            guard text.starts(with: "import ".utf8) || text.starts(with: "@preconcurrency import ".utf8)
            else { return nil }
            let words = text.split(separator: UInt8(ascii: " "))
            guard let at = words.firstIndex(where: { $0.elementsEqual("import".utf8) }), at + 1 < words.count
            else { return nil }
            // `import Module` or `import struct Module.Name`.
            let name = words[
                words.count > at + 2 && words[at + 2].first != UInt8(ascii: "/") ? at + 2 : at + 1]
            return name.split(separator: UInt8(ascii: ".")).first.map { String(decoding: $0, as: UTF8.self) }
        }
    }
}
