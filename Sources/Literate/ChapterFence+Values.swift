extension ChapterFence {
    /// The bytes of the text that each checked `// → value` comment takes, in order.
    ///
    /// Only the program's own snippets have any: elsewhere such a comment is text.
    public var valueComments: [Range<Int>] { isSnippet ? swift?.values.map(\.comment) ?? [] : [] }
}
