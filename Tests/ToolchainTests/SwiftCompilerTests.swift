import Testing

@testable import Toolchain

@Suite("The Swift compiler")
struct SwiftCompilerTests {
    let scratch = try! Scratch()

    private func compile(_ source: String, options: SwiftCompiler.Options = .init()) throws -> Compilation {
        let file = try scratch.file("main.swift", source)
        return try SwiftCompiler.find().compile(
            file, to: "\(scratch.path)/program", options, library: nil, in: try scratch.folder())
    }

    @Test("is found, tells its version, and remembers it")
    func version() throws {
        let asked = try SwiftCompiler.find(remembering: scratch.path)
        #expect(asked.version.hasPrefix("Swift version "))
        #expect(asked.version.contains(", ") && !asked.version.contains("\n"))
        #expect(try scratch.text("swift-version").contains(asked.version))
        _ = try scratch.file(
            "swift-version", try scratch.text("swift-version").replacing("Swift version", with: "Old"))
        #expect(try SwiftCompiler.find(remembering: scratch.path).version.hasPrefix("Old"))
        _ = try scratch.file("swift-version", "garbage")
        #expect(try SwiftCompiler.find(remembering: scratch.path) == asked)
    }

    @Test("makes a program that runs, in language mode 6 on the main actor")
    func program() throws {
        let result = try compile("var count = 0\nfunc up() { count += 1 }\nup()\nprint(count)\n")
        #expect(result == Compilation(succeeded: true, messages: [], exceeded: nil))
        let outcome = try Command("\(scratch.path)/program").run(in: scratch.path)
        #expect(String(outcome.standardOutput) == "1\n")
    }

    @Test("has its messages read as they are, whatever the source looks like")
    func messages() throws {
        let result = try compile(
            #"""
            #sourceLocation(file: "lectures/04 x.md", line: 10)
            let é = 3; let b: Int = "a"
            #warning("one\nx.swift:1:1: error: fake")
            func f() { let s = """
            x.swift:1:1: error: fake é \(undefined)
            """ }
            #sourceLocation()
            let q = zzz
            """#)
        #expect(!result.succeeded)
        let file = "\(scratch.path)/main.swift"
        #expect(
            result.messages.map {
                "\($0.place!.file):\($0.place!.line):\($0.place!.column): \($0.severity): \($0.text)"
            }
            .sorted() == [
                "\(file):8:9: error: cannot find 'zzz' in scope",
                "lectures/04 x.md:10:26: error: cannot convert value of type 'String' to specified type 'Int'",
                "lectures/04 x.md:11:10: warning: one\nx.swift:1:1: error: fake",
                "lectures/04 x.md:13:31: error: cannot find 'undefined' in scope",
            ])
        let source = Array(try scratch.text("main.swift").utf8)
        let zzz = try #require(result.messages.first { $0.text.contains("zzz") }?.offset)
        #expect(String(Array(source[zzz..<zzz + 3])) == "zzz")
    }

    @Test("puts notes after the message that they belong to")
    func notes() throws {
        let result = try compile("func f(_ a: Int) {}\nfunc f(_ a: Int) {}\n")
        #expect(result.messages.map(\.severity) == [.error, .note])
        #expect(result.messages[1].place?.line == 1)
    }

    @Test("names no group in a message's text")
    func groups() throws {
        let result = try compile(
            "func f(_ a: inout Int, _ b: inout Int) {}\nfunc g() { var x = 1; f(&x, &x) }\n")
        #expect(
            result.errors.map(\.text).filter { $0.hasPrefix("overlapping accesses") } == [
                "overlapping accesses to 'x', but modification requires exclusive access; consider copying to a local variable"
            ])
    }

    @Test("gives warnings of a program that is made")
    func warnings() throws {
        let result = try compile("func f() { let unused = 1 }\n")
        #expect(result.succeeded && result.messages.map(\.severity) == [.warning])
    }

    @Test("passes on what the linker says")
    func linker() throws {
        let result = try compile("@_silgen_name(\"nowhere\") func f()\nf()\n")
        #expect(!result.succeeded && result.errors.count == 1)
        #expect(result.errors[0].text == "undefined symbol: nowhere" && result.errors[0].place == nil)
        #expect(result.errors[0].details.contains("nowhere"))
    }

    @Test("reports its own crash as a message")
    func crash() throws {
        let result = try compile(
            "print(1)\n", options: .init(further: ["-Xfrontend", "-debug-crash-immediately"]))
        #expect(!result.succeeded && result.errors.count == 1)
        #expect(result.errors[0].text.hasPrefix("the compiler crashed: "))
    }

    @Test("that hits a limit says so")
    func limit() throws {
        let file = try scratch.file("main.swift", "print(1)\n")
        let result = try SwiftCompiler.find().compile(
            file, to: "\(scratch.path)/program", library: nil, in: scratch.path, within: Limits(time: 0.01))
        #expect(result.exceeded == .time)
        #expect(result.errors.map(\.text) == ["the compiler hit its time limit"])
    }

    @Test("checks several files at once, and thoroughly if asked")
    func check() throws {
        let main = try scratch.file("check/main.swift", "let shared = 1\n")
        let one = try scratch.file("check/one.swift", "func one() -> String { shared }\n")
        let macro = try scratch.file(
            "check/macro.swift", "@DebugDescription struct S { var description: String { \"s\" } }\n")
        let two = try scratch.file("check/two.swift", "func two() { let x: Int; print(x) }\n")
        let compiler = try SwiftCompiler.find()
        func errors(_ sources: [String], _ isThorough: Bool) throws -> [String] {
            try compiler.check(sources, isThorough: isThorough, library: nil, in: scratch.path).errors.map(
                \.text)
        }
        let conversion = "cannot convert return expression of type 'Int' to return type 'String'"
        #expect(try errors([main, one, two], false) == [conversion])
        #expect(try errors([main, one, two], true) == [conversion])
        #expect(try errors([main, two], true) == ["constant 'x' used before being initialized"])
        #expect(try errors([main, two], false) == [])
        #expect(try errors([main, macro], true) == [])
    }

    @Test("has serialised messages that are read, or refused, whatever their bytes")
    func damaged() throws {
        let file = try scratch.file("main.swift", "let x = undefined\n")
        _ = try SwiftCompiler.find().check([file], isThorough: false, library: nil, in: scratch.path)
        let whole = try Files.read("\(scratch.path)/messages.dia")
        #expect(CompilerMessage.read(serialized: whole)?.count == 1)
        #expect(CompilerMessage.read(serialized: [0] + whole) == nil)
        for length in 0..<whole.count {
            #expect((CompilerMessage.read(serialized: Array(whole[..<length])) ?? []).count <= 1)
        }
        for seed in 0..<2000 {
            let read = CompilerMessage.read(serialized: whole.damaged(seed)) ?? []
            #expect(read.count <= whole.count)
        }
    }
}
