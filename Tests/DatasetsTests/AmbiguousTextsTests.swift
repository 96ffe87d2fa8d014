import Distillation
import Testing

@testable import Datasets

/// Sums over the file, computed by another program from the file of the repository.
@Suite struct AmbiguousTextsTests {
    @Test("The names are CLDR's: every name is in its place, with its languages")
    func names() throws {
        let names = try AmbiguousTexts.names()
        #expect(names.count == 12_386 && names.classCount == 15)
        #expect(names.labelSets.count { $0.count > 1 } == 1665)
        #expect(names.labelSets.reduce(0) { $0 + $1.count } == 18_150)
        #expect(names.labelSets.enumerated().reduce(0) { $0 + $1.offset * $1.element.count } == 112_147_157)
        #expect(
            names.texts.enumerated().reduce(0) { $0 + $1.offset % 97 * $1.element.utf8.count } == 8_404_979)
        var counts = [Int](repeating: 0, count: 15)
        for label in names.labelSets.joined() { counts[label] += 1 }
        #expect(
            counts == [
                1241, 1162, 1238, 1258, 1151, 1258, 1252, 1160, 1216, 1241, 1237, 1217, 1158, 1110, 1251,
            ])
        let kanada = try #require(names.texts.firstIndex(of: "Kanada"))
        #expect(
            names.labelSets[kanada].map { names.classNames[$0] } == ["cs", "de", "fi", "hu", "pl", "sv"])
    }

    private let four = { () throws -> AmbiguousTexts in
        try AmbiguousTexts(
            texts: ["Rom", "Oslo", "Roma", "Wien"], labelSets: [[0, 2], [0, 1, 2], [1], [2]],
            classNames: ["da", "it", "de"])
    }

    @Test("The true probabilities give each class of a text its equal share, and drawn labels follow them")
    func probabilities() throws {
        let texts = try four()
        let third = 1.0 / 3
        #expect(
            texts.probabilities == [[0.5, 0, 0.5], [third, third, third], [0, 1, 0], [0, 0, 1]]
                as Matrix<Double>)
        var counts = [0, 0, 0]
        for seed in 0..<3000 {
            let labels = texts.drawnLabels(seed: UInt64(seed))
            #expect(labels[2...] == [1, 2])
            counts[labels[1]] += 1
        }
        // Five standard deviations of a count with probability 1/3.
        #expect(counts.allSatisfy { ($0 - 1000).magnitude < 130 })
        #expect(texts.drawnLabels(seed: 7) == texts.drawnLabels(seed: 7))
    }

    @Test("A text of held-out classes and others keeps the others; a text of held-out ones alone is unknown")
    func holdingOut() throws {
        let (known, unknown) = try four().holdingOut(classes: [2])
        #expect(known.texts == ["Rom", "Oslo", "Roma"] && known.labelSets == [[0], [0, 1], [1]])
        #expect(known.classNames == ["da", "it"])
        #expect(unknown.texts == ["Wien"] && unknown.labelSets == [[0]] && unknown.classNames == ["de"])
        for classes in [[], [0, 1, 2], [3], [-1], [1, 1]] {
            #expect(throws: InvalidArgument.self) { try four().holdingOut(classes: classes) }
        }
    }

    @Test("Parts share no text, and are dealt out by the seed")
    func parts() throws {
        let names = try AmbiguousTexts.names()
        let parts = try names.parts([8000, 4386], seed: 1)
        #expect(Set(parts[0].texts + parts[1].texts).count == 12_386)
        #expect(try names.parts([8000, 4386], seed: 1) == parts)
        #expect(try names.parts([8000, 4386], seed: 2) != parts)
        #expect(parts[0].texts.prefix(5) != names.texts.prefix(5))
        let error = #expect(throws: InvalidArgument.self) { try names.parts([12_000, 387], seed: 1) }
        #expect(error?.description == "counts[1] is 387 texts: it must be in 0...386, as so many are left")
        #expect(throws: InvalidArgument.self) { try names.parts([-1], seed: 1) }
    }

    @Test(
        "Bad label sets and indices are refused",
        arguments: [[[0], []], [[0], [2]], [[0], [1, 0]], [[0], [-1]], [[0]]])
    func refusals(sets: [[Int]]) throws {
        #expect(throws: InvalidArgument.self) {
            try AmbiguousTexts(texts: ["a", "b"], labelSets: sets, classNames: ["x", "y"])
        }
        #expect(throws: InvalidArgument.self) { try four().subset([4]) }
        #expect(try four().subset([3, 3]).texts == ["Wien", "Wien"])
    }
}

@Suite struct NGramsTests {
    @Test("The numbers are those of another program, whatever bytes a letter has")
    func numbers() throws {
        let grams = try NGrams(lengths: 1...3, vocabulary: 1000)
        #expect(
            grams.bag(of: "Åland") == [
                675, 210, 415, 824, 749, 951, 675, 180, 895, 609, 617, 80, 270, 563, 648, 617, 287, 308,
            ])
    }

    @Test("A short or empty text has the n-grams that fit, and none that do not")
    func short() throws {
        let grams = try NGrams(lengths: 2...6, vocabulary: 1 << 40)
        #expect(grams.bag(of: "").count == 1)
        #expect(grams.bag(of: "x").count == 3)
        #expect(Set(grams.bag(of: "abcdefg")).count == 8 + 7 + 6 + 5 + 4)
        #expect(try NGrams(lengths: 3...4, vocabulary: 10).bag(of: "") == [])
    }

    @Test("Lengths and vocabularies below 1 are refused")
    func refusals() {
        #expect(throws: InvalidArgument.self) { try NGrams(lengths: 0...2, vocabulary: 10) }
        #expect(throws: InvalidArgument.self) { try NGrams(lengths: 1...2, vocabulary: 0) }
    }
}
