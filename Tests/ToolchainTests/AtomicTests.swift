import Foundation
import Testing

@testable import Toolchain

@Suite("What is written whole")
struct AtomicTests {
    let scratch = try! Scratch()

    @Test("a file keeps its permissions, and a link stays one")
    func file() throws {
        let path = try scratch.file("a.md", "old")
        chmod(path, 0o640)
        symlink("a.md", "\(scratch.path)/link.md")
        try AtomicFile.write(Array("new".utf8), to: "\(scratch.path)/link.md", isDurable: true)
        #expect(try scratch.text("a.md") == "new")
        var status = stat()
        #expect(stat(path, &status) == 0 && status.st_mode & 0o7777 == 0o640)
        #expect(Path.link("\(scratch.path)/link.md") == "a.md")
        #expect(try Files.names(in: scratch.path) == ["a.md", "link.md"])
    }

    @Test("a file where none can be is an error, and leaves nothing")
    func refused() throws {
        let folder = try scratch.folder()
        let missing = #expect(throws: FileError.self) { try AtomicFile.write([], to: "\(folder)/no/a") }
        #expect(missing?.description == "cannot write \(folder)/no/a: No such file or directory")
        let directory = #expect(throws: FileError.self) { try AtomicFile.write([], to: folder) }
        #expect(directory?.reason == "it is not a regular file")
        #expect(try Files.names(in: folder).isEmpty)
    }

    @Test("a file that its owner protects is refused", .enabled(if: getuid() != 0, "root may write anywhere"))
    func protected() throws {
        let path = try scratch.file("a", "old")
        chmod(path, 0o444)
        #expect(throws: FileError.self) { try AtomicFile.write([], to: path) }
    }

    private func update(_ files: [(String, String)], removing stale: [String] = []) throws {
        try AtomicFolder.update(
            "\(scratch.path)/Site", with: files.map { ($0.0, Array($0.1.utf8)) }, removing: stale)
    }

    private func tree() -> [String] {
        Files.tree(scratch.path).map { String($0.dropFirst(scratch.path.count + 1)) }
    }

    @Test("a folder is made, changed, and cleared of what is stale")
    func folder() throws {
        try update([("a.html", "1"), ("figures/b.svg", "2"), ("figures/deep/c.svg", "3")])
        #expect(tree() == ["Site/a.html", "Site/figures/b.svg", "Site/figures/deep/c.svg"])
        try update([("a.html", "one"), ("d.html", "4")], removing: ["figures/deep/c.svg", "figures/b.svg"])
        #expect(tree() == ["Site/a.html", "Site/d.html"])
        #expect(try scratch.text("Site/a.html") == "one")
        #expect(try Files.names(in: "\(scratch.path)/Site") == ["a.html", "d.html"])
        #expect(try Files.names(in: scratch.path) == ["Site"])
    }

    @Test("a file that has not changed is not touched")
    func unchanged() throws {
        try update([("a", "1"), ("b", "2")])
        let before = ["a", "b"].map { Files.stamp("\(scratch.path)/Site/\($0)") }
        try update([("a", "1"), ("b", "3")])
        let after = ["a", "b"].map { Files.stamp("\(scratch.path)/Site/\($0)") }
        #expect(before[0] == after[0] && before[1] != after[1])
    }

    @Test("a folder that cannot take all files keeps all its old ones")
    func refusedFolder() throws {
        try update([("a", "1"), ("b/c", "2")])
        let error = #expect(throws: FileError.self) { try update([("a", "one"), ("b", "two")]) }
        #expect(error?.reason == "it is a folder")
        let below = #expect(throws: FileError.self) { try update([("b/c", "two"), ("a/x", "new")]) }
        #expect(below?.path.hasSuffix("/Site/a") == true)
        #expect(try scratch.text("Site/a") == "1")
        #expect(try scratch.text("Site/b/c") == "2")
        #expect(try Files.names(in: scratch.path) == ["Site"])
    }

    @Test("what a killed run left beside is removed by the next")
    func leftovers() throws {
        _ = try scratch.file(".Site.999999999-abc.new/a", "half")
        _ = try scratch.file(".Other.999999999-abc.new/a", "not ours")
        try update([("a", "1")])
        #expect(tree() == [".Other.999999999-abc.new/a", "Site/a"])
    }

    @Test("a folder reached by a link is changed where it is")
    func linked() throws {
        try Files.createFolder("\(scratch.path)/real")
        symlink("real", "\(scratch.path)/Site")
        try update([("a", "1")])
        #expect(try scratch.text("real/a") == "1")
        #expect(Path.link("\(scratch.path)/Site") == "real")
    }
}
