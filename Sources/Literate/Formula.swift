import Markdown

/// TeX to be set as mathematics.
public struct Formula: Hashable, Codable, Sendable {
    /// The TeX, without the marks around it.
    public let tex: String
    /// Whether it stands by itself, not in a line of text.
    public let isDisplay: Bool

    /// Creates a formula.
    public init(tex: String, isDisplay: Bool) {
        self.tex = tex
        self.isDisplay = isDisplay
    }
}

/// What is wrong with a formula's TeX.
public struct TeXFault: Error, Hashable, Codable, Sendable {
    /// What the tool that sets it says.
    public let message: String
    /// The line of the TeX, from 0.
    public let line: Int
    /// The byte of that line, from 0.
    public let column: Int

    /// Creates a fault at a place of a formula.
    public init(message: String, line: Int, column: Int) {
        self.message = message
        self.line = line
        self.column = column
    }
}

extension Chapter {
    /// A formula at its place.
    public struct FormulaUse: Sendable {
        /// The formula.
        public let formula: Formula
        /// Where each line of the TeX begins.
        let lines: [SourcePosition]

        /// Where a place within the TeX stands in the file.
        func position(of fault: TeXFault) -> SourcePosition {
            guard let start = lines.indices.contains(fault.line) ? lines[fault.line] : lines.last else {
                return SourcePosition(line: 1, column: 1)
            }
            return SourcePosition(line: start.line, column: start.column + fault.column)
        }
    }

    /// The findings for formulas that can't be set.
    public func findings(texFaults: [Formula: TeXFault]) -> [Finding] {
        formulas.compactMap { use in
            texFaults[use.formula].map { fault in
                finding(at: use.position(of: fault), "this TeX can't be set: \(fault.message)", fence: nil)
            }
        }
    }
}

extension Document {
    /// Whether the code at `index` is inline math, written `` $`…`$ ``: between a text that ends in `$` and one that
    /// begins with it.
    ///
    /// - Parameter end: The text behind the formula before, whose `$` is taken.
    public func isInlineMath(_ index: Int, after end: Int) -> Bool {
        guard index > 0, index + 1 < nodes.count, nodes[index].isCode else { return false }
        let (before, behind) = (nodes[index - 1], nodes[index + 1])
        guard before.isText, behind.isText, before.parent == behind.parent,
            before.utf8.last == UInt8(ascii: "$"), behind.utf8.first == UInt8(ascii: "$")
        else { return false }
        return index - 1 != end || before.utf8.count > 1
    }

    /// Where the content of inline code begins: behind the backticks, and the blank that Markdown takes off.
    func codeStart(_ index: Int) -> SourcePosition? {
        guard let start = nodes[index].range?.start else { return nil }
        let rest = source.line(start.line).dropFirst(start.column - 1)
        let marks = rest.prefix { $0 == UInt8(ascii: "`") }.count
        let isPadded =
            rest.dropFirst(marks).first == UInt8(ascii: " ") && nodes[index].utf8.first != UInt8(ascii: " ")
        return SourcePosition(line: start.line, column: start.column + marks + (isPadded ? 1 : 0))
    }

    /// Whether a paragraph holds images and nothing else, so that they may stand as blocks.
    public func isOnlyImages(_ paragraph: Int) -> Bool {
        guard case .paragraph = nodes[paragraph].kind else { return false }
        var hasImage = false
        for child in children(of: paragraph) {
            switch nodes[child].kind {
            case .image: hasImage = true
            case .softBreak, .lineBreak: break
            case .text(let text) where text.utf8.allSatisfy({ $0 == UInt8(ascii: " ") }): break
            default: return false
            }
        }
        return hasImage
    }
}

extension ChapterFence {
    /// The formula of a `math` fence that holds one.
    public var formula: Formula? {
        guard case .math = kind else { return nil }
        let tex = text.hasSuffix("\n") ? String(text.dropLast()) : text
        return tex.allSatisfy(\.isWhitespace) ? nil : Formula(tex: tex, isDisplay: true)
    }
}
