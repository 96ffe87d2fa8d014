/// What a module of the library offers, from the comments in its sources.
public struct ModuleDocumentation: Hashable, Codable, Sendable {
    /// The module's name, as it is imported.
    public var name: String
    /// Its public symbols; members follow their type.
    public var symbols: [DocumentedSymbol]

    /// Creates documentation.
    public init(name: String, symbols: [DocumentedSymbol]) {
        self.name = name
        self.symbols = symbols
    }

    /// What the page of a module is called, without its ending.
    public static func pageName(of module: String) -> String { "reference-\(module.lowercased())" }
}

/// A public symbol of the library.
public struct DocumentedSymbol: Hashable, Codable, Sendable {
    /// What it is, as far as pages tell things apart.
    public enum Kind: String, Hashable, Codable, Sendable {
        case type, initializer, enumCase, property, function
    }

    /// A piece of a declaration.
    public struct Fragment: Hashable, Codable, Sendable {
        /// Its text.
        public var text: String
        /// What it is; nil for what is set like any text.
        public var kind: CodeAnnotations.Kind?
        /// For a type's name: what tells the type from all others.
        public var symbol: String?

        /// Creates a piece.
        public init(text: String, kind: CodeAnnotations.Kind? = nil, symbol: String? = nil) {
            self.text = text
            self.kind = kind
            self.symbol = symbol
        }
    }

    /// What tells it from all others: the compiler's USR.
    public var id: String
    /// The names of what it is in, and its own: `Losses`, `crossEntropy(_:labels:)`.
    public var path: [String]
    /// What it is.
    public var kind: Kind
    /// Its declaration.
    public var declaration: [Fragment]
    /// The comment in its source, as Markdown.
    public var documentation: String

    /// Creates a symbol.
    public init(id: String, path: [String], kind: Kind, declaration: [Fragment], documentation: String) {
        self.id = id
        self.path = path
        self.kind = kind
        self.declaration = declaration
        self.documentation = documentation
    }

    /// Its own name, without what a call adds: `crossEntropy`.
    public var baseName: String {
        let name = path.last ?? ""
        return String(name.prefix { $0 != "(" })
    }

    /// Whether its name says that it is for the engine alone.
    public var isInternal: Bool { path.contains { $0.hasPrefix("_") } }
}
