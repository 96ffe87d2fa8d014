import Distillation

/// Texts as bags of their n-grams, the strings of n neighbouring characters, each by a number from a hash.
///
/// A hash needs no dictionary and knows every n-gram, those never seen as well; the price is that some share a number
/// (Weinberger et al. 2009). The text is set between two spaces, so that the n-grams of a word's beginning and end
/// differ from those of its middle. A character is a Unicode scalar as it stands, upper case and lower case apart.
///
/// ```swift
/// let grams = try NGrams(lengths: 1...2, vocabulary: 1000)
/// print(grams.bag(of: "Oslo").count)  // → 11
/// ```
public struct NGrams: Equatable, Sendable {
    /// How many characters an n-gram has.
    public let lengths: ClosedRange<Int>
    /// The numbers of n-grams are in 0..<vocabulary.
    public let vocabulary: Int

    /// N-grams of the given lengths, numbered in 0..<vocabulary.
    ///
    /// - Throws: `InvalidArgument` where a length or the vocabulary is less than 1.
    public init(lengths: ClosedRange<Int>, vocabulary: Int) throws(InvalidArgument) {
        guard lengths.lowerBound >= 1 else {
            throw InvalidArgument("lengths", "\(lengths)", "an n-gram must have at least one character")
        }
        guard vocabulary >= 1 else {
            throw InvalidArgument("vocabulary", "\(vocabulary)", "it must be positive")
        }
        self.lengths = lengths
        self.vocabulary = vocabulary
    }

    /// The numbers of all n-grams of `text`, the shortest first, each from left to right; an n-gram that comes twice
    /// is in it twice.
    ///
    /// ```swift
    /// print(try NGrams(lengths: 2...2, vocabulary: 1000).bag(of: "Oslo").count)  // → 5
    /// ```
    public func bag(of text: String) -> [Int] {
        let characters = Array(" \(text) ".unicodeScalars).map { Array($0.utf8) }
        var bag: [Int] = []
        for length in lengths.lowerBound...max(lengths.lowerBound, min(lengths.upperBound, characters.count))
        {
            for start in 0..<max(0, characters.count - length + 1) {
                bag.append(number(of: characters[start..<start + length]))
            }
        }
        return bag
    }

    /// The bags of all `texts`, for a network whose input is `.bag(vocabulary:)`.
    ///
    /// ```swift
    /// print(try NGrams(lengths: 1...3, vocabulary: 1000).inputs(["Oslo", "Rome"]).count)  // → 2
    /// ```
    public func inputs(_ texts: [String]) -> Inputs {
        .bags(texts.map(bag))
    }

    /// The hash FNV-1a (Fowler, Noll and Vo; 64 bits) of the n-gram's bytes in UTF-8, modulo the vocabulary. Its high
    /// half is folded onto the low one first: the lowest bits alone are those that it mixes least.
    private func number(of characters: ArraySlice<[UInt8]>) -> Int {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in characters.joined() {
            hash ^= UInt64(byte)
            hash &*= 0x0000_0100_0000_01b3
        }
        return Int((hash ^ hash >> 32) % UInt64(vocabulary))
    }
}
