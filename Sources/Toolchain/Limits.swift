/// The bounds within which a program runs, each with a default.
public struct Limits: Sendable, Hashable {
    /// Wall time in seconds.
    public var time: Double
    /// Resident memory of the program and all processes it started, in MiB.
    public var memory: Int
    /// Bytes on standard output, in KiB; standard error and the channel each have the same bound.
    public var output: Int

    /// Wall time for a program, in seconds, unless told otherwise.
    public static let defaultTime = 120.0
    /// Resident memory in MiB unless told otherwise.
    public static let defaultMemory = 2048
    /// Output in KiB unless told otherwise.
    public static let defaultOutput = 1024

    /// Limits with defaults for those not given.
    public init(
        time: Double = defaultTime, memory: Int = defaultMemory, output: Int = defaultOutput
    ) {
        self.time = time
        self.memory = memory
        self.output = output
    }

    /// The time as a number that can be reckoned with, whatever was given.
    var seconds: Double { time > 0 ? min(time, 1e9) : 0 }

    /// The limits in bytes, without overflow for any number given.
    var memoryBytes: Int { Self.bytes(memory, 1 << 20) }
    var outputBytes: Int { Self.bytes(output, 1 << 10) }

    private static func bytes(_ count: Int, _ unit: Int) -> Int {
        let (product, overflow) = max(0, count).multipliedReportingOverflow(by: unit)
        return overflow ? Int.max / 8 : min(product, Int.max / 8)
    }
}

/// One of the bounds, as the one that a program hit.
public enum Limit: String, Sendable, Hashable, Codable {
    /// The wall time.
    case time
    /// The resident memory.
    case memory
    /// The size of what it wrote.
    case output
}
