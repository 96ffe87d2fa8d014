extension Library {
    /// A digest of all that a chapter's program gets from the library: the code, the modules, the
    /// C headers, the data. It changes when any of them does.
    ///
    /// Reading them takes longer than the rest of a build in which nothing changed, so the digest is
    /// kept beside the library together with the files' stamps, and used while these are the same.
    ///
    /// - Throws: ``FileError`` where a file cannot be read.
    public func fingerprint() throws(FileError) -> String {
        // SwiftPM puts every module's data beside the library, the pages' theme among them, which no chapter sees.
        let resources = Self.moduleNames.map { "book_\($0).resources" }.filter {
            Files.stamp("\(products)/\($0)") != nil
        }
        let files =
            [dynamicLibrary] + modules.flatMap { Files.tree($0) }
            + Files.tree("\(package)/Sources/CKernels/include")
            + resources.flatMap { Files.tree("\(products)/\($0)") }
        let state = Files.state(of: files)
        let memory = "\(products)/\(Self.product).fingerprint"
        if let known = try? Files.read(memory) {
            let text = String(decoding: known, as: UTF8.self)
            if text.hasSuffix("\n" + state), let digest = text.split(separator: "\n").first {
                return String(digest)
            }
        }
        var parts: [String] = []
        for file in files { parts += [file, Digest(of: try Files.read(file)).description] }
        let digest = Digest(ofParts: parts).description
        try? AtomicFile.write(Array("\(digest)\n\(state)".utf8), to: memory)
        return digest
    }

    /// A digest of the comments in the library's sources, which the compiler keeps apart from the modules: they
    /// change what pages say, and nothing that a program does.
    public func documentationFingerprint() throws(FileError) -> String {
        var parts: [String] = []
        for module in modules {
            let file = String(module.dropLast("module".count)) + "doc"
            if Files.stamp(file) != nil { parts += [file, Digest(of: try Files.read(file)).description] }
        }
        return Digest(ofParts: parts).description
    }
}
