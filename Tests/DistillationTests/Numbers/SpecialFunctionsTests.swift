import Testing

@testable import Distillation

@Suite("Special functions")
struct SpecialFunctionsTests {
    @Test("agree with references of 60 digits to 1e-13 from 1e-8 to 1e12, absolutely near their zeros")
    func references() throws {
        let table = try References.table("special.txt")
        #expect(table.count == 1248)
        for row in table {
            let x = References.double(row[1])
            let expected = References.double(row[2])
            let value =
                switch row[0] {
                case "logGamma": try SpecialFunctions.logGamma(x)
                case "digamma": try SpecialFunctions.digamma(x)
                case "trigamma": try SpecialFunctions.trigamma(x)
                default: try SpecialFunctions.inverseDigamma(x)
                }
            let nearZero = row[0] == "digamma" && expected.magnitude < 0.1
            let allowed = nearZero ? 1e-14 : 1e-13 * expected.magnitude
            #expect((value - expected).magnitude <= allowed, "\(row[0])(\(x))")
        }
    }

    @Test("logGamma is 0 at 1 and 2 and keeps its relative accuracy beside them")
    func zeros() throws {
        #expect(try SpecialFunctions.logGamma(1) == 0)
        #expect(try SpecialFunctions.logGamma(2) == 0)
        // ln Γ(1 + t) = −γt + O(t²), ln Γ(2 + t) = (1 − γ)t + O(t²), at a t that is a double.
        let t = 0x1p-40
        let gamma = 0.5772156649015329
        #expect((try SpecialFunctions.logGamma(1 + t) / (-gamma * t) - 1).magnitude < 1e-11)
        #expect((try SpecialFunctions.logGamma(2 + t) / ((1 - gamma) * t) - 1).magnitude < 1e-11)
    }

    @Test("satisfy the recurrences Γ(x + 1) = xΓ(x), ψ(x + 1) = ψ(x) + 1/x")
    func recurrences() throws {
        var generator = RandomGenerator(seed: 3)
        for _ in 0..<300 {
            let x = 0.1 + 30 * generator.uniform()
            let logGamma = try SpecialFunctions.logGamma(x + 1) - SpecialFunctions.logGamma(x)
            #expect((logGamma - Double.log(x)).magnitude < 1e-13)
            let digamma = try SpecialFunctions.digamma(x + 1) - SpecialFunctions.digamma(x)
            #expect((digamma - 1 / x).magnitude < 1e-13)
        }
    }

    @Test(
        "refuse what is not above 0, and NaN",
        arguments: [0, -1, -0.0, Double.nan, .infinity, -.infinity])
    func refused(x: Double) {
        #expect(throws: InvalidArgument.self) { try SpecialFunctions.logGamma(x) }
        #expect(throws: InvalidArgument.self) { try SpecialFunctions.digamma(x) }
        #expect(throws: InvalidArgument.self) { try SpecialFunctions.trigamma(x) }
        if !x.isFinite { #expect(throws: InvalidArgument.self) { try SpecialFunctions.inverseDigamma(x) } }
    }

    @Test("the remainders of Stirling's series are what they are defined as, small x and large")
    func stirling() {
        for x in [0.001, 0.3, 1, 2, 5, 7.99, 8, 12] {
            let rest = StirlingRemainder(x)
            let gamma = Double.logGamma(x) - ((x - 0.5) * Double.log(x) - x + halfLogTwoPi)
            #expect((rest.gamma - gamma).magnitude < 1e-14)
            #expect((rest.digamma - (Double.log(x) - Double.digamma(x))).magnitude < 1e-15 * (1 + 1 / x))
        }
        #expect((StirlingRemainder(1e9).gamma * 12e9 - 1).magnitude < 1e-15)
        #expect((StirlingRemainder(1e9).digamma * 2e9 - 1).magnitude < 1e-9)
    }
}
