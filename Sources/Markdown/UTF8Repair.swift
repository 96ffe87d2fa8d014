/// What libcmark makes of bytes that are not text: U+FFFD for a NUL and for each broken sequence, cut as it
/// cuts them.
enum UTF8Repair {
    /// Whether the bytes are UTF-8 without a NUL, so that libcmark takes them as they are.
    static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes[index] < 0x80 {
                if bytes[index] == 0 { return false }
                index += 1
            } else {
                let length = sequence(bytes, index)
                if length <= 0 { return false }
                index += length
            }
        }
        return true
    }

    /// U+FFFD in UTF-8.
    static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// The length of the character at `index` of a line, negative if it is a NUL or broken: then how many
    /// bytes become one U+FFFD.
    ///
    /// libcmark replaces NULs first, so a sequence that the end of the line cuts is taken whole only if
    /// no NUL breaks it.
    @inline(__always)
    static func character(_ line: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        line[index] == 0 ? -1 : line[index] < 0x80 ? 1 : sequence(line, index)
    }

    private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        let first = bytes[index]
        let length =
            switch first {
            case 0xC0..<0xE0: 2
            case 0xE0..<0xF0: 3
            case 0xF0..<0xF8: 4
            default: 0
            }
        guard length > 0 else { return -1 }
        let rest = bytes.count - index
        if length > rest, !bytes[(index + 1)...].contains(0) { return -rest }
        for further in 1..<length where bytes[index + further] & 0xC0 != 0x80 { return -further }
        let second = bytes[index + 1]
        let isValid =
            switch first {
            case 0xC0, 0xC1: false
            case 0xE0: second >= 0xA0
            case 0xED: second < 0xA0
            case 0xF0: second >= 0x90
            case 0xF4: second < 0x90
            case 0xF5...: false
            default: true
            }
        return isValid ? length : -length
    }
}
