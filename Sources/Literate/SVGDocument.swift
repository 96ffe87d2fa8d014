/// Judges whether an SVG document only draws: then it can stand in a page.
enum SVGDocument {
    /// What is wrong with `text`, or nil.
    ///
    /// It must be well-formed, with `svg` at its root, hold only elements that draw or describe, no handler
    /// and nothing that reaches outside the document.
    static func fault(in text: String) -> String? {
        if let control = text.unicodeScalars.first(where: {
            $0 != "\n" && $0 != "\r" && Visible.isControl($0)
        }) {
            return "it holds the control character \(Visible.line(String(control)))"
        }
        do {
            try check(text)
            return nil
        } catch {
            return error.message
        }
    }

    private static func check(_ text: String) throws(XMLReader.Fault) {
        var reader = XMLReader(text)
        var open: [String] = []
        var hasRoot = false
        var style = ""
        while let piece = try reader.next() {
            switch piece {
            case .open(let name, let attributes, let isEmpty):
                if open.isEmpty, hasRoot { throw .malformed("a second root <\(name)>") }
                if open.isEmpty, name != "svg" {
                    throw XMLReader.Fault(message: "its root is <\(name)>, not <svg>")
                }
                hasRoot = true
                try check(name, in: open.last)
                for attribute in attributes { try check(attribute.name, attribute.value) }
                if !isEmpty { open.append(name) }
            case .close(let name):
                guard open.popLast() == name else { throw .malformed("</\(name)> closes nothing") }
                if name == "style" {
                    guard isPlainStyle(style) else {
                        throw XMLReader.Fault(message: "its style leads outside the document")
                    }
                    style = ""
                }
            case .text(let text):
                guard let element = open.last else {
                    guard text.allSatisfy(\.isWhitespace) else { throw .malformed("text outside the root") }
                    continue
                }
                // In pieces: what is harmless in each may not be so in all.
                if element == "style" { style += text }
            }
        }
        if let last = open.last { throw .malformed("<\(last)> does not end") }
        if !hasRoot { throw XMLReader.Fault(message: "it is empty") }
    }

    private static let drawing: Set<String> = [
        "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan",
        "textPath", "title", "desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath", "mask",
        "pattern", "marker", "use", "symbol", "style", "metadata", "switch", "filter", "feGaussianBlur",
        "feOffset", "feBlend", "feFlood", "feComposite", "feMerge", "feMergeNode", "feColorMatrix",
    ]
    // HTML reads what stands in a title or a description as its own, where a style is another thing.
    private static let textOnly: Set<String> = ["title", "desc", "style", "metadata"]

    private static func check(_ element: String, in parent: String?) throws(XMLReader.Fault) {
        guard drawing.contains(element) else { throw XMLReader.Fault(message: "<\(element)> does not draw") }
        if let parent, textOnly.contains(parent) {
            throw XMLReader.Fault(message: "<\(parent)> may hold text only, not <\(element)>")
        }
    }

    private static func check(_ attribute: String, _ value: String) throws(XMLReader.Fault) {
        let word = attribute.lowercased()
        if word.hasPrefix("on") {
            throw XMLReader.Fault(message: "the attribute \(attribute) is a handler")
        }
        if word == "href" || word.hasSuffix(":href") || word == "src", !value.hasPrefix("#") {
            throw XMLReader.Fault(message: "\(attribute)=\"\(value)\" leads outside the document")
        }
        if word == "xml:base" || reachesOutside(value) || word == "style" && !isPlainStyle(value) {
            throw XMLReader.Fault(message: "the attribute \(attribute) leads outside the document")
        }
    }

    private static func isPlainStyle(_ text: String) -> Bool {
        !reachesOutside(text) && !text.contains("//") && !text.contains("<")
            && !text.lowercased().contains("@import")
    }

    /// Whether a value names something by address: `url(…)` may name a part of the document only.
    private static func reachesOutside(_ value: String) -> Bool {
        // A chart has thousands of numbers: what holds none of these signs needs no closer look.
        guard value.utf8.contains(where: { ":(\\".utf8.contains($0) }) else { return false }
        let plain = value.lowercased().filter { !$0.isWhitespace && $0 != "\"" && $0 != "'" }
        let reaching = ["javascript:", "expression(", "\\", "image(", "image-set(", "src("]
        if reaching.contains(where: plain.contains) { return true }
        // What else stands between the brackets could end them elsewhere than here.
        let own = value.matches(of: /(?i:url)\(\s*(["']?)#[^\s"'()<>{};]+\1\s*\)/)
        return plain.ranges(of: "url(").count != own.count
    }
}
