import Literate

/// How annotations are kept in the cache. A book has tens of thousands of tokens, and all are read in every build:
/// as objects of their own they would take longer than the pages.
extension ProgramAnnotations: Codable {
    private enum CodingKeys: CodingKey {
        case tokens, notes
    }

    init(from decoder: Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        notes = try values.decode([CodeAnnotations.Note].self, forKey: .notes)
        tokens = try values.decode([Int: String].self, forKey: .tokens).mapValues { text in
            guard let tokens = Self.tokens(text, notes: notes.count) else {
                throw DecodingError.dataCorruptedError(
                    forKey: .tokens, in: values, debugDescription: "these are no tokens: \(text)")
            }
            return tokens
        }
    }

    func encode(to encoder: Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(notes, forKey: .notes)
        try values.encode(tokens.mapValues(Self.text), forKey: .tokens)
    }

    /// Four numbers a token: its first byte, its length, its kind, its note or -1.
    private static func text(_ tokens: [CodeAnnotations.Token]) -> String {
        tokens.map { token in
            "\(token.range.lowerBound) \(token.range.count) \(kinds.firstIndex(of: token.kind) ?? 0) \(token.note ?? -1)"
        }.joined(separator: " ")
    }

    private static func tokens(_ text: String, notes: Int) -> [CodeAnnotations.Token]? {
        let numbers = text.utf8.split(separator: UInt8(ascii: " ")).map { Int(Substring($0)) ?? -2 }
        guard numbers.count.isMultiple(of: 4) else { return nil }
        var tokens: [CodeAnnotations.Token] = []
        for at in stride(from: 0, to: numbers.count, by: 4) {
            let (start, length, kind, note) = (
                numbers[at], numbers[at + 1], numbers[at + 2], numbers[at + 3]
            )
            guard start >= 0, length >= 0, kinds.indices.contains(kind), note >= -1, note < notes,
                !start.addingReportingOverflow(length).overflow
            else { return nil }
            tokens.append(
                CodeAnnotations.Token(
                    range: start..<(start + length), kind: kinds[kind], note: note < 0 ? nil : note))
        }
        return tokens
    }

    private static let kinds = CodeAnnotations.Kind.allCases
}
