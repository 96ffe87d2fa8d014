import Literate

/// Asks the compiler's language server, sourcekit-lsp, what the words of programs are.
struct SourceKit {
    private let server: LanguageServer
    private let folder: String
    private let legend: [String]

    /// Starts the server on programs, which lie as `0.swift`, `1.swift` … in an empty folder.
    ///
    /// - Parameter command: The words that compile a file, up to its name.
    static func with<Result>(
        _ programs: [AnnotatedProgram], command: [String], executable: String, in folder: String,
        patience: Double = 60, _ body: (SourceKit) throws -> Result
    ) throws -> Result {
        guard let folder = Path.real(folder) else { throw FileError("open", folder) }
        var entries: [String] = []
        for (number, program) in programs.enumerated() {
            let file = "\(folder)/\(number).swift"
            try Files.write(Array(program.program.text.utf8), to: file)
            let words = (command + [file]).map(JSONRPC.quoted).joined(separator: ",")
            entries.append(
                "{\"directory\":\(JSONRPC.quoted(folder)),\"file\":\(JSONRPC.quoted(file)),\"arguments\":[\(words)]}"
            )
        }
        let database = "[\(entries.joined(separator: ",\n"))]"
        try Files.write(Array(database.utf8), to: "\(folder)/compile_commands.json")
        let server = try LanguageServer(executable, in: folder, patience: patience)
        defer { server.end() }
        let kit = try SourceKit(server, folder)
        for (number, program) in programs.enumerated() { try kit.open(number, program.program.text) }
        return try body(kit)
    }

    private init(_ server: LanguageServer, _ folder: String) throws(LanguageServerError) {
        self.server = server
        self.folder = folder
        // We ask for tokens and hovers of the files that we open, and want to hear of nothing else.
        let capabilities = """
            {"textDocument":{"hover":{"contentFormat":["markdown"]},"diagnostic":{},"semanticTokens":{\
            "requests":{"full":true},"tokenTypes":[],"tokenModifiers":[],"formats":["relative"]}}}
            """
        let answer = try server.ask(
            "initialize",
            [
                """
                {"processId":null,"rootUri":\(JSONRPC.quoted("file://\(folder)")),"capabilities":\(capabilities),\
                "initializationOptions":{"backgroundIndexing":false}}
                """
            ])
        struct Start: Decodable {
            struct Capabilities: Decodable {
                struct Provider: Decodable {
                    struct Legend: Decodable { var tokenTypes: [String] }
                    var legend: Legend
                }
                var semanticTokensProvider: Provider
            }
            var capabilities: Capabilities
        }
        guard let start = answer.first.flatMap({ JSONRPC.result(of: $0, as: Start.self) }) else {
            throw LanguageServerError(reason: "sourcekit-lsp knows no semantic tokens")
        }
        legend = start.capabilities.semanticTokensProvider.legend.tokenTypes
        try server.tell("initialized", "{}")
    }

    private func open(_ number: Int, _ text: String) throws(LanguageServerError) {
        try server.tell(
            "textDocument/didOpen",
            """
            {"textDocument":{"uri":\(uri(number)),"languageId":"swift","version":1,"text":\(JSONRPC.quoted(text))}}
            """)
    }

    private func uri(_ number: Int) -> String { JSONRPC.quoted("file://\(folder)/\(number).swift") }

    // MARK: Questions

    /// The tokens of the programs, in order.
    func tokens(of programs: [AnnotatedProgram]) throws(LanguageServerError) -> [[SemanticToken]] {
        struct Tokens: Decodable { var data: [Int] }
        let answers = try server.ask(
            "textDocument/semanticTokens/full",
            programs.indices.map { "{\"textDocument\":{\"uri\":\(uri($0))}}" })
        return zip(programs, answers).map { program, answer in
            let data = JSONRPC.result(of: answer, as: Tokens.self)?.data ?? []
            return SemanticToken.decode(data, legend, PositionConverter(program.program.text))
        }
    }

    /// What is said of names; nil for a name that the compiler can't tell.
    func hovers(at places: [(program: Int, position: TextPosition)]) throws(LanguageServerError)
        -> [HoverText?]
    {
        struct Hover: Decodable {
            struct Contents: Decodable { var value: String }
            var contents: Contents
        }
        return try server.ask("textDocument/hover", places.map(question)).map { answer in
            JSONRPC.result(of: answer, as: Hover.self).flatMap { HoverText($0.contents.value) }
        }
    }

    /// What tells the symbols behind names from all others; nil where there is none.
    func symbols(at places: [(program: Int, position: TextPosition)]) throws(LanguageServerError) -> [String?]
    {
        struct Symbol: Decodable { var usr: String? }
        return try server.ask("textDocument/symbolInfo", places.map(question)).map { answer in
            JSONRPC.result(of: answer, as: [Symbol].self)?.last?.usr
        }
    }

    private func question(_ place: (program: Int, position: TextPosition)) -> String {
        """
        {"textDocument":{"uri":\(uri(place.program))},"position":{"line":\(place.position.line),\
        "character":\(place.position.character)}}
        """
    }
}
