import Foundation
import Literate

/// A module's public symbols as the compiler's `swift-symbolgraph-extract` writes them.
struct SymbolGraph: Decodable {
    struct Symbol: Decodable {
        struct Kind: Decodable { var identifier: String }
        struct Identifier: Decodable { var precise: String }
        struct Comment: Decodable {
            struct Line: Decodable { var text: String }
            var lines: [Line]
        }
        struct Fragment: Decodable {
            var kind: String
            var spelling: String
            var preciseIdentifier: String?
        }
        var kind: Kind
        var identifier: Identifier
        var pathComponents: [String]
        var docComment: Comment?
        var declarationFragments: [Fragment]?
    }

    var symbols: [Symbol]

    /// The symbols as a reader is shown them: in the order of their paths, so that members follow their type.
    var documented: [DocumentedSymbol] {
        symbols.compactMap { symbol in
            guard let declaration = symbol.declarationFragments else { return nil }
            return DocumentedSymbol(
                id: symbol.identifier.precise, path: symbol.pathComponents,
                kind: DocumentedSymbol.Kind(symbol.kind.identifier),
                declaration: declaration.map {
                    .init(text: $0.spelling, kind: Self.kind($0.kind), symbol: $0.preciseIdentifier)
                },
                documentation: symbol.docComment?.lines.map(\.text).joined(separator: "\n") ?? "")
        }.sorted { ($0.path.lexicographic, $0.id) < ($1.path.lexicographic, $1.id) }
    }

    private static func kind(_ word: String) -> CodeAnnotations.Kind? {
        switch word {
        case "keyword", "attribute": .keyword
        case "typeIdentifier", "genericParameter": .type
        case "identifier": .function
        case "number": .number
        case "string": .string
        default: nil
        }
    }
}

extension [String] {
    /// A text by which paths are ordered, parts first.
    fileprivate var lexicographic: String { joined(separator: "\u{0}") }
}

extension DocumentedSymbol.Kind {
    fileprivate init(_ identifier: String) {
        self =
            switch identifier {
            case "swift.struct", "swift.enum", "swift.class", "swift.protocol", "swift.actor",
                "swift.typealias":
                .type
            case "swift.init": .initializer
            case "swift.enum.case": .enumCase
            case "swift.property", "swift.type.property", "swift.subscript", "swift.type.subscript",
                "swift.var":
                .property
            default: .function
            }
    }
}

extension ChapterRunner {
    /// The documentation of the library's modules, from the comments in their sources.
    ///
    /// - Throws: ``ToolMissing``, or ``LibraryError`` where the tool can't read a module.
    public func documentation() throws -> [ModuleDocumentation] {
        let key = try Digest(ofParts: [
            "documentation 2", surroundings.compiler, surroundings.library,
            library.documentationFingerprint(),
        ]).description
        if let known = cache.value(key, as: [ModuleDocumentation].self) { return known }
        guard let tool = compiler.tool("swift-symbolgraph-extract") else {
            throw ToolMissing(
                tool: "swift-symbolgraph-extract",
                remedy: "it is part of every Swift toolchain: swiftly install 6.3")
        }
        let modules = try mapConcurrently(Library.moduleNames) { module in
            try WorkFolder.with { folder in try documentation(of: module, tool, in: folder) }
        }
        cache.keep(modules, for: key)
        return modules
    }

    private func documentation(of module: String, _ tool: String, in folder: String) throws
        -> ModuleDocumentation
    {
        let output = "\(folder)/graphs"
        try Files.createFolder(output)
        let words =
            ["-module-name", module] + library.importArguments
            + [
                "-target", compiler.target, "-minimum-access-level", "public", "-skip-synthesized-members",
                "-output-dir", output,
            ]
        let outcome = try Command(tool, words).run(within: SwiftCompiler.limits, in: folder)
        let graphs = try Files.names(in: output)
        guard outcome.succeeded, !graphs.isEmpty else {
            throw LibraryError.notDocumented(
                module: module, output: String(decoding: outcome.standardError, as: UTF8.self))
        }
        // What the module adds to types of others stands in files of their own.
        let symbols = try graphs.flatMap { name in
            try JSONDecoder().decode(SymbolGraph.self, from: Data(try Files.read("\(output)/\(name)")))
                .documented
        }
        return ModuleDocumentation(name: module, symbols: symbols.filter { !$0.isInternal })
    }
}

extension SwiftCompiler {
    /// The platform that it makes programs for, as its version tells: `x86_64-unknown-linux-gnu`.
    var target: String { version.split(separator: " ").last.map(String.init) ?? "" }
}
