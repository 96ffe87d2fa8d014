import Markdown

/// Chinese within text of another language: it is marked as such, so that it is set in its own letters and read aloud
/// in its own language.
enum Han {
    /// Whether text may hold Chinese: told by the bytes, for most text does not.
    static func mayOccur(in text: some Sequence<UInt8>) -> Bool {
        text.contains { $0 >= 0xE3 }
    }

    /// Text as markup, each Chinese stretch within an element of its own.
    static func marked(_ text: String, element: String = "span") -> String {
        guard mayOccur(in: text.utf8) else { return HTML.escape(text) }
        var result = ""
        var stretch = ""
        var isChinese = false
        func end() {
            // Punctuation by itself is no Chinese word.
            if isChinese, stretch.unicodeScalars.contains(where: isIdeograph) {
                result += "<\(element) lang=\"zh\">\(HTML.escape(stretch))</\(element)>"
            } else {
                result += HTML.escape(stretch)
            }
            stretch = ""
        }
        for scalar in text.unicodeScalars {
            if belongs(scalar) != isChinese {
                end()
                isChinese.toggle()
            }
            stretch.unicodeScalars.append(scalar)
        }
        end()
        return result
    }

    private static func isIdeograph(_ scalar: UnicodeScalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFD: true
        default: false
        }
    }

    /// Ideographs, and the punctuation and full-width forms among them.
    private static func belongs(_ scalar: UnicodeScalar) -> Bool {
        isIdeograph(scalar) || (0x3000...0x303F).contains(scalar.value)
            || (0xFF00...0xFFEF).contains(scalar.value)
    }
}

extension HTMLRenderer {
    /// Writes text with its Chinese marked as such.
    mutating func writeProse(_ text: String) {
        if Han.mayOccur(in: text.utf8) { write(Han.marked(text)) } else { writeEscaped(text) }
    }
}
