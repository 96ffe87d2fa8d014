// The C library's streams are variables, which Swift 6 takes for shared mutable state; nobody here changes them.
#if canImport(Glibc)
    @preconcurrency import Glibc
#elseif canImport(Musl)
    @preconcurrency import Musl
#elseif canImport(Darwin)
    @preconcurrency import Darwin
#endif

/// The file descriptor on which a chapter's program tells what it did, when it was started by the book.
///
/// A record is one line, `@MARK KIND NUMBER NUMBER LENGTH`, then LENGTH bytes and a newline, written at
/// once. MARK is a word that only this run knows, so that nothing else is taken for a record.
struct Channel: Sendable {
    /// Nil where the program runs by itself: then there is nobody to tell.
    static let shared: Channel? = {
        guard let mark = getenv("BOOK_RUN") else { return nil }
        // A line at a time, so that what was printed before a crash is not lost.
        setvbuf(stdout, nil, Int32(_IOLBF), 1 << 16)
        return Channel(mark: String(cString: mark))
    }()

    private static let descriptor: Int32 = 3
    private let mark: String

    func record(_ kind: String, _ first: Int, _ second: Int, _ payload: String = "") {
        let bytes = Array("@\(mark) \(kind) \(first) \(second) \(payload.utf8.count)\n\(payload)\n".utf8)
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { write(Self.descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                written += count
            } else if errno != EINTR {
                // Nothing this program does from here on could be proved.
                fputs("the transcript's channel was closed by the program\n", stderr)
                _exit(97)
            }
        }
    }

    /// How many bytes of standard output there are by now.
    func outputSize() -> Int {
        fflush(stdout)
        var status = stat()
        return fstat(1, &status) == 0 ? Int(status.st_size) : 0
    }
}
