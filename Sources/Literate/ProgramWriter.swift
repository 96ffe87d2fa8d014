import Markdown

/// Puts a program together from fences, remembering where each byte came from.
struct ProgramWriter {
    private let chapter: Chapter
    private let file: String
    private var text: [UInt8] = []
    private var identity: [UInt8] = []
    private var parts: [Int] = []
    private var segments: [Program.Segment] = []
    private var lineStarts: [[Int]] = []
    private var firstLines: [Int] = []
    private var codeLines: [[Int]] = []
    private var asksForItsPlace = false

    init(_ chapter: Chapter) {
        self.chapter = chapter
        // The name stands in a string literal and in debugging information: plain characters only.
        let isPlain = chapter.name.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
        }
        file = (isPlain && !chapter.name.isEmpty ? chapter.name : "chapter") + ".md"
        line("import Transcript")
    }

    /// How many fences are in it.
    var count: Int { parts.count }

    /// A line that stands for none of the Markdown's.
    mutating func line(_ line: String) {
        text += line.utf8
        text.append(UInt8(ascii: "\n"))
        identity += line.utf8
        identity.append(UInt8(ascii: "\n"))
    }

    /// The code of a fence; with `recordsValues`, its value comments become calls that record the value.
    ///
    /// Statements to be left out become blanks.
    mutating func fence(_ index: Int, recordsValues: Bool = false, without statements: Set<Int> = []) {
        let fence = chapter.fences[index]
        let firstLine = fence.lines.first?.line ?? fence.position.line + 1
        let part = parts.count
        parts.append(index)
        firstLines.append(firstLine)
        codeLines.append(fence.lineStarts)
        text += "#sourceLocation(file: \"\(file)\", line: \(firstLine))\n".utf8
        if fence.swift?.asksForItsPlace == true { asksForItsPlace = true }
        lineStarts.append([])
        var edits = recordsValues ? fence.swift?.recording(part, without: statements) ?? [] : []
        if let swift = fence.swift, !statements.isEmpty {
            edits += statements.map { swift.blanking($0) }
            edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        }
        write(fence, part, edits)
        line("#sourceLocation()")
    }

    private mutating func write(_ fence: ChapterFence, _ part: Int, _ edits: [SwiftText.Edit]) {
        let code = Array(fence.text.utf8)
        lineStarts[part].append(text.count)
        var at = 0
        for edit in edits {
            copy(code, at..<edit.range.lowerBound, part)
            if edit.isBlank { blank(code[edit.range], part) }
            text += edit.text.utf8
            identity += edit.text.utf8
            at = edit.range.upperBound
        }
        copy(code, at..<code.count, part)
        if code.last != UInt8(ascii: "\n") { line("") }
    }

    private mutating func blank(_ code: ArraySlice<UInt8>, _ part: Int) {
        for byte in code {
            text.append(byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " "))
            if byte == UInt8(ascii: "\n") { lineStarts[part].append(text.count) }
        }
    }

    private mutating func copy(_ code: [UInt8], _ range: Range<Int>, _ part: Int) {
        guard !range.isEmpty else { return }
        segments.append(
            Program.Segment(
                generated: text.count..<(text.count + range.count), part: part, offset: range.lowerBound))
        for byte in code[range] {
            text.append(byte)
            if byte == UInt8(ascii: "\n") { lineStarts[part].append(text.count) }
        }
        identity += code[range]
    }

    var program: Program {
        // A program that asks for its own place depends on it; no other does. Who asks may be a function in one
        // fence, and the answer the line in another from which it is called.
        let places = asksForItsPlace ? "\(file) \(firstLines)\n" : ""
        return Program(
            text: String(decoding: text, as: UTF8.self),
            identity: places + String(decoding: identity, as: UTF8.self),
            parts: parts, file: file, segments: segments, lineStarts: lineStarts, firstLines: firstLines,
            codeLines: codeLines)
    }
}

extension SwiftText {
    /// A change to the text: `range` is replaced by `text`.
    struct Edit {
        let range: Range<Int>
        var text = ""
        /// The range's lines stay, without their words.
        var isBlank = false
    }

    /// The change that takes a statement out, and the semicolon behind it.
    func blanking(_ statement: Int) -> Edit {
        let range = statements[statement].tokens
        var last = range.upperBound - 1
        if last + 1 < tokens.count, tokens[last + 1].is(";") { last += 1 }
        return Edit(
            range: tokens[range.lowerBound].range.lowerBound..<tokens[last].range.upperBound, isBlank: true)
    }

    /// Whether the code can tell on which line it stands.
    ///
    /// Looked for in the text as it is: it may also ask from within a string.
    var asksForItsPlace: Bool {
        let bytes = text.utf8
        var rest = bytes[...]
        while let sign = rest.firstIndex(of: UInt8(ascii: "#")) {
            rest = rest[bytes.index(after: sign)...]
            if rest.starts(with: "line".utf8) || rest.starts(with: "file".utf8) { return true }
        }
        return false
    }

    /// The changes that record the values of value comments: the comments go (what they expect is no part of the
    /// program), and a call comes in around the expression or behind the statement.
    func recording(_ part: Int, without omitted: Set<Int> = []) -> [Edit] {
        var edits: [Edit] = []
        let without = Set(omitted.map { statements[$0].tokens.lowerBound })
        for (number, value) in values.enumerated()
        where !without.contains(value.statement.tokens.lowerBound) {
            let call = "_transcriptValue(\(part), \(number), "
            let end = tokens[value.statement.tokens.upperBound - 1].range.upperBound
            switch value.statement.value {
            case .expression(let range), .discarded(let range):
                let start = tokens[range.lowerBound].range.lowerBound
                let last = tokens[range.upperBound - 1].range.upperBound
                edits.append(Edit(range: start..<start, text: call))
                edits.append(Edit(range: last..<last, text: ")"))
            case .readBack(let words):
                edits.append(Edit(range: end..<end, text: "; \(call)\(words))"))
            case .none: break
            }
            edits.append(Edit(range: value.comment, text: ""))
        }
        return edits
    }
}
