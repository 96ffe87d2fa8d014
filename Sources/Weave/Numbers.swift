import Literate

/// What the numbered things of a chapter are called: equations, figures and exercises, each by its place.
struct Numbers: Sendable {
    /// The number behind each id: `4.2`.
    private(set) var numbers: [String: String] = [:]
    /// What each of them is.
    private var kinds: [String: String] = [:]
    private let headings: [Chapter.Heading]
    /// What a reference to the chapter as a whole says.
    let name: String

    init(_ chapter: Chapter) {
        name = Self.name(ofHeading: chapter.title, "Chapter")
        headings = chapter.headings
        let prefix = Self.prefix(chapter)
        var (equations, exercises, figures) = (0, 0, 0)
        for fence in chapter.fences {
            switch fence.kind {
            case .math(let id?):
                equations += 1
                name(id, "Equation", prefix + "\(equations)")
            case .swift(.exercise(let id)):
                exercises += 1
                name(id, "Exercise", prefix + "\(exercises)")
            default: break
            }
        }
        for figure in chapter.figures.sorted(by: { $0.position < $1.position }) {
            guard figure.isBlock, numbers[figure.name] == nil else { continue }
            figures += 1
            name(figure.name, "Figure", prefix + "\(figures)")
        }
    }

    private mutating func name(_ id: String, _ kind: String, _ number: String) {
        guard numbers[id] == nil else { return }
        numbers[id] = number
        kinds[id] = kind
    }

    /// What a reference to an id says where the writer gives it no text: `Equation 4.2`.
    func name(of id: String) -> String? {
        if let number = numbers[id], let kind = kinds[id] { return "\(kind) \(number)" }
        // There may be very many headings, and few are asked for.
        return headings.first { $0.id == id }.map { Self.name(ofHeading: $0.text, "Section") }
    }

    /// `4.` in the fourth chapter, by the file's name; nothing where that has no number.
    private static func prefix(_ chapter: Chapter) -> String {
        let digits = chapter.name.prefix { $0.isASCII && $0.isNumber }.drop { $0 == "0" }
        return digits.isEmpty ? "" : "\(digits)."
    }

    /// `Section 4.1` for `4.1 Mathematical model`, the heading itself where it has no number.
    private static func name(ofHeading text: String, _ kind: String) -> String {
        guard let number = text.prefixMatch(of: /(\d+(\.\d+)*)\.?\s/)?.1 else { return text }
        return "\(number.contains(".") ? "Section" : kind) \(number)"
    }
}
