import Foundation
import Markdown
import Testing

@testable import Literate

@Suite("The programs in which the compiler looks at a chapter's Swift")
struct AnnotatedProgramTests {
    private func fences(_ programs: [AnnotatedProgram]) -> [[Int]] {
        programs.map { program in program.parts.map { program.program.parts[$0] } }
    }

    private func chapter(_ fences: String...) -> Chapter {
        let text = fences.map { fence in
            let lines = fence.split(separator: "\n", maxSplits: 1).map(String.init)
            return "```\(lines[0])\n\(lines[1])\n```\n"
        }
        return Chapter(path: "07-x.md", source: Source("# X\n\n" + text.joined(separator: "\n")))
    }

    @Test("hold each fence once: snippets with what must fail or crash in one, exercises in another")
    func each() {
        let chapter = chapter(
            "swift\nlet a = 1", "swift fails\nlet b: Int = \"\"", "swift traps\nfatalError(\"\\(a)\")",
            "swift hidden\nlet c = a", "swift exercise x\nfunc f() -> Int { 0 }",
            "swift check x\nexpect(f() == 1)",
            "swift solution x\nfunc f() -> Int { 1 }")
        let programs = Tangle.annotated(chapter)
        #expect(fences(programs) == [[0, 1, 2, 3], [4, 5, 6]])
        #expect(programs[0].program.text.contains("do {\n"))
        // The stub and the solution declare the same name, each in a scope of its own.
        #expect(programs[1].program.text.components(separatedBy: "do {\n").count == 3)
    }

    @Test("leave alone what means something else within a scope")
    func alone() {
        let chapter = chapter(
            "swift\nlet a = 1", "swift fails\nextension Int { let x = 1 }", "swift fails\nlet a = 2",
            "swift exercise x\nprotocol P {}", "swift check x\nexpect(true)",
            "swift solution x\nprotocol P {}")
        #expect(fences(Tangle.annotated(chapter)) == [[0], [1], [2], [3, 4], [5]])
    }

    @Test("are none for a chapter without Swift")
    func none() {
        #expect(Tangle.annotated(chapter("text\nhi")).isEmpty)
    }

    @Test("lose no note and name none twice when put together")
    func merge() {
        let int = CodeAnnotations.Note(declaration: "struct Int")
        let f = CodeAnnotations.Note(declaration: "func f()")
        var one = CodeAnnotations(tokens: [0: [.init(range: 0..<1, kind: .type, note: 0)]], notes: [int])
        one.merge(
            CodeAnnotations(
                tokens: [
                    2: [
                        .init(range: 0..<1, kind: .function, note: 0),
                        .init(range: 2..<5, kind: .type, note: 1),
                    ]
                ],
                notes: [f, int]))
        #expect(one.notes == [int, f])
        #expect(one.tokens[2]?.map(\.note) == [1, 0])
        #expect(one.tokens[0]?.map(\.note) == [0])
    }
}
