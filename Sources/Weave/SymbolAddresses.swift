import Literate
import Markdown

/// Where the library's symbols are documented.
struct SymbolAddresses: Sendable {
    private var addresses: [String: String] = [:]
    private var anchors: [String: String] = [:]

    init(_ modules: [ModuleDocumentation]) {
        for module in modules {
            var used: Set<String> = []
            for symbol in module.symbols {
                let name = symbol.path.joined(separator: ".").replacing(" ", with: "")
                var anchor = name
                var number = 1
                // The same name with other types of arguments.
                while !used.insert(anchor).inserted {
                    number += 1
                    anchor = "\(name)-\(number)"
                }
                anchors[symbol.id] = anchor
                addresses[symbol.id] = "\(Self.page(module))#\(HTML.escapeDestination(anchor))"
            }
        }
    }

    /// The page of a module.
    static func page(_ module: ModuleDocumentation) -> String {
        ModuleDocumentation.pageName(of: module.name) + ".html"
    }

    /// The address of a symbol's documentation, ready for an attribute.
    subscript(symbol: String) -> String? { addresses[symbol] }

    /// The id of a symbol on its module's page.
    func anchor(_ symbol: DocumentedSymbol) -> String { anchors[symbol.id] ?? symbol.id }
}
