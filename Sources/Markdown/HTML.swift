/// HTML's own alphabet: escaping as cmark does it, so that what others write looks like the rest.
public enum HTML {
    /// Text for an element's content or a quoted attribute: `&`, `<`, `>` and `"` escaped.
    ///
    ///     HTML.escape("a < \"b\"")   // a &lt; &quot;b&quot;
    public static func escape(_ text: String) -> String {
        var output: [UInt8] = []
        var text = text
        text.withUTF8 { escape($0, into: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// A link's destination for a quoted attribute: what a URL may not hold percent-encoded, `&` and `'`
    /// escaped. The scheme is not judged; see ``isDangerous(_:)``.
    public static func escapeDestination(_ destination: String) -> String {
        var output: [UInt8] = []
        var destination = destination
        destination.withUTF8 { escapeDestination($0, into: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether a destination begins with `javascript:`, `vbscript:`, `file:` or `data:`, PNG, GIF, JPEG and
    /// WebP data excepted. cmark leaves such destinations out.
    public static func isDangerous(_ destination: String) -> Bool {
        var destination = destination
        return destination.withUTF8(isDangerous)
    }

    static func escape(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var start = 0
        for index in 0..<text.count {
            let escaped: StaticString
            switch text[index] {
            case "&": escaped = "&amp;"
            case "<": escaped = "&lt;"
            case ">": escaped = "&gt;"
            case "\"": escaped = "&quot;"
            default: continue
            }
            output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
            output.append(escaped)
            start = index + 1
        }
        output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }

    static func escapeDestination(_ text: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in text {
            switch byte {
            case "&": output.append("&amp;" as StaticString)
            case "'": output.append("&#x27;" as StaticString)
            case "a"..."z", "?"..."Z", "("...";", "#"..."%", "!", "=", "_", "~":
                output.append(byte)
            default:
                output.append(UInt8(ascii: "%"))
                output.append(digits[Int(byte >> 4)])
                output.append(digits[Int(byte & 15)])
            }
        }
    }

    static func isDangerous(_ destination: UnsafeBufferPointer<UInt8>) -> Bool {
        func begins(_ prefix: String) -> Bool {
            destination.count >= prefix.utf8.count
                && zip(destination, prefix.utf8).allSatisfy { byte, lower in
                    byte == lower || (byte | 0x20 == lower && (0x41...0x5A).contains(byte))
                }
        }
        guard let first = destination.first, "jJvVfFdD".utf8.contains(first) else { return false }
        if ["png", "gif", "jpeg", "webp"].contains(where: { begins("data:image/" + $0) }) { return false }
        return ["javascript:", "vbscript:", "file:", "data:"].contains(where: begins)
    }
}

extension [UInt8] {
    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
