/// Matching with `…`, for characters in a line and for lines in an output alike.
enum Wildcard {
    /// Whether `elements` fit `pattern`, in which what `isEllipsis` accepts stands for any elements, none too.
    ///
    /// Each ellipsis first takes as little as it can; on a failure the last one takes one element more.
    /// So it needs no recursion and at most pattern × elements steps.
    static func matches<Pattern, Element>(
        _ pattern: [Pattern], _ elements: [Element], isEllipsis: (Pattern) -> Bool,
        fits: (Pattern, Element) -> Bool
    ) -> Bool {
        var p = 0
        var e = 0
        var lastEllipsis: (pattern: Int, element: Int)?
        while e < elements.count {
            if p < pattern.count, isEllipsis(pattern[p]) {
                lastEllipsis = (p, e)
                p += 1
            } else if p < pattern.count, fits(pattern[p], elements[e]) {
                p += 1
                e += 1
            } else if let last = lastEllipsis {
                lastEllipsis = (last.pattern, last.element + 1)
                p = last.pattern + 1
                e = last.element + 1
            } else {
                return false
            }
        }
        return pattern[p...].allSatisfy(isEllipsis)
    }

    /// Whether `line` fits `pattern`, byte for byte where no `…` stands.
    static func line(_ line: String, fits pattern: String) -> Bool {
        guard pattern.unicodeScalars.contains("…") else { return line.utf8.elementsEqual(pattern.utf8) }
        return matches(
            Array(pattern.unicodeScalars), Array(line.unicodeScalars), isEllipsis: { $0 == "…" }, fits: ==)
    }
}
