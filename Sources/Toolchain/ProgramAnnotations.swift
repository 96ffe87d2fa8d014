import Literate

/// What the compiler knows of a program's fences, by part: it holds wherever the fences stand in the chapter.
struct ProgramAnnotations: Equatable {
    /// For a part of the program: its tokens.
    var tokens: [Int: [CodeAnnotations.Token]] = [:]
    var notes: [CodeAnnotations.Note] = []

    /// The same by the chapter's fences.
    func inChapter(_ program: AnnotatedProgram) -> CodeAnnotations {
        let fences = program.program.parts
        let known = tokens.filter { fences.indices.contains($0.key) }
        return CodeAnnotations(
            tokens: Dictionary(known.map { (fences[$0.key], $0.value) }) { first, _ in first }, notes: notes)
    }

    /// Asks about all programs at once.
    static func ask(
        _ kit: SourceKit, about programs: [AnnotatedProgram], libraryNames: Set<String>
    ) throws(LanguageServerError) -> [ProgramAnnotations] {
        let tokens = zip(programs, try kit.tokens(of: programs)).map(Located.tokens)
        let names = tokens.enumerated().flatMap { number, tokens in
            tokens.filter(\.isName).map { (program: number, position: $0.token.position, text: $0.text) }
        }
        let hovers = try kit.hovers(at: names.map { ($0.program, $0.position) })
        // Most names are no library's: only what may be one is asked for its symbol.
        let maybe = names.indices.filter { hovers[$0] != nil && libraryNames.contains(names[$0].text) }
        let symbols = try kit.symbols(at: maybe.map { (names[$0].program, names[$0].position) })
        let symbolOfName = Dictionary(uniqueKeysWithValues: zip(maybe, symbols))

        var next = 0
        return tokens.map { tokens in
            var collector = Collector()
            for token in tokens {
                var hover: HoverText?
                var symbol: String?
                if token.isName {
                    hover = hovers[next]
                    symbol = symbolOfName[next] ?? nil
                    next += 1
                }
                collector.add(token, hover, symbol)
            }
            return collector.annotations
        }
    }

    /// A token within a fence that is looked at.
    private struct Located {
        let token: SemanticToken
        let place: Program.Place
        /// Its first byte in the fence's text.
        let offset: Int
        let text: String

        static func tokens(_ program: AnnotatedProgram, _ tokens: [SemanticToken]) -> [Located] {
            let text = PositionConverter(program.program.text)
            return tokens.compactMap { token in
                guard program.program.isWritten(token.range.lowerBound),
                    program.program.isWritten(token.range.upperBound - 1),
                    let place = program.program.place(ofByte: token.range.lowerBound),
                    program.parts.contains(place.part)
                else { return nil }
                return Located(
                    token: token, place: place, offset: program.program.offset(of: place),
                    text: String(decoding: text[token.range], as: UTF8.self))
            }
        }

        /// Whether it is a word that something may be said of. Operators and brackets are left alone: there are
        /// many, and what they do is seen.
        var isName: Bool {
            switch token.kind {
            case .type, .function, .variable: isWord
            default: false
            }
        }

        private var isWord: Bool {
            guard let first = text.utf8.first else { return false }
            return first >= 0x80 || "_$`".utf8.contains(first)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first | 0x20)
        }

        /// What it is: the declaration tells better than the token's type, which calls the name in a declaration
        /// just an identifier, and an argument's label a function.
        func kind(_ hover: HoverText?) -> CodeAnnotations.Kind? {
            guard isName else {
                return [.type, .function, .variable].contains(token.kind) ? nil : token.kind
            }
            let kind = hover?.kind ?? token.kind
            let isLabel =
                kind == .function && hover.map { !$0.declares(text) } ?? false
                && text.first?.isUppercase != true
            return isLabel ? .variable : kind
        }
    }

    /// Puts tokens and notes together, each note once.
    private struct Collector {
        var annotations = ProgramAnnotations()
        private var numbers: [CodeAnnotations.Note: Int] = [:]

        mutating func add(_ located: Located, _ hover: HoverText?, _ symbol: String?) {
            var number: Int?
            if let hover {
                let note = CodeAnnotations.Note(
                    declaration: hover.declaration, summary: hover.summary, symbol: symbol)
                if numbers[note] == nil {
                    numbers[note] = annotations.notes.count
                    annotations.notes.append(note)
                }
                number = numbers[note]
            }
            guard let kind = located.kind(hover) else { return }
            let start = located.offset
            annotations.tokens[located.place.part, default: []].append(
                CodeAnnotations.Token(
                    range: start..<(start + located.token.range.count), kind: kind, note: number))
        }
    }
}
