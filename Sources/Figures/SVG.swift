/// The elements of a drawing, as text.
struct SVG {
    enum Anchor: String {
        case start, middle, end
    }

    private(set) var text = ""

    mutating func line(_ from: Point, _ to: Point, class name: String) {
        let (a, b) = (from.formatted, to.formatted)
        text += "<line class=\"\(name)\" x1=\"\(a.x)\" y1=\"\(a.y)\" x2=\"\(b.x)\" y2=\"\(b.y)\"/>\n"
    }

    mutating func rectangle(_ box: Box, class name: String, opacity: Double? = nil) {
        let origin = Point(box.left, box.top).formatted
        let (width, height) = (NumberFormat.coordinate(box.width), NumberFormat.coordinate(box.height))
        text += "<rect class=\"\(name)\" x=\"\(origin.x)\" y=\"\(origin.y)\""
        text += " width=\"\(width)\" height=\"\(height)\"\(Self.attribute(opacity))/>\n"
    }

    mutating func path(_ path: Path, class name: String, opacity: Double? = nil) {
        guard !path.commands.isEmpty else { return }
        text += "<path class=\"\(name)\"\(Self.attribute(opacity)) d=\"\(path.commands)\"/>\n"
    }

    mutating func label(_ label: String, at point: Point, anchor: Anchor = .start, class name: String) {
        let place = point.formatted
        let anchor = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
        text += "<text class=\"\(name)\" x=\"\(place.x)\" y=\"\(place.y)\"\(anchor)>"
        text += Self.escape(label) + "</text>\n"
    }

    mutating func append(_ other: SVG) {
        text += other.text
    }

    private static func attribute(_ opacity: Double?) -> String {
        opacity.map { " fill-opacity=\"\(NumberFormat.coordinate($0))\"" } ?? ""
    }

    /// `text` as XML character data: markup becomes text, and what XML 1.0 forbids becomes U+FFFD.
    static func escape(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
