/// A program that the work needs is not installed.
public struct ToolMissing: Error, Equatable, Sendable, CustomStringConvertible {
    /// The program's name, as it is searched in `PATH`.
    public let tool: String
    /// The one command, or the few words, that install it.
    public let remedy: String

    /// An error that names a tool and how to get it.
    public init(tool: String, remedy: String) {
        self.tool = tool
        self.remedy = remedy
    }

    /// `swiftc is not installed; …`.
    public var description: String { "\(tool) is not installed; \(remedy)" }
}
