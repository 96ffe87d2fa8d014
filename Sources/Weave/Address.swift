/// Addresses within the site.
enum Address {
    /// The page of a chapter's file: `04-mathematics.md#kl` becomes `04-mathematics.html#kl`. Any other
    /// destination stays, and one with a scheme that a book has no use for is nil.
    static func page(for destination: String) -> String? {
        let bytes = destination.utf8
        let cut = bytes.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? bytes.endIndex
        let file = destination[..<cut]
        if let colon = file.utf8.firstIndex(of: UInt8(ascii: ":")),
            !file[..<colon].utf8.contains(UInt8(ascii: "/"))
        {
            return ["http", "https", "mailto"].contains(file[..<colon].lowercased()) ? destination : nil
        }
        guard file.hasSuffix(".md"), !file.hasPrefix("//") else { return destination }
        return file.dropLast(3) + ".html" + destination[cut...]
    }

    /// A path within the site as a relative address.
    static func encoded(path: String) -> String {
        path.split(separator: "/", omittingEmptySubsequences: false).map { encoded(String($0)) }.joined(
            separator: "/")
    }

    /// A file's name as a relative address: nothing in it is taken for more than a name.
    static func encoded(_ name: String) -> String {
        var result: [UInt8] = []
        let digits = Array("0123456789ABCDEF".utf8)
        for byte in name.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
                UInt8(ascii: "."), UInt8(ascii: "~"):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
