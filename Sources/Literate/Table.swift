import Markdown

/// A `table` fence: a header, rows of as many cells, and how the columns are aligned.
public struct Table: Sendable {
    /// How a column is set.
    public enum Alignment: Sendable {
        case natural, left, center, right
    }

    /// A cell: its inline Markdown as a document of one paragraph.
    public struct Cell: Sendable {
        /// The cell's text, parsed with one full stop before it, so that it begins no block (see `marker`).
        public let document: Document
        /// Where the cell's text begins.
        public let position: SourcePosition

        /// What stands before a cell's text in its document: to be left out of the page.
        public static let marker = "."
    }

    /// The cells of the first line.
    public let header: [Cell]
    /// The cells of each further line.
    public let rows: [[Cell]]
    /// One for each column.
    public let alignments: [Alignment]

    struct Fault: Error {
        let position: SourcePosition
        let message: String
    }

    init(_ fence: ChapterFence) throws(Fault) {
        var lines: [[(text: String, position: SourcePosition)]] = []
        for (index, line) in fence.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy({ $0 == " " || $0 == "\t" }) {
            guard index < fence.lines.count else { continue }
            lines.append(Self.cells(of: line, at: fence.lines[index]))
        }
        guard let header = lines.first else {
            throw Fault(position: fence.position, message: "a table needs a header line: | name | name |")
        }
        var body = Array(lines.dropFirst())
        if let second = body.first, let alignments = Self.alignments(second.map(\.text)) {
            self.alignments = alignments
            body.removeFirst()
            if let start = second.first?.position { try Self.check(second.count, header.count, at: start) }
        } else {
            alignments = header.map { _ in .natural }
        }
        for row in body {
            if let start = row.first?.position { try Self.check(row.count, header.count, at: start) }
        }
        self.header = try Self.parse(header)
        var rows: [[Cell]] = []
        for row in body { rows.append(try Self.parse(row)) }
        self.rows = rows
    }

    private static func check(_ count: Int, _ expected: Int, at position: SourcePosition) throws(Fault) {
        guard count == expected else {
            throw Fault(
                position: position,
                message: "this row has \(count) cell\(count == 1 ? "" : "s"), the header has \(expected)")
        }
    }

    private static func parse(_ cells: [(text: String, position: SourcePosition)]) throws(Fault) -> [Cell] {
        var result: [Cell] = []
        for cell in cells {
            do {
                result.append(
                    Cell(
                        document: try Document(parsing: Source(Cell.marker + cell.text)),
                        position: cell.position))
            } catch {
                throw Fault(position: cell.position, message: "this cell is nested too deeply")
            }
        }
        return result
    }

    /// Cuts a line at each `|` that no backslash stands before; one at either end only frames the line.
    private static func cells(of line: Substring, at place: CodeLine) -> [(
        text: String, position: SourcePosition
    )] {
        var cells: [(text: [UInt8], start: Int)] = []
        var current: [UInt8] = []
        var start = 0
        let bytes = Array(line.utf8)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count,
                bytes[index + 1] == UInt8(ascii: "|")
            {
                current.append(UInt8(ascii: "|"))
                index += 2
            } else if bytes[index] == UInt8(ascii: "|") {
                cells.append((current, start))
                current = []
                index += 1
                start = index
            } else {
                current.append(bytes[index])
                index += 1
            }
        }
        cells.append((current, start))
        let isBlank: (UInt8) -> Bool = {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: "\r")
        }
        if cells.count > 1, let first = cells.first, first.text.allSatisfy(isBlank) { cells.removeFirst() }
        if cells.count > 1, let last = cells.last, last.text.allSatisfy(isBlank) { cells.removeLast() }
        return cells.map { cell in
            let blanks = cell.text.prefix(while: isBlank).count
            var text = cell.text.dropFirst(blanks)
            while let last = text.last, isBlank(last) { text.removeLast() }
            return (String(decoding: text, as: UTF8.self), place.position(ofByte: cell.start + blanks))
        }
    }

    private static func alignments(_ cells: [String]) -> [Alignment]? {
        var alignments: [Alignment] = []
        for cell in cells {
            let dashes = cell.drop { $0 == ":" }
            let core = dashes.prefix { $0 == "-" }
            let rest = dashes.dropFirst(core.count)
            guard !core.isEmpty, rest.isEmpty || rest == ":", cell.count - dashes.count <= 1 else {
                return nil
            }
            switch (cell.hasPrefix(":"), cell.hasSuffix(":")) {
            case (true, true): alignments.append(.center)
            case (true, false): alignments.append(.left)
            case (false, true): alignments.append(.right)
            case (false, false): alignments.append(.natural)
            }
        }
        return alignments
    }
}
