import Literate
import Markdown

extension ProseWriter {
    /// Writes text with its citations, and finds inline math: `` $`…`$ ``, a text that ends in `$`, code, and a
    /// text that begins with `$`.
    mutating func writeText(at index: Int) {
        guard index >= nextText else { return }
        let bytes = document.nodes[index].utf8
        let run = Self.mayCite(bytes) ? TextRun(document, from: index) : nil
        let last = (run?.nodes.upperBound ?? index + 1) - 1
        nextText = last + 1
        var dropped = part == .cell && index == Self.firstText ? Table.Cell.marker.utf8.count : 0
        if index == mathEnd { dropped += 1 }
        let isMath = document.isInlineMath(last + 1, after: mathEnd)
        if isMath { (mathCode, mathEnd) = (last + 1, last + 2) }
        if let run {
            write(run.pieces, dropping: dropped, isMath ? 1 : 0)
        } else if dropped == 0, !isMath, !Han.mayOccur(in: bytes) {
            output.render(.enter(index))
        } else {
            output.writeProse(Self.cut(bytes, dropped, isMath ? 1 : 0))
        }
    }

    /// The first text of a cell: behind the document and its paragraph.
    private static let firstText = 2

    /// Whether a citation may begin in the text. Markdown may cut text at a bracket.
    private static func mayCite(_ text: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in text {
            if byte == UInt8(ascii: "@"), previous == UInt8(ascii: "[") { return true }
            previous = byte
        }
        return previous == UInt8(ascii: "[")
    }

    private static func cut(_ text: ArraySlice<UInt8>, _ dropped: Int, _ droppedLast: Int) -> ArraySlice<
        UInt8
    > {
        text.dropFirst(dropped).prefix(max(text.count - dropped - droppedLast, 0))
    }

    private mutating func write(_ pieces: [TextRun.Piece], dropping dropped: Int, _ droppedLast: Int) {
        for (number, piece) in pieces.enumerated() {
            switch piece {
            case .text(let text):
                output.writeProse(
                    Self.cut(
                        Array(text.utf8)[...], number == 0 ? dropped : 0,
                        number == pieces.count - 1 ? droppedLast : 0))
            case .citation(let key): writeCitation(key)
            }
        }
    }

    private mutating func writeCitation(_ key: String) {
        guard let label = context.labels[key] else { return output.writeEscaped("[@\(key)]") }
        guard openLinks == 0 else {
            _ = citations.cite(key)
            return output.writeEscaped("[\(label)]")
        }
        let id = citations.cite(key, isLinked: true)
        output.write("<a class=\"citation\" id=\"\(HTML.escape(id))\" href=\"#")
        output.write(HTML.escapeDestination(Citations.id(of: key)))
        output.write("\">[")
        output.writeEscaped(label)
        output.write("]</a>")
    }

    // MARK: Links

    mutating func openLink(_ index: Int, _ destination: String) {
        openLinks += 1
        let address = Address.page(for: destination)
        if part == .definition {
            // Its text stands for it.
        } else if let address, address == destination, !isTerm(destination) {
            output.render(.enter(index))
        } else {
            output.write(isTerm(destination) ? "<a class=\"term\"" : "<a")
            if let address { output.write(" href=\"\(HTML.escapeDestination(address))\"") }
            output.write(">")
        }
        if document.nodes[index].end == index + 1 { output.writeProse(name(of: destination)) }
    }

    /// What a link without text says: `Equation 4.1`, or the destination itself where it is no place of the book.
    private func name(of destination: String) -> String {
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let file = parts.first.map(String.init) ?? ""
        let numbers =
            file.isEmpty
            ? context.numbers : context.allNumbers[file.hasSuffix(".md") ? String(file.dropLast(3)) : file]
        guard parts.count == 2 else { return numbers?.name ?? destination }
        return numbers?.name(of: String(parts[1])) ?? destination
    }

    /// Whether a link leads to a term of the glossary, from another page or from the glossary's own.
    private func isTerm(_ destination: String) -> Bool {
        guard !context.terms.isEmpty else { return false }
        let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, context.terms.contains(String(parts[1])) else { return false }
        return parts[0] == "\(Glossary.name).md" || parts[0].isEmpty && context.chapter.name == Glossary.name
    }

    mutating func closeLink(_ index: Int) {
        openLinks -= 1
        if part != .definition { output.render(.exit(index)) }
    }
}
