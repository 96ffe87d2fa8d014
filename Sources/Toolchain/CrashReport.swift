/// What a crashed program's standard error tells of the crash.
public struct CrashReport: Sendable, Equatable {
    /// What it died of, without a place: what follows `Fatal error: ` and its like. Never empty.
    public var message: String
    /// The innermost place in the file asked for; nil where the report has none.
    public var place: CompilerMessage.Place?

    /// The entry of the environment that makes a Swift program report its crash as it is read here.
    public static let environment = [
        "SWIFT_BACKTRACE":
            "enable=yes,color=no,interactive=no,output-to=stderr,threads=crashed,images=none,"
            + "registers=none,sanitize=no,demangle=yes,limit=64,top=16,timeout=10s"
    ]
}
