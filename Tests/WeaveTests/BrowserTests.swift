import Foundation
import Literate
import Markdown
import Testing

@testable import Weave

@Suite("In a browser")
struct BrowserTests {
    /// What a shell command says; nil if it fails.
    private static func run(_ command: String) -> String? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command + " 2>&1"]
        let output = Pipe()
        process.standardOutput = output
        guard (try? process.run()) != nil else { return nil }
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? said : nil
    }

    private static let hasBrowser = run("command -v chromium && python3 -c 'import playwright'") != nil

    private static let text = """
        # 7. A page

        Words on 知识蒸馏 and a [term](glossary.md#term).

        ```swift
        let scores = softmax([1, 2])
        print(scores)
        ```

        ```swift exercise one
        let a = 0
        ```

        ```hint one
        First.
        ```

        ```hint one
        Second.
        ```

        ```swift check one
        expect(a == 1)
        ```

        ```swift solution one
        let a = 1
        ```
        """

    private static var book: Book {
        var book = Book(
            title: "B",
            chapters: [
                Chapter(path: "07-page.md", source: Source(text)),
                Chapter(
                    path: "glossary.md",
                    source: Source(
                        "# Glossary\n\n## Term\n\nA word. See [term](#term).\n\n## Other\n\nAnother.\n")),
            ])
        book.annotations[0] = CodeAnnotations(
            tokens: [
                0: [
                    .init(range: 0..<3, kind: .keyword), .init(range: 4..<10, kind: .variable, note: 0),
                    .init(range: 13..<20, kind: .function, note: 1),
                    .init(range: 29..<34, kind: .function, note: 2),
                    .init(range: 35..<41, kind: .variable, note: 0),
                ]
            ],
            notes: [
                .init(declaration: "let scores: [Double]"),
                .init(
                    declaration: "func softmax(_ logits: [Double]) -> [Double]", summary: "Of `logits`.",
                    symbol: "f"),
                .init(declaration: "func print(_ items: Any...)"),
            ])
        book.documentation = [
            ModuleDocumentation(
                name: "Sums",
                symbols: [
                    DocumentedSymbol(
                        id: "f", path: ["softmax(_:)"], kind: .function,
                        declaration: [.init(text: "func softmax(_ logits: [Double]) -> [Double]")],
                        documentation: "Of `logits`.")
                ])
        ]
        return book
    }

    @Test(
        "code, notes, terms, search and hints serve somebody at a keyboard",
        .enabled(if: hasBrowser, "needs chromium and Python's playwright"))
    func keyboard() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for page in try Weaver(Self.book).pages() {
            let file = folder.appendingPathComponent(page.path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(page.bytes).write(to: file)
        }
        let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
            "Browser/code.py")
        let said = Self.run("python3 '\(script.path)' '\(folder.path)' || true")
        #expect(said == "")
    }
}
