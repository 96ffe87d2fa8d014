import Markdown

/// An SVG document, which is XML, as a part of an HTML page.
enum InlineSVG {
    /// The drawing without prolog and comments, and with CDATA as text.
    ///
    /// HTML ends a comment at `<!-->`, where XML only begins one: what a judge of XML took for a comment could
    /// come alive on the page.
    static func text(_ document: String) -> String {
        let bytes = Array(document.utf8)
        guard let root = bytes.firstRange(of: Array("<svg".utf8), from: 0) else { return "" }
        var result: [UInt8] = []
        var at = root
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<"), let section = Self.section(at, in: bytes) {
                let content = String(decoding: bytes[section.content], as: UTF8.self)
                if section.isText { result += Array(HTML.escape(content).utf8) }
                at = section.end
            } else {
                result.append(bytes[at])
                at += 1
            }
        }
        while let last = result.last, last <= 0x20 { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    private typealias Section = (content: Range<Int>, end: Int, isText: Bool)

    /// The comment, CDATA section, declaration or instruction that begins here.
    private static func section(_ start: Int, in bytes: [UInt8]) -> Section? {
        let kinds: [(open: String, close: String, isText: Bool)] = [
            ("<!--", "-->", false), ("<![CDATA[", "]]>", true), ("<?", "?>", false), ("<!", ">", false),
        ]
        for kind in kinds where bytes[start...].starts(with: kind.open.utf8) {
            let content = start + kind.open.utf8.count
            let end = bytes.firstRange(of: Array(kind.close.utf8), from: content)
            return (
                content..<(end ?? bytes.count), end.map { $0 + kind.close.utf8.count } ?? bytes.count,
                kind.isText
            )
        }
        return nil
    }
}

extension [UInt8] {
    /// Where `text` next begins.
    fileprivate func firstRange(of text: [UInt8], from start: Int) -> Int? {
        guard let first = text.first else { return nil }
        var at = start
        while let found = self[Swift.min(at, count)...].firstIndex(of: first) {
            if self[found...].starts(with: text) { return found }
            at = found + 1
        }
        return nil
    }
}
