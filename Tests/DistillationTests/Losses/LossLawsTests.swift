import Testing

@testable import Distillation

@Suite("Laws of the losses")
struct LossLawsTests {
    /// Every loss of student logits, with everything else fixed.
    private static func losses(_ samples: inout Samples, _ rows: Int, _ classes: Int)
        -> [(name: String, loss: (Matrix<Double>) throws -> LossValue)]
    {
        let teacher = samples.logits(rows, classes)
        let members = (0..<3).map { _ in samples.logits(rows, classes) }
        let labels = samples.labels(rows, classes)
        let targets = teacher.softmax(temperature: 1)
        return [
            ("crossEntropy", { try Losses.crossEntropy($0, labels: labels) }),
            ("softTargets", { try Losses.crossEntropy($0, targets: targets) }),
            ("labelSmoothing", { try Losses.labelSmoothing($0, labels: labels) }),
            ("distillation", { try Losses.distillation($0, teacher: teacher, labels: labels) }),
            ("decoupled", { try Losses.decoupledDistillation($0, teacher: teacher, labels: labels) }),
            ("logitMatching", { try Losses.logitMatching($0, teacher: teacher) }),
            ("end", { try Losses.ensembleDistillation($0, members: members, temperature: 2) }),
            ("endHot", { try Losses.ensembleDistillation($0, members: members, temperature: 60) }),
            (
                "end2",
                { try Losses.distributionDistillation($0, members: members, temperature: 2, scaled: true) }
            ),
            ("proxy", { try Losses.proxyDistributionDistillation($0, members: members) }),
        ]
    }

