/// The Swift compiler of this machine.
public struct SwiftCompiler: Sendable, Equatable {
    /// The path of `swiftc`.
    public let path: String
    /// What it says of its version and target, such as
    /// `Swift version 6.3.1 (swift-6.3.1-RELEASE), x86_64-unknown-linux-gnu`.
    public let version: String

    /// What a compiler may use; it is our tool, so only a runaway one meets these.
    public static let limits = Limits(time: 300, memory: 8192, output: 16384)

    /// Finds `swiftc` in `PATH` and asks for its version.
    ///
    /// - Parameter folder: An existing folder in which to remember the version, since asking takes
    ///   as long as everything else that an unchanged book needs; nil asks every time.
    /// - Throws: ``ToolMissing``; ``StartError`` or ``FileError`` where the machine is at fault.
    public static func find(remembering folder: String? = nil) throws -> SwiftCompiler {
        guard let path = Path.search("swiftc") else {
            throw ToolMissing(tool: "swiftc", remedy: "install Swift with: swiftly install 6.3")
        }
        let memory = folder.map { "\($0)/swift-version" }
        let identity = identity(of: path)
        if let memory, let identity, let bytes = try? Files.read(memory) {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            if lines.count == 2, lines[0] == identity {
                return SwiftCompiler(path: path, version: String(lines[1]))
            }
        }
        let work = try Files.temporaryFolder()
        defer { try? Files.remove(work) }
        let outcome = try Command(path, ["--version"]).run(within: Limits(time: 60), in: work)
        let answer = String(decoding: outcome.standardOutput, as: UTF8.self).split(separator: "\n")
        let version = answer.map { $0.hasPrefix("Target: ") ? $0.dropFirst(8) : $0 }.joined(separator: ", ")
        guard outcome.end == .exited(0), !version.isEmpty else {
            let said = String(decoding: outcome.standardError, as: UTF8.self)
            throw StartError(executable: path, reason: "it does not tell its version: \(said)")
        }
        if let memory, let identity {
            try? AtomicFile.write(Array("\(identity)\n\(version)\n".utf8), to: memory)
        }
        return SwiftCompiler(path: path, version: version)
    }

    /// What tells one installed compiler from another without starting it; nil for a launcher that
    /// chooses among several.
    private static func identity(of path: String) -> String? {
        guard let real = Path.real(path) else { return nil }
        let frontend = Path.parent(real) + "/swift-frontend"
        guard let driver = Files.stamp(real), let compiler = Files.stamp(frontend) else { return nil }
        return "\(path) \(real) \(driver.text) \(compiler.text)"
    }
}
