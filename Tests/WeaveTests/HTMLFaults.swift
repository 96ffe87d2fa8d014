/// What a page may not have, found without a browser: open elements, blocks within a paragraph, links within
/// links, ids that stand twice, links within the page that lead nowhere, control characters.
func htmlFaults(_ page: String) -> [String] {
    var checker = HTMLChecker()
    checker.check(page)
    return checker.faults
}

private struct HTMLChecker {
    var faults: [String] = []
    private var open: [String] = []
    private var ids: Set<String> = []
    private var targets: [String] = []

    private static let void: Set<String> = ["meta", "link", "br", "hr", "img"]
    private static let blocks: Set<String> = [
        "p", "div", "figure", "pre", "ul", "ol", "li", "table", "blockquote", "h1", "h2", "h3", "h4", "h5",
        "h6",
        "details", "section", "nav", "hr", "article", "main", "header", "footer",
    ]

    mutating func check(_ page: String) {
        for scalar in page.unicodeScalars where scalar.value < 32 && scalar != "\n" && scalar != "\t" {
            faults.append("control character \(scalar.value)")
        }
        var rest = Substring(page)
        if rest.hasPrefix("<!DOCTYPE html>\n") {
            rest = rest.dropFirst(16)
        } else {
            faults.append("no doctype")
        }
        while let start = rest.firstIndex(of: "<") {
            rest = rest[rest.index(after: start)...]
            guard let end = tagEnd(rest) else { return faults.append("a tag is not closed") }
            read(tag: rest[..<end])
            rest = rest[rest.index(after: end)...]
        }
        if !open.isEmpty { faults.append("left open: \(open)") }
        for target in targets where !ids.contains(target) {
            faults.append("a link to #\(target) leads nowhere")
        }
    }

    private func tagEnd(_ text: Substring) -> Substring.Index? {
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ">", !isQuoted { return index }
        }
        return nil
    }

    private mutating func read(tag: Substring) {
        if tag.hasPrefix("/") {
            let name = String(tag.dropFirst())
            if open.last == name {
                open.removeLast()
            } else {
                faults.append("</\(name)> within \(open.suffix(3))")
            }
            return
        }
        let name = String(tag.prefix { $0.isLetter || $0.isNumber })
        if name.isEmpty { faults.append("<\(tag)> is no tag") }
        if Self.blocks.contains(name) {
            for outer in open where ["p", "a", "span", "h1", "h2", "h3", "em", "code"].contains(outer) {
                faults.append("<\(name)> within <\(outer)>")
            }
        }
        if name == "a", open.contains("a") { faults.append("a link within a link") }
        if name == "li", open.last != "ul", open.last != "ol" { faults.append("an item outside a list") }
        readAttributes(tag.dropFirst(name.count))
        if !Self.void.contains(name), !tag.hasSuffix("/") { open.append(name) }
    }

    private mutating func readAttributes(_ text: Substring) {
        var rest = text
        while let equals = rest.firstIndex(of: "=") {
            let name = rest[..<equals].drop { $0 == " " || $0 == "\n" }
            let value = rest[equals...].dropFirst()
            guard value.first == "\"", let end = value.dropFirst().firstIndex(of: "\"") else {
                return faults.append("\(name) has no quoted value")
            }
            let content = String(value[value.index(after: value.startIndex)..<end])
            if name.contains(" ") || name.hasPrefix("on") { faults.append("attribute \(name)") }
            if name == "id", !ids.insert(content).inserted { faults.append("the id \(content) stands twice") }
            if name == "href", content.hasPrefix("#") {
                targets.append(content.dropFirst().removingPercentEncoding ?? "")
            }
            rest = value[value.index(after: end)...]
        }
    }
}

extension Substring {
    /// The text with percent escapes resolved; nil where they make no text.
    fileprivate var removingPercentEncoding: String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let value = UInt8(Substring(rest.prefix(2)), radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)?.replacing("&amp;", with: "&")
    }
}
