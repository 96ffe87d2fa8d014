#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What happens when the user stops us.
public enum Interrupts {
    /// From now on SIGINT, SIGTERM and SIGHUP first end every program that we run, then call
    /// `cleanUp`, then end this process by the same signal. To be called once, by the command
    /// line, before other threads exist.
    ///
    /// The signals are blocked and a thread waits for them, for a signal handler may do next to
    /// nothing: not look through the processes, not remove a folder.
    public static func install(cleanUp: @escaping @Sendable () -> Void = {}) {
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(signal) { sigaddset(&signals, signal) }
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        let waited = signals
        startThread(stackSize: 1 << 20) {
            var signals = waited
            var number: Int32 = 0
            while sigwait(&signals, &number) != 0 {}
            RunningProcesses.endAll()
            cleanUp()
            signal(number, SIG_DFL)
            pthread_sigmask(SIG_UNBLOCK, &signals, nil)
            raise(number)
        }
    }

    /// `nohup` and shells' background jobs have some ignored, which should stay so.
    private static func isIgnored(_ signal: Int32) -> Bool {
        var action = sigaction()
        sigaction(signal, nil, &action)
        #if canImport(Glibc)
            let handler = action.__sigaction_handler.sa_handler
        #else
            let handler = action.__sigaction_u.__sa_handler
        #endif
        return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
    }
}
