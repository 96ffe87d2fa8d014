import Testing
import Toolchain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The built program `book`, run in a folder of its own.
///
/// `swift test` holds SwiftPM's lock and has built all there is to build, so in place of `swift` the program
/// finds one that has nothing to do.
struct BookCommand {
    static let program: String? = (try? Library.find()).map { "\($0.products)/book" }.flatMap {
        Files.stamp($0) == nil ? nil : $0
    }

    let folder: String
    private let tools: String

    init() throws {
        folder = try Files.temporaryFolder("book-command")
        tools = "\(folder)/.tools"
        try Files.createFolder(tools)
        let compiler = try SwiftCompiler.find().path
        try script("swiftc", "exec '\(compiler)' \"$@\"")
        try script("swift", "exit 0")
    }

    private func script(_ name: String, _ body: String) throws {
        try Files.write(Array("#!/bin/sh\n\(body)\n".utf8), to: "\(tools)/\(name)")
        chmod("\(tools)/\(name)", 0o755)
    }

    func remove() { try? Files.remove(folder) }

    func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    func write(_ name: String, _ bytes: [UInt8]) throws {
        try Files.createFolder(Path.parent("\(folder)/\(name)"))
        try Files.write(bytes, to: "\(folder)/\(name)")
    }

    func read(_ name: String) throws -> String {
        String(decoding: try Files.read("\(folder)/\(name)"), as: UTF8.self)
    }

    /// What came of `book` with these words: its exit code, or -1, and what it said.
    struct Answer {
        let code: Int
        let output: String
        let error: String
        var lastLine: String { output.split(separator: "\n").last.map(String.init) ?? "" }
    }

    /// The environment in which the program runs.
    func environment(_ more: [String: String] = [:]) -> [String: String] {
        var variables = Command.ownEnvironment
        variables["PATH"] = "\(tools):/usr/bin:/bin"
        variables["CI"] = nil
        return variables.merging(more) { $1 }
    }

    func book(_ words: String..., environment: [String: String] = [:], time: Double = 120) throws -> Answer {
        let program = try #require(Self.program)
        let command = Command(program, words, environment: self.environment(environment), folder: folder)
        let work = try Files.temporaryFolder("book-command")
        defer { try? Files.remove(work) }
        let outcome = try command.run(within: Limits(time: time, memory: 8192, output: 65536), in: work)
        let code = if case .exited(let code) = outcome.end { Int(code) } else { -1 }
        return Answer(
            code: code, output: String(decoding: outcome.standardOutput, as: UTF8.self),
            error: String(decoding: outcome.standardError, as: UTF8.self))
    }
}
