import Literate
import Markdown
import Toolchain

@testable import book

/// What the library's modules say of themselves in the comments of their sources.
enum LibraryDocumentation {
    /// The modules that readers use, with every public symbol.
    static let modules: Result<[ModuleDocumentation], any Error> = Result {
        try runner.get().documentation().filter { $0.name != "Transcript" }
    }

    /// Runs programs against the library as the build left it, and remembers what came of them.
    static let runner: Result<ChapterRunner, any Error> = Result {
        let library = try Library.find()
        let home = "\(library.package)/.build/book"
        try Files.createFolder(home)
        let compiler = try SwiftCompiler.find(remembering: home)
        try library.ensureBuilt(with: compiler)
        return try ChapterRunner(
            compiler: compiler, library: library, limits: Limits(time: 120),
            cache: Cache(folder: "\(home)/results"))
    }
}

extension DocumentedSymbol {
    /// Its name with what it is in: `Score.brier(_:labels:)`.
    var name: String { path.joined(separator: ".") }

    /// Its declaration as text.
    var text: String { declaration.map(\.text).joined() }

    /// Whether it is a function that is called by its name, not an operator or a subscript.
    var isNamedFunction: Bool {
        kind == .function && text.contains("func ") && baseName.first.map { $0.isLetter } == true
    }

    /// The examples of its comment: the lines of each fence of Swift.
    var examples: [[Substring]] {
        var examples: [[Substring]] = []
        var isInside = false
        for line in documentation.split(separator: "\n", omittingEmptySubsequences: false) {
            switch line {
            case "```swift":
                isInside = true
                examples.append([])
            case "```": isInside = false
            default: if isInside { examples[examples.count - 1].append(line) }
            }
        }
        return examples
    }
}

/// All examples of a module as one chapter: each in a scope of its own, with what it says it prints as its output.
struct ExampleChapter {
    let chapter: Chapter
    /// Where the examples of each symbol begin.
    private var places: [(line: Int, symbol: String)] = []

    init(_ module: ModuleDocumentation) {
        var lines = [
            "# \(module.name)", "", "```swift", "import Datasets", "import Distillation", "import Figures",
            "```",
        ]
        for symbol in module.symbols {
            for example in symbol.examples {
                places.append((lines.count + 1, symbol.name))
                lines += ["", "```swift", "do {"]
                var printed: [String] = []
                for line in example {
                    let parts = line.split(separator: "// → ", maxSplits: 1)
                    lines.append("    \(parts.first ?? "")")
                    if parts.count == 2 { printed.append(String(parts[1])) }
                }
                lines += ["}", "```", "", "```output"] + printed + ["```"]
            }
        }
        let text = lines.joined(separator: "\n") + "\n"
        chapter = Chapter(path: "\(module.name).md", source: Source(bytes: Array(text.utf8)))
    }

    /// How many examples there are.
    var count: Int { places.count }

    /// The symbol whose example stands at a line.
    func symbol(at line: Int) -> String { places.last { $0.line <= line }?.symbol ?? chapter.path }
}
