import Testing

@testable import Literate

@Suite("A recording")
struct RecordingTests {
    private let read = chapter("```swift\na\nb\n```\n\n```swift\nc\n```\n")

    private func recording(_ channel: FakeChannel, printing output: String = "") -> Recording {
        recording(channel, printing: Array(output.utf8))
    }

    private func recording(_ channel: FakeChannel, printing output: [UInt8]) -> Recording {
        Recording(
            channel: channel.bytes, standardOutput: output, mark: FakeChannel.mark,
            program: Tangle.chapter(read))
    }

    @Test("divides the output among the snippets, and holds values, figures and failures")
    func whole() {
        var channel = FakeChannel()
        channel.record("begin", 0, 0)
        channel.record("value", 0, 1, "a\nb")
        channel.record("expect", 3, 0, "m")
        channel.record("begin", 1, 2)
        channel.record("figure", 7, 3, "fig<svg/>")
        channel.record("end", 0, 5)
        let made = recording(channel, printing: "x\nyé\nlate\n")
        #expect(made.snippets.map(\.output) == ["x\n", "yé\nlate\n"])
        #expect(made.snippets[0].values == [1: "a\nb"])
        #expect(made.snippets[0].failures == [.init(message: "m", place: .init(part: 0, line: 1, column: 0))])
        #expect(
            made.snippets[1].figures == [
                .init(name: "fig", text: "<svg/>", place: .init(part: 1, line: 0, column: 0))
            ])
        #expect(made.isComplete)
        #expect(made.snippets.allSatisfy { !$0.isDisturbed })
    }

    @Test(
        "notes stray bytes at the snippet that was running",
        arguments: [
            "x", "@mark", "\n\n", "@mark begin 1\n", "@mark begin 1 2 99\n", "@mark nonsense 0 0 0\n\n",
            "@mark begin 1 -7 0\n\n", "@mark figure 7 -1 0\n\n",
        ])
    func strayBytes(_ stray: String) {
        for position in 0..<3 {
            var channel = FakeChannel()
            if position == 0 { channel.bytes += stray.utf8 }
            channel.record("begin", 0, 0)
            if position == 1 { channel.bytes += stray.utf8 }
            channel.record("begin", 1, 0)
            if position == 2 { channel.bytes += stray.utf8 }
            channel.record("end", 0, 0)
            let made = recording(channel)
            #expect(made.isDisturbedBefore == (position == 0))
            #expect(made.snippets.map(\.isDisturbed) == [position == 1, position == 2])
            #expect(made.isComplete)
        }
    }

    @Test("reads what there is of records that are cut at any byte")
    func cut() {
        var whole = FakeChannel()
        whole.record("begin", 0, 0)
        whole.record("value", 0, 0, "v")
        whole.record("begin", 1, 0)
        whole.record("end", 0, 0)
        for count in whole.bytes.indices {
            var channel = FakeChannel()
            channel.bytes = Array(whole.bytes.prefix(count))
            let made = recording(channel)
            #expect(made.snippets.count <= 2)
            #expect(!made.isComplete)
        }
    }

    @Test("holds no output that is not UTF-8, but forgives a character cut by the program's end")
    func cutCharacters() {
        var channel = FakeChannel()
        channel.record("begin", 0, 0)
        #expect(recording(channel, printing: [0x61, 0xE4, 0xB8]).snippets.map(\.output) == ["a"])
        #expect(recording(channel, printing: [0x61, 0xF0]).snippets.map(\.output) == ["a"])
        #expect(recording(channel, printing: [0xE4, 0x61]).snippets.map(\.output) == [nil])
        #expect(recording(channel, printing: [0xFF]).snippets.map(\.output) == [nil])
        channel.record("end", 0, 0)
        #expect(recording(channel, printing: [0x61, 0xE4, 0xB8]).snippets.map(\.output) == [nil])
    }

    @Test("is not led astray by sizes that no output has")
    func impossibleSizes() {
        var channel = FakeChannel()
        channel.record("begin", 0, 900)
        channel.record("begin", 1, 3)
        channel.record("begin", .max, .max)
        channel.record("expect", .max, 0, "m")
        channel.record("end", 0, 0)
        let made = recording(channel, printing: "abcdef")
        #expect(made.snippets.map(\.output) == ["abc", "def", ""])
        #expect(made.snippets.last?.failures.map(\.place) == [nil])
    }
}
