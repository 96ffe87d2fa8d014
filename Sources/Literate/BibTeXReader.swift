import Markdown

/// Reads BibTeX: entries, `@string` abbreviations, values in braces or quotes joined by `#`. What stands between
/// entries is a comment, as BibTeX has it.
struct BibTeXReader {
    private(set) var entries: [Bibliography.Entry] = []
    private(set) var faults: [(message: String, position: SourcePosition)] = []

    private let source: Source
    private let bytes: [UInt8]
    private var at = 0
    private var abbreviations: [String: [UInt8]] = [
        "jan": Array("January".utf8), "feb": Array("February".utf8), "mar": Array("March".utf8),
        "apr": Array("April".utf8), "may": Array("May".utf8), "jun": Array("June".utf8),
        "jul": Array("July".utf8), "aug": Array("August".utf8), "sep": Array("September".utf8),
        "oct": Array("October".utf8), "nov": Array("November".utf8), "dec": Array("December".utf8),
    ]

    /// A field's value as it stands, LaTeX and all, and where.
    private typealias Value = (bytes: [UInt8], offset: Int)

    private static let addresses: Set<String> = ["url", "doi", "eprint"]
    /// What programs that keep bibliographies write for themselves, and no page shows.
    private static let unseen: Set<String> = ["abstract", "annote", "annotation", "file", "keywords", "note"]

    private static let longestValue = 1 << 16

    private struct Fault: Error {
        let message: String
        let offset: Int
    }

    init(_ source: Source) {
        self.source = source
        bytes = source.bytes
    }

    mutating func report(_ message: String, at position: SourcePosition) {
        faults.append((message, position))
    }

    mutating func read() {
        while let start = bytes[at...].firstIndex(of: UInt8(ascii: "@")) {
            at = start + 1
            do throws(Fault) {
                try readEntry(from: start)
            } catch {
                report(error.message, at: source.position(at: error.offset))
                resume(after: start)
            }
        }
    }

    /// Goes on behind a broken entry: at the next line that begins with `@`.
    private mutating func resume(after start: Int) {
        at = start + 1
        while at < bytes.count, !(bytes[at] == UInt8(ascii: "@") && isLineStart(at)) { at += 1 }
    }

    private func isLineStart(_ offset: Int) -> Bool {
        var before = offset - 1
        while before >= 0, bytes[before] == UInt8(ascii: " ") || bytes[before] == UInt8(ascii: "\t") {
            before -= 1
        }
        return before < 0 || bytes[before] == UInt8(ascii: "\n") || bytes[before] == UInt8(ascii: "\r")
    }

    // MARK: Entries

    private mutating func readEntry(from start: Int) throws(Fault) {
        let type = word().lowercased()
        guard !type.isEmpty else {
            throw Fault(message: "an entry needs its type: @article{…}", offset: start)
        }
        skipBlanks()
        let open = next
        guard open == UInt8(ascii: "{") || open == UInt8(ascii: "(") else {
            throw Fault(message: "'@\(type)' needs a '{' behind it", offset: at)
        }
        let close = open == UInt8(ascii: "{") ? UInt8(ascii: "}") : UInt8(ascii: ")")
        if type == "comment" || type == "preamble" {
            _ = try group(from: start, until: close)
            return
        }
        at += 1
        skipBlanks()
        var key = ""
        if type != "string" {
            let keyStart = at
            key = word()
            guard !key.isEmpty else { throw Fault(message: "this entry has no key", offset: keyStart) }
            skipBlanks()
        }
        var fields: [String: Value] = [:]
        while true {
            if next == UInt8(ascii: ",") { at += 1 }
            skipBlanks()
            if next == close { break }
            let name = try readField(from: start, of: key.isEmpty ? "@string" : key, into: &fields)
            guard next == UInt8(ascii: ",") || next == close else {
                throw isOver
                    ? unclosed(start)
                    : Fault(message: "a comma is missing behind the field '\(name)'", offset: at)
            }
        }
        at += 1
        if type == "string" {
            for (name, value) in fields { abbreviations[name] = value.bytes }
        } else {
            finish(key, type, fields, start)
        }
    }

