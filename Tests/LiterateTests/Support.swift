import Markdown

@testable import Literate

/// The chapter of a text.
func chapter(_ text: String, path: String = "a.md") -> Chapter {
    Chapter(path: path, source: Source(text))
}

/// What is found wrong with a chapter as it stands, as `line:column: message`.
func faults(_ text: String) -> [String] {
    chapter(text).findings.map { "\($0.diagnostic.position): \($0.diagnostic.message)" }
}

/// The channel's bytes as a program writes them.
struct FakeChannel {
    static let mark = "mark"
    var bytes: [UInt8] = []

    mutating func record(_ kind: String, _ first: Int, _ second: Int, _ payload: String = "") {
        bytes += "@\(Self.mark) \(kind) \(first) \(second) \(payload.utf8.count)\n\(payload)\n".utf8
    }
}

extension Chapter {
    /// What comes of the chapter if its snippets print `outputs` and its value comments show `values`, all in order.
    func result(printing outputs: [String], values: [String] = []) -> ChapterResult {
        let program = Tangle.chapter(self)
        var channel = FakeChannel()
        var output: [UInt8] = []
        var values = values[...]
        for (part, fence) in program.parts.enumerated() {
            channel.record("begin", part, output.count)
            for number in (fences[fence].swift?.values ?? []).indices {
                if let value = values.popFirst() { channel.record("value", part, number, value) }
            }
            if part < outputs.count { output += outputs[part].utf8 }
        }
        channel.record("end", 0, output.count)
        var result = ProgramResult()
        result.recording = Recording(
            channel: channel.bytes, standardOutput: output, mark: FakeChannel.mark, program: program)
        result.ending = .exited(0)
        return ChapterResult(main: (program, result))
    }

    /// The file after what was printed and shown is accepted.
    func promoted(printing outputs: [String], values: [String] = []) -> String {
        let promotion = Promotion(self, result(printing: outputs, values: values), figureFiles: [:])
        return String(decoding: promotion.bytes, as: UTF8.self)
    }
}

/// A generator whose draws are the same in every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
