/// `Benchmarks NAME` prints the microseconds that one run of a benchmark took, the best of many.
@main
struct Main {
    static let benchmarks: [(name: String, run: @Sendable () throws -> Double)] = [
        ("training-step", trainingStep), ("convolution", convolution), ("product", product),
        ("calibration", calibration), ("ranking", ranking), ("dirichlet", dirichlet),
    ]

    static func main() throws {
        let name = CommandLine.arguments.dropFirst().first
        guard let benchmark = benchmarks.first(where: { $0.name == name }) else {
            print("Benchmarks", benchmarks.map(\.name).joined(separator: "|"))
            return
        }
        print(try benchmark.run())
    }
}

/// The least time, in microseconds, of `body` over about a second and a half, `repeats` calls timed together.
/// `prepare` runs untimed before each such round.
func best(repeats: Int, prepare: () throws -> Void, _ body: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    let end = clock.now + .milliseconds(1500)
    var best = Double.infinity
    while clock.now < end {
        try prepare()
        let time = try clock.measure { for _ in 0..<repeats { try body() } }
        best = min(best, time / .microseconds(repeats))
    }
    return best
}
