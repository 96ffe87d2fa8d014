import Testing

@testable import Distillation

@Suite("Losses against references of 80 digits")
struct LossReferencesTests {
    private func loss(_ one: ReferenceCase) throws -> LossValue {
        let logits = try one.matrix(0)
        switch one.name {
        case "crossEntropy": return try Losses.crossEntropy(logits, labels: one.labels)
        case "labelSmoothing":
            return try Losses.labelSmoothing(logits, labels: one.labels, epsilon: one.number("epsilon"))
        case "softTargets": return try Losses.crossEntropy(logits, targets: one.matrix(1))
        case "logitMatching":
            return try Losses.logitMatching(
                logits, teacher: one.matrix(1), centred: one.number("centred") == 1)
        case "distillation":
            return try Losses.distillation(
                logits, teacher: one.matrix(1), labels: one.labels, temperature: one.number("temperature"),
                alpha: one.number("alpha"))
        case "decoupled":
            return try Losses.decoupledDistillation(
                logits, teacher: one.matrix(1), labels: one.labels, temperature: one.number("temperature"),
                alpha: one.number("alpha"), beta: one.number("beta"))
        case "end":
            return try Losses.ensembleDistillation(
                logits, members: one.matrices(1), temperature: one.number("temperature"))
        case "end2":
            return try Losses.distributionDistillation(
                logits, members: one.matrices(1), temperature: one.number("temperature"),
                smoothing: one.number("smoothing"))
        case "proxy": return try Losses.proxyDistributionDistillation(logits, members: one.matrices(1))
        case "evidential":
            let forms: [Losses.EvidentialForm] = [.squared, .log, .digamma]
            return try Losses.evidential(
                logits, labels: one.labels, form: forms[Int(one.number("form"))],
                regularisation: one.number("regularisation"))
        default: throw InvalidArgument("name", one.name, "a loss")
        }
    }

    @Test("values and gradients agree to 1e-9 at all scales and temperatures")
    func agree() throws {
        let cases = try ReferenceCase.all("losses.json")
        #expect(cases.count > 300)
        for (index, one) in cases.enumerated() {
            let loss = try loss(one)
            let expected = one.expected
            #expect(
                (loss.value - expected[0]).magnitude <= 1e-10 * expected[0].magnitude, "\(index): \(one.name)"
            )
            // The rounding of one unit in the largest derivative, or in a probability, stays in the small
            // ones.
            let largest = expected.dropFirst().map(\.magnitude).max() ?? 0
            let error = one.error(
                of: [expected[0]] + loss.gradient.elements, floor: max(1e-6, 1e-4 * largest))
            #expect(error <= 1e-9, "\(index): \(one.name) \(one.numbers)")
        }
    }
}
