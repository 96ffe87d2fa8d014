import Literate
import Markdown
import Testing

@testable import Toolchain

@Suite("What the compiler knows of a chapter's Swift")
struct AnnotationTests {
    let scratch = try! Scratch()

    private func runner(_ compiler: SwiftCompiler? = nil) throws -> ChapterRunner {
        try ChapterRunner(
            compiler: try compiler ?? SwiftCompiler.find(), library: try Library.find(), limits: Limits(),
            cache: Cache(folder: "\(scratch.path)/cache"))
    }

    private static let hasServer = (try? SwiftCompiler.find())?.tool("sourcekit-lsp") != nil

    private static let text = """
        # 7. Tokens

        ```swift
        import Distillation

        /// A 知识 number.
        let two = 2.0  // → 2.0
        let loss = try Losses.crossEntropy([[two, 0]], labels: [0])
        print("loss \\(loss.value)")
        ```

        ```swift fails
        let wrong: Int = two
        ```

        ```swift exercise twice
        func twice(_ x: Int) -> Int { 0 }
        ```

        ```swift check twice
        expect(twice(2) == 4)
        ```

        ```swift solution twice
        func twice(_ x: Int) -> Int { 2 * x }
        ```
        """

    private func chapter(_ text: String = Self.text) -> Chapter {
        Chapter(path: "07-tokens.md", source: Source(text))
    }

    /// Each token of a fence with its kind and the declaration behind it.
    private func words(_ fence: Int, _ chapter: Chapter, _ annotations: CodeAnnotations) -> [String] {
        let bytes = Array(chapter.fences[fence].text.utf8)
        return (annotations.tokens[fence] ?? []).map { token in
            let note = token.note.map { " | " + annotations.notes[$0].declaration } ?? ""
            return "\(token.kind) \(String(Array(bytes[token.range])))\(note)"
        }
    }

    @Test(
        "are kinds and notes of the words, in every kind of fence",
        .enabled(if: hasServer, "sourcekit-lsp is missing from the compiler's toolchain"))
    func everyFence() throws {
        let chapter = chapter()
        let known = try runner().annotations(
            of: [chapter], libraryNames: ["Losses", "crossEntropy", "value"])[0]
        let snippet = words(0, chapter, known)
        #expect(snippet.contains("keyword let"))
        #expect(snippet.contains("variable two | let two: Double"))
        #expect(snippet.contains("type Losses | enum Losses"))
        #expect(snippet.contains { $0.hasPrefix("function crossEntropy | static func crossEntropy(") })
        #expect(snippet.contains { $0.hasPrefix("variable labels | static func crossEntropy(") })
        #expect(snippet.contains { $0.hasPrefix("function print | func print(") })
        #expect(snippet.contains("number 2.0"))
        #expect(!snippet.contains { $0.contains("_transcript") })
        #expect(words(1, chapter, known).contains("variable wrong | let wrong: Int"))
        #expect(words(1, chapter, known).contains("variable two | let two: Double"))
        #expect(words(2, chapter, known).contains("function twice | func twice(_ x: Int) -> Int"))
        #expect(words(3, chapter, known).contains { $0.hasPrefix("function expect | func expect(") })
        #expect(words(4, chapter, known).contains("variable x | let x: Int"))

        let losses = try #require(known.notes.first { $0.declaration == "enum Losses" })
        #expect(losses.symbol == "s:12Distillation6LossesO")
        #expect(losses.summary.hasPrefix("The losses, each with its gradient"))
        #expect(known.notes.first { $0.declaration == "let two: Double" }?.summary == "A 知识 number.")
        #expect(known.notes.first { $0.declaration == "let two: Double" }?.symbol == nil)
    }

    @Test(
        "are the same each time, and asked once: prose around the code changes nothing",
        .enabled(if: hasServer, "sourcekit-lsp is missing from the compiler's toolchain"))
    func kept() throws {
        let compiler = try SwiftCompiler.find()
        let first = try runner().annotations(of: [chapter()])
        // A toolchain without a server: whoever asks it fails.
        let bare = SwiftCompiler(path: "\(scratch.path)/swiftc", version: compiler.version)
        let moved = chapter(Self.text.replacing("# 7. Tokens", with: "# 7. Tokens\n\nSome words more."))
        #expect(try runner(bare).annotations(of: [moved]) == first)
        #expect(throws: ToolMissing.self) {
            _ = try runner(bare).annotations(of: [chapter(Self.text.replacing("2.0", with: "3.0"))])
        }
        try Files.remove("\(scratch.path)/cache")
        #expect(try runner().annotations(of: [chapter()]) == first)
    }

    @Test("of the library's modules are their public symbols with their comments")
    func documentation() throws {
        let modules = try runner().documentation()
        #expect(modules.map(\.name) == Library.moduleNames)
        let symbols = try #require(modules.first).symbols
        let entropy = try #require(symbols.first { $0.path == ["Losses", "crossEntropy(_:labels:)"] })
        #expect(entropy.kind == .function)
        #expect(entropy.baseName == "crossEntropy")
        #expect(
            entropy.declaration.map(\.text).joined().hasPrefix(
                "static func crossEntropy(_ logits: Matrix<Double>"))
        #expect(
            entropy.declaration.contains { $0.text == "Matrix" && $0.symbol == "s:12Distillation6MatrixV" })
        #expect(entropy.documentation.hasPrefix("Cross-entropy with hard labels"))
        // What is only for the engine's own use is nobody's to read.
        #expect(!modules.flatMap(\.symbols).contains { $0.baseName.hasPrefix("_") })
        #expect(try runner().documentation() == modules)
    }

    @Test("keeps what it knows in the cache, and takes nothing from it that can't be")
    func coding() throws {
        let annotations = ProgramAnnotations(
            tokens: [
                3: [.init(range: 0..<4, kind: .keyword), .init(range: 5..<9, kind: .function, note: 0)],
                5: [],
            ],
            notes: [.init(declaration: "func f()", summary: "F.", symbol: "s:f")])
        let bytes = try ResultCoder.encode(annotations)
        #expect(try ResultCoder.decode(bytes, as: ProgramAnnotations.self) == annotations)
        for tokens in [
            "0", "0 4 0", "0 4 9 -1", "0 4 0 1", "-1 4 0 -1", "9223372036854775807 4 0 -1", "a b c d",
        ] {
            let text = #"{"notes":[{"declaration":"d","summary":""}],"tokens":{"3":"\#(tokens)"}}"#
            #expect(throws: DecodingError.self, "\(tokens)") {
                try ResultCoder.decode(Array(text.utf8), as: ProgramAnnotations.self)
            }
        }
    }
}
