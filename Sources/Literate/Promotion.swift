import Markdown

/// The file of a chapter with what really came out put in place of what it said.
///
/// Not one byte changes but those of outputs, diagnostics and values that do not hold.
public struct Promotion {
    /// The file's new bytes; equal to the old ones if nothing is to be accepted.
    public let bytes: [UInt8]
    /// The figures to write beside the Markdown, by name.
    public let figures: [String: String]

    /// Accepts what a chapter's programs did, as far as they ran.
    public init(_ chapter: Chapter, _ result: ChapterResult, figureFiles: [String: [UInt8]]) {
        var editor = Editor(chapter)
        editor.acceptMain(result.main)
        editor.acceptFails(result.fails)
        editor.acceptTraps(result.traps)
        bytes = editor.apply()
        figures = Self.figures(chapter, result.main, figureFiles)
    }

    private static func figures(
        _ chapter: Chapter, _ main: ChapterResult.Proof, _ files: [String: [UInt8]]
    ) -> [String: String] {
        var figures: [String: String] = [:]
        for figure in main.result.recording?.snippets.flatMap(\.figures) ?? [] {
            guard chapter.figures.contains(where: { $0.name == figure.name }), figures[figure.name] == nil,
                SVGDocument.fault(in: figure.text) == nil
            else { continue }
            figures[figure.name] = figure.text
        }
        return figures.filter { name, text in files[name].map { $0.elementsEqual(text.utf8) } != true }
    }
}

extension Promotion {
    /// Collects edits of a file and applies them.
    private struct Editor {
        let chapter: Chapter
        private var edits: [(range: Range<Int>, bytes: [UInt8])] = []

        init(_ chapter: Chapter) { self.chapter = chapter }

        // MARK: What is accepted

        mutating func acceptMain(_ main: ChapterResult.Proof) {
            guard main.result.isCompiled, let recording = main.result.recording else { return }
            for (number, snippet) in recording.snippets.enumerated()
            where main.program.parts.indices.contains(snippet.part) {
                let isWhole = number + 1 < recording.snippets.count || recording.isComplete
                guard isWhole, !snippet.isDisturbed else { continue }
                let fence = chapter.fences[main.program.parts[snippet.part]]
                if let output = fence.output, let text = Self.showable(snippet.output) {
                    accept(text, in: output)
                }
                for (number, comment) in (fence.swift?.values ?? []).enumerated() {
                    if let value = snippet.values[number] { accept(value, in: comment, of: fence) }
                }
            }
        }

        mutating func acceptFails(_ fails: [Int: ChapterResult.Proof]) {
            for (index, proof) in fails.sorted(by: { $0.key < $1.key }) where !proof.result.isCompiled {
                if let diagnostic = chapter.fences[index].diagnostic {
                    accept(Verifier.lines(of: proof.result), in: diagnostic)
                }
            }
        }

        mutating func acceptTraps(_ traps: [Int: ChapterResult.Proof]) {
            for (index, proof) in traps.sorted(by: { $0.key < $1.key }) {
                guard case .crashed(let message, _) = proof.result.ending,
                    let output = chapter.fences[index].output,
                    proof.result.recording?.snippets.isEmpty == false
                else { continue }
                accept(Verifier.visible(message) + "\n", in: output)
            }
        }

        private static func showable(_ text: String?) -> String? {
            guard let text,
                !text.unicodeScalars.contains(where: { $0 != "\n" && Visible.isControl($0) })
            else { return nil }
            return text
        }

        // MARK: Values

        private mutating func accept(_ value: String, in comment: ValueComment, of fence: ChapterFence) {
            guard !comment.matches(value),
                !value.unicodeScalars.contains(where: { $0 == "\n" || Visible.isControl($0) })
            else { return }
            let start = chapter.source.offset(of: fence.position(ofByte: comment.range.lowerBound))
            let end = chapter.source.offset(of: fence.position(ofByte: comment.range.upperBound))
            edits.append((start..<end, Array((value.isEmpty ? "" : " " + value).utf8)))
        }

        // MARK: Fences

        private mutating func accept(_ text: String, in index: Int) {
            let fence = chapter.fences[index]
            let expected = ExpectedOutput(fence.text)
            guard !expected.matches(text), let closingLine = fence.fence.closingLine else { return }
            let source = chapter.source
            let ending = Array(source.lineEnding(fence.position.line))
            let prefix = chapter.document.linePrefix(of: fence.node, like: closingLine)
            var bytes: [UInt8] = []
            var lines: [String] = []
            for line in expected.accepting(text) {
                switch line {
                case .kept(let number):
                    // The line's own bytes, its indentation and its ending too.
                    let place = fence.lines[number].line
                    bytes += source.line(place)
                    bytes += source.lineEnding(place)
                    lines.append(expected.lines[number])
                case .new(let line):
                    // A blank line in a list needs no indentation, and nobody wants blanks at its end.
                    bytes += line.isEmpty ? Self.trimmed(prefix) : prefix
                    bytes += line.utf8
                    bytes += ending
                    lines.append(line)
                }
            }
            let start = source.lineRange(fence.position.line).upperBound + ending.count
            edits.append((start..<source.lineRange(closingLine).lowerBound, bytes))
            lengthen(fence, closingLine, around: lines)
        }

        /// Makes the fence's marks longer if a line between them would close it.
        private mutating func lengthen(_ fence: ChapterFence, _ closingLine: Int, around lines: [String]) {
            let mark = fence.fence.character
            var longest = 0
            for line in lines {
                let body = line.utf8.drop { $0 == UInt8(ascii: " ") }
                let run = body.prefix { $0 == mark }.count
                if run >= fence.fence.length,
                    body.dropFirst(run).allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") })
                {
                    longest = max(longest, run)
                }
            }
            guard longest > 0 else { return }
            let more = [UInt8](repeating: mark, count: longest + 1 - fence.fence.length)
            let opening = chapter.source.offset(of: fence.position)
            edits.append((opening..<opening, more))
            let closing = chapter.source.lineRange(closingLine)
            let bytes = chapter.source.bytes[closing]
            if let first = bytes.firstIndex(of: mark) {
                edits.append(
                    (
                        first..<first,
                        Array(
                            repeating: mark,
                            count: max(0, longest + 1 - bytes[first...].prefix { $0 == mark }.count))
                    ))
            }
        }

        /// Without the blanks at its end.
        private static func trimmed(_ prefix: [UInt8]) -> [UInt8] {
            var prefix = prefix
            while let last = prefix.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") {
                prefix.removeLast()
            }
            return prefix
        }

        // MARK: The new file

        func apply() -> [UInt8] {
            var bytes: [UInt8] = []
            var at = 0
            for edit in edits.sorted(by: {
                ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
            }) {
                bytes += chapter.source.bytes[at..<edit.range.lowerBound]
                bytes += edit.bytes
                at = edit.range.upperBound
            }
            return bytes + chapter.source.bytes[at...]
        }
    }
}
