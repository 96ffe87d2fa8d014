import Markdown

/// A fenced block of a chapter that the format knows.
public struct ChapterFence: Sendable {
    /// The code block's index in the chapter's document.
    public let node: Int
    /// What it is for.
    public let kind: FenceKind
    /// Where the fence begins: the first backtick.
    public let position: SourcePosition
    /// The lines between the fences, each ended by a newline.
    public let text: String
    /// Where each line stands in the file.
    public let lines: [CodeLine]
    /// The byte of the text at which each line begins.
    let lineStarts: [Int]
    /// For a line with bytes that are no text: for each byte of the line here, how many bytes of the file's line
    /// stand before it. Markdown puts U+FFFD for what it can't read, which is longer.
    let repairs: [Int: [Int]]
    /// The fence's marks, as the file has them.
    let fence: Fence
    /// What its Swift says, for a `swift` fence.
    let swift: SwiftText?
    /// For a `swift` fence: the `output` or `diagnostic` fence that belongs to it, as an index of the chapter's fences.
    public internal(set) var output: Int?
    /// For a `swift` fence: the `diagnostic` fence that belongs to it.
    public internal(set) var diagnostic: Int?

    /// The role of a `swift` fence.
    public var role: SwiftRole? {
        if case .swift(let role) = kind { role } else { nil }
    }

    /// Whether it is part of the chapter's program.
    public var isSnippet: Bool {
        if case .swift(.snippet) = kind { true } else { false }
    }

    /// The file's position of a byte of the text.
    func position(ofByte offset: Int) -> SourcePosition {
        let line = max(0, lineStarts.partitioningIndex { $0 > offset } - 1)
        return position(ofLine: line, column: offset - lineStarts[line])
    }

    /// The file's position of a byte of a line of the text, both from 0.
    func position(ofLine line: Int, column: Int) -> SourcePosition {
        guard line >= 0, let last = lines.last else { return position }
        // The end of the text is the end of its last line, not the fence below.
        guard line < lines.count else {
            return last.position(ofByte: max(0, text.utf8.count - lineStarts[lines.count - 1] - 1))
        }
        if let repaired = repairs[line] {
            return lines[line].position(ofByte: repaired[min(max(0, column), repaired.count - 1)])
        }
        return lines[line].position(ofByte: column)
    }

    /// The file's position of a line of the text, from 0.
    func position(ofLine line: Int) -> SourcePosition {
        line < lines.count ? lines[line].position(ofByte: 0) : position
    }
}

extension Array where Element == Int {
    /// The index of the first element of a sorted array for which `isBehind` holds.
    func partitioningIndex(where isBehind: (Int) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
