import Testing

@testable import Distillation

@Suite("Exponentials and logarithms of many numbers")
struct BuffersTests {
    @Test("have the bits of those of one number, at every length and outside the common range")
    func sameBits() {
        var samples = Samples(61)
        let special = [
            0, -0.0, 710, -710, -746, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, 1, -1, 0.5,
        ]
        for count in 0..<70 {
            var values = (0..<count).map { _ in samples.generator.normal() * 100 }
            for index in stride(from: 0, to: count, by: 9) where count > 20 {
                values[index] = special[(index + count) % special.count]
            }
            var exponentials = values
            exponentials.withUnsafeMutableBufferPointer { $0.exponentiateAll() }
            #expect(exponentials.map(\.bitPattern) == values.map { Double.exp($0).bitPattern })
            var logarithms = exponentials
            logarithms.withUnsafeMutableBufferPointer { $0.takeLogarithms() }
            #expect(logarithms.map(\.bitPattern) == exponentials.map { Double.log($0).bitPattern })
        }
    }

    @Test("exponentials have the bits of those of one number, from underflow to overflow")
    func sameExponentials() {
        let values = (0..<150_000).map { -750 + Double($0) * 0.01 }
        var exponentials = values
        exponentials.withUnsafeMutableBufferPointer { $0.exponentiateAll() }
        #expect(exponentials.map(\.bitPattern) == values.map { Double.exp($0).bitPattern })
    }
}
