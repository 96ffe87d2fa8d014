import CSpawn

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Why a language server gave no answers.
public struct LanguageServerError: Error, Equatable, Sendable, CustomStringConvertible {
    /// What happened, in a few words.
    public let reason: String

    /// `sourcekit-lsp ended before it had answered`.
    public var description: String { reason }
}

/// A language server: a program that answers questions about source files, as JSON-RPC over its standard input and
/// output (Language Server Protocol 3.17).
///
/// Reading and writing go on side by side on this thread, so neither side waits for the other with full hands.
final class LanguageServer {
    private let name: String
    private let family: ProcessFamily
    private let input: Int32
    private let output: Int32
    /// Seconds that may pass without a byte from the server.
    private let patience: Double
    private var asked = 0
    private var received: [UInt8] = []
    /// Answers that nobody has taken yet.
    private var answers: [Int: [UInt8]] = [:]

    /// Starts a server.
    init(_ executable: String, in folder: String, patience: Double = 60) throws {
        // Writing to a server that has just died is an error to report, not a reason to die.
        signal(SIGPIPE, SIG_IGN)
        name = Path.name(executable)
        self.patience = patience
        let (theirInput, input) = try Self.pipe()
        let (output, theirOutput) = try Self.pipe()
        let nothing = open("/dev/null", O_WRONLY | O_CLOEXEC)
        let theirError = fcntl(nothing, F_DUPFD_CLOEXEC, 10)
        defer { for file in [theirInput, theirOutput, nothing, theirError] { close(file) } }
        self.input = input
        self.output = output
        for file in [input, output] { _ = fcntl(file, F_SETFL, O_NONBLOCK) }
        let mark = "language-server-\(getpid())-\(input)"
        var environment = Command.ownEnvironment
        environment[ProcessFamily.variable] = mark
        let words = CStrings([executable])
        let entries = CStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        do {
            family = try RunningProcesses.start { () throws(StartError) in
                let process = executable.withCString { path in
                    folder.withCString { folder in
                        var request = spawn_request(
                            path: path, arguments: words.pointer, environment: entries.pointer,
                            folder: folder, input: theirInput, output: theirOutput, error: theirError,
                            channel: -1, data: 1 << 34, file: 1 << 30, processor: 3600, stack: 8 << 20)
                        return spawn_limited(&request)
                    }
                }
                guard process > 0 else {
                    throw StartError(executable: executable, reason: String(cString: strerror(-process)))
                }
                return ProcessFamily(root: process, nonce: mark, output: "")
            }
        } catch {
            for file in [input, output] { close(file) }
            throw error
        }
    }

    /// Ends the server. What it knew is gone anyway, so it need not be asked.
    func end() {
        for file in [input, output] { close(file) }
        family.end()
        RunningProcesses.forget(family)
        var status: Int32 = 0
        while waitpid(family.root, &status, 0) < 0 && errno == EINTR {}
    }

    /// Tells something that has no answer.
    func tell(_ method: String, _ parameters: String) throws(LanguageServerError) {
        _ = try exchange(JSONRPC.frame(method, parameters, id: nil), awaiting: nil)
    }

    /// Asks questions of one kind; the answers are JSON texts in the questions' order.
    ///
    /// One after the other: sourcekit-lsp answers several at once from files that it has not type-checked to the
    /// end, with now this type left open and now that, and the page would not be the same twice.
    func ask(_ method: String, _ parameters: [String]) throws(LanguageServerError) -> [[UInt8]] {
        var answers: [[UInt8]] = []
        for parameters in parameters {
            let id = asked
            asked += 1
            answers.append(try exchange(JSONRPC.frame(method, parameters, id: id), awaiting: id))
        }
        return answers
    }

    // MARK: Reading and writing

    /// Writes, and reads till the answer to question `id` is there.
    private func exchange(_ bytes: [UInt8], awaiting id: Int?) throws(LanguageServerError) -> [UInt8] {
        var pending = bytes[...]
        var deadline = Clock.now + patience
        while !pending.isEmpty || id.map({ answers[$0] == nil }) ?? false {
            guard Clock.now < deadline else {
                throw LanguageServerError(
                    reason: "\(name) did not answer for \(Int(patience.rounded(.up))) s")
            }
            var ends = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
            if !pending.isEmpty { ends.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
            poll(&ends, nfds_t(ends.count), 200)
            if ends.count > 1, ends[1].revents != 0 {
                let wrote = pending.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
                if wrote > 0 { pending = pending.dropFirst(wrote) }
                if wrote < 0, errno != EAGAIN, errno != EINTR { throw ended }
            }
            guard ends[0].revents != 0 else { continue }
            try receive()
            deadline = Clock.now + patience
            for message in JSONRPC.take(from: &received) {
                switch JSONRPC.Message(message) {
                case .answer(let id): answers[id] = message
                case .question(let id): pending += JSONRPC.nothing(to: id)
                case .notice: break
                }
            }
        }
        return id.flatMap { answers.removeValue(forKey: $0) } ?? []
    }

    private func receive() throws(LanguageServerError) {
        var count = 0
        let piece = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            count = read(output, buffer.baseAddress, buffer.count)
            filled = max(0, count)
        }
        if count == 0 || count < 0 && errno != EAGAIN && errno != EINTR { throw ended }
        received += piece
    }

    private var ended: LanguageServerError {
        LanguageServerError(reason: "\(name) ended before it had answered")
    }

    /// A pipe, above the numbers that a program expects its own files at.
    private static func pipe() throws -> (read: Int32, write: Int32) {
        var ends: [Int32] = [0, 0]
        guard systemPipe(&ends) == 0 else { throw FileError("open", "a pipe") }
        let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
        for file in ends { close(file) }
        guard moved.allSatisfy({ $0 >= 0 }) else { throw FileError("open", "a pipe") }
        return (moved[0], moved[1])
    }
}

// The system's own, which the class's function hides.
private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }
