import Markdown

extension Source {
    /// For each line of code that the file has in other bytes than `code`: where each of its bytes comes from.
    ///
    /// Only a NUL and what is not UTF-8 differ: each became one U+FFFD.
    func repairs(of lines: [CodeLine], in code: String, _ starts: [Int]) -> [Int: [Int]] {
        var repairs: [Int: [Int]] = [:]
        var bytes: [UInt8]?
        for (index, place) in lines.enumerated() where index + 1 < starts.count {
            let original = line(place.line).dropFirst(place.column - 1)
            let length = starts[index + 1] - starts[index] - 1 - place.virtualSpaces
            guard length != original.count else { continue }
            let all = bytes ?? Array(code.utf8)
            bytes = all
            let text = all[(starts[index] + place.virtualSpaces)...].prefix(max(0, length))
            repairs[index] =
                Array(0..<place.virtualSpaces)
                + Self.origins(of: text, in: original).map { $0 + place.virtualSpaces }
        }
        return repairs
    }

    private static func origins(of text: ArraySlice<UInt8>, in original: ArraySlice<UInt8>) -> [Int] {
        let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]
        var origins: [Int] = []
        var from = original.startIndex
        var at = text.startIndex
        while at < text.endIndex {
            let here = from - original.startIndex
            if from < original.endIndex, text[at] == original[from] {
                origins.append(here)
                at += 1
                from += 1
            } else if text[at...].starts(with: replacement) {
                origins += [here, here, here]
                at += 3
                from = min(from + 1, original.endIndex)
                // The rest of a broken character went with it.
                while from < original.endIndex, original[from] & 0xC0 == 0x80,
                    at == text.endIndex || original[from] != text[at]
                {
                    from += 1
                }
            } else {
                origins.append(here)
                at += 1
            }
        }
        return origins + [original.count]
    }
}
