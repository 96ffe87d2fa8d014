import Foundation
import Testing

#if canImport(Glibc)
    private let stream = Int32(SOCK_STREAM.rawValue)
#else
    private let stream = SOCK_STREAM
#endif

/// Sends a request to a port of this machine and reads to the end of the answer.
func exchange(_ request: String, _ port: Int) throws -> String {
    let file = socket(AF_INET, stream, 0)
    defer { close(file) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(file, $0, size) == 0 }
    }
    try #require(isConnected)
    var bytes = Array(request.utf8)
    try #require(send(file, &bytes, bytes.count, 0) == bytes.count)
    var answer: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while case let count = recv(file, &piece, piece.count, 0), count > 0 { answer += piece[..<count] }
    return String(decoding: answer, as: UTF8.self)
}
