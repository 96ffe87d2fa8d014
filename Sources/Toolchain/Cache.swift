#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Results kept from one run to the next, each under a key that names all it depends on.
///
/// An entry is a file with a first line that holds its length and checksum. So one that was cut
/// short, overwritten, or put under another name is not there, and any number of processes may
/// read and write at once: two that write one key write the same.
public struct Cache: Sendable {
    /// Where the entries are; made when the first is written.
    public let folder: String
    /// What was read from it before, for a process that reads it again and again.
    let memory: CacheMemory?

    /// A cache in a folder.
    public init(folder: String, memory: CacheMemory? = nil) {
        self.folder = folder
        self.memory = memory
    }

    /// What was written under the key, or nil. Keys are ``Digest`` descriptions or other short file names.
    public func read(_ key: String) -> [UInt8]? {
        let path = path(key)
        guard let file = try? Files.read(path), let end = file.firstIndex(of: UInt8(ascii: "\n")) else {
            return nil
        }
        let bytes = Array(file[(end + 1)...])
        guard file[...end].elementsEqual(Self.header(key, bytes)) else { return nil }
        utimes(path, nil)  // used today, see `prune`
        return bytes
    }

    /// Keeps bytes under a key.
    public func write(_ bytes: [UInt8], for key: String) throws(FileError) {
        try Files.createFolder(folder)
        try AtomicFile.write(Self.header(key, bytes) + bytes, to: path(key))
    }

    /// Removes what killed writers left, what nobody has read for some days, and, while the rest
    /// is larger than it may be, what was read longest ago.
    public func prune(days: Int = 30, bytes: Int = 256 << 20) {
        let now = Int(time(nil)) * 1_000_000_000
        var total = 0
        let entries = ((try? Files.names(in: folder)) ?? []).compactMap { name in
            Files.stamp("\(folder)/\(name)").map { (name: name, stamp: $0) }
        }
        for entry in entries.sorted(by: { $0.stamp.modified > $1.stamp.modified }) where !entry.stamp.isFolder
        {
            total += entry.stamp.size
            let isOld = now - entry.stamp.modified > days * 86_400_000_000_000
            let isGone =
                entry.name.hasPrefix(".") ? AtomicFile.isLeftover(entry.name) : isOld || total > bytes
            if isGone { try? Files.remove("\(folder)/\(entry.name)") }
        }
    }

    private func path(_ key: String) -> String { "\(folder)/\(key)" }

    private static func header(_ key: String, _ bytes: [UInt8]) -> [UInt8] {
        Array("book 1 \(bytes.count) \(Digest(of: Array("\(key)\n".utf8) + bytes))\n".utf8)
    }
}
