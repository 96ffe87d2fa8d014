/// A ZIP archive whose bytes depend on nothing but what it holds: no dates, no compression, files in the order added
/// (PKWARE, .ZIP File Format Specification 6.3.10, sections 4.3.7, 4.3.12, 4.3.16).
///
/// Uncompressed, two archives that share most of their files differ little, which version control and servers that
/// compress make use of.
struct ZipArchive {
    private var files: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// What a file holds, read once for all archives that hold it.
    struct Content: Sendable {
        let bytes: [UInt8]
        fileprivate let checksum: UInt32

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
            checksum = ZipArchive.checksum(bytes)
        }
    }

    /// Adds a file. The parts of its path are parted by `/`.
    mutating func add(_ path: String, _ content: Content) {
        let bytes = content.bytes
        let name = Array(path.utf8)
        let offset = files.count
        var facts: [UInt8] = []
        facts.append(little: 20, bytes: 2)  // version 2.0 reads it
        facts.append(little: 0x0800, bytes: 2)  // the name is UTF-8
        facts.append(little: 0, bytes: 2)  // stored
        facts.append(little: 0, bytes: 2)  // midnight
        facts.append(little: 0x0021, bytes: 2)  // of 1 January 1980, the format's first day
        facts.append(little: Int(content.checksum), bytes: 4)
        facts.append(little: bytes.count, bytes: 4)
        facts.append(little: bytes.count, bytes: 4)
        facts.append(little: name.count, bytes: 2)
        facts.append(little: 0, bytes: 2)  // no extra field

        files.append(little: 0x0403_4B50, bytes: 4)
        files += facts
        files += name
        files += bytes

        directory.append(little: 0x0201_4B50, bytes: 4)
        directory.append(little: 0x0314, bytes: 2)  // made on Unix
        directory += facts
        directory.append(little: 0, bytes: 2)  // no comment
        directory.append(little: 0, bytes: 2)  // the first disk
        directory.append(little: 0, bytes: 2)  // no internal attributes
        directory.append(little: 0o100644 << 16, bytes: 4)
        directory.append(little: offset, bytes: 4)
        directory += name
        count += 1
    }

    /// The whole archive.
    func finish() -> [UInt8] {
        var result = files + directory
        result.append(little: 0x0605_4B50, bytes: 4)
        result.append(little: 0, bytes: 4)  // one disk
        result.append(little: count, bytes: 2)
        result.append(little: count, bytes: 2)
        result.append(little: directory.count, bytes: 4)
        result.append(little: files.count, bytes: 4)
        result.append(little: 0, bytes: 2)  // no comment
        return result
    }

    /// CRC-32 with the polynomial 0xEDB88320.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = 0xFFFF_FFFF
        table.withUnsafeBufferPointer { table in
            for byte in bytes { sum = table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ (sum >> 8) }
        }
        return ~sum
    }

    private static let table: [UInt32] = (0..<256).map { byte in
        (0..<8).reduce(UInt32(byte)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }
}

extension [UInt8] {
    /// A number, its lowest byte first.
    fileprivate mutating func append(little number: Int, bytes: Int) {
        for index in 0..<bytes { append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
    }
}
