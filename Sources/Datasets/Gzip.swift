/// Reads files that `gzip` made (RFC 1952).
///
/// Our own few lines rather than zlib: a newcomer has no header of it to install, and every machine reads alike.
enum Gzip {
    /// Why bytes are not a whole gzip file.
    struct Fault: Error, Equatable {
        let reason: String

        static let truncated = Fault(reason: "it is truncated: the compressed data end too early")
    }

    /// The contents of a gzip file of one member, of at most `limit` bytes; checked against its length and checksum.
    static func decompress(_ file: [UInt8], limit: Int) throws(Fault) -> [UInt8] {
        let start = try headerLength(file)
        var inflate = Inflate(file, from: start, limit: limit)
        let contents = try inflate.run()
        let trailer = inflate.position
        guard trailer + 8 <= file.count else { throw .truncated }
        guard trailer + 8 == file.count else {
            throw Fault(reason: "it is altered: \(file.count - trailer - 8) bytes follow the end of the data")
        }
        guard littleEndian(file, trailer + 4) == UInt32(truncatingIfNeeded: contents.count) else {
            throw Fault(reason: "it is altered: its length is not the one that it states")
        }
        guard littleEndian(file, trailer) == CRC32.checksum(of: contents) else {
            throw Fault(reason: "it is altered: its checksum is not the one that it states")
        }
        return contents
    }

    private static func headerLength(_ file: [UInt8]) throws(Fault) -> Int {
        guard file.count >= 2, file[0] == 0x1f, file[1] == 0x8b else {
            throw Fault(reason: "it is no gzip file")
        }
        guard file.count >= 18 else { throw .truncated }
        guard file[2] == 8, file[3] & 0xe0 == 0 else {
            throw Fault(reason: "it is altered: its header is none that gzip writes")
        }
        let flags = file[3]
        var length = 10
        if flags & 4 != 0 { length += 2 + Int(file[length]) + Int(file[length + 1]) << 8 }
        // A name and a comment, each ended by a zero.
        for flag: UInt8 in [8, 16] where flags & flag != 0 {
            guard length < file.count, let end = file[length...].firstIndex(of: 0) else { throw .truncated }
            length = end + 1
        }
        if flags & 2 != 0 { length += 2 }
        guard length <= file.count else { throw .truncated }
        return length
    }

    private static func littleEndian(_ bytes: [UInt8], _ start: Int) -> UInt32 {
        (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) }
    }
}
