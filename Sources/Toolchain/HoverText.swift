import Literate

/// What the language server says of a name, taken apart.
struct HoverText: Equatable {
    /// The declaration, without what only concerns the compiler.
    let declaration: String
    /// The first paragraph of the documentation.
    let summary: String

    /// Reads the server's Markdown: a block of code, then the documentation. Where several declarations answer to a
    /// name (a type and the initializer that is called) the last one says most.
    ///
    /// - Returns: Nil if there is no declaration.
    init?(_ markdown: String) {
        var blocks: [(code: [Substring], text: [Substring])] = []
        var isCode = false
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```swift", !isCode, blocks.isEmpty || Self.isRule(blocks[blocks.count - 1].text) {
                blocks.append(([], []))
                isCode = true
            } else if isCode, line == "```" {
                isCode = false
            } else if isCode {
                blocks[blocks.count - 1].code.append(line)
            } else if !blocks.isEmpty {
                blocks[blocks.count - 1].text.append(line)
            }
        }
        guard let last = blocks.last(where: { !$0.code.allSatisfy(\.isEmpty) }) else { return nil }
        declaration = Self.plain(last.code.filter { !$0.isEmpty }.joined(separator: "\n"))
        let paragraph = last.text.drop(while: \.isEmpty).prefix { !$0.isEmpty }
        let isText =
            paragraph.first.map { !["#", "- ", "```", "---"].contains(where: $0.hasPrefix) } ?? false
        summary =
            isText
            ? paragraph.map { $0.drop(while: { $0 == " " }) }.joined(separator: " ") : ""
    }

    /// Several declarations are parted by a rule.
    private static func isRule(_ text: [Substring]) -> Bool { text.last { !$0.isEmpty } == "---" }

    /// The declaration without attributes: how it is compiled tells a reader nothing, and that all of a chapter's
    /// names live on the main actor is our own setting.
    private static func plain(_ declaration: String) -> String {
        var rest = declaration[...]
        var result = ""
        while let at = rest.firstIndex(of: "@") {
            result += rest[..<at]
            let word = rest[at...].prefix { $0 != " " && $0 != "(" && $0 != "\n" }
            var after = rest[word.endIndex...]
            if after.first == "(", let end = closing(after), !kept.contains(word) {
                after = after[after.index(after: end)...]
            }
            if kept.contains(word) {
                result += word
            } else if after.first == " " || after.first == "\n" {
                after = after.dropFirst()
            }
            rest = after
        }
        return result + rest
    }

    /// Attributes that are a part of a function's type.
    private static let kept: Set<Substring> = ["@escaping", "@autoclosure", "@Sendable"]

    private static func closing(_ text: Substring) -> Substring.Index? {
        var depth = 0
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" {
                depth -= 1
                if depth == 0 { return index }
            }
        }
        return nil
    }

    /// Whether the declaration is that of a function with this name.
    func declares(_ name: String) -> Bool {
        declaration.contains("func \(name)(") || declaration.contains("func \(name)<") || name == "init"
    }

    /// What kind of thing the declaration declares.
    var kind: CodeAnnotations.Kind? {
        for word in declaration.split(whereSeparator: { $0 == " " || $0 == "(" || $0 == "\n" }) {
            switch word {
            case "func", "init", "init?", "subscript", "macro": return .function
            case "let", "var", "case": return .variable
            case "class" where declaration.contains("class func ") || declaration.contains("class var "):
                continue
            case "struct", "class", "enum", "actor", "protocol", "typealias", "associatedtype": return .type
            default: continue
            }
        }
        return nil
    }
}
