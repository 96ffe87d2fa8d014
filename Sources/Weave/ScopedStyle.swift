/// The style sheet of a drawing, made to hold within an element only.
enum ScopedStyle {
    /// The rules of a style sheet with the element's id before each selector. What could reach out of it or needs a
    /// browser's whole grammar (nested rules, rules of other kinds than `@media` and `@supports`) is left out.
    static func text(_ css: String, within id: String) -> String {
        var parser = Parser(bytes: Array(css.utf8), scope: "#\(escaped(id)) ")
        return parser.rules(nesting: 0)
    }

    /// An id as a selector writes it: a full stop would begin a class.
    private static func escaped(_ id: String) -> String { id.replacing(".", with: "\\.") }

    private struct Parser {
        let bytes: [UInt8]
        let scope: String
        var at = 0

        mutating func rules(nesting: Int) -> String {
            var result = ""
            while let prelude = prelude() {
                let word = prelude.prefix { $0 != " " && $0 != "(" }
                if ["@media", "@supports"].contains(word), nesting < 4 {
                    let inner = rules(nesting: nesting + 1)
                    result += "\(prelude){\n\(inner)}\n"
                } else if let body = declarations(), !prelude.hasPrefix("@"), let selectors = scoped(prelude)
                {
                    result += "\(selectors){\(body)}\n"
                }
            }
            return result
        }

        /// What stands before the next block; nil where the sheet or the block around ends.
        private mutating func prelude() -> String? {
            var text: [UInt8] = []
            while at < bytes.count {
                if skipComment() { continue }
                let byte = bytes[at]
                at += 1
                switch byte {
                case UInt8(ascii: "{"): return trimmed(text)
                case UInt8(ascii: "}"): return nil
                // A rule without a block, such as @import.
                case UInt8(ascii: ";"): text = []
                case UInt8(ascii: "\""), UInt8(ascii: "'"):
                    at -= 1
                    text += string()
                default: text.append(byte)
                }
            }
            return nil
        }

        /// What stands in a block, to its end; nil if it holds blocks itself.
        private mutating func declarations() -> String? {
            var text: [UInt8] = []
            var depth = 1
            var isPlain = true
            while at < bytes.count {
                if skipComment() { continue }
                let byte = bytes[at]
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    text += string()
                    continue
                }
                at += 1
                if byte == UInt8(ascii: "{") {
                    depth += 1
                    isPlain = false
                } else if byte == UInt8(ascii: "}") {
                    depth -= 1
                    if depth == 0 { return isPlain ? trimmed(text) : nil }
                } else {
                    text.append(byte)
                }
            }
            return nil
        }

        private mutating func skipComment() -> Bool {
            guard bytes[at...].starts(with: "/*".utf8) else { return false }
            at += 2
            while at < bytes.count, !bytes[at...].starts(with: "*/".utf8) { at += 1 }
            at = min(at + 2, bytes.count)
            return true
        }

        private mutating func string() -> [UInt8] {
            let start = at
            let quote = bytes[at]
            at += 1
            while at < bytes.count, bytes[at] != quote {
                at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1
            }
            at = min(at + 1, bytes.count)
            return Array(bytes[start..<at])
        }

        private func trimmed(_ text: [UInt8]) -> String {
            String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        /// Each selector of a list within the scope; nil if one could reach out of it.
        private func scoped(_ list: String) -> String? {
            var selectors: [String] = []
            var selector = ""
            var depth = 0
            for character in list + "," {
                switch character {
                case "(", "[": depth += 1
                case ")", "]": depth -= 1
                case "," where depth == 0:
                    let text = selector.split(separator: " ").joined(separator: " ")
                    guard let first = text.first, !"+~>|&".contains(first), !text.contains("&"),
                        !text.contains("\\")
                    else { return nil }
                    // A drawing's root is its svg element.
                    selectors.append(scope + (text.hasPrefix(":root") ? "svg" + text.dropFirst(5) : text))
                    selector = ""
                    continue
                default: break
                }
                guard depth >= 0 else { return nil }
                selector.append(character)
            }
            return depth == 0 ? selectors.joined(separator: ",") : nil
        }
    }
}
