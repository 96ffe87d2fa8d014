import Literate
import Markdown

/// Writes code with what is known of its words: a class for each kind, the number of its note for each name, and a
/// link for each name of the library.
struct CodeMarkup {
    let text: String
    /// Tokens in order, which don't overlap.
    var tokens: [CodeAnnotations.Token] = []
    /// The bytes of checked value comments.
    var values: [Range<Int>] = []
    /// For a note: where its name is documented.
    var addresses: [String?] = []
    /// The pages of the library's modules, by name: an import leads there.
    var modules: [String: String] = [:]

    func write(to output: inout HTMLRenderer) {
        let bytes = Array(text.utf8)
        var written = 0
        var next = 0
        func plain(upTo end: Int) {
            guard end > written else { return }
            output.writeEscaped(String(decoding: bytes[written..<end], as: UTF8.self))
            written = end
        }
        func words(upTo end: Int) {
            while next < tokens.count, tokens[next].range.lowerBound < end {
                let token = tokens[next]
                next += 1
                guard token.range.lowerBound >= written, token.range.upperBound <= end,
                    let tag = tag(token, String(decoding: bytes[token.range], as: UTF8.self))
                else { continue }
                plain(upTo: token.range.lowerBound)
                output.write(tag.open)
                plain(upTo: token.range.upperBound)
                output.write(tag.close)
            }
            plain(upTo: end)
        }
        for value in values where value.lowerBound >= written && value.upperBound <= bytes.count {
            words(upTo: value.lowerBound)
            output.write("<span class=\"value\">")
            plain(upTo: value.upperBound)
            output.write("</span>")
        }
        words(upTo: bytes.count)
    }

    private func tag(_ token: CodeAnnotations.Token, _ text: String) -> (open: String, close: String)? {
        let name = Self.names[token.kind].map { " class=\"\($0)\"" } ?? ""
        guard let note = token.note else {
            if token.kind == .variable, let page = modules[text] { return ("<a href=\"\(page)\">", "</a>") }
            return name.isEmpty ? nil : ("<span\(name)>", "</span>")
        }
        if addresses.indices.contains(note), let address = addresses[note] {
            return ("<a\(name) href=\"\(address)\" data-n=\"\(note)\">", "</a>")
        }
        return ("<span\(name) data-n=\"\(note)\">", "</span>")
    }

    /// Variables are set like any text.
    private static let names: [CodeAnnotations.Kind: String] = [
        .keyword: "k", .type: "t", .function: "f", .string: "s", .number: "n", .comment: "c",
    ]
}
