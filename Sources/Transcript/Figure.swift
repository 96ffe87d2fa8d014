/// Hands over a figure that the chapter shows as `![…](figures/name.svg)`.
///
/// - Parameters:
///   - name: The figure's name, of a-z, 0-9 and '-', once in a chapter.
///   - chart: Anything whose description is an SVG document.
public func figure(_ name: String, _ chart: some CustomStringConvertible, line: Int = #line) {
    Channel.shared?.record("figure", line, name.utf8.count, name + chart.description)
}
