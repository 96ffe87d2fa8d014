import Testing
import Toolchain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The command line", .enabled(if: BookCommand.program != nil, "the program book is not built"))
struct CommandLineTests {
    private let right = "# T\n\n```swift\nlet a = 1 // → 1\nprint(a)\n```\n\n```output\n1\n```\n"

    private func with<Result>(_ body: (BookCommand) throws -> Result) throws -> Result {
        let line = try BookCommand()
        defer { line.remove() }
        return try body(line)
    }

    @Test("answers 0 for help, 2 for what it can't carry out")
    func usage() throws {
        try with { line in
            try line.write("a.md", right)
            try line.write("folder/notes.txt", "")
            try line.write("site/mine.txt", "")
            #expect(try line.book("--help").code == 0)
            #expect(try line.book("test", "--help").output.contains("--time-limit"))
            for words in [
                ["tset"], ["test", "--time-limit", "0", "a.md"], ["test", "--memory-limit", "x", "a.md"],
                ["test", "--nope"],
            ] {
                #expect(try line.book(words[0], words.count > 1 ? words[1] : "--nope").code == 2)
            }
            let missing = try line.book("test", "a.md", "nowhere.md")
            #expect(missing.code == 2)
            #expect(missing.error == "error: there is no file or folder nowhere.md\n")
            #expect(try line.book("test", "folder").code == 2)
            #expect(try line.book("promote", "a.md", environment: ["CI": "true"]).code == 2)
            #expect(try line.book("run", "99").code == 2)
            #expect(try line.book("build", "--chapters", "nowhere").code == 2)
            let foreign = try line.book("build", "--chapters", ".", "--output", "site")
            #expect(foreign.code == 2)
            #expect(foreign.error.contains("holds mine.txt, which no build wrote"))
        }
    }

    @Test("answers 3 and names the remedy where a tool is missing")
    func missingTool() throws {
        try with { line in
            try line.write("a.md", right)
            let answer = try line.book("test", "a.md", environment: ["PATH": "/nowhere"])
            #expect(answer.code == 3)
            #expect(answer.error.contains("swiftc"))
            #expect(answer.error.contains("swiftly install"))
        }
    }

