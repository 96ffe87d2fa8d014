import Literate
import Testing
import Toolchain

@testable import book

@Suite("Chapters as writers make them")
struct FixtureTests {
    @Test("are reported on as expected", arguments: Fixture.all)
    func report(_ fixture: Fixture) async throws {
        let proof = try #require(try await Fixture.proofs.value[fixture.name])
        let report = proof.report(below: fixture.folder)
        try expectFile("\(fixture.folder)/report.txt", Array(report.utf8))
    }

    @Test("are promoted byte for byte", arguments: Fixture.all)
    func promotion(_ fixture: Fixture) async throws {
        let proof = try #require(try await Fixture.proofs.value[fixture.name])
        let files = proof.promoted()
        let folder = "\(fixture.folder)/promoted"
        if Fixture.isRecording { try Files.remove(folder) }
        let present = Self.tree(folder)
        if !Fixture.isRecording { #expect(present == files.keys.sorted()) }
        for (name, bytes) in files { try expectFile("\(folder)/\(name)", bytes) }
    }

    private static func tree(_ folder: String, below prefix: String = "") -> [String] {
        ((try? Files.names(in: folder)) ?? []).flatMap { name in
            Files.stamp("\(folder)/\(name)")?.isFolder == true
                ? tree("\(folder)/\(name)", below: "\(prefix)\(name)/") : ["\(prefix)\(name)"]
        }
    }

    private func expectFile(_ path: String, _ bytes: [UInt8]) throws {
        if Fixture.isRecording {
            try Files.createFolder(Path.parent(path))
            try Files.write(bytes, to: path)
            Issue.record("recorded \(path)")
            return
        }
        let expected = String(decoding: try Files.read(path), as: UTF8.self)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        #expect(try Files.read(path) == bytes)
    }
}
