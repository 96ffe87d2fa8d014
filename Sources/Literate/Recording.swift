/// What a program told of its snippets while it ran.
public struct Recording: Codable, Equatable, Sendable {
    /// What one snippet did.
    public struct Snippet: Codable, Equatable, Sendable {
        /// Which of the program's parts.
        public var part: Int
        /// What it printed; nil if it is not UTF-8.
        public var output: String? = ""
        /// The values of its value comments, by their number.
        public var values: [Int: String] = [:]
        /// The figures it made.
        public var figures: [Figure] = []
        /// The expectations that did not hold.
        public var failures: [Failure] = []
        /// Whether something but records was written to the channel while it ran.
        public var isDisturbed = false
    }

    /// A figure.
    public struct Figure: Codable, Equatable, Sendable {
        /// Its name.
        public var name: String
        /// The SVG document.
        public var text: String
        /// Where it was made.
        public var place: Program.Place?
    }

    /// An expectation that did not hold.
    public struct Failure: Codable, Equatable, Sendable {
        /// What it says.
        public var message: String
        /// Where it stands.
        public var place: Program.Place?
    }

    /// The snippets that began, in order.
    public var snippets: [Snippet] = []
    /// Whether the last one ended.
    public var isComplete = false
    /// Whether something was written to the channel before the first snippet began.
    public var isDisturbedBefore = false

    /// Reads what `program` wrote to the channel and to standard output.
    ///
    /// Bytes that are no record are left out and noted at the snippet that was running.
    public init(channel: [UInt8], standardOutput: [UInt8], mark: String, program: Program) {
        var starts: [Int] = []
        let sign = Array("@\(mark) ".utf8)
        var at = 0
        while at < channel.count {
            guard let record = Record(channel, at: at, sign: sign) else {
                noteDisturbance()
                at = Self.next(sign, in: channel, after: at)
                continue
            }
            at = record.end
            switch record.kind {
            case "begin":
                snippets.append(Snippet(part: record.first))
                starts.append(record.second)
            case "end": isComplete = true
            default: take(record, program)
            }
        }
        for index in snippets.indices {
            // What is printed before the first snippet or behind the last belongs to them all the same.
            let start = index == 0 ? 0 : min(starts[index], standardOutput.count)
            let end =
                index + 1 < starts.count ? min(starts[index + 1], standardOutput.count) : standardOutput.count
            guard start < end else { continue }
            var bytes = standardOutput[start..<end]
            // A program that was stopped may have been cut off within a character.
            if index + 1 == snippets.count, !isComplete { bytes = bytes.dropLast(bytes.cutCharacter) }
            snippets[index].output = String(validating: bytes, as: UTF8.self)
        }
    }

    private mutating func noteDisturbance() {
        if snippets.isEmpty {
            isDisturbedBefore = true
        } else {
            snippets[snippets.count - 1].isDisturbed = true
        }
    }

    private mutating func take(_ record: Record, _ program: Program) {
        guard !snippets.isEmpty else { return noteDisturbance() }
        let last = snippets.count - 1
        let place = program.place(line: record.first, column: 1)
        switch record.kind {
        case "value": snippets[last].values[record.second] = record.payload
        case "expect": snippets[last].failures.append(Failure(message: record.payload, place: place))
        case "figure":
            let bytes = record.payload.utf8
            snippets[last].figures.append(
                Figure(
                    name: String(decoding: bytes.prefix(record.second), as: UTF8.self),
                    text: String(decoding: bytes.dropFirst(record.second), as: UTF8.self), place: place))
        default: noteDisturbance()
        }
    }

    private static func next(_ sign: [UInt8], in channel: [UInt8], after start: Int) -> Int {
        var at = start + 1
        while at < channel.count {
            if channel[at] == sign[0], channel[at...].starts(with: sign) { return at }
            at += 1
        }
        return at
    }
}

extension Recording {
    /// One line `@MARK KIND NUMBER NUMBER LENGTH` and its payload.
    private struct Record {
        let kind: String
        let first: Int
        let second: Int
        let payload: String
        let end: Int

        init?(_ bytes: [UInt8], at start: Int, sign: [UInt8]) {
            guard bytes[start...].starts(with: sign),
                let lineEnd = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            else { return nil }
            let words = bytes[(start + sign.count)..<lineEnd].split(separator: UInt8(ascii: " "))
                .map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 4, let first = Int(words[1]), let second = Int(words[2]),
                let length = Int(words[3]),
                first >= 0, second >= 0, length >= 0, length <= bytes.count - lineEnd - 2,
                bytes[lineEnd + 1 + length] == UInt8(ascii: "\n")
            else { return nil }
            kind = words[0]
            self.first = first
            self.second = second
            payload = String(decoding: bytes[(lineEnd + 1)..<(lineEnd + 1 + length)], as: UTF8.self)
            end = lineEnd + 2 + length
        }
    }
}
