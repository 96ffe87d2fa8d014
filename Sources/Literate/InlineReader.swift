import Markdown

/// Finds in running text what the format gives a meaning or refuses: raw HTML, images, links, citations.
///
/// The same for a chapter, a table's cell and a hint: `place` turns a position of the document read into
/// one of the file.
struct InlineReader {
    private(set) var figures: [Chapter.FigureUse] = []
    private(set) var references: [Chapter.Reference] = []
    private(set) var citations: [Chapter.Citation] = []
    private(set) var formulas: [Chapter.FormulaUse] = []
    private(set) var faults: [(message: String, position: SourcePosition)] = []

    private let document: Document
    private let place: (SourcePosition) -> SourcePosition
    private var lastPlace = SourcePosition(line: 1, column: 1)
    /// The first node that no run of text has covered yet.
    private var nextText = 0
    /// The text behind the last formula.
    private var mathEnd = -1

    init(_ document: Document, place: @escaping (SourcePosition) -> SourcePosition) {
        self.document = document
        self.place = place
    }

    mutating func read(_ index: Int) {
        let node = document.nodes[index]
        if node.isText {
            if index >= nextText { readText(from: index) }
            return
        }
        if node.isCode { return readCode(index) }
        guard node.isLinkOrHTML else { return }
        lastPlace = node.range?.start ?? lastPlace
        switch node.kind {
        case .htmlBlock(let literal), .htmlInline(let literal): refuseHTML(literal)
        case .image(let destination, _): readImage(index, destination)
        case .link(let destination, _): readLink(index, destination)
        default: break
        }
    }

    // MARK: Math

    private mutating func readCode(_ index: Int) {
        guard document.isInlineMath(index, after: mathEnd) else { return }
        mathEnd = index + 1
        let start = document.codeStart(index) ?? lastPlace
        formulas.append(
            Chapter.FormulaUse(
                formula: Formula(
                    tex: String(decoding: document.nodes[index].utf8, as: UTF8.self), isDisplay: false),
                lines: [place(start)]))
    }

    // MARK: HTML

    /// Comments are dropped; anything else could carry markup that nobody checked.
    private mutating func refuseHTML(_ literal: String) {
        let bytes = Array(literal.utf8)
        var position = lastPlace
        var at = 0
        while at < bytes.count {
            if bytes[at...].starts(with: "<!--".utf8) {
                let end = Self.end(ofCommentAt: at, in: bytes)
                for byte in bytes[at..<end] { Self.advance(&position, over: byte) }
                at = end
            } else if bytes[at] <= 0x20 {
                Self.advance(&position, over: bytes[at])
                at += 1
            } else {
                faults.append(
                    ("raw HTML is not allowed in a chapter (comments apart); write Markdown", place(position))
                )
                return
            }
        }
    }

    private static func end(ofCommentAt start: Int, in bytes: [UInt8]) -> Int {
        var at = start + 4
        while at < bytes.count {
            if bytes[at...].starts(with: "-->".utf8) { return at + 3 }
            at += 1
        }
        return bytes.count
    }

    private static func advance(_ position: inout SourcePosition, over byte: UInt8) {
        if byte == UInt8(ascii: "\n") {
            position = SourcePosition(line: position.line + 1, column: 1)
        } else {
            position.column += 1
        }
    }

    // MARK: Images and links

    private mutating func readImage(_ index: Int, _ destination: String) {
        let position = place(lastPlace)
        let name = destination.dropFirst("figures/".count).dropLast(".svg".count)
        guard destination.hasPrefix("figures/"), destination.hasSuffix(".svg"),
            FenceKind.isIdentifier(String(name))
        else {
            faults.append(
                (
                    "an image must be a figure that this chapter makes: figures/NAME.svg, with a NAME of a-z, 0-9 and '-'",
                    position
                ))
            return
        }
        let alternative = document.plainText(of: index)
        if alternative.allSatisfy(\.isWhitespace) {
            faults.append(
                ("this figure needs a text for readers who can't see it: ![text](\(destination))", position))
        }
        figures.append(
            Chapter.FigureUse(
                node: index, name: String(name), alternative: alternative,
                isBlock: document.isOnlyImages(document.nodes[index].parent), position: position))
    }

    private mutating func readLink(_ index: Int, _ destination: String) {
        let bytes = destination.utf8
        let cut = bytes.firstIndex(of: UInt8(ascii: "#"))
        let file = String(destination[..<(cut ?? bytes.endIndex)])
        let id = cut.map { String(destination[bytes.index(after: $0)...]) }
        if file.utf8.contains(UInt8(ascii: ":")) || file.hasPrefix("//") {
            if let scheme = file.split(separator: ":").first,
                !["http", "https", "mailto"].contains(scheme.lowercased())
            {
                faults.append(
                    ("a link may lead to http, https or mailto, not to '\(scheme):'", place(lastPlace)))
            } else if document.nodes[index].end == index + 1 {
                // Within the book it is called what it leads to.
                faults.append(("this link has no text", place(lastPlace)))
            }
            return
        }
        guard !destination.isEmpty else {
            faults.append(("this link leads nowhere", place(lastPlace)))
            return
        }
        references.append(
            Chapter.Reference(
                file: file.isEmpty ? nil : Self.percentDecoded(file), id: id.map(Self.percentDecoded),
                position: place(lastPlace)))
    }

    private static func percentDecoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        let source = Array(text.utf8)
        var at = 0
        while at < source.count {
            if source[at] == UInt8(ascii: "%"), at + 2 < source.count,
                let value = UInt8(String(decoding: source[(at + 1)...(at + 2)], as: UTF8.self), radix: 16)
            {
                bytes.append(value)
                at += 3
            } else {
                bytes.append(source[at])
                at += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    // MARK: Citations

    /// Reads the text nodes that stand side by side from `index` on as one text.
    private mutating func readText(from index: Int) {
        var end = index
        var hasCitation = false
        while end < document.nodes.count, document.nodes[end].isText,
            document.nodes[end].parent == document.nodes[index].parent
        {
            hasCitation = hasCitation || document.nodes[end].utf8.contains(UInt8(ascii: "@"))
            end += 1
        }
        nextText = end
        guard hasCitation else { return }
        let run = TextRun(document, from: index)
        lastPlace = document.nodes[index].range?.start ?? lastPlace
        var offset = 0
        for piece in run.pieces {
            if case .citation(let key) = piece {
                let start = run.position(ofByte: offset, in: document) ?? lastPlace
                citations.append(Chapter.Citation(key: key, position: place(start)))
            }
            offset += piece.length
        }
    }
}
