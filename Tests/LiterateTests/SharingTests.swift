import Testing

@testable import Literate

@Suite("Looking at several failing fences at once")
struct SharingTests {
    @Test(
        "is right for what means the same in a scope",
        arguments: [
            "let x: Int = \"a\"", "undefined", "a = 2", "let c = a\nc = 3", "func f() -> Int { }",
            "struct S: Equatable { var f: () -> Void }",
            "for i in 0..<3 { i = 1 }", "switch a { case 1: break }", "let z: Int\nprint(z)",
            "struct P { let x: Int }\nP(y: 1)",
            "let let = 1", "let s = \"\\(nothing)\"",
        ])
    func shared(_ code: String) {
        let read = chapter(
            "```swift\nlet a = 1\n```\n```swift fails\n\(code)\n```\n```swift\nlet later = 1\n```\n")
        #expect(Sharing(read).holds(for: 1))
    }

    @Test(
        "is wrong for what means something else there",
        arguments: [
            "let a = \"again\"", "print(later)", "print(\"\\(later)\")", "import Foundation",
            "extension Int { }", "protocol P {}",
            "infix operator <+>", "struct S {", "}", "private let x = 1", "@MainActor func f() {}",
            "return 1",
            "let n = 1\nstruct T { var m = n }", "f()\nfunc f() { print(n) }\nlet n = 1", "Task { a }",
            "nonisolated func f() {}",
            "#if DEBUG\n#endif", "func later() {}", "await f()",
        ])
    func alone(_ code: String) {
        let read = chapter(
            "```swift\nlet a = 1\n```\n```swift fails\n\(code)\n```\n```swift\nlet b = 2, later = 1\n```\n")
        #expect(!Sharing(read).holds(for: 1))
    }

    @Test(
        "is wrong where a later snippet extends types or imports modules",
        arguments: ["extension Int { func f() {} }", "import Foundation"])
    func reaching(_ later: String) {
        let read = chapter("```swift fails\n1.f()\n```\n```swift\n\(later)\n```\n")
        #expect(!Sharing(read).holds(for: 0))
    }
}
