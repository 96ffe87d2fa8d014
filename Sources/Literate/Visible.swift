/// Text made safe to show on a terminal: nothing that a program prints may move the cursor or recolour the screen.
public enum Visible {
    /// `text` with every control character but the tab shown as an escape such as `\u{1B}`, and on one line.
    public static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if scalar == "\n" {
                result += "⏎ "
            } else if isControl(scalar) {
                result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether `scalar` is a control character other than the tab: C0, DEL, C1, and the marks that turn
    /// the direction of writing.
    public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09: false
        case 0...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}

extension BidirectionalCollection<UInt8> {
    /// How many bytes at the end begin a character of UTF-8 and do not end it.
    public var cutCharacter: Int {
        let continuing = suffix(3).reversed().prefix { $0 & 0xC0 == 0x80 }.count
        guard let first = dropLast(continuing).last, first >= 0xC2, first < 0xF5 else { return 0 }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        return continuing + 1 < length ? continuing + 1 : 0
    }
}
