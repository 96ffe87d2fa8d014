/// A file of the site.
public struct Page: Hashable, Sendable {
    /// Its name within the site: `04-mathematics.html`, `index.html`, `book.css`.
    public var path: String
    /// What it holds.
    public var bytes: [UInt8]

    /// Creates a file of the site.
    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}
