/// A drawing of values: its description is a complete SVG document.
///
/// A chart reads its values when it is made and throws a `InvalidArgument` there; drawing cannot fail.
/// It fits a light and a dark page: a page sets the custom properties that ``Palette`` lists, and where
/// it does not, the colours follow the reader's system. Series differ in dashes and marks
/// as well as in colour. The document has no ids, no scripts and no outside references, so any number
/// of charts can stand in one page.
public protocol Chart: CustomStringConvertible, Sendable {
    /// What the chart shows, as its heading says it.
    var title: String { get }
    /// One or two sentences that say what kind of chart it is and what its axes are.
    var summary: String { get }
    /// The chart's numbers.
    var table: DataTable { get }
}

/// A finished drawing and its size.
struct Drawing {
    var width: Double
    var height: Double
    var body: SVG
}

extension Chart {
    /// The SVG document around `drawing`; the chart's own summary unless another is given.
    func document(_ drawing: Drawing, summary: String? = nil) -> String {
        let (width, height) = (
            NumberFormat.coordinate(drawing.width), NumberFormat.coordinate(drawing.height)
        )
        var ground = SVG()
        ground.rectangle(
            Box(left: 0, top: 0, width: drawing.width, height: drawing.height), class: "fig-ground")
        return """
            <svg xmlns="http://www.w3.org/2000/svg" class="fig" role="img" viewBox="0 0 \(width) \(height)" \
            width="\(width)" height="\(height)">
            <title>\(SVG.escape(title))</title>
            <desc>\(SVG.escape((summary ?? self.summary) + table.note))</desc>
            <metadata>\(SVG.escape(table.text))</metadata>
            <style>\(StyleSheet.text)</style>
            \(ground.text)\(drawing.body.text)</svg>

            """
    }
}
