import Literate

/// The last gate of a page: whatever way a control character came, it is shown as an escape such as `\u{1B}`.
enum ControlCharacters {
    /// The page with control characters made visible and line endings made newlines.
    static func shown(_ page: [UInt8]) -> [UInt8] {
        guard let first = page.withUnsafeBufferPointer({ Self.first(in: $0, from: 0) }) else { return page }
        var result = Array(page[..<first.offset])
        result.reserveCapacity(page.count + 64)
        page.withUnsafeBufferPointer { page in
            var next: (offset: Int, length: Int)? = first
            while let found = next {
                let character = String(
                    decoding: page[found.offset..<(found.offset + found.length)], as: UTF8.self)
                var end = found.offset + found.length
                if character == "\r" {
                    // HTML takes CRLF and a lone CR for a newline; so the page says it.
                    if end < page.count, page[end] == UInt8(ascii: "\n") { end += 1 }
                    result.append(UInt8(ascii: "\n"))
                } else {
                    result += Array(Visible.line(character).utf8)
                }
                next = Self.first(in: page, from: end)
                result += page[end..<(next?.offset ?? page.count)]
            }
        }
        return result
    }

    /// Where the next character stands that `Visible` would not show, and its length in UTF-8.
    private static func first(
        in page: UnsafeBufferPointer<UInt8>, from start: Int
    ) -> (offset: Int, length: Int)? {
        var offset = start
        while offset < page.count {
            let byte = page[offset]
            if byte < 0x20 {
                if byte != 9, byte != 10 { return (offset, 1) }
            } else if byte == 0x7F {
                return (offset, 1)
            } else if byte == 0xC2 || byte == 0xE2 {
                let length = byte == 0xC2 ? 2 : 3
                if offset + length <= page.count,
                    let scalar = String(decoding: page[offset..<(offset + length)], as: UTF8.self)
                        .unicodeScalars.first,
                    Visible.isControl(scalar)
                {
                    return (offset, length)
                }
            }
            offset += 1
        }
        return nil
    }
}
