import Testing

@testable import Literate

@Suite("Statements")
struct SwiftStatementsTests {
    /// The statements of a text, each with single blanks between its tokens.
    private func statements(_ text: String) -> [String] {
        let swift = SwiftText(text)
        return swift.statements.map { swift.tokens[$0.tokens].map(\.text).joined(separator: " ") }
    }

    @Test(
        "go on over a line's end where Swift does",
        arguments: [
            "let a =\n1", "let a = 1\n+ 2", "let a = 1 +\n2", "x\n.map { $0 }\n.filter { $0 > 1 }",
            "f(1,\n2)",
            "let a = c\n? 1\n: 2", "if a {\n}\nelse {\n}", "do {\n}\ncatch {\n}", "repeat {\n}\nwhile a",
            "outer: repeat {\n}\nwhile a", "func f()\n-> Int\n{ 1 }", "struct S\n{\n}", "let a: Int\n= 3",
            "@discardableResult\nfunc f() -> Int { 1 }", "@available(*, deprecated)\npublic\nfunc f() {}",
            "let a = x\nas Int", "let a = x as\nInt", "guard a\nelse { fatalError() }", "bar()\n{ print(1) }",
            "private(set)\nvar a = 1", "let a = try\nf()", "let a = if b {\n1\n} else {\n2\n}",
            "let a = switch b {\ncase 1: 2\ndefault: 3\n}", "outer:\nfor i in 0..<3 {}", "a\n?? b",
            "a // c\n+ b",
            "let a = [\n1,\n2,\n]", "let s = \"\"\"\na\nb\n\"\"\"", "extension A\nwhere B == C {}",
            "nonisolated(unsafe)\nvar a = 1", "case_ = 1 +\n// comment\n2", "switch a\n{\ncase 1: break\n}",
            "var a: Int\n{ 1 }", "let f = { (x: Int) in\nx }", "func f() async\nthrows {}",
            "@A\n@B(1)\nlet a = 1",
        ])
    func goingOn(_ text: String) {
        #expect(statements(text).count == 1)
    }

    @Test(
        "end with the line where Swift's do",
        arguments: [
            "let a = 1\nlet b = 2", "a\n-b", "a\n!b", "let a = b!\nc", "open(\"f\")\nprint(1)", "x?.y = 1\nz",
            "prefix operator √\nlet a = √4", "infix operator <+>: AdditionPrecedence\na <+> b",
            "let d = Direction.in\nlet e = 1", "a\nasync let b = 2", "let r = xs[1...]\nprint(r)",
            "let r = 1...\nf()",
            "struct S {}\nlet a = 1", "if a {}\nb", "if a {} else {}\nb", "do {}\nb", "import Foundation\na",
            "func f() -> Int? { 1 }\na", "let a: Int?\nb", "var a = 1 { didSet {} }\nb", "a as Any\nb",
            "let t = Int.self\nb", "typealias A = B\nb", "while a {}\nb",
            "enum E { case a }\n(a, b) = (1, 2)",
            "let a = b\n/x/.f()", "f { $0 }\nb", "let o = x as? Int\nb", "a.is\nb",
        ])
    func ending(_ text: String) {
        #expect(statements(text).count == 2)
    }

    @Test("are divided by semicolons and by conditional compilation")
    func dividers() {
        #expect(statements("let a = 1; let b = 2;; c;") == ["let a = 1", "let b = 2", "c"])
        #expect(
            statements("#if os(Linux)\na\n#else\nb\n#endif") == [
                "#if os ( Linux )", "a", "#else", "b", "#endif",
            ])
        #expect(statements(" // only a comment\n") == [])
    }
}
