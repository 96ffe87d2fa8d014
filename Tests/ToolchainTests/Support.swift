import Foundation
import Testing

@testable import Toolchain

/// A folder that is gone when the test has ended.
final class Scratch: Sendable {
    let path: String

    init() throws { path = try Files.temporaryFolder("book-tests") }

    deinit { try? Files.remove(path) }

    func file(_ name: String, _ text: String) throws -> String {
        let path = "\(path)/\(name)"
        try Files.createFolder(Path.parent(path))
        try Files.write(Array(text.utf8), to: path)
        return path
    }

    func text(_ name: String) throws -> String {
        String(decoding: try Files.read("\(path)/\(name)"), as: UTF8.self)
    }

    /// A new empty folder in it.
    func folder() throws -> String {
        let folder = "\(path)/\(UInt64.random(in: 0 ... .max))"
        try Files.createFolder(folder)
        return folder
    }
}

/// Programs that the tests start, each compiled once.
enum Programs {
    /// Does what the first argument names, see `behaviours`.
    static let behaviours = Result { try compile("behaviours", behavioursSource) }
    /// Crashes in the way that the first argument names.
    static let crashes = Result { try compile("crashes", crashesSource) }

    private static let scratch: Result<Scratch, any Error> = Result {
        let scratch = try Scratch()
        atexit { try? Files.remove(Programs.scratch.get().path) }
        return scratch
    }

    private static func compile(_ name: String, _ source: String) throws -> String {
        let scratch = try scratch.get()
        let file = try scratch.file("\(name)/main.swift", source)
        let program = "\(scratch.path)/\(name)/program"
        let result = try SwiftCompiler.find().compile(
            file, to: program, library: nil, in: try scratch.folder())
        try #require(result.succeeded, "\(result.messages)")
        return program
    }
}

extension String {
    init(_ bytes: [UInt8]) { self.init(decoding: bytes, as: UTF8.self) }
}

/// Whether a process of this number lives.
func isAlive(_ process: Int) -> Bool {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
        return false
    }
    return text.split(separator: ")").last?.split(separator: " ").first != "Z"
}

extension [UInt8] {
    /// The bytes with up to five of them changed, the same for the same seed.
    func damaged(_ seed: Int) -> [UInt8] {
        var bytes = self
        var state = UInt64(seed + 1) &* 0x9E37_79B9_7F4A_7C15
        for _ in 0...(seed % 5) {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 25)
        }
        return bytes
    }
}
