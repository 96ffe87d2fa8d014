import Markdown

/// Reads a file as a chapter: one walk over its Markdown.
struct ChapterReader {
    var chapter: Chapter
    /// Indices of the fences before which one stands that is none of ours, but may have been meant as Swift.
    var unknownBefore: Set<Int> = []
    private var slugs = Slugs()
    private var hasTitle = false

    static func read(path: String, source: Source) -> Chapter {
        do {
            var reader = ChapterReader(
                chapter: Chapter(path: path, source: source, document: try Document(parsing: source)))
            reader.readAll()
            return reader.chapter
        } catch {
            var chapter = Chapter(path: path, source: source, document: Document())
            chapter.findings.append(chapter.finding(at: error.position, error.description, fence: nil))
            return chapter
        }
    }

    private init(chapter: Chapter) {
        self.chapter = chapter
    }

    private mutating func readAll() {
        let document = chapter.document
        for index in document.nodes.indices where document.nodes[index].isHeading { readHeading(index) }
        var inlines = InlineReader(document) { $0 }
        for index in document.nodes.indices {
            if document.nodes[index].isCodeBlock { readFence(index) } else { inlines.read(index) }
        }
        take(inlines, fence: nil)
        pairOutputs()
        readExercises()
        for index in chapter.fences.indices { readInside(index) }
        chapter.findings.sort { $0.diagnostic.position < $1.diagnostic.position }
    }

    mutating func report(_ message: String, at position: SourcePosition, fence: Int? = nil) {
        chapter.findings.append(chapter.finding(at: position, message, fence: fence))
    }

    // MARK: Headings and ids

    private mutating func readHeading(_ index: Int) {
        guard case .heading(let level) = chapter.document.nodes[index].kind else { return }
        let text = chapter.document.plainText(of: index)
        let id = slugs.next(text)
        chapter.headings.append(Chapter.Heading(node: index, level: level, id: id, text: text))
        chapter.ids.insert(id)
        if !hasTitle, !text.isEmpty {
            chapter.title = text
            hasTitle = true
        }
    }

    /// Makes `id` one that can be linked to, once.
    mutating func declare(_ id: String, at position: SourcePosition, fence: Int? = nil) {
        if !chapter.ids.insert(id).inserted {
            report("the id '\(id)' is used twice in this chapter", at: position, fence: fence)
        }
    }

    // MARK: Fences

    private mutating func readFence(_ node: Int) {
        guard let fence = chapter.document.fence(of: node),
            case .codeBlock(_, let text) = chapter.document.nodes[node].kind
        else { return }
        let code = text.withoutCarriageReturns
        let words = infoWords(of: fence)
        let kind: FenceKind
        do {
            guard let parsed = try FenceKind.parse(words) else { return }
            kind = parsed
        } catch {
            report(error.message, at: SourcePosition(line: fence.start.line, column: error.offset + 1))
            unknownBefore.insert(chapter.fences.count)
            return
        }
        let index = chapter.fences.count
        let lines = chapter.document.codeLines(of: node)
        let starts = Self.lineStarts(code)
        let isSwift = if case .swift = kind { true } else { false }
        chapter.fenceOfNode[node] = index
        chapter.fences.append(
            ChapterFence(
                node: node, kind: kind, position: fence.start, text: code,
                lines: lines, lineStarts: starts,
                repairs: chapter.source.repairs(of: lines, in: code, starts),
                fence: fence, swift: isSwift ? SwiftText(code) : nil))
        if fence.closingLine == nil {
            let marks = String(repeating: String(UnicodeScalar(fence.character)), count: fence.length)
            report(
                "this fence is never closed; end it by a line of \(marks)", at: fence.start,
                fence: isSwift ? index : nil)
        }
    }

    private static func lineStarts(_ text: String) -> [Int] {
        var starts = [0]
        for (offset, byte) in text.utf8.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        return starts
    }

