/// Data as a script: one call of a function with arrays and strings, which a page can load without a server.
struct ScriptText {
    private(set) var bytes: [UInt8]
    private var isFirst = true

    /// Begins the call of a function.
    init(calling function: String) {
        bytes = Array("\(function)(".utf8)
    }

    /// The whole script.
    mutating func finish() -> [UInt8] {
        bytes += ");\n".utf8
        return bytes
    }

    /// An array of what `body` writes.
    mutating func array(_ body: (inout ScriptText) -> Void) {
        separate()
        bytes.append(UInt8(ascii: "["))
        isFirst = true
        body(&self)
        bytes.append(UInt8(ascii: "]"))
        isFirst = false
    }

    /// A string. Control characters, and line ends unless they are kept, become spaces.
    mutating func string(_ text: some Sequence<UInt8>, keepsLines: Bool = false) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(byte)
            case UInt8(ascii: "\n") where keepsLines: bytes += "\\n".utf8
            case 0..<0x20, 0x7F: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
    }
}
