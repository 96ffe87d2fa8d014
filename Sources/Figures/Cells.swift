extension SVG {
    /// The cells of a grid, those of one kind as one path: a small drawing, and no seams within a kind.
    ///
    /// - Parameters:
    ///   - kinds: The kind of each cell, row by row from the top.
    ///   - columns: The number of cells in a row.
    ///   - plot: The box that the cells fill.
    ///   - draw: Draws the outline of all cells of a kind; called in ascending order of kinds.
    mutating func cells(
        _ kinds: [Int], columns: Int, in plot: Box, draw: (inout SVG, Int, Path) -> Void
    ) {
        let rows = kinds.count / columns
        let (width, height) = (plot.width / Double(columns), plot.height / Double(rows))
        var paths: [Int: Path] = [:]
        for row in 0..<rows {
            var start = 0
            while start < columns {
                let kind = kinds[row * columns + start]
                var end = start + 1
                while end < columns, kinds[row * columns + end] == kind { end += 1 }
                paths[kind, default: Path()].add(
                    Box(
                        left: plot.left + width * Double(start), top: plot.top + height * Double(row),
                        width: width * Double(end - start), height: height))
                start = end
            }
        }
        for (kind, path) in paths.sorted(by: { $0.key < $1.key }) { draw(&self, kind, path) }
    }
}
