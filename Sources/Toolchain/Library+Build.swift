extension Library {
    /// Builds the library with SwiftPM if its sources, the compiler or what was built changed since
    /// this function last did.
    ///
    /// `swift run` has replaced itself by the program, so SwiftPM's lock on the build folder is free. `swift
    /// test` holds it while the tests run and has built everything: from there SwiftPM is never called.
    ///
    /// - Parameter onProgress: Called with SwiftPM's output as it comes.
    /// - Throws: ``LibraryError``, with all that SwiftPM printed where the library does not build.
    public func ensureBuilt(
        with compiler: SwiftCompiler, onProgress: ((RunProgress) -> Void)? = nil
    ) throws {
        if Self.isTesting { return try checkPresence() }
        // Taken before the build, so that a change during it is seen by the next run.
        let before = sourceState(compiler)
        guard builtState() != before + productState() else { return }
        let work = try Files.temporaryFolder()
        defer { try? Files.remove(work) }
        let words = [
            "build", "--package-path", package, "--scratch-path", Path.parent(Path.parent(products)),
            "--configuration", Path.name(products), "--product", Self.product,
        ]
        let command = Command("\(Path.parent(compiler.path))/swift", words)
        let outcome = try command.run(
            within: Limits(time: 3600, memory: 1 << 16, output: 1 << 16), in: work, onProgress: onProgress)
        guard outcome.end == .exited(0) else {
            throw LibraryError.notBuilt(
                output: String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self))
        }
        try checkPresence()
        try? recordBuild(before)
    }

    /// Whether ``ensureBuilt(with:onProgress:)`` has nothing to do.
    public func isUpToDate(with compiler: SwiftCompiler) -> Bool {
        builtState() == sourceState(compiler) + productState()
    }

    /// Whether the program that runs is SwiftPM's for tests.
    static let isTesting: Bool = {
        let name = Path.name(Path.executable ?? "")
        return name.hasSuffix(".xctest") || name == "swiftpm-testing-helper" || name == "xctest"
    }()

    /// Remembers that the library as it lies there was built from these sources.
    func recordBuild(_ sources: String) throws(FileError) {
        try AtomicFile.write(Array((sources + productState()).utf8), to: record)
    }

    private var record: String { "\(products)/\(Self.product).built" }

    private func builtState() -> String? {
        (try? Files.read(record)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// What the library is made of, a line each.
    func sourceState(_ compiler: SwiftCompiler) -> String {
        let sources = ["CKernels", "Distillation", "Datasets", "Figures", "Transcript"].map {
            "Sources/\($0)"
        }
        let files = (["Package.swift"] + sources).flatMap { Files.tree("\(package)/\($0)") }
        return compiler.version + "\n" + Files.state(of: files)
    }

    /// What was made of it.
    private func productState() -> String { Files.state(of: [dynamicLibrary]) }

    private func checkPresence() throws(LibraryError) {
        for path in [dynamicLibrary] + modules where Files.stamp(path) == nil { throw .missing(path: path) }
    }

    /// The built library's file.
    var dynamicLibrary: String {
        #if os(Linux)
            "\(products)/lib\(Self.product).so"
        #else
            "\(products)/lib\(Self.product).dylib"
        #endif
    }

    /// What the compiler reads when a chapter imports the library.
    var modules: [String] {
        ["Distillation", "Datasets", "Figures", "Transcript"].map { "\(products)/Modules/\($0).swiftmodule" }
    }
}
