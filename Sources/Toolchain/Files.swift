#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The file system in the few words the engine needs.
///
/// Foundation would do, but loading it costs more than everything an unchanged book has to do.
public enum Files {
    /// What the system knows of a file without reading it. Two equal stamps of one path mean the
    /// same bytes: any write changes the time, any replacement the inode.
    public struct Stamp: Hashable, Sendable {
        /// Whether the path names a folder.
        public let isFolder: Bool
        /// Size in bytes.
        public let size: Int
        /// Last change of the content, in nanoseconds since 1970.
        public let modified: Int
        /// The inode's number.
        public let inode: UInt64

        /// All of it in one word.
        var text: String { "\(size).\(modified).\(inode)" }
    }

    /// The stamp of what `path` leads to, symbolic links followed, or nil where nothing is.
    public static func stamp(_ path: String) -> Stamp? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        return Stamp(
            isFolder: status.st_mode & S_IFMT == S_IFDIR, size: Int(status.st_size),
            modified: Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec), inode: UInt64(status.st_ino))
    }

    /// The bytes of a file, at most `limit` of them.
    public static func read(_ path: String, limit: Int = .max) throws(FileError) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw FileError("read", path) }
        defer { close(file) }
        guard let bytes = read(file, from: 0, limit: limit) else { throw FileError("read", path) }
        return bytes
    }

    /// The bytes of an open file from an offset on, at most `limit` of them; nil if it cannot be read.
    static func read(_ file: Int32, from start: Int, limit: Int) -> [UInt8]? {
        var status = stat()
        guard fstat(file, &status) == 0 else { return nil }
        // A file such as those in /proc says 0 and holds more, so we read until nothing comes.
        var chunk = max(0, Int(status.st_size) - start) + 1
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let wanted = min(chunk, limit - bytes.count)
            let offset = off_t(start + bytes.count)
            var got = 0
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                got = pread(file, buffer.baseAddress, wanted, offset)
                count = max(0, got)
            }
            if got < 0 && errno == EINTR { continue }
            if got < 0 { return nil }
            if got == 0 { break }
            bytes = bytes.isEmpty ? piece : bytes + piece
            chunk = 1 << 16
        }
        return bytes
    }

    /// Writes a file in place, or makes it. For what others may read meanwhile, see ``AtomicFile``.
    public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw FileError("write", path) }
        defer { close(file) }
        try write(bytes, to: file, path)
    }

    /// Writes all bytes to an open file.
    static func write(_ bytes: [UInt8], to file: Int32, _ path: String) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let wrote = bytes.withUnsafeBytes {
                unistdWrite(file, $0.baseAddress! + done, bytes.count - done)
            }
            if wrote < 0 && errno == EINTR { continue }
            guard wrote >= 0 else { throw FileError("write", path) }
            done += wrote
        }
    }

    /// The names in a folder, sorted by their bytes.
    public static func names(in folder: String) throws(FileError) -> [String] {
        var names: [String] = []
        try forEachName(in: folder) { names.append($0) }
        return names.sorted()
    }

    /// Calls a function with each name in a folder while the folder is read.
    static func forEachName(in folder: String, _ body: (String) -> Void) throws(FileError) {
        guard let stream = opendir(folder) else { throw FileError("list", folder) }
        defer { closedir(stream) }
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
            }
            if name != "." && name != ".." { body(name) }
        }
    }

    /// The paths of all files in a folder and those below it, in a fixed order; the path itself if
    /// it is a file, nothing if it is not there.
    public static func tree(_ path: String) -> [String] {
        guard let stamp = stamp(path) else { return [] }
        guard stamp.isFolder else { return [path] }
        return ((try? names(in: path)) ?? []).flatMap { tree("\(path)/\($0)") }
    }

    /// Paths and stamps, a line each: two equal states mean the same bytes in all the files.
    public static func state(of paths: [String]) -> String {
        paths.map { "\($0) \(stamp($0)?.text ?? "missing")\n" }.joined()
    }

    /// Makes a folder and those above it; one that is there already is fine.
    public static func createFolder(_ path: String) throws(FileError) {
        if mkdir(path, 0o777) == 0 { return }
        let code = errno
        if code == EEXIST, stamp(path)?.isFolder == true { return }
        let parent = Path.parent(path)
        guard code == ENOENT, parent != path else { throw FileError("create the folder", path, code: code) }
        try createFolder(parent)
        if mkdir(path, 0o777) != 0 && errno != EEXIST { throw FileError("create the folder", path) }
    }

    /// Removes a file, a link, or a folder with all that is in it; what is not there is fine.
    public static func remove(_ path: String) throws(FileError) {
        if unlink(path) == 0 || errno == ENOENT { return }
        let code = errno
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw FileError("remove", path, code: code)
        }
        for name in try names(in: path) { try remove(path + "/" + name) }
        if rmdir(path) != 0 && errno != ENOENT { throw FileError("remove", path) }
    }

    /// A new empty folder of our own under the system's folder for temporary files.
    public static func temporaryFolder(_ prefix: String = "book") throws(FileError) -> String {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/\(prefix)-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw FileError("create a folder in", base) }
        return String(cString: made)
    }
}

// `write` inside `Files` would be taken for its own.
private func unistdWrite(_ file: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
    write(file, bytes, count)
}
