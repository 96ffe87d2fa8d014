/// Something that happens while chapters are proved, for whoever waits.
public enum RunEvent: Sendable {
    /// A chapter's program is taken from an earlier run.
    case kept(chapter: String)
    /// A chapter's program is being made, and why.
    case compiling(chapter: String, reason: String)
    /// A chapter's program came to a snippet, at a line of the Markdown.
    case running(chapter: String, line: Int)
    /// A chapter's program wrote to standard output.
    case printed(chapter: String, bytes: [UInt8])
    /// A chapter's program is through.
    case finished(chapter: String)
}
