import Foundation
import Testing

@testable import Toolchain

@Suite("A program that is run")
struct RunTests {
    let scratch = try! Scratch()

    private func run(
        _ words: String..., limits: Limits = Limits(time: 20), hasChannel: Bool = false, input: String = "",
        onProgress: ((RunProgress) -> Void)? = nil
    ) throws -> Outcome {
        let command = Command(try Programs.behaviours.get(), words, input: Array(input.utf8))
        return try command.run(
            within: limits, in: try scratch.folder(), hasChannel: hasChannel, onProgress: onProgress)
    }

    @Test("gives its exit code", arguments: [0, 1, 3, 255])
    func exitCode(code: Int) throws {
        let outcome = try run("exit", "\(code)")
        #expect(outcome.end == .exited(Int32(code)))
        #expect(outcome.exceeded == nil && outcome.leftBehind == 0)
        #expect(outcome.succeeded == (code == 0))
    }

    @Test("gives the signal it died of", arguments: [SIGKILL, SIGTERM, SIGUSR1, SIGPIPE])
    func signal(number: Int32) throws {
        let outcome = try run("signal", "\(number)")
        #expect(outcome.end == .signalled(number))
        #expect(outcome.exceeded == nil)
    }

    @Test("writes to three files, each read apart")
    func files() throws {
        let outcome = try run("write", hasChannel: true)
        #expect(String(outcome.standardOutput) == "output")
        #expect(String(outcome.standardError) == "err")
        #expect(String(outcome.channel) == "chan")
    }

    @Test("has no other file open, with a channel or without")
    func openFiles() throws {
        #expect(String(try run("files", hasChannel: true).standardOutput) == "0\n1\n2\n3\n")
        #expect(String(try run("files").standardOutput) == "0\n1\n2\n")
    }

    @Test("reads nothing, or the bytes given")
    func input() throws {
        #expect(String(try run("input").standardOutput) == "0 \n")
        #expect(String(try run("input", input: "some\nwords").standardOutput) == "10 some\nwords\n")
    }

    @Test("sees the environment and the folder given")
    func surroundings() throws {
        let program = try Programs.behaviours.get()
        let own = Path.real(scratch.path)!
        let outcome = try Command(program, ["environment"], environment: ["WORD": "a=b c"]).run(in: own)
        #expect(String(outcome.standardOutput) == "a=b c\n")
        #expect(
            String(try Command(program, ["folder"], folder: own).run(in: own).standardOutput) == own + "\n")
    }

    @Test("leads a session, dumps no core, and dies of a broken pipe")
    func limits() throws {
        #expect(String(try run("limits").standardOutput) == "0 true true\n")
    }

    @Test("that is not there is an error with its path")
    func missing() throws {
        let error = #expect(throws: StartError.self) { try Command("/no/such/program").run(in: scratch.path) }
        #expect(error?.description == "cannot start /no/such/program: No such file or directory")
        #expect(throws: FileError.self) { try Command("/bin/true").run(in: "/no/such/folder") }
    }

    @Test("is ended by the time limit whatever it does", arguments: ["loop", "stop", "stubborn"])
    func time(behaviour: String) throws {
        let outcome = try run(behaviour, limits: Limits(time: 0.3))
        #expect(outcome.exceeded == .time)
        #expect(outcome.end == .signalled(SIGKILL))
        #expect(outcome.seconds >= 0.3 && outcome.seconds < 20)
    }

    @Test(
        "is ended by the output limit in any of its files",
        arguments: ["output", "error", "channel", "sparse"])
    func output(behaviour: String) throws {
        let outcome = try run(behaviour, limits: Limits(time: 20, output: 10), hasChannel: true)
        #expect(outcome.exceeded == .output)
        for bytes in [outcome.standardOutput, outcome.standardError, outcome.channel] {
            #expect(bytes.count <= 10 << 10)
        }
    }

    @Test("may write exactly as much as it may")
    func exactOutput() throws {
        let outcome = try Command("/usr/bin/head", ["-c", "2048", "/dev/zero"]).run(
            within: Limits(output: 2), in: scratch.path)
        #expect(outcome.succeeded && outcome.standardOutput.count == 2048)
        let more = try Command("/usr/bin/head", ["-c", "2049", "/dev/zero"]).run(
            within: Limits(output: 2), in: scratch.path)
        #expect(more.exceeded == .output && more.standardOutput.count == 2048)
    }

    @Test("is ended by the memory limit, alone or with its family", arguments: ["grow", "family"])
    func memory(behaviour: String) throws {
        let outcome = try run(behaviour, "40", limits: Limits(time: 20, memory: 100))
        #expect(outcome.exceeded == .memory)
    }

    @Test(
        "that asks for more memory than there is has hit the memory limit", arguments: ["huge", "allocate"])
    func hugeMemory(behaviour: String) throws {
        let outcome = try run(behaviour)
        #expect(outcome.exceeded == .memory)
    }

    @Test("may ask for memory that it does not use")
    func reserved() throws {
        #expect(try run("reserve", "500", limits: Limits(time: 20, memory: 100)).succeeded)
    }

    @Test(
        "leaves nothing behind: what it left is counted and gone",
        arguments: ["fork", "daemon", "nameless", "spawn"])
    func leftBehind(behaviour: String) throws {
        let outcome = try run(behaviour)
        #expect(outcome.end == .exited(0))
        #expect(outcome.leftBehind == 1)
        #expect(!outcome.succeeded)
        let process = try #require(Int(String(outcome.standardOutput).trimmingCharacters(in: .newlines)))
        #expect(!isAlive(process))
    }

    @Test("takes its family with it when a limit ends it")
    func familyAfterLimit() throws {
        _ = try run("family", "1", limits: Limits(time: 0.3))
        #expect(processes(running: try Programs.behaviours.get(), "family").isEmpty)
    }

    @Test("is not blamed for a child that is just ending")
    func brief() throws {
        #expect(try run("brief").succeeded)
    }

    @Test("is told of while it runs, and every byte once")
    func progress() throws {
        var pieces: [String] = []
        var channel = ""
        let outcome = try run("slowly", hasChannel: true) {
            pieces.append(String($0.standardOutput))
            channel += String($0.channel)
        }
        #expect(pieces.joined() == "one\ntwo\nthree\n")
        #expect(pieces.count > 1)
        #expect(channel == String(outcome.channel))
    }

    @Test("is noticed at once when it has ended")
    func latency() throws {
        // Who only looks every hundredth of a second never notices sooner.
        let seconds = try (0..<100).map { _ in try Command("/bin/true").run(in: scratch.path).seconds }
        #expect(seconds.min()! < 0.01)
    }

    @Test("side by side with others is the same as alone")
    func sideBySide() throws {
        let folders = try (0..<24).map { _ in try scratch.folder() }
        let program = try Programs.behaviours.get()
        let outcomes = try mapConcurrently(folders, threads: 8) { folder in
            try Command(program, ["write"]).run(in: folder, hasChannel: true)
        }
        for outcome in outcomes {
            #expect(outcome.succeeded && String(outcome.standardOutput) == "output")
            #expect(String(outcome.channel) == "chan")
        }
    }

    private func processes(running program: String, _ argument: String) -> [String] {
        ((try? Files.names(in: "/proc")) ?? []).filter { name in
            let words = (try? Files.read("/proc/\(name)/cmdline")).map { String($0) } ?? ""
            return words.contains("\(program)\0\(argument)") && isAlive(Int(name) ?? 0)
        }
    }
}
