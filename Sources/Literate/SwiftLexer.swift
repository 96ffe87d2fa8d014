/// Cuts Swift source into tokens: enough to tell strings and comments from code, to know how many
/// brackets are open, and where a statement begins and ends.
///
/// It accepts any bytes. What it can't make sense of becomes a token all the same: the compiler
/// is the judge of what is Swift, and its words are better.
struct SwiftLexer {
    /// Something opened and never closed, or closed and never opened: the snippet is no whole by itself.
    struct Imbalance: Equatable {
        let offset: Int
    }

    private(set) var tokens: [SwiftToken] = []
    private(set) var imbalance: Imbalance?

    private let bytes: [UInt8]
    private var at = 0
    private var line = 0
    private var open: [(closer: UInt8, offset: Int)] = []

    init(_ text: String) {
        bytes = Array(text.utf8)
        tokens.reserveCapacity(bytes.count / 4)
        while at < bytes.count { next() }
        if let unclosed = open.first, imbalance == nil { imbalance = Imbalance(offset: unclosed.offset) }
    }

    // MARK: One token

    private mutating func next() {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "\n"):
            line += 1
            at += 1
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), 0:
            at += 1
        case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
            token(.lineComment) { $0.skipToEndOfLine() }
        case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
            skipBlockComment()
        case UInt8(ascii: "\""):
            token(.literal) { $0.skipString(hashes: 0, nesting: 0) }
        case UInt8(ascii: "#"):
            hash()
        case UInt8(ascii: "`"):
            token(.identifier) { $0.skipQuotedIdentifier() }
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            let start = at
            token(.punctuation) { $0.at += 1 }
            open.append((byte == UInt8(ascii: "(") ? UInt8(ascii: ")") : byte + 2, start))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            close(byte)
        case UInt8(ascii: "/") where startsRegularExpression():
            token(.literal) { $0.skipRegularExpression() }
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            token(.literal) { $0.skipNumber() }
        case UInt8(ascii: ".") where peek(1) != UInt8(ascii: "."):
            token(.punctuation) { $0.at += 1 }
        default:
            if isOperator(at) {
                token(.symbol) { $0.skipOperator() }
            } else if isIdentifierByte(byte) {
                token(.identifier) { $0.skipIdentifier() }
            } else {
                token(.punctuation) { $0.at += 1 }
            }
        }
    }

    private mutating func token(_ kind: SwiftToken.Kind, _ advance: (inout SwiftLexer) -> Void) {
        let start = at
        let firstLine = line
        let depth = open.count
        advance(&self)
        tokens.append(
            SwiftToken(
                kind: kind, range: start..<at, lines: firstLine...line, depth: depth,
                hasSpaceBefore: start == 0 || isSpace(bytes[start - 1]),
                hasSpaceAfter: at >= bytes.count || isSpace(bytes[at]) || startsComment(at),
                text: String(decoding: bytes[start..<at], as: UTF8.self)))
    }

    private mutating func close(_ byte: UInt8) {
        if let last = open.last, last.closer == byte {
            open.removeLast()
        } else if imbalance == nil {
            imbalance = Imbalance(offset: at)
        }
        token(.punctuation) { $0.at += 1 }
    }

    private mutating func hash() {
        var hashes = 0
        while peek(hashes) == UInt8(ascii: "#") { hashes += 1 }
        if peek(hashes) == UInt8(ascii: "\"") {
            token(.literal) {
                $0.at += hashes
                $0.skipString(hashes: hashes, nesting: 0)
            }
        } else if peek(hashes) == UInt8(ascii: "/") {
            token(.literal) { $0.skipExtendedRegularExpression(hashes: hashes) }
        } else {
            // `#if`, `#line`, a macro's name: one word.
            token(.identifier) {
                $0.at += hashes
                $0.skipIdentifier()
            }
        }
    }

    // MARK: Comments, words, numbers, operators

    private mutating func skipToEndOfLine() {
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
    }

    private mutating func skipBlockComment() {
        let start = at
        var nesting = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                nesting += 1
                at += 2
            } else if bytes[at] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                nesting -= 1
                at += 2
                if nesting == 0 { return }
            } else {
                if bytes[at] == UInt8(ascii: "\n") { line += 1 }
                at += 1
            }
        }
        if imbalance == nil { imbalance = Imbalance(offset: start) }
    }

    private mutating func skipIdentifier() {
        while at < bytes.count, isIdentifierByte(bytes[at]), !isOperator(at) { at += 1 }
    }

    private mutating func skipQuotedIdentifier() {
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "`"), bytes[at] != UInt8(ascii: "\n") { at += 1 }
        if peek(0) == UInt8(ascii: "`") { at += 1 }
    }

    private mutating func skipNumber() {
        let isHexadecimal = peek(1) == UInt8(ascii: "x")
        while at < bytes.count {
            let byte = bytes[at]
            let isExponentSign =
                (byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"))
                && (isHexadecimal
                    ? bytes[at - 1] | 0x20 == UInt8(ascii: "p") : bytes[at - 1] | 0x20 == UInt8(ascii: "e"))
            let isPoint =
                byte == UInt8(ascii: ".") && (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(peek(1) ?? 0)
            guard isIdentifierByte(byte) && byte < 0x80 || isExponentSign || isPoint else { return }
            at += 1
        }
    }

    private mutating func skipOperator() {
        // A dot belongs to an operator only if that begins with one: `x!.y` is `!` and then a member.
        let hasDots = bytes[at] == UInt8(ascii: ".")
        while at < bytes.count, bytes[at] == UInt8(ascii: ".") ? hasDots : isOperator(at) {
            if startsComment(at) { return }
            at += scalarLength(bytes[at])
        }
        at = min(at, bytes.count)
    }

    // MARK: Strings and regular expressions

    /// Skips a string from its first quote. An interpolation may hold strings of its own.
    private mutating func skipString(hashes: Int, nesting: Int) {
        let start = at
        let isMultiline = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
        at += isMultiline ? 3 : 1
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "\\") where isFollowed(by: hashes, from: at + 1):
                at += 1 + hashes
                if peek(0) == UInt8(ascii: "(") {
                    skipInterpolation(isMultiline, nesting: nesting + 1)
                } else if at < bytes.count, bytes[at] != UInt8(ascii: "\n") {
                    at += 1
                }
            case UInt8(ascii: "\"") where closesString(isMultiline, hashes):
                at += (isMultiline ? 3 : 1) + hashes
                return
            case UInt8(ascii: "\n"):
                guard isMultiline else {
                    if imbalance == nil { imbalance = Imbalance(offset: start) }
                    return
                }
                line += 1
                at += 1
            default:
                at += 1
            }
        }
        if imbalance == nil { imbalance = Imbalance(offset: start) }
    }

    private mutating func skipInterpolation(_ isMultiline: Bool, nesting: Int) {
        var parentheses = 0
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: "("):
                parentheses += 1
                at += 1
            case UInt8(ascii: ")"):
                parentheses -= 1
                at += 1
                if parentheses == 0 { return }
            case UInt8(ascii: "\"") where nesting < 64:
                var hashes = 0
                while at - hashes > 0, bytes[at - hashes - 1] == UInt8(ascii: "#") { hashes += 1 }
                skipString(hashes: hashes, nesting: nesting)
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                skipBlockComment()
            case UInt8(ascii: "\n"):
                guard isMultiline else { return }
                line += 1
                at += 1
            default:
                at += 1
            }
        }
    }

    private func closesString(_ isMultiline: Bool, _ hashes: Int) -> Bool {
        if isMultiline, peek(1) != UInt8(ascii: "\"") || peek(2) != UInt8(ascii: "\"") { return false }
        return isFollowed(by: hashes, from: at + (isMultiline ? 3 : 1))
    }

    private func isFollowed(by hashes: Int, from offset: Int) -> Bool {
        offset + hashes <= bytes.count
            && bytes[offset..<(offset + hashes)].allSatisfy { $0 == UInt8(ascii: "#") }
    }

    /// A slash begins a regular expression where an operand may stand, if it is closed on its line.
    private func startsRegularExpression() -> Bool {
        guard let following = peek(1), !isSpace(following) else { return false }
        if let last = tokens.last(where: { $0.kind != .lineComment }), last.lines.upperBound == line {
            let before = ["(", "[", "{", ",", ";", ":", "return", "in", "try", "await", "case"]
            guard last.kind == .symbol && last.hasSpaceAfter || before.contains(last.text) else {
                return false
            }
        }
        var offset = at + 1
        while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") {
            if bytes[offset] == UInt8(ascii: "\\") {
                offset += 1
            } else if bytes[offset] == UInt8(ascii: "/") {
                return !isSpace(bytes[offset - 1])
            }
            offset += 1
        }
        return false
    }

    private mutating func skipRegularExpression() {
        at += 1
        while at < bytes.count, bytes[at] != UInt8(ascii: "/") {
            at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
        }
        at = min(at + 1, bytes.count)
    }

    private mutating func skipExtendedRegularExpression(hashes: Int) {
        let start = at
        at += hashes + 1
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "/"), isFollowed(by: hashes, from: at + 1) {
                at += 1 + hashes
                return
            }
            if bytes[at] == UInt8(ascii: "\n") { line += 1 }
            at += 1
        }
        if imbalance == nil { imbalance = Imbalance(offset: start) }
    }

    // MARK: Bytes

    private func peek(_ distance: Int) -> UInt8? {
        at + distance < bytes.count ? bytes[at + distance] : nil
    }

    private func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
            || byte == UInt8(ascii: "\r")
    }

    private func startsComment(_ offset: Int) -> Bool {
        offset + 1 < bytes.count && bytes[offset] == UInt8(ascii: "/")
            && (bytes[offset + 1] == UInt8(ascii: "/") || bytes[offset + 1] == UInt8(ascii: "*"))
    }

    private func isIdentifierByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
            true
        default: false
        }
    }

    private func scalarLength(_ byte: UInt8) -> Int {
        byte < 0x80 ? 1 : byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1
    }

    /// Whether an operator's character stands at `offset` (The Swift Programming Language, "Operators").
    private func isOperator(_ offset: Int) -> Bool {
        let byte = bytes[offset]
        guard byte >= 0x80 else {
            return byte == UInt8(ascii: ".")
                ? offset + 1 < bytes.count && bytes[offset + 1] == byte
                : "/=-+!*%<>&|^~?".utf8.contains(byte)
        }
        let length = scalarLength(byte)
        guard length > 1, offset + length <= bytes.count,
            let scalar = String(decoding: bytes[offset..<(offset + length)], as: UTF8.self).unicodeScalars
                .first
        else { return false }
        switch scalar.value {
        case 0xA1...0xA7, 0xA9, 0xAB, 0xAC, 0xAE, 0xB0, 0xB1, 0xB6, 0xBB, 0xBF, 0xD7, 0xF7,
            0x2016...0x2017, 0x2020...0x2027, 0x2030...0x203E, 0x2041...0x2053, 0x2055...0x205E,
            0x2190...0x23FF, 0x2500...0x2775, 0x2794...0x2BFF, 0x2E00...0x2E7F, 0x3001...0x3003,
            0x3008...0x3020, 0x3030:
            return true
        default: return false
        }
    }
}