    @Test("every gradient equals the finite difference of its loss")
    func finiteDifferences() throws {
        var samples = Samples(21)
        for (name, loss) in Self.losses(&samples, 2, 4) {
            let logits = samples.logits(2, 4)
            let gradient = try loss(logits).gradient
            for j in 0..<logits.elements.count {
                var (up, down) = (logits, logits)
                up.elements[j] += 1e-5
                down.elements[j] -= 1e-5
                let difference = try (loss(up).value - loss(down).value) / 2e-5
                #expect(
                    (gradient.elements[j] - difference).magnitude < 1e-7 * max(1, difference.magnitude),
                    "\(name)")
            }
        }
    }

    @Test("a softmax loss does not see what is added to all logits of a row: its gradient sums to 0")
    func shifts() throws {
        var samples = Samples(22)
        for (name, loss) in Self.losses(&samples, 3, 5) where !["end2", "proxy"].contains(name) {
            let logits = samples.logits(3, 5)
            let value = try loss(logits)
            for row in 0..<3 { #expect(value.gradient[row: row].reduce(0, +).magnitude < 1e-12, "\(name)") }
            #expect((try loss(logits.map { $0 + 7 }).value - value.value).magnitude < 1e-10, "\(name)")
        }
    }

    @Test("a batch's loss is the mean of its rows' losses, whatever their order")
    func batches() throws {
        var samples = Samples(23)
        let (logits, teacher, labels) = (samples.logits(4, 3), samples.logits(4, 3), samples.labels(4, 3))
        let whole = try Losses.distillation(logits, teacher: teacher, labels: labels)
        let order = [2, 0, 3, 1]
        let shuffled = try Losses.distillation(
            logits.selectingRows(order), teacher: teacher.selectingRows(order),
            labels: order.map { labels[$0] })
        #expect((whole.value - shuffled.value).magnitude < 1e-14)
        var sum = 0.0
        for row in 0..<4 {
            let one = try Losses.distillation(
                logits.selectingRows([row]), teacher: teacher.selectingRows([row]), labels: [labels[row]])
            sum += one.value
            #expect((one.gradient[0, 0] / 4 - whole.gradient[row, 0]).magnitude < 1e-15)
        }
        #expect((sum / 4 - whole.value).magnitude < 1e-14)
    }

    @Test("a student equal to its teacher has no soft loss and no soft gradient")
    func equal() throws {
        var samples = Samples(24)
        let logits = samples.logits(3, 4)
        for temperature in [0.5, 1, 20, 1e4] {
            let loss = try Losses.distillation(logits, teacher: logits, temperature: temperature)
            #expect(loss.value == 0 && loss.gradient.elements.allSatisfy { $0 == 0 })
        }
        #expect(try Losses.logitMatching(logits, teacher: logits.map { $0 + 3 }).value < 1e-28)
    }

    @Test("T² times the divergence tends to logit matching as T grows, without noise up to T = 1e12")
    func limit() throws {
        var samples = Samples(25)
        let (logits, teacher) = (samples.logits(3, 4), samples.logits(3, 4))
        let matching = try Losses.logitMatching(logits, teacher: teacher)
        for temperature in [1e4, 1e6, 1e8, 1e12] {
            let loss = try Losses.distillation(logits, teacher: teacher, temperature: temperature)
            #expect((loss.value / matching.value - 1).magnitude < 20 / temperature + 1e-14)
            for (a, b) in zip(loss.gradient.elements, matching.gradient.elements) {
                #expect((a - b).magnitude < 20 / temperature + 1e-14)
            }
        }
    }

    @Test("decoupled with α = 1 and β = 1 − p_t[y] is the plain divergence")
    func decoupling() throws {
        var samples = Samples(26)
        for _ in 0..<20 {
            let (s, v) = (samples.logits(1, 4), samples.logits(1, 4))
            let label = samples.labels(1, 4)
            let p = v.softmax(temperature: 4)
            let whole = try Losses.distillation(s, teacher: v, temperature: 4)
            let parts = try Losses.decoupledDistillation(
                s, teacher: v, labels: label, temperature: 4, alpha: 1, beta: 1 - p[0, label[0]])
            #expect((whole.value - parts.value).magnitude < 1e-12 * max(1, whole.value))
        }
    }

    @Test(
        "label smoothing is distillation from a uniform teacher at T = 1 with α = ε, up to the constant ε·ln K"
    )
    func smoothing() throws {
        var samples = Samples(27)
        let (s, y) = (samples.logits(3, 5), samples.labels(3, 5))
        let smooth = try Losses.labelSmoothing(s, labels: y, epsilon: 0.3)
        let distilled = try Losses.distillation(
            s, teacher: Matrix(rows: 3, columns: 5), labels: y, temperature: 1, alpha: 0.3)
        #expect((smooth.value - distilled.value - 0.3 * Double.log(5)).magnitude < 1e-13)
        for (a, b) in zip(smooth.gradient.elements, distilled.gradient.elements) {
            #expect((a - b).magnitude < 1e-15)
        }
    }

    @Test("no loss gives NaN for logits of 1e4 and 1e300, or at T = 1e-3 and 1e4")
    func extremes() throws {
        let rows: [[Double]] = [[1e4, -1e4, 0], [1e300, -1e300, 5], [-1e300, -1e300, 1e300], [0, 0, 0]]
        for s in rows {
            for v in rows {
                let (logits, other) = (Matrix(row: s), Matrix(row: v))
                for temperature in [1e-3, 1, 1e4] {
                    let losses = try [
                        Losses.crossEntropy(logits, labels: [1]),
                        Losses.labelSmoothing(logits, labels: [0]),
                        Losses.distillation(logits, teacher: other, labels: [2], temperature: temperature),
                        Losses.decoupledDistillation(
                            logits, teacher: other, labels: [2], temperature: temperature),
                        Losses.ensembleDistillation(
                            logits, members: [other, logits], temperature: temperature),
                        Losses.proxyDistributionDistillation(logits, members: [other, logits]),
                    ]
                    for (index, loss) in losses.enumerated() {
                        #expect(
                            !loss.value.isNaN && !loss.gradient.elements.contains { $0.isNaN },
                            "\(index) \(s) \(v)")
                    }
                }
            }
        }
    }

    @Test("EnD² is finite where parameters underflow, and refuses those that overflow")
    func distributionExtremes() throws {
        let members: [Matrix<Double>] = [[[1e300, 0, -1e300]], [[0, 1, 2]]]
        for s in [[-1e4, -1e4, -1e4], [-1e300, 0, 5], [600, -600, 0], [695, -48, -700]] as [[Double]] {
            let loss = try Losses.distributionDistillation(Matrix(row: s), members: members)
            #expect(loss.value.isFinite && loss.gradient.elements.allSatisfy(\.isFinite))
        }
        let error = #expect(throws: InvalidArgument.self) {
            try Losses.distributionDistillation([[0, 1e4, 0]], members: members)
        }
        #expect(error?.value == "up to 10000.0")
    }

    @Test("a proxy target has the ensemble's mean, and a precision by its reverse mutual information")
    func proxyTarget() throws {
        var samples = Samples(17)
        let members = (0..<4).map { _ in samples.logits(6, 3, scale: 2) }
        let target = try ProxyTarget(ofLogits: members)
        let uncertainty = try EnsembleUncertainty(ofLogits: members)
        for (row, precision) in target.precision.enumerated() {
            let expected = 2 / (2 * uncertainty.reverseMutualInformation[row])
            #expect((precision - expected).magnitude < 1e-12 * expected)
            for j in 0..<3 { #expect((target.mean[row, j] - uncertainty.mean[row, j]).magnitude < 1e-15) }
        }
        let alike = Array(repeating: members[0], count: 3)
        #expect(try ProxyTarget(ofLogits: alike).precision == Array(repeating: .infinity, count: 6))
        let error = #expect(throws: InvalidArgument.self) { try ProxyTarget(ofLogits: [[[1]]]) }
        #expect(error?.description == "members[0] is 1 column: a proxy Dirichlet needs at least 2 classes")
    }

    @Test("members that agree leave the proxy's entropy without weight, not NaN")
    func agreement() throws {
        let member: Matrix<Double> = [[1, 0, 2]]
        let loss = try Losses.proxyDistributionDistillation(
            [[0.5, 0, 1]], members: [member, member, member])
        let p = member.softmax(temperature: 1)
        let expected = try Dirichlet(logits: [0.5, 0, 1], offset: 1).expectedLog
        let plain = -zip(p.elements, expected).reduce(0) { $0 + $1.0 * $1.1 }
        #expect((loss.value - plain).magnitude < 1e-14)
    }

    @Test("the annealed temperature is held, falls in a straight line, and stays")
    func annealing() throws {
        let schedule = try TemperatureAnnealing(from: 10, to: 1, holding: 20, lowering: 10)
        #expect((0...20).allSatisfy { schedule.temperature(at: $0) == 10 })
        #expect(schedule.temperature(at: 25) == 5.5 && schedule.temperature(at: 30) == 1)
        #expect(schedule.temperature(at: 1_000_000) == 1)
        let sudden = try TemperatureAnnealing(from: 5, to: 2, holding: 3, lowering: 0)
        #expect(sudden.temperature(at: 2) == 5 && sudden.temperature(at: 3) == 2)
    }
}
