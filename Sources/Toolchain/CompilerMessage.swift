/// One thing that the compiler or the linker said.
public struct CompilerMessage: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: String, Sendable, Hashable {
        /// The program is not made.
        case error
        /// The program is made all the same.
        case warning
        /// Belongs to the message before it.
        case note
        /// A piece of information.
        case remark
    }

    /// A place in a source, as `#sourceLocation` names it.
    public struct Place: Sendable, Hashable {
        /// The file's name.
        public var file: String
        /// The line, from 1.
        public var line: Int
        /// The column in UTF-8 bytes, from 1.
        public var column: Int

        /// A place.
        public init(file: String, line: Int, column: Int) {
            self.file = file
            self.line = line
            self.column = column
        }
    }

    /// How bad it is.
    public var severity: Severity
    /// Where; nil for what concerns the program as a whole, such as a linker's error.
    public var place: Place?
    /// Bytes before the place in the file that was really compiled, whatever `#sourceLocation` says.
    public var offset: Int?
    /// What is said, without the severity; it may have several lines.
    public var text: String
    /// What the tool printed besides, such as a linker's whole complaint; usually empty.
    public var details: String

    /// A message.
    public init(
        _ severity: Severity, _ text: String, at place: Place? = nil, offset: Int? = nil, details: String = ""
    ) {
        self.severity = severity
        self.text = text
        self.place = place
        self.offset = offset
        self.details = details
    }
}
