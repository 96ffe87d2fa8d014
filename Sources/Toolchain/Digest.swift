/// A SHA-256 digest (FIPS 180-4): the name of some bytes that no others have.
public struct Digest: Hashable, Sendable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// The digest of bytes.
    ///
    ///     Digest(of: Array("abc".utf8)).description.prefix(8)  // "ba7816bf"
    public init(of bytes: [UInt8]) {
        var hash = SHA256()
        hash.update(bytes)
        self.bytes = hash.finish()
    }

    /// The digest of several texts, which knows where each ends: `["ab", "c"]` and `["a", "bc"]` differ.
    public init(ofParts parts: [String]) {
        var hash = SHA256()
        for part in parts {
            hash.update(Array("\(part.utf8.count) ".utf8))
            hash.update(Array(part.utf8))
        }
        bytes = hash.finish()
    }

    /// 64 hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
