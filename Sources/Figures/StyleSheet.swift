/// The style that every chart carries.
///
/// Each colour is an own property (`--fig-…`) that takes the page's (`--figure-…`) where there is one.
/// So a page with a theme switch wins over the reader's system, and the system's choice wins on its own.
/// Before each `var()` stands the plain colour, for programs that know no custom properties.
enum StyleSheet {
    static let text = rules.joined(separator: "\n")

    private static let all = Palette.roles + Palette.series

    private static func properties(_ colour: (Palette.Entry) -> String) -> String {
        all.map { "--fig-\($0.name):var(--figure-\($0.name),\(colour($0)))" }.joined(separator: ";")
    }

    private static func paint(_ property: String, _ name: String) -> String {
        let plain = all.first { $0.name == name }?.light ?? "#000000"
        return "\(property):\(plain);\(property):var(--fig-\(name))"
    }

    private static let rules =
        [
            ".fig{\(properties(\.light));max-width:100%;height:auto}",
            "@media screen and (prefers-color-scheme:dark){.fig{\(properties(\.dark))}}",
            ".fig text{font-family:system-ui,sans-serif;font-family:var(--figure-font,system-ui,sans-serif);"
                + "\(paint("fill", "ink"));font-size:16px}",
            ".fig .fig-title{font-size:19px;font-weight:600}",
            ".fig .fig-tick{font-size:15px;\(paint("fill", "muted"))}",
            ".fig .fig-over{font-weight:600}",
            ".fig .fig-over,.fig .fig-halo{paint-order:stroke;stroke-width:4px;stroke-linejoin:round;"
                + "\(paint("stroke", "ground"))}",
            ".fig .fig-value{font-size:15px}",
            ".fig-ground{\(paint("fill", "ground"))}",
            ".fig-grid{fill:none;\(paint("stroke", "grid"))}",
            ".fig-axis{fill:none;\(paint("stroke", "muted"))}",
            ".fig-edge{fill:none;stroke-width:1.5;\(paint("stroke", "ink"))}",
            ".fig-ideal{fill:none;stroke-width:1.5;stroke-dasharray:6 4;\(paint("stroke", "muted"))}",
            ".fig-line{fill:none;stroke-width:2.5;stroke-linejoin:round}",
            ".fig-whisker{fill:none;stroke-width:2}",
            ".fig-mark{stroke-width:1;\(paint("stroke", "ground"))}",
            ".fig-dot{stroke-width:1;\(paint("stroke", "ink"))}",
            ".fig-cell{shape-rendering:crispEdges}",
            ".fig-heat{\(paint("fill", "heat"))}",
            ".fig-tint{\(paint("fill", "tint"))}",
        ]
        + Palette.series.map { ".fig-s\($0.name){\(paint("stroke", $0.name))}" }
        + Palette.series.map { ".fig-f\($0.name){\(paint("fill", $0.name))}" }
        + Palette.dashes.enumerated().map { ".fig-d\($0.offset + 1){stroke-dasharray:\($0.element)}" }
}
