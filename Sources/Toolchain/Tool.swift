/// A program of the system that the pages are set with.
public struct Tool: Sendable, Equatable {
    /// What it is called in a sentence.
    public let name: String
    /// Where it is.
    public let path: String
    /// Its version, as it tells it: `2.17.1.1`.
    public let version: String

    /// What a tool may use; only a runaway one meets these.
    static let limits = Limits(time: 60, memory: 2048, output: 65_536)

    /// Finds a program in `PATH` and asks for its version.
    ///
    /// - Parameter folder: An existing folder in which to remember the version; nil asks every time.
    /// - Throws: ``ToolMissing``; ``StartError`` or ``FileError`` where the machine is at fault.
    static func find(
        _ name: String, as program: String, package: String, asking arguments: [String],
        remembering folder: String?
    ) throws -> Tool {
        guard let path = Path.search(program) else {
            throw ToolMissing(
                tool: program,
                remedy: "install it with: apt-get install \(package) (on a Mac: brew install \(package))")
        }
        let memory = folder.map { "\($0)/\(program)-version" }
        let identity = (Path.real(path) ?? path) + " " + (Files.stamp(path)?.text ?? "")
        if let memory, let bytes = try? Files.read(memory) {
            let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
            if lines.count == 2, lines[0] == identity {
                return Tool(name: name, path: path, version: String(lines[1]))
            }
        }
        let outcome = try WorkFolder.with { try Command(path, arguments).run(within: limits, in: $0) }
        let said = String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self)
        guard outcome.end == .exited(0), let version = said.firstMatch(of: /\d+(\.\d+)+/)?.0 else {
            throw StartError(executable: path, reason: "it does not tell its version: \(said)")
        }
        if let memory { try? AtomicFile.write(Array("\(identity)\n\(version)\n".utf8), to: memory) }
        return Tool(name: name, path: path, version: String(version))
    }

    /// What the tool answers to an input.
    ///
    /// - Throws: ``ToolFailed`` if it ends with an error or hits a limit.
    func run(_ arguments: [String], input: String, in folder: String) throws -> [UInt8] {
        let outcome = try Command(path, arguments, input: Array(input.utf8)).run(
            within: Self.limits, in: folder)
        guard outcome.end == .exited(0), outcome.exceeded == nil else {
            throw ToolFailed(
                tool: name, reason: String(decoding: outcome.standardError.prefix(2000), as: UTF8.self))
        }
        return outcome.standardOutput
    }
}

/// A tool did not do what it was asked for.
public struct ToolFailed: Error, Equatable, Sendable, CustomStringConvertible {
    /// Its name.
    public let tool: String
    /// What it said, or what was wrong with its answer.
    public let reason: String

    /// `pandoc failed: …`
    public var description: String { "\(tool) failed: \(reason)" }
}
