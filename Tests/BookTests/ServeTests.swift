import Foundation
import Testing
import Toolchain

@Suite("book serve", .enabled(if: BookCommand.program != nil, "the program book is not built"))
struct ServeTests {
    @Test("shows what is saved, says what is wrong, and when stopped leaves no program behind")
    func session() throws {
        let line = try BookCommand()
        defer { line.remove() }
        try line.write("Chapters/01-x.md", "# X\n\nA first word.\n\n```swift\nlet a = 1  // → 1\n```\n")
        let server = try Server(line)
        defer { server.process.terminate() }

        #expect(try server.page("01-x.html").contains("A first word."))
        try line.write("Chapters/01-x.md", "# X\n\nA second word.\n\n```swift\nlet a = 1  // → 2\n```\n")
        try server.waitForPage("01-x.html") {
            $0.contains("A second word.") && $0.contains("<aside class=\"fault error\"")
                && $0.contains("the value differs")
        }
        try line.write("Chapters/references.bib", "@book{a, year = 2000}\n")
        try server.waitForPage("01-x.html") { $0.contains("the entry 'a' has no title") }

        // A program that runs till it is stopped, and tells who it is.
        let mark = "\(line.folder)/running"
        try line.write(
            "Chapters/01-x.md",
            "# X\n\n```swift\nimport Foundation\ntry \"\\(getpid())\".write(toFile: \"\(mark)\", atomically: true, encoding: .utf8)\nwhile true {}\n```\n"
        )
        try Server.wait { Files.stamp(mark) != nil }
        let program = try #require(pid_t(try line.read("running")))
        #expect(kill(program, 0) == 0)
        server.process.interrupt()
        server.process.waitUntilExit()
        #expect(server.process.terminationReason == .uncaughtSignal)
        #expect(server.process.terminationStatus == SIGINT)
        try Server.wait { kill(program, 0) != 0 }
    }

    /// The program, showing the folder `Chapters`.
    private struct Server {
        let process = Process()
        private let port: Int

        init(_ line: BookCommand) throws {
            let output = Pipe()
            process.executableURL = URL(fileURLWithPath: try #require(BookCommand.program))
            process.arguments = ["serve", "--port", "0"]
            process.environment = line.environment()
            process.currentDirectoryURL = URL(fileURLWithPath: line.folder)
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.run()
            let words = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
            let address = try #require(words.split(separator: " ").first)
            #expect(address.hasPrefix("http://127.0.0.1:"), "\(words)")
            port = try #require(Int(address.split(separator: ":").last?.prefix { $0 != "/" } ?? ""))
        }

        func page(_ name: String) throws -> String {
            try exchange("GET /\(name) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", port)
        }

        func waitForPage(_ name: String, _ isRight: (String) -> Bool) throws {
            var page = ""
            try Self.wait {
                page = try self.page(name)
                return isRight(page)
            }
        }

        /// Waits a while for what must come.
        static func wait(_ hasCome: () throws -> Bool) throws {
            for _ in 0..<1200 {
                if try hasCome() { return }
                usleep(50_000)
            }
            Issue.record("waited for a minute in vain")
        }
    }
}
