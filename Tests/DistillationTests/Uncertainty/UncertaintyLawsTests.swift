import Testing

@testable import Distillation

@Suite("Laws of probabilities and uncertainties")
struct UncertaintyLawsTests {
    @Test("softmax sums to 1, keeps the order at every temperature, and flattens as it grows")
    func softmax() throws {
        var samples = Samples(31)
        for scale in [0.1, 3, 1e4, 1e300] {
            let logits = samples.logits(20, 6, scale: scale)
            var last = try Probability.softmax(logits, temperature: 1e-3)
            for temperature in [0.1, 1, 7, 1e4] {
                let p = try Probability.softmax(logits, temperature: temperature)
                for row in 0..<20 {
                    #expect((p[row: row].reduce(0, +) - 1).magnitude < 1e-14)
                    #expect(p[row: row].max() ?? 0 <= (last[row: row].max() ?? 0) + 1e-15)
                }
                if scale * 1e-4 < temperature { #expect(p.argmax() == logits.argmax()) }
                last = p
            }
        }
        #expect(try Probability.argmax([[1, 1, 0], [0, 2, 2]]) == [0, 1])
    }

    @Test("KL is at least 0, and 0 only for equals; JS is symmetric and at most ln 2")
    func divergences() throws {
        var samples = Samples(32)
        for _ in 0..<50 {
            let (p, q) = (try samples.probabilities(4, 5), try samples.probabilities(4, 5))
            #expect(try Information.klDivergence(p, q).allSatisfy { $0 > 0 })
            #expect(try Information.klDivergence(p, p).allSatisfy { $0 == 0 })
            let (a, b) = (
                try Information.jensenShannonDivergence(p, q), try Information.jensenShannonDivergence(q, p)
            )
            for (x, y) in zip(a, b) { #expect((x - y).magnitude < 1e-15 && x > 0 && x <= Double.log(2)) }
            // CE(p, q) = H(p) + KL(p‖q)
            let parts = try zip(Information.entropy(p), Information.klDivergence(p, q)).map { $0 + $1 }
            for (x, y) in zip(try Information.crossEntropy(p, q), parts) {
                #expect((x - y).magnitude < 1e-13)
            }
        }
    }

    @Test("total = data + knowledge and EPKL = MI + RMI, all at least 0, whatever the members' order")
    func ensembles() throws {
        var samples = Samples(33)
        for scale in [1e-6, 0.1, 3, 30] {
            let members = try (0..<5).map { _ in try samples.probabilities(8, 4, scale: scale) }
            let u = try EnsembleUncertainty(of: members)
            let turned = try EnsembleUncertainty(of: members.reversed())
            for i in 0..<8 {
                #expect((u.total[i] - u.data[i] - u.knowledge[i]).magnitude < 1e-14)
                #expect(u.knowledge[i] >= 0 && u.data[i] >= 0 && u.reverseMutualInformation[i] >= 0)
                #expect((u.knowledge[i] - turned.knowledge[i]).magnitude <= 1e-12 * u.knowledge[i])
            }
            let labels = samples.labels(8, 4)
            let members_ = try members.map { try Score.negativeLogLikelihood($0, labels: labels) }
            let gain = try members_.reduce(0, +) / 5 - Score.negativeLogLikelihood(u.mean, labels: labels)
            let ambiguity = try EnsembleUncertainty.ambiguity(members, labels: labels)
            #expect(ambiguity >= 0 && (ambiguity - gain).magnitude < 1e-13)
        }
    }

    @Test("knowledge is 0 for members that agree, and ranks ambiguous below disagreeing")
    func meaning() throws {
        let sure: Matrix<Double> = [[0.98, 0.02]]
        let torn: Matrix<Double> = [[0.5, 0.5]]
        let opposite: Matrix<Double> = [[0.02, 0.98]]
        let confident = try EnsembleUncertainty(of: [sure, sure])
        let ambiguous = try EnsembleUncertainty(of: [torn, torn])
        let disagreeing = try EnsembleUncertainty(of: [sure, opposite])
        #expect(confident.knowledge == [0] && ambiguous.knowledge == [0])
        #expect(disagreeing.knowledge[0] > 0.5 && disagreeing.total == ambiguous.total)
        let single = try EnsembleUncertainty(of: [sure])
        #expect(single.knowledge == [0] && single.total == single.data)
    }

    @Test(
        "a member that excludes what another allows makes the reverse divergences infinite, the others finite"
    )
    func zeros() throws {
        let u = try EnsembleUncertainty(of: [[[1, 0]], [[0.5, 0.5]]])
        #expect(u.reverseMutualInformation == [.infinity] && u.expectedPairwiseDivergence == [.infinity])
        #expect(u.knowledge[0].isFinite && u.total[0].isFinite)
        #expect(try EnsembleUncertainty.ambiguity([[[1, 0]], [[0.5, 0.5]]], labels: [1]) == .infinity)
        #expect(throws: InvalidArgument.self) {
            try EnsembleUncertainty.ambiguity([[[1, 0]], [[1, 0]]], labels: [1])
        }
    }

    @Test("a Dirichlet's uncertainties add up, are at least 0, and equal those of many draws")
    func dirichlet() throws {
        var generator = RandomGenerator(seed: 34)
        for alpha in [[2.0, 3, 1], [0.3, 0.2, 0.7], [30, 5, 5]] {
            let d = try Dirichlet(alpha)
            #expect((d.total - d.data - d.knowledge).magnitude < 1e-14)
            let draws = try (0..<4000).map { _ in Matrix(row: try generator.dirichlet(alpha)) }
            let sampled = try EnsembleUncertainty(of: draws)
            #expect((sampled.data[0] - d.data).magnitude < 0.03)
            #expect((sampled.knowledge[0] - d.knowledge).magnitude < 0.03)
            // −E ln density = differential entropy
            let logs = try draws.map { try d.logDensity(at: $0.elements) }
            let finite = logs.filter(\.isFinite)
            #expect((finite.reduce(0, +) / Double(finite.count) + d.differentialEntropy).magnitude < 0.15)
            #expect(try d.klDivergence(to: d) == 0)
        }
    }

    @Test("knowledge is relatively accurate to 1e-12 where α is large: (K − 1)/2α₀ and the next term")
    func sharpDirichlet() throws {
        for a in [1e5, 1e6, 3e6, 1e9] {
            let d = try Dirichlet([a, a])
            // e(x) = 1/2x − 1/12x² + …: Σ μ e(α) − e(α₀) = (1/2a − 1/12a²) − (1/4a − 1/48a²)
            let expected = 1 / (4 * a) - 1 / (16 * a * a)
            #expect((d.knowledge / expected - 1).magnitude < 1e-12)
        }
    }

    @Test("at the border the density is 0 or infinite by its parameters, and refused where it is both")
    func border() throws {
        #expect(try Dirichlet([2, 1]).logDensity(at: [0, 1]) == -.infinity)
        #expect(try Dirichlet([0.5, 1]).logDensity(at: [0, 1]) == .infinity)
        #expect(try Dirichlet([1, 1]).logDensity(at: [0, 1]) == 0)
        #expect(try Dirichlet([1, 30]).logDensity(at: [0, 1]) - Double.log(30) < 1e-13)
        #expect(throws: InvalidArgument.self) { try Dirichlet([2, 0.5, 1]).logDensity(at: [0, 0, 1]) }
    }
}
