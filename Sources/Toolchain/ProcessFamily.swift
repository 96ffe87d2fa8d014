#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// A program that we started and every process that came of it.
///
/// A child is found by any of four signs: its parent belongs to the family, its session is the
/// program's, its environment holds the mark that only this run was given, or it still holds the
/// program's output open. So a daemon that was forked twice, leads a session of its own and has init
/// for a parent is still found; a child that never called exec shows the environment of the one that did.
struct ProcessFamily: Sendable {
    /// The name of the environment variable that holds the mark.
    static let variable = "BOOK_RUN"

    /// The program's own process id, which is also its session and its group.
    let root: pid_t
    /// The entry of the environment that no other run has.
    let mark: [UInt8]
    /// When the program started, in clock ticks: what is older cannot come of it.
    let born: Int
    /// The path of the program's standard output, which no other run has.
    let output: String

    init(root: pid_t, nonce: String, output: String) {
        self.root = root
        self.output = output
        mark = Array("\(Self.variable)=\(nonce)".utf8)
        born = ProcessStatus(root)?.born ?? 0
    }

    /// All living members, the program itself included while it lives.
    ///
    /// - Parameter onFound: Called for each as soon as it is found, for some live only a moment.
    func members(onFound: (ProcessStatus) -> Void = { _ in }) -> [ProcessStatus] {
        // What bears no sign itself may still be a child of what does.
        var rest: [ProcessStatus] = []
        var found: [ProcessStatus] = []
        try? Files.forEachName(in: "/proc") { name in
            guard let process = pid_t(name), let member = ProcessStatus(process), member.born >= born else {
                return
            }
            if process == root || member.session == root || isMarked(process) || holdsOutput(process) {
                found.append(member)
                onFound(member)
            } else {
                rest.append(member)
            }
        }
        var next = 0
        while next < found.count {
            let parent = found[next].process
            let children = rest.filter { $0.parent == parent }
            found += children
            for child in children { onFound(child) }
            rest.removeAll { $0.parent == parent }
            next += 1
        }
        return found
    }

    /// Bytes of memory that the program itself occupies: one cheap look.
    func residentOfRoot() -> Int { ProcessStatus(root)?.resident ?? 0 }

    /// Ends what outlives the program, which has ended, and returns how many processes that were.
    /// What is just ending by itself is given a moment.
    func endStragglers() -> Int {
        let moment = Clock.now + 0.02
        while true {
            let count = members().count
            if count == 0 { return 0 }
            if Clock.now > moment {
                end()
                return count
            }
            Clock.sleep(0.002)
        }
    }

    /// Ends every member and returns when none is left, or after `patience` seconds.
    func end(patience: Double = 5) {
        let deadline = Clock.now + patience
        // First the whole group at once, so that what forks without pause cannot outrun us.
        kill(-root, SIGKILL)
        kill(root, SIGKILL)
        while Clock.now < deadline {
            let left = members { member in
                guard member.process != root else { return }
                // Every session below the program's is its own work, so no group reaches further.
                if member.group > 1 && member.group != getpgrp() { kill(-member.group, SIGKILL) }
                kill(member.process, SIGKILL)
            }
            if left.allSatisfy({ $0.process == root }) { return }
            Clock.sleep(0.001)
        }
    }

    private func isMarked(_ process: pid_t) -> Bool {
        guard let environment = try? Files.read("/proc/\(process)/environ") else { return false }
        return environment.split(separator: 0).contains { $0.elementsEqual(mark) }
    }

    private func holdsOutput(_ process: pid_t) -> Bool {
        [1, 2].contains { Path.link("/proc/\(process)/fd/\($0)") == output }
    }
}
