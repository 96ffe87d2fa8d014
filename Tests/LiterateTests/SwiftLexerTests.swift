import Testing

@testable import Literate

@Suite("The lexer")
struct SwiftLexerTests {
    /// The tokens' texts with a blank between them.
    private func tokens(_ text: String) -> String {
        SwiftLexer(text).tokens.map(\.text).joined(separator: " ")
    }

    @Test(
        "takes a string with all its interpolations for one token",
        arguments: [
            #""plain""#, #""a \" quote""#, #""\(x)""#, #""\(f("inner") + g(")"))""#, #""\(a["\(b)"])""#,
            ##"#"raw " \(no) \#(yes)"#"##, "\"\"\"\nlines \"quoted\" \\(a +\n b)\n\"\"\"", #""""#,
            "#\"\"\"\n\"\"\" // → \n\"\"\"#", #""// → no comment""#, #""\(/* ) */ x)""#,
        ])
    func strings(_ text: String) {
        let lexer = SwiftLexer("f(" + text + ") + 1")
        #expect(lexer.tokens.map(\.text) == ["f", "(", text, ")", "+", "1"])
        #expect(lexer.imbalance == nil)
    }

    @Test(
        "knows a regular expression from a division",
        arguments: [
            ("let r = /a(b\"c/", "let r = /a(b\"c/"), ("a / b / c", "a / b / c"),
            ("(a)/b/c", "( a ) / b / c"),
            ("x = a/b", "x = a / b"), ("split(/,/)", "split ( /,/ )"), ("#/a\n)/#.x", "#/a\n)/# . x"),
            ("try /a/.f()", "try /a/ . f ( )"),
        ])
    func regularExpressions(_ text: String, _ expected: String) {
        #expect(tokens(text) == expected)
    }

    @Test(
        "cuts operators as Swift does",
        arguments: [
            ("a!.b", "a ! . b"), ("q!+=1", "q !+= 1"), ("x?.y=.z", "x ? . y = . z"), ("0..<n", "0 ..< n"),
            ("a.+b", "a . + b"), ("1.5e-3-2", "1.5e-3 - 2"), ("0x1p+3", "0x1p+3"), ("1...", "1 ..."),
            ("t.0.1", "t . 0.1"), ("a→b", "a → b"), ("a//c\nb", "a //c b"), ("a/*c/*d*/*/b", "a b"),
            ("`let`x", "`let` x"), ("√4", "√ 4"),
        ])
    func operators(_ text: String, _ expected: String) {
        #expect(tokens(text) == expected)
    }

    @Test(
        "finds what is opened and not closed, or closed and not opened",
        arguments: [
            ("struct S {", 9), ("f(1))", 4), ("(]", 1), ("/* a", 0), ("\"abc\nd", 0), ("\"\"\"\nabc", 0),
            ("#/ab", 0), ("f(\"\\(a\n)\")", 2), ("a }", 2),
        ])
    func imbalance(_ text: String, _ offset: Int) {
        #expect(SwiftLexer(text).imbalance == SwiftLexer.Imbalance(offset: offset))
    }

    @Test("tells lines and depth of every token")
    func places() {
        let tokens = SwiftLexer("f(\n\"\"\"\na\n\"\"\", [1])").tokens
        #expect(tokens.map(\.lines) == [0...0, 0...0, 1...3, 3...3, 3...3, 3...3, 3...3, 3...3])
        #expect(tokens.map(\.depth) == [0, 0, 1, 1, 1, 2, 1, 0])
    }
}
