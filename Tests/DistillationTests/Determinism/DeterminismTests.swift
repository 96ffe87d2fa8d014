import Foundation
import Testing

@testable import Distillation

private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

private func isInstalled(_ tool: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
}

/// Runs a part of `Tests/Determinism/check.sh` on the library beside the test program.
private func check(_ part: String) async throws {
    let process = Process()
    process.executableURL = folder.appendingPathComponent("../../Determinism/check.sh").standardizedFileURL
    process.arguments = [part]
    var environment = ProcessInfo.processInfo.environment
    environment["BIN"] = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    // Optimising the whole library again takes longest of all tests: that is for CI.
    if environment["CI"] != "true" { environment["OPTIMISATION"] = "-Onone" }
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    // Waiting on a thread of its own leaves those of the test runner to other tests.
    let output = await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            continuation.resume(returning: String(decoding: data, as: UTF8.self))
        }
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && output.contains("same "), "\(output)")
}

@Suite("The same bits everywhere")
struct DeterminismTests {
    @Test("a teacher and a student come out with the weights whose hashes are in the repository")
    func fingerprints() throws {
        let expected = try String(
            contentsOf: folder.appendingPathComponent("fingerprints.txt"), encoding: .utf8)
        let result = try referenceTraining()
        let found = "\(String(result.teacher, radix: 16)) \(String(result.student, radix: 16))\n"
        #expect(found == expected)
    }

    @Test("with one thread and two, without clones and without the C library's variants")
    func native() async throws { try await check("native") }

    @Test(
        "on processors of three generations",
        .enabled(if: isInstalled("qemu-x86_64"), "qemu-x86_64 is missing: apt-get install qemu-user"))
    func qemu() async throws { try await check("qemu") }

    @Test(
        "as Embedded Swift in WebAssembly",
        .enabled(if: isInstalled("node"), "node is missing: apt-get install nodejs"))
    func webAssembly() async throws { try await check("wasm") }
}
