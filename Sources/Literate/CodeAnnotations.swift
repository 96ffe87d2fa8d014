/// What the compiler knows of a chapter's Swift: what each word is, and what is to be said of it.
public struct CodeAnnotations: Hashable, Sendable {
    /// What a piece of code is, as far as a reader should see it.
    public enum Kind: String, Hashable, CaseIterable, Codable, Sendable {
        case keyword, type, function, variable, string, number, comment
    }

    /// A piece of a fence's text.
    public struct Token: Hashable, Sendable {
        /// Its bytes in the fence's text.
        public var range: Range<Int>
        /// What it is.
        public var kind: Kind
        /// The index of its note, for a name that the compiler knows.
        public var note: Int?

        /// Creates a token.
        public init(range: Range<Int>, kind: Kind, note: Int? = nil) {
            self.range = range
            self.kind = kind
            self.note = note
        }
    }

    /// What is said of a name.
    public struct Note: Hashable, Codable, Sendable {
        /// Its declaration, such as `func softmax(_ logits: [Double]) -> [Double]`.
        public var declaration: String
        /// The first paragraph of its documentation, as Markdown; empty where there is none.
        public var summary: String
        /// For a name of the library: what tells its symbol from all others.
        public var symbol: String?

        /// Creates a note.
        public init(declaration: String, summary: String = "", symbol: String? = nil) {
            self.declaration = declaration
            self.summary = summary
            self.symbol = symbol
        }
    }

    /// For a fence, by its index in the chapter: its tokens in order. They don't overlap.
    public var tokens: [Int: [Token]]
    /// The notes, each once, in the order of their first use.
    public var notes: [Note]

    /// Creates annotations.
    public init(tokens: [Int: [Token]] = [:], notes: [Note] = []) {
        self.tokens = tokens
        self.notes = notes
    }

    /// Takes in what is known of further fences.
    public mutating func merge(_ other: CodeAnnotations) {
        var numbers = Dictionary(uniqueKeysWithValues: zip(notes, notes.indices))
        var renumbered: [Int] = []
        for note in other.notes {
            if numbers[note] == nil {
                numbers[note] = notes.count
                notes.append(note)
            }
            renumbered.append(numbers[note] ?? 0)
        }
        for (fence, found) in other.tokens {
            tokens[fence] = found.map { token in
                Token(range: token.range, kind: token.kind, note: token.note.map { renumbered[$0] })
            }
        }
    }
}
