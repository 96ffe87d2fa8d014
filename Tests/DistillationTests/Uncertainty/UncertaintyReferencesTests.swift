import Testing

@testable import Distillation

@Suite("Uncertainties against references of 80 digits")
struct UncertaintyReferencesTests {
    private func values(_ one: ReferenceCase) throws -> [Double] {
        switch one.name {
        case "softmax":
            return try Probability.softmax(one.matrix(0), temperature: one.number("temperature")).elements
        case "logSoftmax":
            return try Probability.logSoftmax(one.matrix(0), temperature: one.number("temperature")).elements
        case "entropy": return try Information.entropy(one.matrix(0))
        case "crossEntropy": return try Information.crossEntropy(one.matrix(0), one.matrix(1))
        case "kl": return try Information.klDivergence(one.matrix(0), one.matrix(1))
        case "js": return try Information.jensenShannonDivergence(one.matrix(0), one.matrix(1))
        case "ensemble":
            let u = try EnsembleUncertainty(of: one.matrices(0))
            return u.total + u.data + u.knowledge + u.reverseMutualInformation + u.expectedPairwiseDivergence
        case "ambiguity": return [try EnsembleUncertainty.ambiguity(one.matrices(0), labels: one.labels)]
        case "dirichlet":
            let d = try Dirichlet(one.tensors[0][0][0])
            return d.mean + d.expectedLog
                + [d.total, d.data, d.knowledge, d.expectedPairwiseDivergence, d.differentialEntropy]
        case "logDensity":
            return [try Dirichlet(one.tensors[0][0][0]).logDensity(at: one.tensors[1][0][0])]
        case "dirichletKL":
            return [try Dirichlet(one.tensors[0][0][0]).klDivergence(to: Dirichlet(one.tensors[1][0][0]))]
        default: throw InvalidArgument("name", one.name, "a measure")
        }
    }

    @Test("agree to 1e-9, from certain to uniform, α from 0.001 to 3e6")
    func agree() throws {
        let cases = try ReferenceCase.all("uncertainty.json")
        #expect(cases.count > 120)
        for (index, one) in cases.enumerated() {
            let values = try values(one)
            let error = one.error(of: values)
            #expect(error <= 1e-9, "\(index): \(one.name)")
        }
    }
}
