import Testing

@testable import Literate

@Suite("The vocabulary of fences")
struct VocabularyTests {
    private func fence(_ info: String, _ marks: String = "```") -> String { "\(marks)\(info)\n\(marks)\n" }

    @Test(
        "is closed: anything else is an error at its column",
        arguments: [
            ("swfit", "1:4: unknown language 'swfit' of a fence; did you mean 'swift'?"),
            ("Swift", "1:4: unknown language 'Swift' of a fence; did you mean 'swift'?"),
            ("  pyton", "1:6: unknown language 'pyton' of a fence; did you mean 'python'?"),
            (
                "haskell",
                "1:4: unknown language 'haskell' of a fence; known are swift, output, diagnostic, hint, math, mermaid, table, "
                    + "python, bash, json, text"
            ),
            ("swift  hiden", "1:11: unknown word 'hiden' after 'swift'; did you mean 'hidden'?"),
            (
                "swift quiet",
                "1:10: unknown word 'quiet' after 'swift'; known are hidden, fails, traps, exercise, check, solution"
            ),
            ("swift hidden fails", "1:17: unexpected word 'fails' after 'hidden', which takes none"),
            ("output exact", "1:11: unexpected word 'exact' after 'output', which takes none"),
            ("text x", "1:9: unexpected word 'x' after 'text', which takes none"),
            ("swift exercise", "1:10: 'exercise' needs the id of the exercise: 'exercise some-id'"),
            ("swift exercise A_b", "1:19: the id 'A_b' may hold only the characters a-z, 0-9 and '-'"),
            ("swift check a b", "1:18: unexpected word 'b' after 'a', which takes none"),
            ("hint", "1:4: 'hint' needs the id of an exercise: 'hint some-id'"),
            ("math a b", "1:11: unexpected word 'b' after 'a', which takes none"),
            ("swift, hidden", "1:4: unknown language 'swift,' of a fence; did you mean 'swift'?"),
        ])
    func closed(_ info: String, _ expected: String) {
        #expect(faults(fence(info)) == [expected])
    }

    @Test("leaves bare fences and indented code alone")
    func bare() {
        #expect(faults(fence("") + "\n    indented swfit\n") == [])
        #expect(chapter(fence("") + "\n    swift\n").fences.isEmpty)
    }

    @Test("is the same between tildes, in lists and in quotes")
    func elsewhere() {
        #expect(
            faults("> - ~~~swift fail\n>   ~~~\n") == [
                "1:14: unknown word 'fail' after 'swift'; did you mean 'fails'?"
            ])
        #expect(
            chapter("1. ~~~ swift hidden\n   ~~~\n").fences.map(\.kind) == [.swift(.snippet(hidden: true))])
    }

    @Test(
        "suggests what is near",
        arguments: [
            ("swfit", "swift"), ("tset", "test"), ("test", "test"), ("es", "test"), ("xyz", nil), ("", nil),
            ("TABEL", "table"),
        ])
    func suggestions(_ word: String, _ expected: String?) {
        #expect(
            Suggestion.nearest(to: word, among: ["swift", "test", "table"]) == (word == "es" ? nil : expected)
        )
    }

    @Test("measures how far words are apart")
    func distance() {
        #expect(Suggestion.distance("", "abc") == 3)
        #expect(Suggestion.distance("abc", "acb") == 1)
        #expect(Suggestion.distance("kitten", "sitting") == 3)
        #expect(Suggestion.distance(String(repeating: "a", count: 100_000), "a") == 59)
    }
}
