import Testing

@testable import Literate

@Suite("Value comments")
struct ValueCommentTests {
    /// The code with the calls that record values, written `V(…)`.
    private func recorded(_ code: String) -> String {
        let program = Tangle.chapter(chapter("# T\n\n```swift\n\(code)\n```\n"))
        let lines = program.text.split(separator: "\n", omittingEmptySubsequences: false)
        let calls = lines.dropFirst(3).dropLast(3).joined(separator: "\n")
        return calls.replacing(#/_transcriptValue\(\d+, \d+, /#, with: "V(")
    }

    @Test(
        "record the statement's expression, or read back what it bound or assigned",
        arguments: [
            ("a + b // → 3", "V(a + b) "), ("let a = 1 // → 1", "let a = 1; V(a) "),
            ("let (a, _, b) = f() // →", "let (a, _, b) = f(); V((a, b)) "),
            ("let (x: a, y: b) = p // → 1", "let (x: a, y: b) = p; V((a, b)) "),
            ("var a = 1, b = 2 // → (1, 2)", "var a = 1, b = 2; V((a, b)) "),
            ("let d: Dictionary<String, Int> = [:] // → [:]", "let d: Dictionary<String, Int> = [:]; V(d) "),
            (
                "let e = Dictionary<String, Array<Int>>() // → [:]",
                "let e = Dictionary<String, Array<Int>>(); V(e) "
            ),
            ("let f: (Int) -> Int = { $0 }, g = 2 // → 2", "let f: (Int) -> Int = { $0 }, g = 2; V((f, g)) "),
            ("let c = a < b, d = 3 // →", "let c = a < b, d = 3; V((c, d)) "),
            ("_ = f() // → 1", "_ = V(f()) "), ("let _ = f() // → 1", "let _ = V(f()) "),
            ("let _: Int = f() // → 1", "let _: Int = V(f()) "),
            ("a.b[0] += 1 // → 2", "a.b[0] += 1; V(a.b[0]) "),
            ("(a, b) = (b, a) // →", "(a, b) = (b, a); V((a, b)) "),
            ("let a = 1; let b = 2 // → 2", "let a = 1; let b = 2; V(b) "),
            ("let a = 1; // → 1", "let a = 1; V(a); "),
            ("try f() // → 1", "V(try f()) "), ("-a // → 1", "V(-a) "), ("a == b // → true", "V(a == b) "),
            ("f(1,\n  2) // → 3", "V(f(1,\n  2)) "), ("xs\n  .map { $0 } // → []", "V(xs\n  .map { $0 }) "),
            ("let a = if b { 1 } else { 2 } // → 1", "let a = if b { 1 } else { 2 }; V(a) "),
            ("let s = \"// → 2\" // → // → 2", "let s = \"// → 2\"; V(s) "),
            ("x!.y = .z // →", "x!.y = .z; V(x!.y) "),
            ("@A(1) private(set) var a = 1 // → 1", "@A(1) private(set) var a = 1; V(a) "),
            ("async let a = f() // → 1", "async let a = f(); V(await a) "),
            ("prefix(2) // → 1", "V(prefix(2)) "),
            ("a // → 1\nb // →2", "V(a) \nV(b) "), ("a //→ 1", "V(a) "),
            (
                "guard let a = b else { f() }\na // → 1",
                "guard let a = b else { f() }\nV(a) "
            ),
        ])
    func recording(_ code: String, _ expected: String) {
        #expect(recorded(code) == expected)
    }

    @Test(
        "that show nothing are located errors",
        arguments: [
            (
                "func f() { // → 3\n}",
                "4:12: a value can be shown only for a top-level statement, not inside brackets or braces"
            ),
            (
                "f(1, // → 1\n2)",
                "4:6: a value can be shown only for a top-level statement, not inside brackets or braces"
            ),
            ("a // → 1\n  + b", "4:3: a value can be shown only on the last line of a statement"),
            (
                "let a = 1; let b = // → 1\n2",
                "4:20: a value can be shown only on the last line of a statement"
            ),
            ("a\n// → 1", "5:1: no statement ends on this line whose value could be shown"),
            ("// → 1", "4:1: no statement ends on this line whose value could be shown"),
            ("struct S {} // → 1", "4:13: this statement has no value to show"),
            ("outer: for i in 0..<3 {} // → 1", "4:26: this statement has no value to show"),
            ("if a {\n} // → 1", "5:3: this statement has no value to show"),
            ("import Foundation // → 1", "4:19: this statement has no value to show"),
        ])
    func misplaced(_ code: String, _ expected: String) {
        #expect(faults("# T\n\n```swift\n\(code)\n```\n") == [expected])
    }

    @Test("are text in a string, in a comment of another kind, and in fences that are no snippets")
    func text() {
        #expect(recorded("let s = \"\"\"\n// → 1\n\"\"\"") == "let s = \"\"\"\n// → 1\n\"\"\"")
        #expect(recorded("a // see → 1") == "a // see → 1")
        #expect(recorded("/* // → 1 */ a") == "/* // → 1 */ a")
        #expect(faults("# T\n\n```swift fails\nif a { // → 1\n}\n```\n") == [])
    }

    @Test(
        "hold exactly, but for blanks around and a final ellipsis",
        arguments: [
            ("1", "1", true), ("1", "1.0", false), ("0.56…", "0.5624", true), ("0.56…", "0.57", false),
            ("…", "", true), ("", "", true), ("", "1", false), ("hi", "hi ", true), ("a … b", "a … b", true),
            ("a … b", "a x b", false), ("é", "e\u{301}", false), ("1…", "1", true),
        ])
    func matching(_ expected: String, _ value: String, _ holds: Bool) throws {
        let values = try #require(
            chapter("# T\n\n```swift\na // → \(expected)\n```\n").fences.first?.swift?.values)
        #expect(values.map { $0.matches(value) } == [holds])
    }
}
