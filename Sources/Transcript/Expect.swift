/// Says what must hold. If it does not, the chapter is wrong at this line; the program goes on.
///
/// ```swift
/// expect(abs(total - 1) < 1e-12, "probabilities sum to one")
/// ```
///
/// Where a program runs by itself, a failure is printed and ends it.
public func expect(_ condition: Bool, _ message: String = "expectation not met", line: Int = #line) {
    guard !condition else { return }
    guard let channel = Channel.shared else { fatalError(message, line: UInt(line)) }
    channel.record("expect", line, 0, message)
}
