import Literate
import Testing
import Toolchain

@testable import book

@Suite("The library's documentation")
struct LibraryDocumentationTests {
    @Test("has an example that runs and gives what it says, and says what is thrown, for every function")
    func comments() throws {
        let modules = try LibraryDocumentation.modules.get()
        #expect(modules.map(\.name).sorted() == ["Datasets", "Distillation", "Figures"])
        for symbol in modules.flatMap(\.symbols) {
            #expect(!symbol.documentation.isEmpty, "\(symbol.name) says nothing")
            if symbol.isNamedFunction {
                let shows = symbol.examples.contains { $0.contains { $0.contains("// → ") } }
                #expect(shows, "\(symbol.name) shows no example with its result")
            }
            if symbol.text.contains(" throws") {
                #expect(
                    symbol.documentation.contains("- Throws: "), "\(symbol.name) does not say what it throws")
            }
        }
    }

    @Test("has examples that print what they say", arguments: ["Datasets", "Distillation", "Figures"])
    func examples(_ name: String) throws {
        let module = try #require(try LibraryDocumentation.modules.get().first { $0.name == name })
        let examples = ExampleChapter(module)
        let proof = try Proof([examples.chapter], LibraryDocumentation.runner.get().run([examples.chapter]))
        for diagnostic in proof.reports.flatMap(\.diagnostics) where diagnostic.severity == .error {
            Issue.record("\(examples.symbol(at: diagnostic.position.line)): \(diagnostic.rendered)")
        }
        #expect(examples.count > 10)
        #expect(proof.passed == examples.count + 1)
    }

    @Test("is listed in library.md: every public declaration by its name")
    func page() throws {
        let path = "\(try Library.find().package)/Chapters/library.md"
        let page = String(decoding: try Files.read(path), as: UTF8.self)
        // What stands in code, in text and tables or in fences: a word of prose names nothing.
        let chapter = Chapter(path: path, source: .init(page))
        let spans = page.split(separator: "\n").filter { !$0.hasPrefix("```") }
            .flatMap { $0.matches(of: #/`([^`]+)`/#).map { String($0.1) } }
        let code = spans + chapter.swiftFences.map { chapter.fences[$0].text }
        let words = Set(code.flatMap { $0.matches(of: #/[A-Za-z_][A-Za-z0-9_]*/#).map { String($0.0) } })
        for symbol in try LibraryDocumentation.modules.get().flatMap(\.symbols) {
            switch symbol.kind {
            case .initializer: continue  // A type is made by its name.
            case .function where !symbol.isNamedFunction: continue
            case .property where symbol.baseName == "subscript": continue
            case .function where symbol.text.contains("static func") && !symbol.isElementary:
                let name = symbol.path.dropLast().joined(separator: ".") + "." + symbol.baseName
                #expect(code.contains { $0.contains(name) }, "library.md does not name \(name)")
            default:
                #expect(words.contains(symbol.baseName), "library.md does not name \(symbol.name)")
            }
        }
    }
}

extension DocumentedSymbol {
    /// A function that is listed by its own name, as it belongs to every kind of number.
    fileprivate var isElementary: Bool { ["Double", "Float", "ElementaryFunctions"].contains(path[0]) }
}
