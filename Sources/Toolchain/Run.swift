import CSpawn

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that could not even be started.
public struct StartError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The executable's path.
    public let executable: String
    /// The system's reason.
    public let reason: String

    /// `cannot start /a/b: No such file or directory`.
    public var description: String { "cannot start \(executable): \(reason)" }
}

extension Command {
    /// Runs the program to its end, or to a limit, and returns when nothing of it is left.
    ///
    /// Standard output, standard error and, if `hasChannel`, file descriptor 3 are regular files in
    /// `workFolder`: a program can fill them without anybody reading (a pipe would block it), what
    /// it wrote before a crash is there, and its offsets are exact. swift-subprocess has pipes or
    /// given files, but neither a further descriptor nor limits nor the grandchildren of a program,
    /// which are most of what is done here.
    ///
    /// - Parameters:
    ///   - limits: Wall time, memory and output. Whatever hits one is killed.
    ///   - workFolder: A folder that exists and that no other run uses at the same time.
    ///   - hasChannel: Whether the program finds file descriptor 3 open for appending.
    ///   - onProgress: Called on this thread with what was written since the last call.
    /// - Throws: ``StartError``, or ``FileError`` for the work folder.
    public func run(
        within limits: Limits = Limits(), in workFolder: String, hasChannel: Bool = false,
        onProgress: ((RunProgress) -> Void)? = nil
    ) throws -> Outcome {
        let files = try OutputFiles(in: workFolder, input: input, hasChannel: hasChannel)
        defer { files.close() }
        let nonce = Self.nonce()
        let start = Clock.now
        let family = try RunningProcesses.start { () throws(StartError) in
            ProcessFamily(
                root: try spawn(files, limits, nonce: nonce), nonce: nonce, output: "\(files.folder)/stdout")
        }
        var watch = Watch(family: family, files: files, limits: limits, deadline: start + limits.seconds)
        var exceeded = watch.untilEnd(onProgress)
        var left = 0
        if exceeded == nil { left = family.endStragglers() } else { family.end() }
        RunningProcesses.forget(family)  // before its number may become another's
        let (end, peak) = Self.reap(family.root)
        exceeded = exceeded ?? files.exceeded(limits)
        let said = files.read(files.error, limits)
        if exceeded == nil { exceeded = Self.limit(behind: end, said, peak: peak, limits) }
        let outcome = Outcome(
            end: end, exceeded: exceeded, leftBehind: left,
            standardOutput: files.read(files.output, limits), standardError: said,
            channel: files.channel.map { files.read($0, limits) } ?? [], mark: nonce,
            seconds: Clock.now - start)
        if let onProgress { watch.report(to: onProgress) }
        return outcome
    }

    private func spawn(_ files: OutputFiles, _ limits: Limits, nonce: String) throws(StartError) -> pid_t {
        var environment = environment
        environment[ProcessFamily.variable] = nonce
        let words = CStrings([executable] + arguments)
        let entries = CStrings(environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        let process = executable.withCString { path in
            withOptionalCString(folder) { folder in
                var request = spawn_request(
                    path: path, arguments: words.pointer, environment: entries.pointer, folder: folder,
                    input: files.input, output: files.output, error: files.error,
                    channel: files.channel ?? -1,
                    data: UInt64(limits.memoryBytes) * 2 + 1 << 30,
                    file: UInt64(max(limits.outputBytes * 2, 1 << 28)),
                    processor: UInt64(limits.seconds.rounded(.up)) * UInt64(processorCount) + 10,
                    stack: 8 << 20)
                return spawn_limited(&request)
            }
        }
        guard process > 0 else {
            throw StartError(executable: executable, reason: String(cString: strerror(-process)))
        }
        return process
    }

    /// What killed a program that we did not kill: the hard limits behind our own.
    private static func limit(behind end: Outcome.End, _ said: [UInt8], peak: Int, _ limits: Limits) -> Limit?
    {
        if end == .signalled(SIGXFSZ) { return .output }
        if end == .signalled(SIGXCPU) { return .time }
        if end == .signalled(SIGABRT) {
            // What Swift and C++ print when the system has no memory to give.
            let text = String(decoding: said.suffix(1 << 16), as: UTF8.self)
            if text.contains("Fatal error: failed to allocate ") || text.contains("'std::bad_alloc'") {
                return .memory
            }
        }
        // Before exec the child shared our memory, which the system counts as its own.
        var own = rusage()
        getrusage(ownUsage, &own)
        return peak > limits.memoryBytes && peak > own.ru_maxrss * 1024 ? .memory : nil
    }

    private static func reap(_ process: pid_t) -> (Outcome.End, peak: Int) {
        var status: Int32 = 0
        var usage = rusage()
        while wait4(process, &status, 0, &usage) < 0 && errno == EINTR {}
        let end: Outcome.End = status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f)
        return (end, usage.ru_maxrss * 1024)
    }

    private static func nonce() -> String {
        String(UInt64.random(in: 0 ... .max), radix: 36) + String(UInt64.random(in: 0 ... .max), radix: 36)
    }
}

private func withOptionalCString<R>(_ text: String?, _ body: (UnsafePointer<CChar>?) -> R) -> R {
    guard let text else { return body(nil) }
    return text.withCString { body($0) }
}

#if canImport(Glibc)
    private let ownUsage = Int32(RUSAGE_SELF.rawValue)
#else
    private let ownUsage = RUSAGE_SELF
#endif
