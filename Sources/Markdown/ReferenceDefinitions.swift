/// Link reference definitions at the start of a paragraph (CommonMark 0.30, section 4.7).
///
/// libcmark takes them out of the paragraph without saying how long they were; the paragraph's text begins
/// after them. The rules are those of its parser, limits included.
enum ReferenceDefinitions {
    /// Where the text after the definitions that begin at `start` begins.
    static func end(in bytes: [UInt8], from start: Int) -> Int {
        var start = start
        while start < bytes.count, bytes[start] == "[" {
            var parser = Parser(bytes: bytes, offset: start)
            guard parser.readDefinition() else { break }
            start = parser.offset
        }
        return start
    }

    private struct Parser {
        let bytes: [UInt8]
        var offset: Int

        private var next: UInt8 { self[offset] }
        private subscript(offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

        mutating func readDefinition() -> Bool {
            guard readLabel(), next == ":" else { return false }
            offset += 1
            skipBlanksAndLineEnding()
            guard readDestination() else { return false }
            let beforeTitle = offset
            skipBlanksAndLineEnding()
            let title = offset == beforeTitle ? 0 : titleLength()
            offset = title > 0 ? offset + title : beforeTitle
            skipBlanks()
            if skipLineEnding() { return true }
            guard title > 0 else { return false }
            offset = beforeTitle
            skipBlanks()
            return skipLineEnding()
        }

        private mutating func readLabel() -> Bool {
            let start = offset + 1
            offset = start
            var isBlank = true
            while offset < bytes.count, next != "[", next != "]" {
                if !isSpace(next) { isBlank = false }
                offset += next == "\\" && isPunctuation(self[offset + 1]) ? 2 : 1
                if offset - start > 1000 { return false }
            }
            guard next == "]", !isBlank else { return false }
            offset += 1
            return true
        }

        private mutating func readDestination() -> Bool {
            let start = offset
            var end = offset
            var depth = 0
            if next == "<" {
                end += 1
                while end < bytes.count, self[end] != ">" {
                    if self[end] == "\n" || self[end] == "<" { return false }
                    end += self[end] == "\\" ? 2 : 1
                }
                end += 1
            } else {
                scan: while end < bytes.count {
                    switch self[end] {
                    case "\\" where isPunctuation(self[end + 1]): end += 1
                    case "(":
                        depth += 1
                        if depth > 32 { return false }
                    case ")":
                        if depth == 0 { break scan }
                        depth -= 1
                    case let byte where isSpace(byte):
                        if end == start { return false }
                        break scan
                    default: break
                    }
                    end += 1
                }
            }
            offset = end
            return end < bytes.count && depth == 0
        }

        /// The longest title at the offset. A closing mark after a backslash ends it only if no other does.
        private func titleLength() -> Int {
            let close: UInt8
            switch next {
            case "\"", "'": close = next
            case "(": close = UInt8(ascii: ")")
            default: return 0
            }
            var longest = 0
            for index in offset + 1..<max(bytes.count, offset + 1) {
                let isEscaped = bytes[index - 1] == "\\"
                if bytes[index] == close {
                    longest = index + 1 - offset
                    if !isEscaped { break }
                } else if next == "(", bytes[index] == next, !isEscaped {
                    break
                }
            }
            return longest
        }

        private mutating func skipBlanks() {
            while next == " " || next == "\t" { offset += 1 }
        }

        private mutating func skipLineEnding() -> Bool {
            if offset >= bytes.count { return true }
            guard next == "\n" else { return false }
            offset += 1
            return true
        }

        private mutating func skipBlanksAndLineEnding() {
            skipBlanks()
            if skipLineEnding() { skipBlanks() }
        }
    }
}
