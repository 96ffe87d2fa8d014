/// Reads XML piece by piece, as strictly as a page needs that takes the text in: what a browser could read in another
/// way is an error.
struct XMLReader {
    /// A piece of the document.
    enum Piece {
        case open(name: String, attributes: [(name: String, value: String)], isEmpty: Bool)
        case close(name: String)
        case text(String)
    }

    /// Why the text is not well-formed, or not the XML that is read here.
    struct Fault: Error {
        let message: String

        static func malformed(_ reason: String) -> Fault {
            Fault(message: "it is not well-formed XML: \(reason)")
        }
    }

    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next piece; comments and the XML declaration are left out. Nil at the end.
    mutating func next() throws(Fault) -> Piece? {
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "<") {
                let start = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
                return .text(try Self.decoded(bytes[start..<at]))
            }
            if skips("<!--") {
                let comment = try content(upTo: "--", of: "a comment")
                // HTML ends a comment at once that begins so.
                guard skips(">"), comment.first != UInt8(ascii: ">"), !comment.starts(with: "->".utf8) else {
                    throw .malformed("a comment holds -- or begins with >")
                }
            } else if skips("<![CDATA[") {
                return .text(String(decoding: try content(upTo: "]]>", of: "a CDATA section"), as: UTF8.self))
            } else if at == 0, skips("<?xml ") {
                try readDeclaration(
                    String(decoding: try content(upTo: "?>", of: "the declaration"), as: UTF8.self))
            } else if skips("<?") {
                throw Fault(message: "it holds a processing instruction <?\(word())")
            } else if skips("<!") {
                throw Fault(message: "it declares a document type")
            } else {
                return try tag()
            }
        }
        return nil
    }

    private func readDeclaration(_ text: String) throws(Fault) {
        // A page is UTF-8: what another encoding makes harmless may be markup there.
        guard let encoding = text.firstMatch(of: /encoding\s*=\s*["']([^"']*)["']/)?.1 else { return }
        if encoding.lowercased() != "utf-8" {
            throw Fault(message: "its encoding is \(encoding), not UTF-8")
        }
    }

    // MARK: Tags

    private mutating func tag() throws(Fault) -> Piece {
        let isClosing = skips("</")
        if !isClosing { at += 1 }
        let name = word()
        guard !name.isEmpty else { throw .malformed("a < begins no tag") }
        var attributes: [(name: String, value: String)] = []
        while true {
            let hasBlank = skipBlanks()
            if skips(">") {
                return isClosing
                    ? .close(name: name) : .open(name: name, attributes: attributes, isEmpty: false)
            }
            if !isClosing, skips("/>") { return .open(name: name, attributes: attributes, isEmpty: true) }
            let attribute = word()
            guard hasBlank, !isClosing, !attribute.isEmpty else {
                throw .malformed("the tag <\(name) does not end")
            }
            guard !attributes.contains(where: { $0.name == attribute }) else {
                throw .malformed("the attribute \(attribute) stands twice in a tag")
            }
            attributes.append((attribute, try value(of: attribute)))
        }
    }

    private mutating func value(of attribute: String) throws(Fault) -> String {
        _ = skipBlanks()
        guard skips("=") else { throw .malformed("the attribute \(attribute) has no value") }
        _ = skipBlanks()
        for quote in ["\"", "'"] where skips(quote) {
            let raw = try content(upTo: quote, of: "the value of \(attribute)")
            guard !raw.contains(UInt8(ascii: "<")) else {
                throw .malformed("the value of \(attribute) holds a <")
            }
            return try Self.decoded(raw)
        }
        throw .malformed("the value of \(attribute) is not quoted")
    }

    // MARK: Bytes

    private mutating func skips(_ text: String) -> Bool {
        guard bytes[at...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }

    private mutating func skipBlanks() -> Bool {
        let start = at
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
        return at > start
    }

    private mutating func word() -> String {
        let start = at
        while at < bytes.count, Self.isNameByte(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
            UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }

    private mutating func content(upTo end: String, of what: String) throws(Fault) -> ArraySlice<UInt8> {
        let start = at
        while at < bytes.count {
            if bytes[at] == end.utf8.first, bytes[at...].starts(with: end.utf8) {
                defer { at += end.utf8.count }
                return bytes[start..<at]
            }
            at += 1
        }
        throw .malformed("\(what) does not end")
    }

    // MARK: Entities

    private static let entities = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    private static func decoded(_ raw: ArraySlice<UInt8>) throws(Fault) -> String {
        var result: [UInt8] = []
        var rest = raw
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            result += rest[..<start]
            guard let end = rest[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
                throw .malformed("a & begins no entity")
            }
            let name = String(decoding: rest[(start + 1)..<end], as: UTF8.self)
            guard let text = entities[name] ?? character(name) else {
                throw .malformed("there is no entity &\(name);")
            }
            result += text.utf8
            rest = rest[(end + 1)...]
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    /// The character of `#65` or `#x41`.
    private static func character(_ name: String) -> String? {
        guard name.hasPrefix("#") else { return nil }
        let number = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : UInt32(name.dropFirst(1))
        return number.flatMap(Unicode.Scalar.init).map { String($0) }
    }
}
