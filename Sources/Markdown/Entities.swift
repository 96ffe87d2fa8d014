import CCmark

/// Character references: how long they are in the source and what they stand for.
struct Entities {
    /// What each name met so far stands for; empty for none.
    private var names: [ArraySlice<UInt8>: [UInt8]] = [:]

    /// The reference whose `&` is at an offset: its length and its text, as libcmark reads it.
    mutating func read(_ bytes: [UInt8], _ offset: Int) -> (length: Int, text: [UInt8])? {
        var end = offset + 1
        let limit = min(bytes.count, offset + 40)
        while end < limit, isNameByte(bytes[end]) { end += 1 }
        guard end < limit, bytes[end] == ";", end > offset + 2 else { return nil }
        if bytes[offset + 1] == "#" { return number(bytes[offset + 2..<end]).map { (end + 1 - offset, $0) } }
        let name = bytes[offset...end]
        let text = names[name] ?? ask(name)
        names[name] = text
        return text.isEmpty ? nil : (name.count, text)
    }

    /// The text of a number's digits; up to seven, or up to six hexadecimal ones after an `x`.
    private func number(_ digits: ArraySlice<UInt8>) -> [UInt8]? {
        let isHexadecimal = digits.first == UInt8(ascii: "x") || digits.first == UInt8(ascii: "X")
        let digits = digits.dropFirst(isHexadecimal ? 1 : 0)
        guard let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
            digits.count <= (isHexadecimal ? 6 : 7)
        else { return nil }
        switch value {
        // libcmark writes the two noncharacters as bytes that are not UTF-8.
        case 0xFFFE, 0xFFFF: return [UInt8(value & 0xFF)]
        case 0: return UTF8Repair.replacement
        default: return Array(String(Unicode.Scalar(value) ?? "\u{FFFD}").utf8)
        }
    }

    /// libcmark holds the table of names, so it is asked.
    private func ask(_ reference: ArraySlice<UInt8>) -> [UInt8] {
        let root = reference.withUnsafeBytes {
            cmark_parse_document(
                $0.assumingMemoryBound(to: CChar.self).baseAddress, $0.count, CMARK_OPT_DEFAULT)
        }
        defer { cmark_node_free(root) }
        guard let literal = cmark_node_get_literal(cmark_node_first_child(cmark_node_first_child(root)))
        else {
            return []
        }
        let text = literal.withMemoryRebound(to: UInt8.self, capacity: strlen(literal)) {
            Array(UnsafeBufferPointer(start: $0, count: strlen(literal)))
        }
        return text.elementsEqual(reference) ? [] : text
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case "#", "0"..."9", "A"..."Z", "a"..."z": true
        default: false
        }
    }
}
