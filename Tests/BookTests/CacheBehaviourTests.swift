import Literate
import Markdown
import Synchronization
import Testing
import Toolchain

@testable import book

/// Nothing that has not changed is compiled or run again.
@Suite("Kept results", .serialized)
struct CacheBehaviourTests {
    /// What was compiled, with the reason, and what was kept, while chapters were proved.
    private final class Events: Sendable {
        private let lines = Mutex<[String]>([])

        func take(_ event: RunEvent) {
            switch event {
            case .kept(let chapter): lines.withLock { $0.append("\(chapter) kept") }
            case .compiling(let chapter, let reason): lines.withLock { $0.append("\(chapter): \(reason)") }
            default: break
            }
        }

        func drain() -> [String] {
            lines.withLock { lines in
                defer { lines = [] }; return lines
            }
        }
    }

    private static let text = """
        # T

        ```swift
        let a = 1 // → 1
        expect(a == 2, "two")
        print(a)
        ```

        ```output
        1
        ```

        ```swift fails
        let b: Int = "s"
        ```

        ```swift traps
        fatalError("m")
        ```

        """

    @Test("survive a change of prose, and are told of at their new places")
    func prose() throws {
        let engine = try Engine()
        defer { try? Files.remove(engine.folder) }
        let events = Events()
        func prove(_ text: String, _ limits: Limits = Limits(time: 120)) throws -> [String] {
            let chapter = Chapter(path: "\(engine.folder)/a.md", source: Source(text))
            let runner = try engine.runner(limits, onEvent: events.take)
            let proof = try Proof([chapter], try runner.run([chapter]))
            return proof.reports[0].diagnostics.map { "\($0.position): \($0.message)" }
        }
        #expect(try prove(Self.text) == ["5:1: two"])
        #expect(events.drain() == ["a: it was not run before"])
        #expect(try prove(Self.text) == ["5:1: two"])
        #expect(events.drain() == ["a kept"])

        // Prose, a value's expectation (which makes its line longer), an output: none is code.
        let moved =
            "prose\n\n"
            + Self.text.replacing("// → 1", with: "// → 1234…").replacing(
                "```output\n1", with: "```output\n2")
        #expect(try prove(moved) == ["6:11: the value differs", "7:1: two", "12:1: the output differs"])
        #expect(events.drain() == ["a kept"])

        #expect(try prove(Self.text.replacing("print(a)", with: "print(a )")) == ["5:1: two"])
        #expect(events.drain() == ["a: its code changed"])
        #expect(try prove(Self.text, Limits(time: 119)) == ["5:1: two"])
        #expect(events.drain() == ["a: its code and a limit changed"])
        // A sentence that moves a snippet which can tell its line.
        let asking = "```swift\nprint(#line)\n```\n```output\n2\n```\n"
        #expect(try prove(asking) == [])
        #expect(try prove("prose\n\n" + asking) == ["7:1: the output differs"])
    }

    @Test("are not believed if they are cut short, altered, or lie under another's name")
    func damage() throws {
        let engine = try Engine()
        defer { try? Files.remove(engine.folder) }
        let events = Events()
        let runner = try engine.runner(onEvent: events.take)
        let chapters = ["1", "2"].map {
            Chapter(
                path: "\(engine.folder)/\($0).md",
                source: Source("```swift\nprint(\($0))\n```\n```output\n\($0)\n```\n"))
        }
        func failures() throws -> Int { try Proof(chapters, try runner.run(chapters)).failed }
        #expect(try failures() == 0)
        _ = events.drain()
        let cache = "\(engine.folder)/results"
        let names = try Files.names(in: cache)
        var random = SystemRandomNumberGenerator()
        for damage in 0..<4 {
            for name in names {
                let path = "\(cache)/\(name)"
                guard let bytes = try? Files.read(path), !bytes.isEmpty else { continue }
                switch damage {
                case 0:
                    try Files.write(
                        Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))), to: path)
                case 1:
                    var altered = bytes
                    altered[Int.random(in: 0..<bytes.count, using: &random)] ^= 1
                    try Files.write(altered, to: path)
                case 2: try Files.write(Array(repeating: 0, count: 1000), to: path)
                default: try Files.write(try Files.read("\(cache)/\(names[0])"), to: path)
                }
            }
            #expect(try failures() == 0)
        }
        _ = events.drain()
        #expect(try failures() == 0)
        #expect(events.drain().sorted() == ["1 kept", "2 kept"])
    }
}
