import Synchronization

/// The programs that run at this moment, so that they can be ended when we are.
enum RunningProcesses {
    private struct State {
        var families: [Int32: ProcessFamily] = [:]
        var isClosed = false
    }

    private static let state = Mutex(State())

    /// Starts a family and remembers it.
    static func start<E: Error>(_ spawn: () throws(E) -> ProcessFamily) throws(E) -> ProcessFamily {
        let result = state.withLock { state -> Result<ProcessFamily, E>? in
            guard !state.isClosed else { return nil }
            do throws(E) {
                let family = try spawn()
                state.families[family.root] = family
                return .success(family)
            } catch {
                return .failure(error)
            }
        }
        guard let result else { waitForTheEnd() }
        return try result.get()
    }

    /// Forgets a family that has ended. Does not return if we are being ended ourselves: how the
    /// program died is then nobody's news.
    static func forget(_ family: ProcessFamily) {
        let isClosed = state.withLock { state in
            state.families.removeValue(forKey: family.root)
            return state.isClosed
        }
        if isClosed { waitForTheEnd() }
    }

    private static func waitForTheEnd() -> Never {
        while true { Clock.sleep(1000) }
    }

    /// Ends every running program with all it started, and lets no new one start.
    static func endAll() {
        let families = state.withLock { state in
            state.isClosed = true
            return Array(state.families.values)
        }
        for family in families { family.end(patience: 2) }
    }
}
