import Testing

@testable import Distillation

@Suite("A loss refuses hostile arguments or gives numbers")
struct HostileLossTests {
    @Test("losses")
    func losses() {
        attack([
            ("crossEntropy", { try Losses.crossEntropy($0.logits(3, 4), labels: $0.labels(3, below: 4)) }),
            (
                "crossEntropy targets",
                { try Losses.crossEntropy($0.logits(3, 4), targets: $0.probabilities(3, 4)) }
            ),
            (
                "labelSmoothing",
                {
                    try Losses.labelSmoothing(
                        $0.logits(3, 4), labels: $0.labels(3, below: 4), epsilon: $0.share())
                }
            ),
            (
                "distillation",
                {
                    try Losses.distillation(
                        $0.logits(3, 4), teacher: $0.logits(3, 4), labels: $0.labels(3, below: 4),
                        temperature: $0.positive(), alpha: $0.share())
                }
            ),
            (
                "soft distillation",
                {
                    try Losses.distillation(
                        $0.logits(3, 4), teacher: $0.logits(3, 4), temperature: $0.positive())
                }
            ),
            (
                "decoupled",
                {
                    try Losses.decoupledDistillation(
                        $0.logits(3, 4), teacher: $0.logits(3, 4), labels: $0.labels(3, below: 4),
                        temperature: $0.positive(), alpha: $0.positive(), beta: $0.positive())
                }
            ),
            ("logitMatching", { try Losses.logitMatching($0.logits(3, 4), teacher: $0.logits(3, 4)) }),
            (
                "EnD",
                {
                    try Losses.ensembleDistillation(
                        $0.logits(3, 4), members: [$0.logits(3, 4), $0.logits(3, 4)],
                        temperature: $0.positive())
                }
            ),
            (
                "EnD²",
                {
                    try Losses.distributionDistillation(
                        $0.logits(3, 4), members: [$0.logits(3, 4), $0.logits(3, 4)],
                        temperature: $0.positive(),
                        smoothing: $0.share(), scaled: $0.chance(0.5))
                }
            ),
            (
                "proxy",
                {
                    try Losses.proxyDistributionDistillation(
                        $0.logits(3, 4), members: [$0.logits(3, 4), $0.logits(3, 4)])
                }
            ),
            (
                "evidential",
                {
                    let form: Losses.EvidentialForm = [.squared, .log, .digamma][$0.random.uniform(below: 3)]
                    return try Losses.evidential(
                        $0.matrix(3, 4) { $0.positive() }, labels: $0.labels(3, below: 4), form: form,
                        regularisation: $0.positive())
                }
            ),
            (
                "misleading",
                {
                    try Losses.misleadingEvidence(
                        $0.matrix(3, 4) { $0.positive() }, labels: $0.labels(3, below: 4))
                }
            ),
            ("proxy target", { try ProxyTarget(ofLogits: [$0.logits(3, 4), $0.logits(3, 4)]).precision }),
            ("vacuity", { try Losses.vacuity($0.matrix(3, 4) { $0.positive() }) }),
        ])
    }
}
