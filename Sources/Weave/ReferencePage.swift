import Literate
import Markdown

/// The page of a module of the library: its types with their members, each with its declaration and documentation.
struct ReferencePage {
    let module: ModuleDocumentation
    let addresses: SymbolAddresses
    /// Addresses by path, for links from one comment to another symbol.
    private let paths: [[String]: String]

    init(_ module: ModuleDocumentation, _ addresses: SymbolAddresses) {
        self.module = module
        self.addresses = addresses
        paths = Dictionary(
            module.symbols.compactMap { symbol in addresses[symbol.id].map { (symbol.path, $0) } }
        ) { first, _ in first }
    }

    func write(to output: inout HTMLRenderer) {
        output.write("<article class=\"reference\">\n<h1>")
        output.writeEscaped(module.name)
        output.write(" reference</h1>\n<p>All that <code>import ")
        output.writeEscaped(module.name)
        output.write("</code> offers, from the comments in its sources.</p>\n")
        let types = module.symbols.filter { $0.path.count == 1 }
        output.write("<nav aria-label=\"Symbols\">\n<ul class=\"symbols\">\n")
        for symbol in types {
            output.write("<li><a href=\"#\(HTML.escapeDestination(addresses.anchor(symbol)))\"><code>")
            output.writeEscaped(symbol.baseName)
            output.write("</code></a></li>\n")
        }
        output.write("</ul>\n</nav>\n")
        for symbol in inOrder { write(symbol, to: &output) }
        output.write("</article>\n")
    }

    /// Members stand behind their type: cases, initializers, properties, functions.
    private var inOrder: [DocumentedSymbol] {
        let kinds: [DocumentedSymbol.Kind] = [.type, .enumCase, .initializer, .property, .function]
        let ranks = Dictionary(uniqueKeysWithValues: zip(kinds, kinds.indices))
        func key(_ symbol: DocumentedSymbol) -> (String, Int) {
            // A type within a type begins a group of its own.
            let group = symbol.kind == .type ? symbol.path : Array(symbol.path.dropLast())
            return ((group.isEmpty ? symbol.path : group).joined(separator: "."), ranks[symbol.kind] ?? 0)
        }
        return module.symbols.enumerated().sorted {
            let (first, second) = (key($0.element), key($1.element))
            return (first.0, first.1, $0.offset) < (second.0, second.1, $1.offset)
        }.map(\.element)
    }

    private func write(_ symbol: DocumentedSymbol, to output: inout HTMLRenderer) {
        let anchor = addresses.anchor(symbol)
        let level = symbol.path.count == 1 || symbol.kind == .type ? 2 : 3
        output.write("<section class=\"symbol\">\n<h\(level) id=\"\(HTML.escape(anchor))\"><code>")
        output.writeEscaped(symbol.path.joined(separator: "."))
        output.write("</code> <a class=\"permalink\" href=\"#\(HTML.escapeDestination(anchor))\"")
        output.write(" aria-label=\"Link to this symbol\">#</a></h\(level)>\n")
        output.write(
            "<div class=\"code swift\">\n<pre tabindex=\"0\" role=\"group\" aria-label=\"Declaration\"><code>"
        )
        for fragment in symbol.declaration { write(fragment, to: &output) }
        output.write("</code></pre>\n</div>\n")
        if !symbol.documentation.isEmpty {
            write(documentation: symbol.documentation, below: level, to: &output)
        }
        output.write("</section>\n")
    }

    private func write(_ fragment: DocumentedSymbol.Fragment, to output: inout HTMLRenderer) {
        let text = HTML.escape(fragment.text)
        let names: [CodeAnnotations.Kind: String] = [
            .keyword: "k", .type: "t", .function: "f", .string: "s", .number: "n",
        ]
        let name = fragment.kind.flatMap { names[$0] }.map { " class=\"\($0)\"" } ?? ""
        if let address = fragment.symbol.flatMap({ addresses[$0] }) {
            output.write("<a\(name) href=\"\(address)\">\(text)</a>")
        } else {
            output.write(name.isEmpty ? text : "<span\(name)>\(text)</span>")
        }
    }

    /// A comment's Markdown. Raw HTML in it is left out, and its code can be reached by keyboard like any other.
    private func write(documentation: String, below level: Int, to output: inout HTMLRenderer) {
        guard let document = try? Document(parsing: Source(documentation)) else {
            output.write("<p>")
            output.writeEscaped(documentation)
            return output.write("</p>\n")
        }
        var renderer = HTMLRenderer(document)
        var events = document.events
        while let event = events.next() {
            guard case .enter(let index) = event else {
                if case .exit(let index) = event, document.nodes[index].isHeading {
                    renderer.write("</h\(level + 1)>\n")
                } else {
                    renderer.render(event)
                }
                continue
            }
            switch document.nodes[index].kind {
            case .codeBlock(_, let literal):
                renderer.startLine()
                renderer.write(
                    "<div class=\"code plain\">\n<pre tabindex=\"0\" role=\"group\" aria-label=\"Example\"><code>"
                )
                renderer.writeEscaped(literal)
                renderer.write("</code></pre>\n</div>\n")
            case .heading:
                renderer.startLine()
                renderer.write("<h\(level + 1)>")
            case .code(let name) where link(to: name) != nil:
                renderer.write("<a href=\"\(link(to: name) ?? "")\"><code>")
                renderer.writeEscaped(Self.plain(name))
                renderer.write("</code></a>")
            case .image, .htmlBlock, .htmlInline:
                events.skip(index)
            default:
                renderer.render(event)
            }
        }
        output.write(String(decoding: renderer.take(), as: UTF8.self))
    }

    // MARK: Links between symbols: ``Matrix`` or ``Matrix/rows``

    private func link(to code: String) -> String? { paths[code.split(separator: "/").map(String.init)] }

    private static func plain(_ code: String) -> String { code.replacing("/", with: ".") }
}
