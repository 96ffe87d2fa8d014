/// Mathematics as markup that can stand in a page: what it is made of was checked.
public struct MathML: Hashable, Codable, Sendable {
    /// The `math` element.
    public let markup: String

    /// Checks that a text is one `math` element, of elements and attributes that set mathematics and do nothing else:
    /// no links, no handlers, no styles, no markup of another language.
    ///
    /// The namespace is left out, for HTML knows it.
    ///
    /// - Throws: ``MathMLFault``, which names what is not allowed.
    public init(checking text: String) throws(MathMLFault) {
        var checker = MathMLChecker(text)
        markup = try checker.check()
    }
}

/// Why a text is no MathML for a page.
public struct MathMLFault: Error, Equatable, Sendable {
    /// What is wrong.
    public let message: String
}

/// Reads MathML as the small part of XML that a tool writes, and refuses all else.
private struct MathMLChecker {
    private let bytes: [UInt8]
    private var at = 0
    private var open: [String] = []
    private var output: [UInt8] = []
    /// The element that ended last, if nothing has begun since.
    private var ended: String?

    init(_ text: String) { bytes = Array(text.utf8) }

    private static let elements: Set<String> = [
        "math", "semantics", "annotation", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msup", "msub",
        "msubsup",
        "munder", "mover", "munderover", "mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "mstyle",
        "mpadded",
        "mphantom", "menclose", "mmultiscripts", "mprescripts", "none", "ms",
    ]
    private static let attributes: Set<String> = [
        "display", "displaystyle", "scriptlevel", "encoding", "mathvariant", "stretchy", "form", "accent",
        "accentunder", "fence", "separator", "largeop", "movablelimits", "symmetric", "minsize", "maxsize",
        "width",
        "height", "depth", "lspace", "rspace", "voffset", "linethickness", "columnalign", "rowalign",
        "columnspacing",
        "rowspacing", "columnlines", "rowlines", "frame", "notation", "align",
    ]
    private static let namespace = "http://www.w3.org/1998/Math/MathML"

    mutating func check() throws(MathMLFault) -> String {
        guard bytes.starts(with: "<math".utf8) else { throw MathMLFault(message: "it is no math element") }
        repeat {
            if bytes[at] == UInt8(ascii: "<") {
                try readTag()
            } else {
                output.append(bytes[at])
                at += 1
            }
        } while !open.isEmpty && at < bytes.count
        guard open.isEmpty else { throw MathMLFault(message: "<\(open[open.count - 1])> is left open") }
        guard bytes[at...].allSatisfy({ $0 <= 0x20 }) else {
            throw MathMLFault(message: "something follows the math element")
        }
        return String(decoding: output, as: UTF8.self)
    }

    private mutating func readTag() throws(MathMLFault) {
        at += 1
        let closes = at < bytes.count && bytes[at] == UInt8(ascii: "/")
        if closes { at += 1 }
        let name = readName()
        guard Self.elements.contains(name) else {
            throw MathMLFault(message: "<\(name)> sets no mathematics")
        }
        if closes {
            guard open.popLast() == name, take(">") else {
                throw MathMLFault(message: "</\(name)> stands astray")
            }
            output += "</\(name)>".utf8
            ended = name
            return
        }
        // Within an annotation all is text, and a math element stands at the top only.
        guard open.last != "annotation", (name == "math") == open.isEmpty else {
            throw MathMLFault(message: "<\(name)> stands astray")
        }
        output += "<\(name)".utf8
        if name == "mo", let spaces = spacesAroundWord() {
            output += " lspace=\"\(spaces.before)\" rspace=\"\(spaces.behind)\"".utf8
        }
        ended = nil
        while at < bytes.count, bytes[at] <= 0x20 {
            at += 1
            if at < bytes.count, bytes[at] > 0x20, bytes[at] != UInt8(ascii: ">") { try readAttribute() }
        }
        // HTML closes elements of mathematics as XML does.
        if take("/>") {
            output += "></\(name)>".utf8
            ended = name
        } else if take(">") {
            output.append(UInt8(ascii: ">"))
            open.append(name)
        } else {
            throw MathMLFault(message: "the tag <\(name)> is not closed")
        }
    }

    /// The spaces around an operator that is a word, such as `log`: those that TeX has. Left to itself a browser puts
    /// those of a relation.
    private func spacesAroundWord() -> (before: String, behind: String)? {
        guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { return nil }
        let word = bytes[(at + 1)...].prefix { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
        guard word.count > 1, bytes[word.endIndex...].starts(with: "</mo>".utf8) else { return nil }
        let followsOperand =
            ended.map { !["mo", "munder", "mover", "munderover", "mspace"].contains($0) } ?? false
        // A bracket may stand in a row of its own.
        var next = word.endIndex + 5
        while next < bytes.count,
            ["<mrow", "<mo>", "<mo "].contains(where: { bytes[next...].starts(with: $0.utf8) })
        {
            next = (bytes[next...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1) + 1
        }
        let isOperand =
            next < bytes.count && bytes[next] == UInt8(ascii: "<") && !bytes[next...].starts(with: "</".utf8)
        return (followsOperand ? "0.167em" : "0", isOperand ? "0.167em" : "0")
    }

    private mutating func readAttribute() throws(MathMLFault) {
        let name = readName()
        guard take("=\"") else { throw MathMLFault(message: "the attribute \(name) has no quoted value") }
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\"") {
            guard bytes[at] != UInt8(ascii: "<"), bytes[at] != UInt8(ascii: "&") else {
                throw MathMLFault(message: "the attribute \(name) holds markup")
            }
            at += 1
        }
        let value = String(decoding: bytes[start..<at], as: UTF8.self)
        at += 1
        if name == "xmlns", value == Self.namespace { return }
        guard Self.attributes.contains(name) else {
            throw MathMLFault(message: "the attribute \(name) sets no mathematics")
        }
        output += " \(name)=\"\(value)\"".utf8
    }

    private mutating func readName() -> String {
        let start = at
        while at < bytes.count, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(bytes[at] | 0x20) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func take(_ text: String) -> Bool {
        guard at <= bytes.count, bytes[at...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }
}
