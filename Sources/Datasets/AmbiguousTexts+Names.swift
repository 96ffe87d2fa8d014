import Distillation

extension AmbiguousTexts {
    /// Names of territories, languages and currencies in 15 European languages, from Unicode CLDR: 12,386 different
    /// names, 1,665 of them shared between languages.
    ///
    /// The classes are the codes of the languages: cs (Czech), da (Danish), de (German), en (English), es (Spanish), fi
    /// (Finnish), fr (French), hu (Hungarian), it (Italian), nl (Dutch), no (Norwegian), pl (Polish), pt (Portuguese),
    /// ro (Romanian), sv (Swedish). Within a language every name counts once, whatever it names. © Unicode, Inc.,
    /// Unicode licence V3; as Babel 2.18.0 ships them.
    ///
    /// ```swift
    /// let names = try AmbiguousTexts.names()
    /// print(names.count, names.labelSets.count { $0.count > 1 })  // → 12386 1665
    /// ```
    ///
    /// - Throws: `DataFileError` where the file that comes with the library is truncated or altered.
    public static func names() throws -> AmbiguousTexts {
        try names(contentsOf: try DataFile.bundled("names.txt"))
    }

    /// The same names from a copy of `names.txt` at `path`.
    ///
    /// ```swift
    /// do {
    ///     _ = try AmbiguousTexts.names(contentsOf: "nowhere.txt")
    /// } catch {
    ///     print(error)  // → nowhere.txt: there is no such file
    /// }
    /// ```
    ///
    /// - Throws: `DataFileError` where there is none, or it is truncated or altered.
    public static func names(contentsOf path: String) throws -> AmbiguousTexts {
        let file = try DataFile(path)
        try file.require(
            bytes: 242_071, sha256: "84d24a7a36a7a663d3fce8ec536746c56a21da86ea86dbde0e8721fe5b85568f")
        let languages = [
            "cs", "da", "de", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pl", "pt", "ro", "sv",
        ]
        let rows = try file.lines.map { line in
            let cells = line.split(separator: "\t").map(String.init)
            let codes = cells.last?.split(separator: " ").map(String.init) ?? []
            let labels = codes.compactMap { languages.firstIndex(of: $0) }
            guard cells.count == 2, labels.count == codes.count else {
                throw file.error("the line “\(line)” is no name with its languages")
            }
            return (text: cells[0], labels: labels)
        }
        return try AmbiguousTexts(
            texts: rows.map(\.text), labelSets: rows.map(\.labels), classNames: languages)
    }
}
