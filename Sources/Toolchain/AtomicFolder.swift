#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A folder of files that changes as a whole, as far as a file system allows.
public enum AtomicFolder {
    /// Puts files into a folder, which is made if it is not there.
    ///
    /// All that is new is first written into a folder beside it; a failure or an end till then
    /// leaves the old files as they were. Then each is moved in place, in the order given, and
    /// what is stale removed. A file that holds the same bytes already is not touched.
    /// What a killed run left beside the folder is removed.
    ///
    /// - Parameters:
    ///   - files: Names relative to the folder, `/` between the parts, and contents.
    ///   - stale: Names of files to remove at the end; folders that become empty go too.
    public static func update(
        _ folder: String, with files: [(name: String, bytes: [UInt8])], removing stale: [String] = []
    ) throws(FileError) {
        try Files.createFolder(folder)
        guard let folder = Path.real(folder) else { throw FileError("open", folder) }
        let parent = Path.parent(folder)
        for name in try Files.names(in: parent)
        where name.hasPrefix(".\(Path.name(folder)).") && AtomicFile.isLeftover(name) {
            try Files.remove("\(parent)/\(name)")
        }

        let changed = files.filter { file in
            let path = "\(folder)/\(file.name)"
            guard Files.stamp(path)?.size == file.bytes.count, let old = try? Files.read(path) else {
                return true
            }
            return old != file.bytes
        }
        if !changed.isEmpty {
            let beside = "\(parent)/.\(Path.name(folder)).\(AtomicFile.uniqueSuffix())"
            try Files.createFolder(beside)
            defer { try? Files.remove(beside) }
            for file in changed {
                try Files.createFolder(Path.parent("\(beside)/\(file.name)"))
                try Files.write(file.bytes, to: "\(beside)/\(file.name)")
            }
            // Whatever can still fail should fail before the first file is moved.
            for file in changed { try prepare(folder, for: file.name) }
            for file in changed where rename("\(beside)/\(file.name)", "\(folder)/\(file.name)") != 0 {
                throw FileError("write", "\(folder)/\(file.name)")
            }
        }
        for name in stale {
            try Files.remove("\(folder)/\(name)")
            var above = Path.parent("\(folder)/\(name)")
            while above.count > folder.count, rmdir(above) == 0 { above = Path.parent(above) }
        }
    }

    private static func prepare(_ folder: String, for name: String) throws(FileError) {
        let path = "\(folder)/\(name)"
        try Files.createFolder(Path.parent(path))
        if access(Path.parent(path), W_OK) != 0 { throw FileError("write", path) }
        if Files.stamp(path)?.isFolder == true {
            throw FileError(deed: "write", path: path, reason: "it is a folder")
        }
    }
}
