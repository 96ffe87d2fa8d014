import Markdown

/// Chinese within text of another language: it is marked as such, so that it is set in its own letters and read aloud
/// in its own language.
enum Han {
    /// Whether text may hold Chinese: told by the bytes, for most text does not.
    static func mayOccur(in text: some Sequence<UInt8>) -> Bool {
        text.contains { $0 >= 0xE3 }
    }

    /// Text as markup, each Chinese stretch within an element of its own.
    static func marked(_ text: String, element: String) -> String {
        let bytes = Array(text.utf8)
        var result = ""
        var at = 0
        for stretch in stretches(in: bytes[...]) {
            result += HTML.escape(String(decoding: bytes[at..<stretch.lowerBound], as: UTF8.self))
            result +=
                "<\(element) lang=\"zh\">\(String(decoding: bytes[stretch], as: UTF8.self))</\(element)>"
            at = stretch.upperBound
        }
        return result + HTML.escape(String(decoding: bytes[at...], as: UTF8.self))
    }

    /// Where Chinese stands in UTF-8: ideographs, and the punctuation and full-width forms among them. Punctuation by
    /// itself is no Chinese word.
    static func stretches(in bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var at = bytes.startIndex
        while at < bytes.endIndex {
            guard bytes[at] >= 0xE3, belongs(scalar(at, bytes)) else {
                at += 1
                continue
            }
            let start = at
            var hasIdeograph = false
            while at < bytes.endIndex, bytes[at] >= 0xE3 {
                let value = scalar(at, bytes)
                guard belongs(value) else { break }
                hasIdeograph = hasIdeograph || isIdeograph(value)
                at = min(at + (bytes[at] < 0xF0 ? 3 : 4), bytes.endIndex)
            }
            if hasIdeograph { result.append(start..<at) }
        }
        return result
    }

    /// The character of three or four bytes that begins here.
    private static func scalar(_ at: Int, _ bytes: ArraySlice<UInt8>) -> UInt32 {
        let length = bytes[at] < 0xF0 ? 3 : 4
        guard at + length <= bytes.endIndex else { return 0 }
        var value = UInt32(bytes[at] & (length == 3 ? 0x0F : 0x07))
        for offset in 1..<length { value = value << 6 | UInt32(bytes[at + offset] & 0x3F) }
        return value
    }

    private static func isIdeograph(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
        default: false
        }
    }

    private static func belongs(_ scalar: UInt32) -> Bool {
        isIdeograph(scalar) || (0x3000...0x303F).contains(scalar) || (0xFF00...0xFFEF).contains(scalar)
    }
}

extension HTMLRenderer {
    /// Writes text with its Chinese marked as such.
    mutating func writeProse(_ text: String) { writeProse(Array(text.utf8)[...]) }

    /// Writes UTF-8 with its Chinese marked as such.
    mutating func writeProse(_ text: ArraySlice<UInt8>) {
        var at = text.startIndex
        if Han.mayOccur(in: text) {
            for stretch in Han.stretches(in: text) {
                writeEscaped(text[at..<stretch.lowerBound])
                write("<span lang=\"zh\">")
                writeEscaped(text[stretch])
                write("</span>")
                at = stretch.upperBound
            }
        }
        writeEscaped(text[at...])
    }
}
