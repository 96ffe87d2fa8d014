import Literate
import Testing

@testable import Toolchain

@Suite("What the language server says of a name")
struct HoverTextTests {
    @Test("is a declaration and the first paragraph of its documentation")
    func plain() throws {
        let hover = try #require(
            HoverText("```swift\nfunc f(_ x: Int) -> Int\n```\n\nTwice `x`,\nor less.\n\nMore.\n"))
        #expect(hover.declaration == "func f(_ x: Int) -> Int")
        #expect(hover.summary == "Twice `x`, or less.")
        #expect(hover.kind == .function)
    }

    @Test(
        "loses the attributes that only concern the compiler",
        arguments: [
            ("@frozen struct Int", "struct Int"),
            ("@MainActor let y: [Double]", "let y: [Double]"),
            ("@inlinable @_semantics(\"a(b)\") static func f()", "static func f()"),
            (
                "func f(_ g: @escaping @MainActor @Sendable (Int) -> Void)",
                "func f(_ g: @escaping @Sendable (Int) -> Void)"
            ),
            ("@discardableResult\nfunc f() -> Int", "func f() -> Int"),
        ])
    func attributes(_ said: String, _ shown: String) {
        #expect(HoverText("```swift\n\(said)\n```\n")?.declaration == shown)
    }

    @Test("is the last declaration of several: the initializer that is called")
    func several() throws {
        let hover = try #require(
            HoverText(
                "## Multiple results\n\n```swift\nstruct Int\n```\n\nA number.\n\n---\n\n```swift\n\ninit(_ source: Double)\n```\n\nRounds.\n"
            ))
        #expect(hover.declaration == "init(_ source: Double)")
        #expect(hover.summary == "Rounds.")
    }

    @Test("has no summary where the documentation begins with something else than a paragraph")
    func noSummary() {
        for text in ["- Parameter x: It.", "# Title", "```\ncode\n```", ""] {
            #expect(HoverText("```swift\nlet x: Int\n```\n\n\(text)\n")?.summary == "")
        }
    }

    @Test("is nothing without a declaration")
    func none() {
        #expect(HoverText("") == nil)
        #expect(HoverText("Just text.") == nil)
        #expect(HoverText("```swift\n```\n") == nil)
    }

    @Test(
        "tells what kind of thing it is",
        arguments: [
            ("static func f()", CodeAnnotations.Kind.function), ("class func f()", .function),
            ("class C", .type),
            ("case a(Int)", .variable), ("var x: Int { get set }", .variable),
            ("final class C<T> : P", .type),
            ("init?(_ text: String)", .function),
        ])
    func kind(_ declaration: String, _ kind: CodeAnnotations.Kind) {
        #expect(HoverText("```swift\n\(declaration)\n```\n")?.kind == kind)
    }
}
