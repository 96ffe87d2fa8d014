import Literate

/// The works that a page has cited so far.
struct Citations {
    /// The keys, in the order in which they were first cited.
    private(set) var keys: [String] = []
    /// How many citations of each lead to the list.
    private(set) var counts: [String: Int] = [:]

    /// Counts a citation, and gives the id of its place.
    mutating func cite(_ key: String, isLinked: Bool = false) -> String {
        if counts[key] == nil { keys.append(key) }
        counts[key, default: 0] += isLinked ? 1 : 0
        return Self.id(ofCitation: counts[key, default: 0], of: key)
    }

    /// The id of a work in the list.
    static func id(of key: String) -> String { "cite.\(key)" }

    /// The id of a place where a work is cited.
    static func id(ofCitation number: Int, of key: String) -> String { "cited.\(key).\(number)" }
}

/// What citations say of each work: `Guo et al. 2017`, with a letter where two works would read the same.
struct CitationLabels: Sendable {
    private var labels: [String: String] = [:]

    init(_ bibliography: Bibliography) {
        let groups = Dictionary(grouping: bibliography.entries, by: \.label)
        for (label, entries) in groups {
            for (number, entry) in entries.enumerated() {
                labels[entry.key] = entries.count == 1 ? label : label + Self.letters(number)
            }
        }
    }

    /// `a` to `z`, then `aa` …
    private static func letters(_ number: Int) -> String {
        var result = ""
        var rest = number + 1
        while rest > 0 {
            result = String(UnicodeScalar(UInt8(ascii: "a") + UInt8((rest - 1) % 26))) + result
            rest = (rest - 1) / 26
        }
        return result
    }

    subscript(key: String) -> String? { labels[key] }
}
