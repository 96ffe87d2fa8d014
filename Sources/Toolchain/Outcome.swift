/// How a program ended, and what it wrote.
public struct Outcome: Sendable, Equatable {
    /// The way a process ends.
    public enum End: Sendable, Equatable {
        /// By itself, with a code from 0 to 255.
        case exited(Int32)
        /// By a signal of this number.
        case signalled(Int32)
    }

    /// How it ended. After a limit this is usually the signal by which we ended it.
    public var end: End
    /// The limit that it hit, if any.
    public var exceeded: Limit?
    /// How many processes it left behind when it ended by itself. They are gone now.
    public var leftBehind: Int
    /// What it wrote to standard output, at most the output limit.
    public var standardOutput: [UInt8]
    /// What it wrote to standard error, at most the output limit.
    public var standardError: [UInt8]
    /// What it wrote to file descriptor 3, at most the output limit; empty without a channel.
    public var channel: [UInt8]
    /// The word that marks this run, which the program found in its environment as `BOOK_RUN`.
    public var mark: String
    /// Wall time in seconds.
    public var seconds: Double

    /// Whether it ended by itself with code 0, within its limits, and left nothing behind.
    public var succeeded: Bool { end == .exited(0) && exceeded == nil && leftBehind == 0 }
}

/// What a running program wrote since the last look.
public struct RunProgress: Sendable {
    /// New bytes on standard output; they may end in the middle of a character.
    public var standardOutput: [UInt8]
    /// New bytes in the channel; they may end in the middle of a record.
    public var channel: [UInt8]
}
