import Literate

extension ProseWriter {
    mutating func writeTable(_ fence: Int) {
        guard let table = context.chapter.tables[fence] else { return }
        output.startLine()
        output.write("<div class=\"table\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">\n<table>\n")
        output.write("<thead>\n")
        writeRow(table.header, table.alignments, open: "th scope=\"col\"", close: "th")
        output.write("</thead>\n<tbody>\n")
        for row in table.rows { writeRow(row, table.alignments, open: "td", close: "td") }
        output.write("</tbody>\n</table>\n</div>\n")
    }

    private mutating func writeRow(
        _ cells: [Table.Cell], _ alignments: [Table.Alignment], open: String, close: String
    ) {
        output.write("<tr>")
        for (cell, alignment) in zip(cells, alignments) {
            let name: String? =
                switch alignment {
                case .natural: nil
                case .left: "left"
                case .center: "center"
                case .right: "right"
                }
            output.write("<\(open)\(name.map { " class=\"\($0)\"" } ?? "")>")
            write(cell.document, part: .cell)
            output.write("</\(close)>")
        }
        output.write("</tr>\n")
    }
}
