/// What a fence is for. The vocabulary is closed: these words and no others, combined only as here.
public enum FenceKind: Equatable, Sendable {
    /// Swift that is compiled: see `SwiftRole`.
    case swift(SwiftRole)
    /// What the Swift fence before it prints.
    case output
    /// The compiler's errors for the `swift fails` fence before it.
    case diagnostic
    /// A hint for an exercise, in Markdown.
    case hint(String)
    /// TeX, with an id where the equation is numbered.
    case math(String?)
    /// A flowchart.
    case mermaid
    /// A table with inline Markdown in its cells.
    case table
    /// Text in another language, shown and never run.
    case shown(String)
}

/// What becomes of a Swift fence.
public enum SwiftRole: Equatable, Sendable {
    /// Part of the chapter's program; hidden ones are folded away on the page.
    case snippet(hidden: Bool)
    /// Must not compile.
    case fails
    /// Must crash.
    case traps
    /// A stub for the reader to complete.
    case exercise(String)
    /// What a right answer to an exercise must satisfy.
    case check(String)
    /// The answer.
    case solution(String)
}

/// A word of an info string, with its place in the line: bytes from 0.
struct InfoWord: Equatable {
    let text: String
    let offset: Int
}

/// Why an info string is none of ours.
struct VocabularyError: Error, Equatable {
    let message: String
    let offset: Int
}

extension FenceKind {
    private static let languages = [
        "swift", "output", "diagnostic", "hint", "math", "mermaid", "table", "python", "bash", "json", "text",
    ]
    private static let swiftWords = ["hidden", "fails", "traps", "exercise", "check", "solution"]

    /// The kind that an info string's words name; nil for a bare fence, whose text is shown as it is.
    static func parse(_ words: [InfoWord]) throws(VocabularyError) -> FenceKind? {
        guard let language = words.first else { return nil }
        let rest = Array(words.dropFirst())
        switch language.text {
        case "swift": return .swift(try role(rest, after: language))
        case "output": return try alone(.output, rest, after: language)
        case "diagnostic": return try alone(.diagnostic, rest, after: language)
        case "hint": return .hint(try id(rest, after: language, of: "an exercise"))
        case "math":
            return .math(rest.isEmpty ? nil : try id(rest, after: language, of: "the equation"))
        case "mermaid": return try alone(.mermaid, rest, after: language)
        case "table": return try alone(.table, rest, after: language)
        case "python", "bash", "json", "text":
            return try alone(.shown(language.text), rest, after: language)
        default:
            throw VocabularyError(
                message: "unknown language '\(language.text)' of a fence"
                    + (Suggestion.nearest(to: language.text, among: languages).map {
                        "; did you mean '\($0)'?"
                    }
                        ?? "; known are \(languages.joined(separator: ", "))"),
                offset: language.offset)
        }
    }

    private static func role(_ words: [InfoWord], after language: InfoWord) throws(VocabularyError)
        -> SwiftRole
    {
        guard let word = words.first else { return .snippet(hidden: false) }
        let rest = Array(words.dropFirst())
        switch word.text {
        case "hidden": return try alone(.snippet(hidden: true), rest, after: word)
        case "fails": return try alone(.fails, rest, after: word)
        case "traps": return try alone(.traps, rest, after: word)
        case "exercise": return .exercise(try id(rest, after: word, of: "the exercise"))
        case "check": return .check(try id(rest, after: word, of: "its exercise"))
        case "solution": return .solution(try id(rest, after: word, of: "its exercise"))
        default:
            throw VocabularyError(
                message: "unknown word '\(word.text)' after 'swift'"
                    + (Suggestion.nearest(to: word.text, among: swiftWords).map { "; did you mean '\($0)'?" }
                        ?? "; known are \(swiftWords.joined(separator: ", "))"),
                offset: word.offset)
        }
    }

    private static func alone<Kind>(
        _ kind: Kind, _ rest: [InfoWord], after word: InfoWord
    ) throws(VocabularyError) -> Kind {
        if let extra = rest.first {
            throw VocabularyError(
                message: "unexpected word '\(extra.text)' after '\(word.text)', which takes none",
                offset: extra.offset)
        }
        return kind
    }

    private static func id(
        _ rest: [InfoWord], after word: InfoWord, of what: String
    ) throws(VocabularyError) -> String {
        guard let id = rest.first else {
            throw VocabularyError(
                message: "'\(word.text)' needs the id of \(what): '\(word.text) some-id'", offset: word.offset
            )
        }
        guard isIdentifier(id.text) else {
            throw VocabularyError(
                message: "the id '\(id.text)' may hold only the characters a-z, 0-9 and '-'",
                offset: id.offset)
        }
        return try alone(id.text, Array(rest.dropFirst()), after: id)
    }

    /// Whether `text` is an id: `[a-z0-9-]+`.
    static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
                    || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "-")
            }
    }
}
