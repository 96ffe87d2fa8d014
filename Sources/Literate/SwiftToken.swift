/// A piece of Swift source, as far as tangling needs to tell pieces apart.
struct SwiftToken: Equatable {
    enum Kind: Equatable {
        case identifier  // keywords too: which word is one depends on where it stands
        case literal  // a number, a string with all its interpolations, a regular expression
        case symbol  // an operator
        case punctuation  // one of ( ) [ ] { } , ; : @ # \ and a lone dot
        case lineComment
    }

    let kind: Kind
    /// Where it stands, in bytes of the text.
    let range: Range<Int>
    /// The line of its first and of its last byte, from 0.
    let lines: ClosedRange<Int>
    /// How many brackets of any kind are open before it.
    let depth: Int
    let hasSpaceBefore: Bool
    let hasSpaceAfter: Bool
    let text: String

    /// Whether it is the word or sign `text`, and not a literal or comment that reads the same.
    func `is`(_ text: String) -> Bool { kind != .literal && kind != .lineComment && self.text == text }
}
