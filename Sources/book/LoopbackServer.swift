import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A server for one person at this machine: plain HTTP on the loopback address, a thread for each connection.
///
/// A server library would add more to a newcomer's first build than all of this is worth.
struct LoopbackServer {
    private let socket: Int32
    /// The port that it listens on.
    let port: Int

    /// Listens.
    ///
    /// - Parameter port: 0 takes any that is free.
    /// - Throws: ``UsageError`` if the port can't be had.
    init(port: Int) throws {
        signal(SIGPIPE, SIG_IGN)  // a browser that leaves in the middle is no reason to end
        guard let number = UInt16(exactly: port) else {
            throw UsageError(message: "--port must be from 0 to 65535, not \(port)")
        }
        #if canImport(Glibc)
            let kind = Int32(SOCK_STREAM.rawValue)
        #else
            let kind = SOCK_STREAM
        #endif
        socket = systemSocket(AF_INET, kind, 0)
        guard socket >= 0 else { throw UsageError(message: "no socket: \(String(cString: strerror(errno)))") }
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        var yes: Int32 = 1
        setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = number.bigEndian
        // 127.0.0.1: nobody else's machine can reach it.
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let socket = socket
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && listen(socket, 32) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard isListening else {
            let reason = String(cString: strerror(errno))
            close(socket)
            throw UsageError(message: "port \(port) cannot be had (\(reason)); choose another with --port")
        }
        self.port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// Answers requests till the process ends, each connection on a thread of its own.
    func serve(_ preview: Preview) {
        let socket = socket
        Thread.detachNewThread {
            while true {
                let connection = accept(socket, nil, nil)
                if connection >= 0 {
                    _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                    Thread.detachNewThread {
                        Connection(file: connection).answer(preview)
                        close(connection)
                    }
                } else if errno != EINTR && errno != ECONNABORTED {
                    usleep(50_000)  // out of files for a moment
                }
            }
        }
    }
}

/// A connection of a browser: one request, one answer.
private struct Connection {
    let file: Int32

    func answer(_ preview: Preview) {
        var patience = timeval(tv_sec: 10, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        guard let head = readHead() else { return }
        guard let request = HTTPRequest(head: head) else {
            return send(HTTPResponse.refusal("400 Bad Request").bytes(headOnly: false))
        }
        if let file = request.awaited, request.isLocal, request.method == "GET" {
            announceChanges(of: file, since: request.query, preview)
        } else {
            send(preview.answer(request).bytes(headOnly: request.method == "HEAD"))
        }
    }

    /// The request up to its empty line; nil if that does not come, or only after more than any browser sends.
    private func readHead() -> [UInt8]? {
        var head: [UInt8] = []
        let end = Array("\r\n\r\n".utf8)
        while head.count < 1 << 16 {
            var piece = [UInt8](repeating: 0, count: 4096)
            let count = recv(file, &piece, piece.count, 0)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return nil }
            let from = max(0, head.count - 3)
            head += piece[..<count]
            if let at = head[from...].indices.first(where: { head[$0...].starts(with: end) }) {
                return Array(head[..<at])
            }
        }
        return nil
    }

    /// Keeps the connection open and says when a page is another than the browser's (server-sent events).
    private func announceChanges(of page: String, since query: String, _ preview: Preview) {
        let known = query.split(separator: "=").last.flatMap { Int($0) } ?? 0
        send(
            Array(
                "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\r\n".utf8))
        var naps = 0
        while preview.isCurrent(page, since: known) {
            usleep(20_000)
            naps += 1
            // A comment now and then shows whether the browser is still there.
            if naps % 100 == 0, !put(Array(": \n\n".utf8)) { return }
        }
        send(Array("data: \(preview.version)\n\n".utf8))
    }

    private func send(_ bytes: [UInt8]) { _ = put(bytes) }

    private func put(_ bytes: [UInt8]) -> Bool {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count > 0 { done += count } else if errno != EINTR { return false }
        }
        return true
    }
}

// The system's own, which the struct's property hides.
private func systemSocket(_ family: Int32, _ kind: Int32, _ rule: Int32) -> Int32 {
    socket(family, kind, rule)
}
