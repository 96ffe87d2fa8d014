/// Ids of headings, by the rule of code hosts, so that a link works there and on the page.
struct Slugs {
    /// The ids given, and how many more of the same text each has had.
    private var used: [String: Int] = [:]

    /// The id of the next heading with this text: lower case, blanks to hyphens, other signs left out,
    /// and a number behind it where it was there before.
    mutating func next(_ text: String) -> String {
        let base = Self.slug(text)
        var id = base
        // A long file may say the same heading many times: the count goes on where it was.
        while used[id] != nil {
            let number = used[base, default: 0] + 1
            used[base] = number
            id = "\(base)-\(number)"
        }
        used[id] = 0
        return id
    }

    static func slug(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return asciiSlug(text) }
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

    /// The same for a text of ASCII alone, without asking Unicode for each letter.
    private static func asciiSlug(_ text: String) -> String {
        var slug: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): slug.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                slug.append(byte)
            case UInt8(ascii: " "): slug.append(UInt8(ascii: "-"))
            default: break
            }
        }
        return String(decoding: slug, as: UTF8.self)
    }
}
