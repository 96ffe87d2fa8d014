import Testing

@testable import Distillation

@Suite("Elementary functions")
struct ElementaryFunctionsTests {
    typealias Function = @Sendable (Double) -> Double

    static let functions:
        [(name: String, bound: Double, double: Function, float: @Sendable (Float) -> Float)] = [
            ("exp", 0.8, { .exp($0) }, { .exp($0) }), ("expm1", 1.1, { .expm1($0) }, { .expm1($0) }),
            ("log", 0.8, { .log($0) }, { .log($0) }), ("log1p", 0.8, { .log1p($0) }, { .log1p($0) }),
            ("tanh", 2, { .tanh($0) }, { .tanh($0) }), ("sin", 0.8, { .sin($0) }, { .sin($0) }),
            ("cos", 0.8, { .cos($0) }, { .cos($0) }),
        ]

    @Test("of doubles are within their stated error of references of 60 digits")
    func doubleError() throws {
        let table = try References.table("elementary.txt")
        for (name, bound, function, _) in Self.functions {
            let rows = table.filter { $0[0] == name }
            #expect(rows.count >= 500)
            for row in rows {
                let x = References.double(row[1])
                let nearest = References.double(row[2])
                // The reference is `nearest` and a fraction of a unit, so the error is exact to a thousandth.
                let units = (function(x) - nearest) / nearest.ulp - (Double(row[3]) ?? .nan) / 1000
                #expect(units.magnitude <= bound, "\(name)(\(x))")
            }
        }
    }

    @Test("of floats are within their stated error of the double's reference")
    func floatError() throws {
        let table = try References.table("elementary.txt")
        for (name, _, double, float) in Self.functions {
            for row in table where row[0] == name {
                let x = Float(References.double(row[1]))
                let exact = double(Double(x))
                guard exact.isFinite, exact.magnitude < Double(Float.greatestFiniteMagnitude) else {
                    continue
                }
                let units = (Double(float(x)) - exact) / Double(Float(exact).ulp)
                #expect(units.magnitude <= 0.501, "\(name)(\(x))")
            }
        }
    }

    @Test("have IEEE 754's values at infinities, zeros, NaN and the ends of the range")
    func specialValues() {
        let infinity = Double.infinity
        let tiny = Double.leastNonzeroMagnitude
        #expect(Double.exp(0) == 1 && Double.exp(infinity) == infinity && Double.exp(-infinity) == 0)
        #expect(Double.exp(709.78) < infinity && Double.exp(709.79) == infinity)
        #expect(Double.exp(-745.13) == Double.leastNonzeroMagnitude && Double.exp(-745.14) == 0)
        #expect(Double.expm1(infinity) == infinity && Double.expm1(-infinity) == -1)
        #expect(Double.expm1(-0.0).sign == .minus && Double.expm1(tiny) == tiny)
        #expect(Double.log(0) == -infinity && Double.log(-0.0) == -infinity && Double.log(1) == 0)
        #expect(Double.log(infinity) == infinity && Double.log(-1).isNaN && Double.log(-infinity).isNaN)
        #expect(
            Double.log1p(-1) == -infinity && Double.log1p(-1.5).isNaN && Double.log1p(infinity) == infinity)
        #expect(Double.log1p(-0.0).sign == .minus && Double.log1p(tiny) == tiny)
        #expect(
            Double.tanh(infinity) == 1 && Double.tanh(-infinity) == -1 && Double.tanh(-0.0).sign == .minus)
        #expect(Double.sin(infinity).isNaN && Double.cos(infinity).isNaN && Double.sin(1.1e5).isNaN)
        for (name, _, double, float) in Self.functions {
            #expect(double(.nan).isNaN && float(.nan).isNaN, "\(name)")
        }
        #expect(Float.exp(89) == .infinity && Float.exp(-104) == 0 && Float.log(0) == -.infinity)
    }

    @Test("do not fall where the function rises, across the seams of their reductions")
    func monotone() {
        for seam in stride(from: -20.5, through: 20, by: 1) {
            let x = seam * 0.6931471805599453
            #expect(Double.exp(x.nextDown) <= Double.exp(x) && Double.exp(x) <= Double.exp(x.nextUp))
            #expect(Double.expm1(x.nextDown) <= Double.expm1(x) && Double.expm1(x) <= Double.expm1(x.nextUp))
        }
        for x in [Double(0.5).squareRoot(), Double(2).squareRoot(), 0.71, 1.41] {
            #expect(Double.log(x.nextDown) <= Double.log(x) && Double.log(x) <= Double.log(x.nextUp))
            #expect(Double.log1p((x - 1).nextDown) <= Double.log1p(x - 1))
        }
    }

    @Test("logSumExp neither overflows nor loses the only term")
    func logSumExp() {
        #expect(Double.logSumExp([1000, 1000]) == 1000 + Double.log(2))
        #expect(Double.logSumExp([1e300, -1e300]) == 1e300)
        #expect(Double.logSumExp([]) == -.infinity)
        #expect(Double.logSumExp([-.infinity, -.infinity]) == -.infinity)
        #expect(Double.logSumExp([.nan, 1]).isNaN)
        #expect(Float.logSumExp([0, 0, 0, 0]) == Float.log(4))
    }
}
