/// Tables as text, for what a program prints: names to the left, cells to the right of their columns.
///
/// A column is as wide in characters as its text; letters that a terminal shows two columns wide count as one.
public enum TextTable {
    /// A row by itself, so that it can be printed as soon as its numbers are there.
    ///
    /// A name that is too long pushes the cells on; before a cell that is too long stays one blank.
    ///
    /// ```swift
    /// print(TextTable.row("student", ["0.950", "12"], nameWidth: 10, widths: [8, 5]))  // → student      0.950   12
    /// ```
    ///
    /// - Parameters:
    ///   - widths: the columns' widths; the last is that of all further columns too. Without any, cells follow each
    ///     other after a blank.
    public static func row(_ name: String, _ cells: [String], nameWidth: Int, widths: [Int]) -> String {
        let columns = cells.enumerated().map { index, cell in
            let width = index < widths.count ? widths[index] : widths.last ?? 0
            return blanks(max(1, space(width, less: cell))) + cell
        }
        return name + blanks(space(nameWidth, less: name)) + columns.joined()
    }

    /// Rows with columns as wide as their widest cell, at least `leastWidth`, a blank between them; unequal rows end
    /// where they end.
    ///
    /// ```swift
    /// let lines = TextTable.lines([["", "NLL"], ["labels", "0.1521"], ["teacher", "0.1"]])
    /// print(lines.count, lines[2])  // → 3 teacher     0.1
    /// ```
    public static func lines(_ rows: [[String]], leastWidth: Int = 7) -> [String] {
        var widths = [Int](repeating: 0, count: rows.map(\.count).max() ?? 0)
        for row in rows {
            for (column, cell) in row.enumerated() { widths[column] = max(widths[column], cell.count) }
        }
        return rows.map { row in
            row.enumerated().map { column, cell in
                column == 0
                    ? cell + blanks(widths[0] - cell.count)
                    : blanks(space(max(leastWidth, widths[column]), less: cell)) + cell
            }.joined(separator: " ")
        }
    }

    private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// What is left of a width beside a text; nothing if there is no room, or the width makes no sense.
    private static func space(_ width: Int, less text: String) -> Int {
        width > text.count ? min(width - text.count, mostBlanks) : 0
    }

    /// More blanks than this in a row are a mistake that no line should have to hold.
    private static let mostBlanks = 1000
}
