import Foundation

/// Why a file of data cannot be used: which one, and the reason.
public struct DataFileError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file's path.
    public let path: String
    /// What is wrong with it.
    public let reason: String

    /// The path and the reason in one line.
    public var description: String { "\(path): \(reason)" }
}

/// A file that is read whole and checked before it is believed.
struct DataFile {
    let path: String
    let bytes: [UInt8]

    /// The bytes of the file at `path`; `hint` says what to do where there is none.
    init(_ path: String, hint: String = "") throws(DataFileError) {
        guard FileManager.default.fileExists(atPath: path) else {
            throw DataFileError(path: path, reason: "there is no such file" + hint)
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DataFileError(path: path, reason: "it cannot be read as a file")
        }
        self.path = path
        self.bytes = [UInt8](data)
    }

    func error(_ reason: String) -> DataFileError {
        DataFileError(path: path, reason: reason)
    }

    /// Refuses a file that is not, byte for byte, the one that was described.
    func require(bytes expected: Int, sha256: String) throws(DataFileError) {
        guard bytes.count == expected else {
            let change = bytes.count < expected ? "truncated" : "altered"
            throw error("it is \(change): \(bytes.count) bytes instead of \(expected)")
        }
        let found = SHA256.hexDigest(of: bytes)
        guard found == sha256 else {
            throw error("it is altered: its SHA-256 is \(found) instead of \(sha256)")
        }
    }

    /// The lines of a text of ASCII, the last one ended by a newline as well.
    var lines: [String] {
        bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// The path of a file that comes with the library.
    static func bundled(_ name: String) throws(DataFileError) -> String {
        guard let folder = Bundle.module.resourcePath else {
            throw DataFileError(path: name, reason: "the library's resources are not beside it")
        }
        return folder + "/Data/" + name
    }
}
