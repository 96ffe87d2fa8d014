import Foundation
import Testing

@testable import Toolchain

@Suite("A language server")
struct LanguageServerTests {
    let scratch = try! Scratch()

    private func server(_ script: String, patience: Double = 20) throws -> LanguageServer {
        let path = try scratch.file("server", "#!/bin/sh\n\(script)\n")
        chmod(path, 0o755)
        return try LanguageServer(path, in: scratch.path, patience: patience)
    }

    @Test("that ends early is an error in one line")
    func ends() throws {
        let server = try server("exit 3")
        defer { server.end() }
        #expect(throws: LanguageServerError(reason: "server ended before it had answered")) {
            _ = try server.ask("a", ["{}"])
        }
    }

    @Test("that hangs is an error after a while, and is gone then")
    func hangs() throws {
        let server = try server("echo $$ > pid\nexec sleep 1000", patience: 3)
        #expect(throws: LanguageServerError(reason: "server did not answer for 3 s")) {
            _ = try server.ask("a", ["{}"])
        }
        let process = try #require(Int(try scratch.text("pid").split(separator: "\n").first ?? ""))
        server.end()
        #expect(!isAlive(process))
    }

    @Test("that does not take in what we write can't hold us")
    func deaf() throws {
        let server = try server("exec sleep 1000", patience: 3)
        defer { server.end() }
        let long = "\"" + String(repeating: "x", count: 1 << 20) + "\""
        #expect(throws: LanguageServerError.self) { _ = try server.ask("a", [long]) }
    }

    @Test("may answer in any order, tell things between, and ask itself")
    func answers() throws {
        let messages = [
            #"{"jsonrpc":"2.0","method":"window/logMessage","params":{}}"#,
            #"{"jsonrpc":"2.0","id":7,"method":"client/registerCapability","params":{}}"#,
            #"{"jsonrpc":"2.0","id":1,"result":"二"}"#, #"{"jsonrpc":"2.0","id":0,"result":"one"}"#,
        ]
        let text = messages.map { "Content-Length: \($0.utf8.count)\r\n\r\n\($0)" }.joined()
        _ = try scratch.file("answers", text)
        let server = try server("cat answers\ncat > said")
        defer { server.end() }
        let answers = try server.ask("a", ["{}", "{}"])
        #expect(answers.map { JSONRPC.result(of: $0, as: String.self) } == ["one", "二"])
    }

    @Test("that is not there is an error")
    func missing() {
        #expect(throws: StartError.self) { _ = try LanguageServer("/nowhere/server", in: scratch.path) }
    }

    @Test("may have its messages cut anywhere")
    func cuts() {
        let whole = JSONRPC.frame("a", "{}", id: 1) + JSONRPC.nothing(to: 2)
        for cut in 0...whole.count {
            var bytes = Array(whole[..<cut])
            var messages = JSONRPC.take(from: &bytes)
            bytes += whole[cut...]
            messages += JSONRPC.take(from: &bytes)
            #expect(messages.map { JSONRPC.Message($0) } == [.question(1), .answer(2)])
            #expect(bytes.isEmpty)
        }
    }
}
