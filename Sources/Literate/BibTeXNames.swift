/// A list of names as BibTeX writes it: `Family, Given and Given von Family and {An Organisation} and others`.
struct BibTeXNames {
    private(set) var names: [Bibliography.Name] = []
    private(set) var hasMore = false

    init(_ bytes: [UInt8]) {
        for words in Self.words(bytes).split(whereSeparator: { $0 == .and }) {
            if words.map(\.text) == ["others"] {
                hasMore = true
            } else {
                names.append(Self.name(Array(words)))
            }
        }
    }

    /// A word of the list; a comma and an `and` outside braces stand for themselves.
    private enum Word: Equatable {
        case text([UInt8])
        case comma, and

        var text: String {
            guard case .text(let bytes) = self else { return "" }
            var text = LaTeXText(bytes)
            return text.plain()
        }

        /// Whether it is a particle such as `van`: BibTeX knows them by their small first letter.
        var isParticle: Bool {
            guard case .text(let bytes) = self, bytes.first != UInt8(ascii: "{") else { return false }
            return text.first?.isLowercase == true
        }
    }

    private static func words(_ bytes: [UInt8]) -> [Word] {
        var words: [Word] = []
        var current: [UInt8] = []
        var depth = 0
        func flush() {
            if current == Array("and".utf8) {
                words.append(.and)
            } else if !current.isEmpty {
                words.append(.text(current))
            }
            current = []
        }
        for byte in bytes {
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0, byte <= 0x20 || byte == UInt8(ascii: "~") {
                flush()
            } else if depth == 0, byte == UInt8(ascii: ",") {
                flush()
                words.append(.comma)
            } else {
                current.append(byte)
            }
        }
        flush()
        return words
    }

    private static func name(_ words: [Word]) -> Bibliography.Name {
        let parts = words.split(separator: .comma, omittingEmptySubsequences: false).map(Array.init)
        func joined(_ words: some Sequence<Word>) -> String { words.map(\.text).joined(separator: " ") }
        switch parts.count {
        case 1:
            let start = words.dropLast().firstIndex(where: \.isParticle) ?? max(words.count - 1, 0)
            return Bibliography.Name(family: joined(words[start...]), given: joined(words[..<start]))
        case 2:
            return Bibliography.Name(family: joined(parts[0]), given: joined(parts[1]))
        default:
            return Bibliography.Name(
                family: joined(parts[0]), given: joined(parts[2]), suffix: joined(parts[1]))
        }
    }
}
