import Foundation
import Testing

@testable import Toolchain

@Suite("Work side by side")
struct MapConcurrentlyTests {
    @Test("gives its results in the order of the inputs", arguments: [0, 1, 2, 3, 100])
    func order(count: Int) {
        let results = mapConcurrently(Array(0..<count), threads: 4) { index -> Int in
            usleep(UInt32(index % 3) * 500)
            return index * index
        }
        #expect(results == (0..<count).map { $0 * $0 })
    }

    @Test("throws the first failure in the order of the inputs")
    func failure() {
        struct Failure: Error, Equatable { var index: Int }
        let error = #expect(throws: Failure.self) {
            try mapConcurrently(Array(0..<10), threads: 4) { index throws(Failure) in
                if index == 3 { usleep(20_000) }
                if index >= 3 { throw Failure(index: index) }
            }
        }
        #expect(error == Failure(index: 3))
    }

    @Test("runs at the same time")
    func together() {
        // Each waits for the other, so one after the other they would never end.
        let both = Rendezvous()
        #expect(mapConcurrently([0, 1], threads: 2) { _ in both.meet() } == [true, true])
    }

    @Test("has the stack that was asked for")
    func stack() {
        @Sendable func depth(_ n: Int) -> Int {
            var filler = (n, n, n, n, n, n, n, n)
            return withUnsafeBytes(of: &filler) { n == 0 ? Int($0[0]) : 1 + depth(n - 1) }
        }
        // About 30 MB: more than any system's default for a thread.
        #expect(mapConcurrently([150_000], stackSize: 256 << 20) { depth($0) } == [150_000])
    }

    private final class Rendezvous: @unchecked Sendable {
        private let condition = NSCondition()
        private var count = 0

        func meet() -> Bool {
            condition.lock()
            defer { condition.unlock() }
            count += 1
            condition.broadcast()
            while count < 2 {
                if !condition.wait(until: Date(timeIntervalSinceNow: 20)) { return false }
            }
            return true
        }
    }
}
