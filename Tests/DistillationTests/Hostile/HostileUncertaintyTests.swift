import Testing

@testable import Distillation

@Suite("A measure of uncertainty refuses hostile arguments or gives numbers")
struct HostileUncertaintyTests {
    @Test("probabilities, information, ensembles")
    func uncertainty() {
        attack([
            ("softmax", { try Probability.softmax($0.logits(3, 4), temperature: $0.positive()) }),
            ("logSoftmax", { try Probability.logSoftmax($0.logits(3, 4), temperature: $0.positive()) }),
            ("logSumExp", { try Probability.logSumExp($0.logits(3, 4), temperature: $0.positive()) }),
            ("argmax", { try Probability.argmax($0.logits(3, 4)) }),
            ("entropy", { try Information.entropy($0.probabilities(3, 4)) }),
            (
                "crossEntropy",
                { try Information.crossEntropy($0.probabilities(3, 4), $0.probabilities(3, 4)) }
            ),
            (
                "klDivergence",
                { try Information.klDivergence($0.probabilities(3, 4), $0.probabilities(3, 4)) }
            ),
            (
                "klDivergence of logits",
                {
                    try Information.klDivergence(
                        logits: $0.logits(3, 4), $0.logits(3, 4), temperature: $0.positive())
                }
            ),
            (
                "Jensen–Shannon",
                { try Information.jensenShannonDivergence($0.probabilities(3, 4), $0.probabilities(3, 4)) }
            ),
            ("ensemble", { try EnsembleUncertainty(of: [$0.probabilities(3, 4), $0.probabilities(3, 4)]) }),
            (
                "ensemble of logits",
                {
                    try EnsembleUncertainty(
                        ofLogits: [$0.logits(3, 4), $0.logits(3, 4)], temperature: $0.positive())
                }
            ),
            (
                "ambiguity",
                {
                    try EnsembleUncertainty.ambiguity(
                        [$0.probabilities(3, 4), $0.probabilities(3, 4)], labels: $0.labels(3, below: 4))
                }
            ),
            ("agreement", { try Fidelity.agreement($0.logits(3, 4), teacher: $0.logits(3, 4)) }),
            (
                "fidelity",
                { try Fidelity.klDivergence($0.probabilities(3, 4), teacher: $0.probabilities(3, 4)) }
            ),
            (
                "fidelity of logits",
                { try Fidelity.klDivergence(logits: $0.logits(3, 4), teacher: $0.logits(3, 4)) }
            ),
        ])
    }

    @Test("Dirichlet distributions and the gamma function's family")
    func dirichlet() {
        func measures(_ d: Dirichlet) -> [Double] {
            [d.total, d.data, d.knowledge, d.expectedPairwiseDivergence, d.differentialEntropy] + d.mean
                + d.expectedLog
        }
        attack([
            ("measures", { measures(try Dirichlet($0.parameters(4))) }),
            (
                "of logits",
                {
                    measures(
                        try Dirichlet(
                            logits: $0.doubles(4) { 100 * $0.random.normal() }, temperature: $0.positive(),
                            offset: $0.positive()))
                }
            ),
            ("divergence", { try Dirichlet($0.parameters(4)).klDivergence(to: Dirichlet($0.parameters(4))) }),
            (
                "density",
                { try Dirichlet($0.parameters(4)).logDensity(at: $0.probabilities(1, 4).elements) }
            ),
            ("logGamma", { try SpecialFunctions.logGamma($0.positive()) }),
            ("digamma", { try SpecialFunctions.digamma($0.positive()) }),
            ("trigamma", { try SpecialFunctions.trigamma($0.positive()) }),
            ("inverseDigamma", { try SpecialFunctions.inverseDigamma($0.double()) }),
            ("gamma", { try $0.random.gamma(shape: $0.positive()) }),
            ("draw", { try $0.random.dirichlet($0.parameters(3)) }),
        ])
    }
}