    private mutating func readField(
        from start: Int, of key: String, into fields: inout [String: Value]
    ) throws(Fault) -> String {
        let offset = at
        let name = isOver ? "" : word().lowercased()
        if name.isEmpty {
            throw isOver
                ? unclosed(start) : Fault(message: "a field's name is expected here", offset: offset)
        }
        skipBlanks()
        guard next == UInt8(ascii: "=") else {
            throw Fault(message: "the field '\(name)' needs a '=' and a value", offset: at)
        }
        at += 1
        skipBlanks()
        let value: Value = (try readValue(from: start), at)
        if fields.updateValue((value.bytes, offset), forKey: name) != nil {
            report("the field '\(name)' stands twice in '\(key)'", at: source.position(at: offset))
        }
        return name
    }

    private mutating func readValue(from start: Int) throws(Fault) -> [UInt8] {
        var value: [UInt8] = []
        while true {
            switch next {
            case UInt8(ascii: "{"): value += try group(from: start, until: UInt8(ascii: "}"))
            case UInt8(ascii: "\""): value += try group(from: start, until: UInt8(ascii: "\""))
            default:
                let offset = at
                let word = word()
                if word.isEmpty { throw Fault(message: "a value is expected here", offset: offset) }
                if word.utf8.allSatisfy({ (48...57).contains($0) }) {
                    value += Array(word.utf8)
                } else if let text = abbreviations[word.lowercased()] {
                    value += text
                } else {
                    throw Fault(
                        message: "unknown abbreviation '\(word)'; text stands in braces: {\(word)}",
                        offset: offset)
                }
            }
            // Abbreviations made of abbreviations grow without bound.
            guard value.count <= Self.longestValue else {
                throw Fault(message: "this value is longer than \(Self.longestValue) bytes", offset: start)
            }
            skipBlanks()
            guard next == UInt8(ascii: "#") else { return value }
            at += 1
            skipBlanks()
        }
    }

    /// The bytes between the mark here and the `close` that stands outside inner braces.
    private mutating func group(from start: Int, until close: UInt8) throws(Fault) -> [UInt8] {
        at += 1
        let first = at
        var depth = 0
        while at < bytes.count {
            let byte = bytes[at]
            if byte == close, depth == 0 {
                at += 1
                return Array(bytes[first..<(at - 1)])
            }
            if byte == UInt8(ascii: "\\") { at += 1 }
            if byte == UInt8(ascii: "{") { depth += 1 }
            if byte == UInt8(ascii: "}") { depth -= 1 }
            at += 1
        }
        at = bytes.count
        throw unclosed(start)
    }

    private func unclosed(_ start: Int) -> Fault {
        Fault(message: "this entry is never closed", offset: start)
    }

    private mutating func finish(_ key: String, _ type: String, _ fields: [String: Value], _ start: Int) {
        var texts: [String: String] = [:]
        for (name, value) in fields {
            if Self.addresses.contains(name) {
                // An address is no LaTeX, but for signs that some write with a backslash: its `~` is a `~`.
                texts[name] = String(
                    decoding: value.bytes.filter { !"\\{}".utf8.contains($0) }, as: UTF8.self)
                continue
            }
            var text = LaTeXText(value.bytes)
            texts[name] = text.plain()
            for command in text.unknown where !Self.unseen.contains(name) {
                report(
                    "unknown LaTeX command '\\\(command)' in the field '\(name)' of '\(key)'",
                    at: source.position(at: value.offset))
            }
        }
        // BibLaTeX has other names for these, and one date, `2017-08-06`.
        if texts["journal"] == nil { texts["journal"] = texts["journaltitle"] }
        if texts["year"] == nil { texts["year"] = texts["date"].map { String($0.prefix(4)) } }
        let position = source.position(at: start)
        if texts["title", default: ""].isEmpty { report("the entry '\(key)' has no title", at: position) }
        let names = BibTeXNames(fields["author"]?.bytes ?? fields["editor"]?.bytes ?? [])
        entries.append(
            Bibliography.Entry(
                key: key, type: type, authors: names.names, hasMoreAuthors: names.hasMore,
                position: position, fields: texts))
    }

    // MARK: Bytes

    /// Whether the file ends here or another entry begins, so that the one being read was not closed.
    private var isOver: Bool { at >= bytes.count || (next == UInt8(ascii: "@") && isLineStart(at)) }

    private var next: UInt8 { at < bytes.count ? bytes[at] : 0 }

    private mutating func skipBlanks() {
        while at < bytes.count, bytes[at] <= 0x20 { at += 1 }
    }

    /// The letters from here to the next blank or sign that BibTeX needs for itself.
    private mutating func word() -> String {
        let start = at
        while at < bytes.count, bytes[at] > 0x20, !"{}(),=\"#%'".utf8.contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }
}
