/// The plain text that simple LaTeX stands for: accents, dashes, quotation marks, special letters.
///
///     var text = LaTeXText(Array(#"Buciluǎ {\&} M{\"u}ller--Krumbhaar"#.utf8))
///     text.plain()   // "Buciluǎ & Müller–Krumbhaar"
struct LaTeXText {
    /// Commands that were met and are not known. Their arguments are kept.
    private(set) var unknown: [String] = []

    private let scalars: [Unicode.Scalar]
    private var at = 0

    init(_ bytes: [UInt8]) {
        scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    }

    private static let accents: [String: Unicode.Scalar] = [
        "`": "\u{300}", "'": "\u{301}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", "u": "\u{306}",
        ".": "\u{307}", "\"": "\u{308}", "r": "\u{30A}", "H": "\u{30B}", "v": "\u{30C}", "d": "\u{323}",
        "c": "\u{327}", "k": "\u{328}", "b": "\u{331}",
    ]
    private static let letters: [String: String] = [
        "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
        "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "th": "þ", "&": "&", "%": "%", "$": "$",
        "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", "-": "", "/": "", ",": "\u{2009}",
        "textendash": "–", "textemdash": "—", "dots": "…", "ldots": "…", "textasciitilde": "~",
        "alpha": "α", "beta": "β", "epsilon": "ε", "lambda": "λ", "to": "→", "times": "×",
    ]
    private static let silent: Set<String> = [
        "emph", "textit", "textbf", "texttt", "textrm", "textsc", "mathrm", "mathbf", "mathcal", "mathbb",
        "it", "bf", "em", "tt", "rm", "sc", "relax", "protect", "url",
    ]

    /// The text: without braces and dollar signs, each stretch of blanks one space.
    mutating func plain() -> String {
        var result = String.UnicodeScalarView()
        func isBlank(_ scalar: Unicode.Scalar) -> Bool { scalar.value <= 0x20 }
        while at < scalars.count {
            let scalar = scalars[at]
            at += 1
            switch scalar {
            case "{", "}", "$": break
            case "\\": result.append(contentsOf: command().unicodeScalars)
            case "~": result.append("\u{A0}")
            case "-" where take("--"): result.append("—")
            case "-" where take("-"): result.append("–")
            case "`" where take("`"): result.append("“")
            case "'" where take("'"): result.append("”")
            case _ where isBlank(scalar):
                if let last = result.last, last != " " { result.append(" ") }
            default: result.append(scalar)
            }
        }
        while result.last == " " { result.removeLast() }
        return String(result)
    }

    private mutating func take(_ text: String) -> Bool {
        guard scalars[at...].starts(with: text.unicodeScalars) else { return false }
        at += text.unicodeScalars.count
        return true
    }

    /// What a command stands for; `at` is behind its backslash.
    private mutating func command() -> String {
        let name = commandName()
        if let accent = Self.accents[name] { return accented(accent) }
        if let text = Self.letters[name] { return text }
        if !name.isEmpty, !Self.silent.contains(name) { unknown.append(name) }
        return ""
    }

    /// A run of letters with the blanks behind it, or one other sign.
    private mutating func commandName() -> String {
        var name = ""
        while at < scalars.count, scalars[at].isASCII, scalars[at].properties.isAlphabetic {
            name.unicodeScalars.append(scalars[at])
            at += 1
        }
        if name.isEmpty {
            guard at < scalars.count else { return "" }
            name.unicodeScalars.append(scalars[at])
            at += 1
        } else {
            while at < scalars.count, scalars[at] == " " { at += 1 }
        }
        return name
    }

    /// The next letter with an accent, as one character where Unicode has it.
    private mutating func accented(_ accent: Unicode.Scalar) -> String {
        while at < scalars.count, scalars[at] == "{" || scalars[at] == " " { at += 1 }
        guard at < scalars.count, scalars[at] != "}" else { return "" }
        var letter = scalars[at]
        at += 1
        if letter == "\\" {
            // An accented i or j is written without its dot: \'{\i}.
            let name = commandName()
            letter = (name == "i" ? "i" : name == "j" ? "j" : Self.letters[name]?.unicodeScalars.first) ?? "?"
        }
        var combined = String(letter)
        combined.unicodeScalars.append(accent)
        for range in [0xC0...0x17F, 0x1CD...0x233, 0x1E00...0x1EF9] as [ClosedRange<UInt32>] {
            for value in range {
                // Swift holds strings equal that Unicode holds equivalent.
                if let scalar = Unicode.Scalar(value), String(scalar) == combined { return String(scalar) }
            }
        }
        return combined
    }
}
