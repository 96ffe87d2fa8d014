#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Files that a reader sees whole, old or new, whatever happens to the writer.
public enum AtomicFile {
    /// Replaces or makes a file: the bytes are written beside it and moved in place.
    ///
    /// A file that was there keeps its permissions; what a symbolic link leads to is replaced, not the link.
    ///
    /// - Parameter isDurable: Also survives a loss of power, at the cost of waiting for the disk: for
    ///   what cannot be made again.
    public static func write(_ bytes: [UInt8], to path: String, isDurable: Bool = false) throws(FileError) {
        let path = Path.real(path) ?? path
        var status = stat()
        let exists = stat(path, &status) == 0
        if exists && status.st_mode & S_IFMT != S_IFREG {
            throw FileError(deed: "write", path: path, reason: "it is not a regular file")
        }
        // A rename asks only the folder for permission, and a writer protects the file.
        if exists && access(path, W_OK) != 0 { throw FileError("write", path) }
        let beside = "\(Path.parent(path))/.\(Path.name(path)).\(uniqueSuffix())"
        let file = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileError("write", path) }
        do throws(FileError) {
            defer { close(file) }
            try Files.write(bytes, to: file, path)
            if exists && fchmod(file, status.st_mode & 0o7777) != 0 { throw FileError("write", path) }
            if exists && status.st_uid != getuid() { _ = fchown(file, status.st_uid, status.st_gid) }
            if isDurable && fsync(file) != 0 { throw FileError("write", path) }
        } catch {
            unlink(beside)
            throw error
        }
        if rename(beside, path) != 0 {
            let error = FileError("write", path)
            unlink(beside)
            throw error
        }
    }

    /// The process's number and a random one, so that two writers never share a file beside and the
    /// leftovers of a dead one can be told from a living one's work.
    static func uniqueSuffix() -> String {
        "\(getpid())-\(String(UInt32.random(in: 0 ... .max), radix: 36)).new"
    }

    /// Whether a name was made with a suffix of this kind by a process that is gone.
    static func isLeftover(_ name: String) -> Bool {
        guard name.hasPrefix("."), name.hasSuffix(".new"),
            let suffix = name.dropLast(4).split(separator: ".").last,
            let process = suffix.split(separator: "-").first.flatMap({ pid_t($0) }), process > 0
        else { return false }
        return kill(process, 0) != 0 && errno == ESRCH
    }
}
