import Foundation
import Testing

@testable import Toolchain

@Suite("The cache")
struct CacheTests {
    let scratch = try! Scratch()
    private var cache: Cache { Cache(folder: "\(scratch.path)/deep/cache") }

    @Test("gives back what was written, and nothing else")
    func roundTrip() throws {
        #expect(cache.read("a") == nil)
        try cache.write([1, 2, 3], for: "a")
        try cache.write([], for: "b")
        #expect(cache.read("a") == [1, 2, 3] && cache.read("b") == [])
        try cache.write([4, 10, 5], for: "a")
        #expect(cache.read("a") == [4, 10, 5])
    }

    @Test("takes an entry cut short, lengthened or altered anywhere as none")
    func damage() throws {
        try cache.write(Array("some bytes\n".utf8), for: "a")
        let path = "\(cache.folder)/a"
        let whole = try Files.read(path)
        for length in 0..<whole.count {
            try Files.write(Array(whole[..<length]), to: path)
            #expect(cache.read("a") == nil)
        }
        for index in whole.indices {
            var altered = whole
            altered[index] ^= 1
            try Files.write(altered, to: path)
            #expect(cache.read("a") == nil)
        }
        try Files.write(whole + [0], to: path)
        #expect(cache.read("a") == nil)
        try Files.write(whole, to: path)
        #expect(cache.read("a") != nil)
        try Files.write(whole, to: "\(cache.folder)/b")
        #expect(cache.read("b") == nil)
    }

    @Test("decodes a value once for those who remember, and makes what is not there")
    func values() throws {
        let memory = CacheMemory()
        let cache = Cache(folder: cache.folder, memory: memory)
        #expect(try cache.value("a") { ["made"] } == ["made"])
        #expect(try cache.value("a") { ["made again"] } == ["made"])
        #expect(cache.value("a", as: Int.self) == nil)
        try Files.remove("\(cache.folder)/a")
        #expect(cache.value("a") == ["made"])
        #expect(self.cache.value("a", as: [String].self) == nil)
        // What can't be decoded is not there.
        try cache.write([1, 2], for: "b")
        #expect(try cache.value("b") { 7 } == 7)
        #expect(self.cache.value("b") == 7)
    }

    @Test("is whole at any moment for those who read while others write")
    func concurrent() throws {
        let cache = cache
        let values = (0..<4).map { [UInt8](repeating: $0, count: 200_000) }
        try cache.write(values[0], for: "a")
        let seen = try mapConcurrently(Array(0..<80), threads: 4) { index -> Bool in
            if index % 2 == 0 { try cache.write(values[index % 4], for: "a") }
            return cache.read("a").map { values.contains($0) } == true
        }
        #expect(seen.allSatisfy { $0 })
        #expect(try Files.names(in: cache.folder) == ["a"])
    }

    @Test("forgets what was not used for long, and what killed writers left")
    func prune() throws {
        for key in ["old", "used", "new"] { try cache.write([1], for: key) }
        let leftover = ".x.999999999-abc.new"
        let living = ".x.\(ProcessInfo.processInfo.processIdentifier)-abc.new"
        for name in [leftover, living] { try Files.write([1], to: "\(cache.folder)/\(name)") }
        for key in ["old", "used", leftover] {
            let times = [FileAttributeKey.modificationDate: Date(timeIntervalSinceNow: -40 * 86400)]
            try FileManager.default.setAttributes(times, ofItemAtPath: "\(cache.folder)/\(key)")
        }
        #expect(cache.read("used") == [1])
        cache.prune()
        #expect(try Files.names(in: cache.folder) == [living, "new", "used"])
        cache.prune(bytes: 0)
        #expect(try Files.names(in: cache.folder) == [living])
    }

    @Test("in a folder that cannot be is an error with its path")
    func noFolder() throws {
        let file = try scratch.file("file", "")
        let error = #expect(throws: FileError.self) { try Cache(folder: "\(file)/cache").write([], for: "a") }
        #expect(error?.path == "\(file)/cache")
        #expect(Cache(folder: "\(file)/cache").read("a") == nil)
    }
}
