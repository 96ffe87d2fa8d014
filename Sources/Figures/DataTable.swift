/// The numbers of a chart, for those who cannot see it.
///
/// A chart's SVG carries its table in `<metadata>` as text: one line a row, the header first, cells
/// separated by tabs. A tab or line break inside a cell becomes a space, so splitting is parsing.
///
/// ```swift
/// let table = DataTable(header: ["bin", "count"], rows: [["0–0.5", "12"], ["0.5–1", "30"]])
/// print(table.text.split(separator: "\n").count)  // → 3
/// ```
public struct DataTable: Equatable, Sendable {
    /// The most rows that a chart's table has: more than a reader would go through.
    public static let maximumRows = 40

    /// The name of each column, with its unit.
    public let header: [String]
    /// The rows that are shown, each as long as the header.
    public let rows: [[String]]
    /// How many rows there were before the table was thinned.
    public let totalRows: Int

    /// A table of at most ``maximumRows`` rows: of more, evenly spaced ones are kept, the first and last among them.
    public init(header: [String], rows: [[String]]) {
        self.header = header
        self.totalRows = rows.count
        let limit = Self.maximumRows
        self.rows = rows.count <= limit ? rows : (0..<limit).map { rows[$0 * (rows.count - 1) / (limit - 1)] }
    }

    /// The table as tab-separated text.
    public var text: String {
        ([header] + rows).map { row in
            row.map { String($0.map { $0.isNewline || $0 == "\t" ? " " : $0 }) }.joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// What is to be said of a table that shows a part only.
    var note: String {
        rows.count == totalRows ? "" : " The table shows \(rows.count) of \(totalRows) rows."
    }
}
