/// Ids of headings, by the rule of code hosts, so that a link works there and on the page.
struct Slugs {
    private var used: Set<String> = []

    /// The id of the next heading with this text: lower case, blanks to hyphens, other signs left out,
    /// and a number behind it where it was there before.
    mutating func next(_ text: String) -> String {
        let base = Self.slug(text)
        var id = base
        var number = 0
        while !used.insert(id).inserted {
            number += 1
            id = "\(base)-\(number)"
        }
        return id
    }

    static func slug(_ text: String) -> String {
        var slug = ""
        for scalar in text.lowercased().unicodeScalars {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
                .nonspacingMark,
                .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .connectorPunctuation:
                slug.unicodeScalars.append(scalar)
            default:
                if scalar == " " || scalar == "-" { slug += "-" }
            }
        }
        return slug
    }
}
