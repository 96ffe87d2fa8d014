#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// What the system tells of a living process in `/proc/N/stat`.
struct ProcessStatus {
    let process: pid_t
    let parent: pid_t
    let group: pid_t
    let session: pid_t
    /// Clock ticks between the system's start and its own.
    let born: Int
    /// Bytes of memory that are really there.
    let resident: Int

    /// Nil for what is gone, or ended and only waits to be noticed.
    ///
    /// Called for every process of the machine after every run, so it makes no strings.
    init?(_ process: pid_t) {
        var numbers = [Int](repeating: 0, count: 22)
        var state = UInt8(0)
        let isRead = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1024) { buffer -> Bool in
            let file = open("/proc/\(process)/stat", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return false }
            defer { close(file) }
            let count = read(file, buffer.baseAddress, 1024)
            let bytes = UnsafeBufferPointer(rebasing: buffer[..<max(0, count)])
            // The name may hold blanks and parentheses, so the fields begin after the last one.
            guard let end = bytes.lastIndex(of: UInt8(ascii: ")")), end + 2 < bytes.count else {
                return false
            }
            state = bytes[end + 2]
            var field = 0
            for byte in bytes[(end + 2)...] {
                if byte == UInt8(ascii: " ") {
                    field += 1
                    if field == numbers.count { return true }
                } else if (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) {
                    numbers[field] = numbers[field] &* 10 &+ Int(byte & 15)
                }
            }
            return false
        }
        guard isRead else { return nil }
        let isOver = state == UInt8(ascii: "Z") || state == UInt8(ascii: "X")
        if isOver && numbers[17] <= 1 { return nil }  // threads: more, if only the first has ended
        self.process = process
        parent = pid_t(truncatingIfNeeded: numbers[1])
        group = pid_t(truncatingIfNeeded: numbers[2])
        session = pid_t(truncatingIfNeeded: numbers[3])
        born = numbers[19]
        resident = numbers[21] * Self.pageSize
    }

    private static let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
}