    @Test("tests a file outside the repository, with paths as they were given")
    func outside() throws {
        try with { line in
            try line.write("lecture.md", right)
            let good = try line.book("test", "lecture.md")
            #expect(good.code == 0)
            #expect(good.output == "1 passed, 0 failed\n")
            try line.write(
                "sub/01-wrong.md",
                right.replacing("→ 1", with: "→ 2") + "\n```swift\nlet b: Int = \"s\"\n```\n")
            let wrong = try line.book("test", "sub/", "lecture.md", "\(line.folder)/lecture.md")
            #expect(wrong.code == 1)
            #expect(wrong.lastLine == "1 passed, 2 failed")
            #expect(
                wrong.error.contains("sub/01-wrong.md:13:14: error: cannot convert value of type 'String'"))
            #expect(
                try line.book("test", "\(line.folder)/sub/01-wrong.md").error.contains(
                    "\(line.folder)/sub/01-wrong.md:13:14: error:"))
            #expect(try line.read("lecture.md") == right)
        }
    }

    @Test("says by --explain what was run and what was kept")
    func explain() throws {
        try with { line in
            // Code that no run before has seen.
            let text = right + "\n```swift\n/* \(line.folder) */\n```\n"
            try line.write("a.md", text)
            let first = try line.book("test", "a.md", "--explain").error
            #expect(first.contains("a: compiled and run, as it was not run before"))
            try line.write("a.md", "prose\n\n" + text)
            let second = try line.book("test", "a.md", "--explain").error
            #expect(second == "a: nothing changed, its results are kept\n")
            let third = try line.book("test", "a.md", "--explain", "--time-limit", "50").error
            #expect(third.contains("a: compiled and run, as a limit changed"))
        }
    }

    @Test("reads whatever lies in a folder, and judges the rest all the same")
    func oddFiles() throws {
        try with { line in
            try line.write("01-right.md", right)
            try line.write("02-empty.md", "")
            try line.write("03-bare.md", "no heading\n")
            try line.write(
                "04-large.md", "# Large\n\n" + String(repeating: "words and more words\n", count: 1_000_000))
            try line.write("05-binary.md", (0..<20_000).map { UInt8(truncatingIfNeeded: $0 &* 7919 >> 3) })
            try line.write("06 'quoted\" 中文.md", right)
            try line.write("07-new\nline.md", right)
            try line.write("08-folder.md/inner.txt", "")
            symlink("\(line.folder)/nowhere", "\(line.folder)/09-link.md")
            try line.write("README.md", "<b>no chapter</b>")
            let answer = try line.book("test", ".")
            #expect(answer.code == 1)
            #expect(answer.lastLine.hasPrefix("3 passed, "))
            #expect(
                answer.error.contains("09-link.md:1:1: error: can't be read: No such file or directory\n"))
            for name in ["02-", "03-", "04-", "README"] { #expect(!answer.error.contains("\n\(name)")) }
        }
    }

    @Test("promotes what came out, and leaves alone what was changed meanwhile")
    func promotion() throws {
        try with { line in
            let wrong = right.replacing("→ 1", with: "→").replacing("output\n1\n", with: "output\n")
            try line.write("01-a.md", wrong)
            // This chapter's program writes in the chapter, as its writer might.
            let busy =
                "```swift\nimport Foundation\nlet file = FileHandle(forWritingAtPath: \"\(line.folder)/02-b.md\")!\n"
                + "file.seekToEndOfFile()\nfile.write(Data(\"more\".utf8))\nprint(2)\n```\n```output\n```\n"
            try line.write("02-b.md", busy)
            try line.write("03-c.md", wrong + "\n```swift\nexit_\n```\n")
            try line.write("04-d.md", wrong)
            let answer = try line.book("promote", ".")
            #expect(answer.code == 1)
            #expect(answer.error.contains("02-b.md: it was changed meanwhile; try again"))
            #expect(answer.error.contains("03-c.md:12:1: error: cannot find 'exit_' in scope"))
            #expect(try line.read("01-a.md") == right)
            #expect(try line.read("02-b.md") == busy + "more")
            #expect(try line.read("03-c.md") == wrong + "\n```swift\nexit_\n```\n")
            #expect(try line.read("04-d.md") == right)
            #expect(try line.book("promote", "01-a.md").code == 0)
        }
    }

    @Test(
        "reports a file that can't be written",
        .enabled(if: getuid() != 0, "to root every folder is writable"))
    func readOnly() throws {
        try with { line in
            try line.write("sub/a.md", right.replacing("→ 1", with: "→"))
            chmod("\(line.folder)/sub", 0o555)
            defer { chmod("\(line.folder)/sub", 0o755) }
            let answer = try line.book("promote", "sub")
            #expect(answer.code == 1)
            #expect(answer.error.contains("error: cannot write"))
        }
    }

    @Test("runs a chapter with its output as it comes, made visible")
    func running() throws {
        try with { line in
            try line.write("05-x.md", "```swift\nprint(\"中文 \\u{1B}[31m\")\n```\n")
            let answer = try line.book("run", "05-x.md")
            #expect(answer.output == "中文 \\u{1B}[31m\n")
            #expect(answer.code == 1)
        }
    }

    @Test("is right after having been killed at any moment")
    func killed() throws {
        try with { line in
            // Code that no run before has seen.
            let word = "w" + Path.name(line.folder).filter { $0.isLetter || $0.isNumber }
            for number in 1...4 {
                try line.write("0\(number).md", right.replacing("print(a)", with: "print(a) /* \(word) */"))
            }
            for moment in [0.05, 0.3, 0.6, 0.9] {
                #expect(try line.book("test", ".", time: moment + Double.random(in: 0...0.2)).code != 1)
            }
            #expect(try line.book("test", ".").output == "4 passed, 0 failed\n")
        }
    }
}
