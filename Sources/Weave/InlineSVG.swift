import Markdown

/// An SVG document, which is XML, as a part of an HTML page.
///
/// On the page a drawing shares ids and style sheets with all else. So its ids get a prefix of its own, and its style
/// holds within its element only.
struct InlineSVG {
    /// The drawing: without prolog, comments and metadata, with CDATA as text.
    private(set) var markup = ""
    /// The numbers that it shows, if it carries them as a table (see ``DataTable``): cells as markup.
    private(set) var table: [[String]]?

    private let scope: String
    private var output: [UInt8] = []

    /// - Parameter scope: The id of the element in which the drawing will stand.
    init(_ document: String, within scope: String) {
        self.scope = scope
        let bytes = Self.tagsAndText(of: Array(document.utf8))
        guard let root = bytes.firstRange(of: "<svg", from: 0) else { return }
        read(bytes, from: root)
        while let last = output.last, last <= 0x20 { output.removeLast() }
        markup = String(decoding: output, as: UTF8.self)
        output = []
    }

    private mutating func read(_ bytes: [UInt8], from start: Int) {
        var at = start
        while at < bytes.count {
            guard bytes[at] == UInt8(ascii: "<") else {
                output.append(bytes[at])
                at += 1
                continue
            }
            if let element = Self.element("metadata", at, in: bytes) {
                table = table ?? Self.table(String(decoding: bytes[element.content], as: UTF8.self))
                at = element.end
            } else if let element = Self.element("style", at, in: bytes) {
                let style = InlineSVG.plain(bytes[element.content])
                let scoped = ScopedStyle.text(prefixed(references: style), within: scope)
                // In a drawing HTML reads a style as it reads any text: an entity there would come alive.
                output +=
                    "<style>\n\(scoped.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))</style>"
                    .utf8
                at = element.end
            } else {
                at = readTag(at, in: bytes)
            }
        }
    }

    // MARK: What is no element

    /// The document without prolog and comments, and with CDATA as text. Then every `<` begins a tag: no end of an
    /// element is found within a comment.
    private static func tagsAndText(of bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<"), let section = section(at, in: bytes) {
                if section.isText { result += escaped(bytes[section.content]) }
                at = section.end
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        return result
    }

    private typealias Section = (content: Range<Int>, end: Int, isText: Bool)

    /// The comment, CDATA section, declaration or instruction that begins here.
    ///
    /// HTML ends a comment at `<!-->`, where XML only begins one: what a judge of XML took for a comment could
    /// come alive on the page.
    private static func section(_ start: Int, in bytes: [UInt8]) -> Section? {
        let kinds: [(open: String, close: String, isText: Bool)] = [
            ("<!--", "-->", false), ("<![CDATA[", "]]>", true), ("<?", "?>", false), ("<!", ">", false),
        ]
        for kind in kinds where bytes[start...].starts(with: kind.open.utf8) {
            let content = start + kind.open.utf8.count
            let end = bytes.firstRange(of: kind.close, from: content)
            return (
                content..<(end ?? bytes.count), end.map { $0 + kind.close.utf8.count } ?? bytes.count,
                kind.isText
            )
        }
        return nil
    }

    /// The content of an element of this name that begins here.
    private static func element(_ name: String, _ start: Int, in bytes: [UInt8]) -> (
        content: Range<Int>, end: Int
    )? {
        guard bytes[start...].starts(with: "<\(name)".utf8), start + name.utf8.count + 1 < bytes.count,
            !isName(bytes[start + name.utf8.count + 1])
        else { return nil }
        let open = tagEnd(start, in: bytes)
        if open >= 2, bytes[open - 2] == UInt8(ascii: "/") { return (open..<open, open) }
        let close = bytes.firstRange(of: "</\(name)", from: open) ?? bytes.count
        return (open..<close, close == bytes.count ? close : tagEnd(close, in: bytes))
    }

    // MARK: Tags

    /// The byte behind the tag that begins here: a `>` within quotes does not end it.
    private static func tagEnd(_ start: Int, in bytes: [UInt8]) -> Int {
        var quote: UInt8?
        for at in start..<bytes.count {
            if let open = quote {
                if bytes[at] == open { quote = nil }
            } else if bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") {
                quote = bytes[at]
            } else if bytes[at] == UInt8(ascii: ">") {
                return at + 1
            }
        }
        return bytes.count
    }

    /// Writes a tag with its ids, and what names ids, made the drawing's own.
    private mutating func readTag(_ start: Int, in bytes: [UInt8]) -> Int {
        let end = Self.tagEnd(start, in: bytes)
        var at = start
        while at < end {
            let nameStart = at
            while at < end, bytes[at] != UInt8(ascii: "=") { at += 1 }
            output += bytes[nameStart..<at]
            guard at + 1 < end else { break }
            let name = Self.name(bytes[nameStart..<at])
            output.append(bytes[at])
            at += 1
            while at < end, bytes[at] <= 0x20 { at += 1 }
            guard at < end, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
                continue
            }
            let quote = bytes[at]
            let valueStart = at + 1
            at = valueStart
            while at < end, bytes[at] != quote { at += 1 }
            let value = String(decoding: bytes[valueStart..<at], as: UTF8.self)
            output.append(quote)
            output += prefixed(value, of: name).utf8
            if at < end { output.append(quote) }
            at += 1
        }
        return end
    }

    private func prefixed(_ value: String, of name: String) -> String {
        switch name {
        case "id": return "\(scope).\(value)"
        case "href", "xlink:href": return value.hasPrefix("#") ? "#\(scope).\(value.dropFirst())" : value
        case "aria-labelledby", "aria-describedby":
            return value.split(separator: " ").map { "\(scope).\($0)" }.joined(separator: " ")
        default: return prefixed(references: value)
        }
    }

    /// Text with each `url(#…)` leading to the drawing's own.
    private func prefixed(references text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "#")) else { return text }
        return text.replacing(/(?i:url)\(\s*(["']?)#/) { "url(\($0.1)#\(scope)." }
    }

    private static func name(_ text: ArraySlice<UInt8>) -> String {
        String(decoding: text.reversed().drop { $0 <= 0x20 }.prefix(while: isName).reversed(), as: UTF8.self)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
    }

    // MARK: Text

    private static func escaped(_ text: ArraySlice<UInt8>) -> String.UTF8View {
        HTML.escape(String(decoding: text, as: UTF8.self)).utf8
    }

    /// The text of a style; it holds no markup, as was judged.
    private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self).replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&apos;", with: "'").replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    /// Metadata as a table: lines of the same number of cells, parted by tabs. Its text is markup already.
    private static func table(_ text: String) -> [[String]]? {
        guard !text.contains("<") else { return nil }
        let rows = text.split(separator: "\n").map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard let columns = rows.first?.count, columns > 1, rows.count > 1,
            rows.allSatisfy({ $0.count == columns })
        else { return nil }
        return rows
    }
}

extension [UInt8] {
    /// Where `text` next begins.
    fileprivate func firstRange(of text: String, from start: Int) -> Int? {
        guard let first = text.utf8.first else { return nil }
        var at = start
        while let found = self[Swift.min(at, count)...].firstIndex(of: first) {
            if self[found...].starts(with: text.utf8) { return found }
            at = found + 1
        }
        return nil
    }
}
