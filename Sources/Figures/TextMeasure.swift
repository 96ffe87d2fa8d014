/// How much room a text takes, without knowing the font that a page will use.
///
/// The widths are those of a wide sans-serif (DejaVu Sans), so that other fonts leave a little air
/// rather than run over.
enum TextMeasure {
    /// The width of `text` set at `size`.
    static func width(_ text: String, size: Double) -> Double {
        text.reduce(0) { $0 + width(of: $1) } * size
    }

    /// `text` broken into lines of at most `width`: at spaces, and between any two ideographs.
    ///
    /// A word longer than a line is broken wherever the line ends.
    static func lines(_ text: String, width limit: Double, size: Double) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in words(text) {
            if line.isEmpty || width(line + word, size: size) <= limit {
                line += word
            } else {
                lines.append(line)
                line = word.first == " " ? String(word.dropFirst()) : word
            }
            while width(line, size: size) > limit, line.count > 1 {
                var head = line
                while width(head, size: size) > limit, head.count > 1 { head.removeLast() }
                lines.append(head)
                line.removeFirst(head.count)
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }

    /// `text`, its end replaced by `…` where it is wider than `limit`.
    static func shortened(_ text: String, width limit: Double, size: Double) -> String {
        guard width(text, size: size) > limit else { return text }
        var head = text
        while !head.isEmpty, width(head + "…", size: size) > limit { head.removeLast() }
        return head + "…"
    }

    /// The pieces between which a line may break; a space stays at the head of the piece that follows it.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var joins = false
        for character in text {
            let isSpace = character.isWhitespace
            let isWide = width(of: character) >= 1
            if joins && !isSpace && !isWide || words.last == " " {
                words[words.count - 1].append(isSpace ? " " : character)
            } else {
                words.append(isSpace ? " " : String(character))
            }
            joins = !isWide
        }
        return words
    }

    private static func width(of character: Character) -> Double {
        guard let scalar = character.unicodeScalars.first else { return 0 }
        switch scalar {
        case "i", "j", "l", ".", ",", ":", ";", "'", "|", "!", "I", " ", "(", ")": return 0.36
        case "m", "w", "M", "W", "@", "%", "—": return 0.98
        case "−", "+", "=", "→", "↓", "<", ">": return 0.84
        case "A"..."Z": return 0.72
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE4F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
            return 1
        case 0x1F000...0x1FAFF:
            return 1.3
        default:
            return 0.64
        }
    }
}
