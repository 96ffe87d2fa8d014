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
    mutating func fence(_ index: Int, recordsValues: Bool = false) {
        let fence = chapter.fences[index]
        let firstLine = fence.lines.first?.line ?? fence.position.line + 1
        let part = parts.count
        parts.append(index)
        firstLines.append(firstLine)
        text += "#sourceLocation(file: \"\(file)\", line: \(firstLine))\n".utf8
        // A program that asks for its own place depends on it; no other does.
        if fence.swift?.asksForItsPlace == true {
            identity += "#sourceLocation(file: \"\(file)\", line: \(firstLine))\n".utf8
        }
        lineStarts.append([])
        write(fence, part, recordsValues ? fence.swift?.recording(part) ?? [] : [])
        line("#sourceLocation()")
    }

    private mutating func write(_ fence: ChapterFence, _ part: Int, _ edits: [SwiftText.Edit]) {
        let code = Array(fence.text.utf8)
        lineStarts[part].append(text.count)
        var at = 0
        for edit in edits {
            copy(code, at..<edit.range.lowerBound, part)
            text += edit.text.utf8
            identity += edit.text.utf8
            at = edit.range.upperBound
        }
        copy(code, at..<code.count, part)
        if code.last != UInt8(ascii: "\n") { line("") }
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
        Program(
            text: String(decoding: text, as: UTF8.self), identity: String(decoding: identity, as: UTF8.self),
            parts: parts, file: file, segments: segments, lineStarts: lineStarts, firstLines: firstLines)
    }
}

extension SwiftText {
    /// A change to the text: `range` is replaced by `text`.
    struct Edit {
        let range: Range<Int>
        let text: String
    }

    /// Whether the code can tell on which line it stands.
    var asksForItsPlace: Bool {
        tokens.contains { ["#line", "#file", "#fileID", "#filePath", "#dsohandle"].contains($0.text) }
    }

    /// The changes that record the values of value comments: the comments go (what they expect is no part of the
    /// program), and a call comes in around the expression or behind the statement.
    func recording(_ part: Int) -> [Edit] {
        var edits: [Edit] = []
        for (number, value) in values.enumerated() {
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
