import Foundation
import Testing

@testable import Datasets

/// Files that zlib wrote, one for each kind of block.
@Suite struct GzipTests {
    private static let text = [UInt8](
        (0..<40).map {
            "line \($0): the \($0 * $0 % 97) brown foxes jump over the \($0 * 7 % 13) lazy dogs\n"
        }
        .joined().utf8)

    /// Codes of its own, repeats, and a file name in the header.
    private static let dynamic = """
        H4sICAAAAAAAA2ZveGVzLnR4dACV1UtOxDAQRdE5q/ASUlX+shsQ4afQQd3QQK++QX6ZOFKJN8ogurJTPnKWl8Mcptvw8fz7CPfH9esQHtfv+RReP9/\
        ew3qej3i33F1+wsP6dLpZ/hrpjThNGRvtTXQaGRvrTXOaOjYRe8tOpGOUeqTJidoY5R6Zt5KNUcEYvG+S3cBrr7I3vThGrUfVOybZzVwAwpwq7SKIUP\
        d4d2OXDUVxsryrwKIoZRYwlEErgGHCsBXIyMrAFdBoiZEroGHG0BXYKBNjV0FDlMKrwJGM0auw0TLFV4EjRsavAkcTyq+CRzTGr4JHi4xfBY80Ubcue\
        FTGr0JHToxfgw4tjF8DjloZvwYcKTJ+DTaU82vAURvj12Ajc9evbX+VxPg14BDOr206MuPXNh75n36vvNEDYGgIAAA=
        """
    private static let fixed = "H4sIAAAAAAAAA8tIzcnJ11HIQKK4AOdCblIUAAAA"
    private static let stored = "H4sIAAAAAAAAAwEPAPD/c3RvcmVkIGFzIGl0IGlzZXjRWg8AAAA="
    private static let empty = "H4sIAAAAAAAAAwMAAAAAAAAAAAA="

    private func bytes(_ base64: String) throws -> [UInt8] {
        [UInt8](try #require(Data(base64Encoded: base64)))
    }

    @Test("Every kind of block is undone")
    func blocks() throws {
        #expect(try Gzip.decompress(bytes(Self.dynamic), limit: 10_000) == Self.text)
        #expect(try Gzip.decompress(bytes(Self.fixed), limit: 100) == Array("hello, hello, hello\n".utf8))
        #expect(try Gzip.decompress(bytes(Self.stored), limit: 100) == Array("stored as it is".utf8))
        #expect(try Gzip.decompress(bytes(Self.empty), limit: 0) == [])
    }

    @Test("Whatever is cut off, the file is refused", arguments: [dynamic, fixed, stored, empty])
    func truncated(base64: String) throws {
        let whole = try bytes(base64)
        for length in whole.indices {
            #expect(throws: Gzip.Fault.self) { try Gzip.decompress(Array(whole[..<length]), limit: 10_000) }
        }
    }

    @Test(
        "Whatever bit is changed, the file is refused or its contents are the same",
        arguments: [dynamic, fixed, stored, empty])
    func altered(base64: String) throws {
        let whole = try bytes(base64)
        let contents = try Gzip.decompress(whole, limit: 10_000)
        var refused = 0
        for bit in 0..<8 * whole.count {
            var altered = whole
            altered[bit / 8] ^= 1 << UInt8(bit % 8)
            do {
                #expect(try Gzip.decompress(altered, limit: 10_000) == contents)
            } catch {
                refused += 1
            }
        }
        // What may change are the time, the program's hints, the name, and bits of padding.
        #expect(refused > 8 * (whole.count - 10 - 10) - 8)
    }

    @Test("A file says why it is refused")
    func reasons() throws {
        let whole = try bytes(Self.stored)
        func reason(_ file: [UInt8], limit: Int = 100) -> String {
            do {
                return "\(try Gzip.decompress(file, limit: limit).count) bytes"
            } catch {
                return error.reason
            }
        }
        #expect(reason([]) == "it is no gzip file")
        #expect(reason(Array("<html>not found</html>".utf8)) == "it is no gzip file")
        #expect(reason(Array(whole.dropLast(9))) == "it is truncated: the compressed data end too early")
        #expect(reason(whole + [0]) == "it is altered: 1 bytes follow the end of the data")
        #expect(reason(whole, limit: 14) == "it is altered: it holds more than 14 bytes")
        var altered = whole
        altered[20] ^= 1
        #expect(reason(altered) == "it is altered: its checksum is not the one that it states")
    }

    @Test("CRC-32 of the digits 1 to 9 is the catalogued check value")
    func crc() {
        #expect(CRC32.checksum(of: Array("123456789".utf8)) == 0xcbf4_3926)
    }
}