    private func infoWords(of fence: Fence) -> [InfoWord] {
        guard let info = fence.info else { return [] }
        let line = Array(chapter.source.line(info.start.line))
        var words: [InfoWord] = []
        var at = info.start.column - 1
        let end = min(info.end.column - 1, line.count)
        while at < end {
            let start = at
            while at < end, line[at] > 0x20 { at += 1 }
            if at > start {
                words.append(InfoWord(text: String(decoding: line[start..<at], as: UTF8.self), offset: start))
            }
            while at < end, line[at] <= 0x20 { at += 1 }
        }
        return words
    }

    // MARK: Inside fences

    private mutating func readInside(_ index: Int) {
        let fence = chapter.fences[index]
        switch fence.kind {
        case .swift(.snippet):
            for misplaced in fence.swift?.misplacedValues ?? [] {
                report(misplaced.message, at: fence.position(ofByte: misplaced.offset), fence: index)
            }
            refuseDirectives(in: fence, index)
        case .swift:
            refuseDirectives(in: fence, index)
        case .math(let id):
            if let id { declare(id, at: fence.position) }
            readFormula(fence)
        case .mermaid:
            do {
                chapter.flowcharts[index] = try Flowchart(parsing: fence.text)
            } catch {
                report(error.message, at: fence.position(ofByte: error.offset))
            }
        case .table:
            do {
                let table = try Table(fence)
                chapter.tables[index] = table
                for cell in table.header + table.rows.flatMap({ $0 }) { readCell(cell) }
            } catch {
                report(error.message, at: error.position)
            }
        case .hint:
            readHint(fence, index)
        default: break
        }
    }

    /// `#sourceLocation` is how the engine tells the compiler where a line stands.
    private mutating func refuseDirectives(in fence: ChapterFence, _ index: Int) {
        for token in fence.swift?.tokens ?? [] where token.is("#sourceLocation") {
            report(
                "#sourceLocation can't be used in a chapter: it is how errors find their line",
                at: fence.position(ofByte: token.range.lowerBound), fence: index)
        }
    }

    private mutating func readFormula(_ fence: ChapterFence) {
        guard let formula = fence.formula else { return }
        chapter.formulas.append(
            Chapter.FormulaUse(
                formula: formula,
                lines: fence.lines.indices.map { fence.position(ofLine: $0, column: 0) }))
    }

    private mutating func readCell(_ cell: Table.Cell) {
        var inlines = InlineReader(cell.document) { position in
            SourcePosition(
                line: cell.position.line,
                column: cell.position.column + max(0, position.column - 1 - Table.Cell.marker.utf8.count))
        }
        for node in cell.document.nodes.indices { inlines.read(node) }
        take(inlines, fence: nil)
    }

    private mutating func readHint(_ fence: ChapterFence, _ index: Int) {
        let document: Document
        do {
            document = try Document(parsing: Source(fence.text))
        } catch {
            report(error.description, at: fence.position)
            return
        }
        chapter.hints[index] = document
        var inlines = InlineReader(document) { position in
            position.line - 1 < fence.lines.count
                ? fence.lines[position.line - 1].position(ofByte: position.column - 1) : fence.position
        }
        for node in document.nodes.indices { inlines.read(node) }
        take(inlines, fence: nil)
    }

    private mutating func take(_ inlines: InlineReader, fence: Int?) {
        for fault in inlines.faults { report(fault.message, at: fault.position, fence: fence) }
        for figure in inlines.figures { declare(figure.name, at: figure.position) }
        chapter.figures += inlines.figures
        chapter.references += inlines.references
        chapter.citations += inlines.citations
        chapter.formulas += inlines.formulas
    }
}

extension String {
    /// The text with every line ended by a newline, whatever the file has: a program prints newlines.
    fileprivate var withoutCarriageReturns: String {
        guard utf8.contains(UInt8(ascii: "\r")) else { return self }
        var bytes: [UInt8] = []
        var previous: UInt8 = 0
        for byte in utf8 {
            if byte == UInt8(ascii: "\r") {
                bytes.append(UInt8(ascii: "\n"))
            } else if byte != UInt8(ascii: "\n") || previous != UInt8(ascii: "\r") {
                bytes.append(byte)
            }
            previous = byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
