import Foundation

#if canImport(FoundationXML)
    import FoundationXML
#endif

/// Judges whether an SVG document only draws: then it can stand in a page.
enum SVGDocument {
    /// What is wrong with `text`, or nil.
    ///
    /// It must be well-formed, with `svg` at its root, hold only elements that draw or describe, no handler
    /// and nothing that reaches outside the document.
    static func fault(in text: String) -> String? {
        if text.contains("<!DOCTYPE") || text.contains("<!ENTITY") { return "it declares a document type" }
        // A page is UTF-8: what another encoding makes harmless may be markup there.
        if let encoding = text.prefixMatch(of: /\s*<\?xml[^>]*encoding\s*=\s*["']([^"']*)["']/)?.1,
            encoding.lowercased() != "utf-8"
        {
            return "its encoding is \(encoding), not UTF-8"
        }
        let inspector = Inspector()
        let parser = XMLParser(data: Data(text.utf8))
        parser.shouldProcessNamespaces = false
        parser.shouldResolveExternalEntities = false
        parser.delegate = inspector
        let isWellFormed = parser.parse()
        if let fault = inspector.fault { return fault }
        if !isWellFormed { return "it is not well-formed XML (line \(parser.lineNumber))" }
        return inspector.isEmpty ? "it is empty" : nil
    }

    private static let drawing: Set<String> = [
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "title", "desc",
        "defs", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker", "use",
        "symbol",
        "style", "metadata", "switch", "filter", "feGaussianBlur", "feOffset", "feBlend", "feFlood",
        "feComposite",
        "feMerge", "feMergeNode", "feColorMatrix", "textPath",
    ]

    private final class Inspector: NSObject, XMLParserDelegate {
        var fault: String?
        var isEmpty = true
        private var style = ""

        func parser(
            _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
            qualifiedName: String?,
            attributes: [String: String]
        ) {
            if isEmpty, element != "svg" { return fail(parser, "its root is <\(element)>, not <svg>") }
            isEmpty = false
            guard SVGDocument.drawing.contains(element) else {
                return fail(parser, "<\(element)> does not draw")
            }
            for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
                let word = name.lowercased()
                if word.hasPrefix("on") { return fail(parser, "the attribute \(name) is a handler") }
                if word == "xml:base" { return fail(parser, "xml:base leads outside the document") }
                if word == "href" || word.hasSuffix(":href") || word == "src", !value.hasPrefix("#") {
                    return fail(parser, "\(name)=\"\(value)\" leads outside the document")
                }
                if SVGDocument.reachesOutside(value) || word == "style" && value.contains("//") {
                    return fail(parser, "the attribute \(name) leads outside the document")
                }
            }
        }

        func parser(_ parser: XMLParser, foundCharacters text: String) { style += text }

        func parser(_ parser: XMLParser, foundCDATA data: Data) {
            style += String(decoding: data, as: UTF8.self)
        }

        func parser(_ parser: XMLParser, foundProcessingInstructionWithTarget target: String, data: String?) {
            fail(parser, "it holds a processing instruction <?\(target)")
        }

        func parser(
            _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
        ) {
            if element == "style",
                SVGDocument.reachesOutside(style) || style.lowercased().contains("@import")
                    || style.contains("//") || style.contains("<")
            {
                fail(parser, "its style leads outside the document")
            }
            style = ""
        }

        private func fail(_ parser: XMLParser, _ fault: String) {
            self.fault = self.fault ?? fault
            parser.abortParsing()
        }
    }

    /// Whether a value names something by address: `url(…)` may name a part of the document only.
    private static func reachesOutside(_ value: String) -> Bool {
        let plain = value.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        let reaching = ["javascript:", "expression(", "\\", "image(", "image-set(", "src("]
        if reaching.contains(where: plain.contains) { return true }
        var rest = plain[...]
        while let open = rest.range(of: "url(") {
            rest = rest[open.upperBound...]
            if rest.first != "#" { return true }
        }
        return false
    }
}
