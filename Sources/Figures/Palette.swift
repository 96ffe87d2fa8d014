/// The colours of the charts, for a light and a dark ground.
///
/// The six series colours differ in lightness as well as in hue, in the manner of Okabe and Ito (2008,
/// "Color Universal Design"), so that readers with any common colour blindness tell them apart; each has a
/// contrast of at least 3:1 to its ground, and text has at least 4.5:1.
///
/// A page that sets a theme of its own gives the custom properties `--figure-ink`, `--figure-muted`,
/// `--figure-grid`, `--figure-ground`, `--figure-heat`, `--figure-tint`, `--figure-1` … `--figure-6` and
/// `--figure-font`; what it leaves out is taken from here.
public enum Palette {
    /// A role in a chart, and its colour on a light and on a dark ground.
    public struct Entry: Equatable, Sendable {
        /// The custom property's name without `--figure-`.
        public let name: String
        /// `#rrggbb` on a light ground.
        public let light: String
        /// `#rrggbb` on a dark ground.
        public let dark: String
    }

    /// Ground, text, lines and scales.
    public static let roles = [
        Entry(name: "ground", light: "#ffffff", dark: "#16181c"),
        Entry(name: "ink", light: "#1b1b1b", dark: "#e8e6e3"),
        Entry(name: "muted", light: "#595959", dark: "#a9a9ad"),
        Entry(name: "grid", light: "#e2e2e2", dark: "#33363c"),
        // The full end of a heat scale …
        Entry(name: "heat", light: "#0072b2", dark: "#56b4e9"),
        // … and of one that numbers in ink are written over.
        Entry(name: "tint", light: "#56b4e9", dark: "#17659f"),
    ]

    /// The series, in the order in which they are taken.
    public static let series = [
        Entry(name: "1", light: "#1f86c2", dark: "#2cb1f2"),
        Entry(name: "2", light: "#d0701f", dark: "#ee602e"),
        Entry(name: "3", light: "#126234", dark: "#2f8a66"),
        Entry(name: "4", light: "#e23d6b", dark: "#e885af"),
        Entry(name: "5", light: "#1b1b1b", dark: "#f2f2f2"),
        Entry(name: "6", light: "#4d23c1", dark: "#7f6df5"),
    ]

    /// Dashes and gaps of the series' lines, as many as there are colours.
    static let dashes = ["none", "9 5", "2 4", "13 4 2 4", "5 3", "14 4 2 4 2 4"]

    /// The classes for the line of series `index`. Beyond the sixth the colours return, with other dashes.
    static func lineClasses(_ index: Int) -> String {
        let count = series.count
        return "fig-line fig-s\(index % count + 1) fig-d\((index + index / count) % count + 1)"
    }

    /// The class that fills with the colour of series `index`.
    static func fillClass(_ index: Int) -> String {
        "fig-f\(index % series.count + 1)"
    }
}
