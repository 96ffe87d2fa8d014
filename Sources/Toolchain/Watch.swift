import CSpawn

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Looks at a running program until it ends or hits a limit.
struct Watch {
    let family: ProcessFamily
    let files: OutputFiles
    let limits: Limits
    let deadline: Double
    private var reportedOutput = 0
    private var reportedChannel = 0

    /// Seconds between two looks at the program, and at all that it started, which costs more.
    private static let pause = 0.01
    private static let familyPause = 0.05

    init(family: ProcessFamily, files: OutputFiles, limits: Limits, deadline: Double) {
        self.family = family
        self.files = files
        self.limits = limits
        self.deadline = deadline
    }

    /// Returns when the program has ended (nil) or when it is to be ended (which limit).
    mutating func untilEnd(_ onProgress: ((RunProgress) -> Void)?) -> Limit? {
        let handle = process_handle(family.root)
        defer { if handle >= 0 { close(handle) } }
        // Without a handle we sleep, and short programs should not wait for a long sleep's end.
        var nap = handle >= 0 ? Self.pause : 0.001
        var nextFamily = Clock.now + Self.familyPause
        while !hasEnded {
            let now = Clock.now
            if now >= deadline { return .time }
            if let limit = files.exceeded(limits) { return limit }
            if family.residentOfRoot() > limits.memoryBytes { return .memory }
            if now >= nextFamily {
                nextFamily = now + Self.familyPause
                if family.members().reduce(0, { $0 + $1.resident }) > limits.memoryBytes { return .memory }
            }
            if let onProgress { report(to: onProgress) }
            var waited = pollfd(fd: handle, events: Int16(POLLIN), revents: 0)
            poll(&waited, handle >= 0 ? 1 : 0, Int32((min(nap, deadline - now) * 1000).rounded(.up)))
            nap = min(nap * 1.5, Self.pause)
        }
        return nil
    }

    /// Tells of what was written since the last report.
    mutating func report(to onProgress: (RunProgress) -> Void) {
        let output =
            Files.read(files.output, from: reportedOutput, limit: limits.outputBytes - reportedOutput) ?? []
        let channel = files.channel.flatMap {
            Files.read($0, from: reportedChannel, limit: limits.outputBytes - reportedChannel)
        }
        reportedOutput += output.count
        reportedChannel += channel?.count ?? 0
        guard !output.isEmpty || channel?.isEmpty == false else { return }
        onProgress(RunProgress(standardOutput: output, channel: channel ?? []))
    }

    /// Whether the program has ended. It is not reaped, so that its number stays its own until all
    /// that it left behind is found.
    private var hasEnded: Bool {
        var info = siginfo_t()
        let code = waitid(P_PID, id_t(family.root), &info, WEXITED | WNOHANG | WNOWAIT)
        return code != 0 && errno == ECHILD || code == 0 && info.si_signo == SIGCHLD
    }
}
