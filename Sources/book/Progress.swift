import Synchronization
import Toolchain

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Shows what is being done while somebody watches, and why, if asked.
///
/// On a terminal one line is written over and over; elsewhere, and with `explains`, plain lines.
final class Progress: Sendable {
    private struct State {
        var running: [String: (line: Int, since: Double)] = [:]
        var isShown = false
        var done = 0
        var lastDrawn = 0.0
    }

    private let state = Mutex(State())
    private let total: Int
    private let explains: Bool

    init(total: Int, explains: Bool) {
        self.total = total
        self.explains = explains
    }

    func take(_ event: RunEvent) {
        switch event {
        case .kept(let chapter):
            if explains { line("\(chapter): nothing changed, its results are kept") }
        case .compiling(let chapter, let reason):
            state.withLock { $0.running[chapter] = (0, Self.now) }
            if explains {
                line("\(chapter): compiled and run, as \(reason)")
            } else if !Console.isWatched {
                line("running \(chapter)")
            }
            draw()
        case .running(let chapter, let line):
            state.withLock { $0.running[chapter] = (line, Self.now) }
            draw()
        case .printed: draw()
        case .finished(let chapter):
            state.withLock {
                $0.running[chapter] = nil
                $0.done += 1
            }
            draw()
        }
    }

    /// Takes the line away.
    func end() {
        state.withLock { state in
            if state.isShown { Console.write("\r\u{1B}[K", to: 2) }
            state.isShown = false
        }
    }

    private func line(_ text: String) {
        end()
        Console.say(text)
    }

    private func draw() {
        guard Console.isWatched else { return }
        state.withLock { state in
            guard Self.now - state.lastDrawn > 0.1 else { return }
            state.lastDrawn = Self.now
            let parts = state.running.sorted { $0.key < $1.key }.map { chapter, at in
                let seconds = Int(Self.now - at.since)
                return at.line == 0
                    ? "compiling \(chapter)"
                    : "\(chapter), snippet at line \(at.line)\(seconds > 0 ? ", \(seconds) s" : "")"
            }
            let text = "[\(state.done)/\(total)] " + parts.joined(separator: "; ")
            Console.write("\r\u{1B}[K" + text.prefix(Self.width - 1), to: 2)
            state.isShown = true
        }
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    private static var width: Int {
        var size = winsize()
        return ioctl(2, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 10 ? Int(size.ws_col) : 80
    }
}
