/// The Dirichlet distributions that stand for an ensemble: what a student is drawn to by
/// ``Losses/proxyDistributionDistillation(_:members:)``.
///
/// Ryabinin, Malinin and Gales (2021, section 3). For each sample the mean p̄ of the members' probabilities and
/// the precision β_0 = (K − 1)/(2·RMI), where RMI = mean_m KL(p̄‖p_m): the less the members agree, the less
/// precise. It is the precision of a Dirichlet with this RMI, to leading order.
///
/// ```swift
/// let target = try ProxyTarget(ofLogits: [[[1, 0]], [[0, 1]]])
/// print(target.mean.elements)  // → [0.5, 0.5]
/// print(target.precision)  // → [4.1626945209347435]
/// ```
public struct ProxyTarget: Equatable, Sendable {
    /// p̄, the means of the members' probabilities, N × K.
    public let mean: Matrix<Double>
    /// β_0 of each sample, above 0; +∞ where all members agree.
    public var precision: [Double] {
        // What remains below is the rounding of the mean of equal members.
        disagreement.map { $0 < 1e-30 ? .infinity : Double(mean.columns - 1) / (2 * $0) }
    }
    /// RMI of each sample.
    let disagreement: [Double]

    /// The targets of an ensemble from its members' logits, at temperature 1.
    ///
    /// - Parameter members: M ≥ 1 matrices of N × K logits, K ≥ 2.
    /// - Throws: `InvalidArgument` for no members, shapes that disagree, a logit that is not within ±1e305,
    ///   and K < 2.
    public init(ofLogits members: [Matrix<Double>]) throws(InvalidArgument) {
        try check(members: members) { m, name throws(InvalidArgument) in
            try Losses.check(logits: m, name)
        }
        guard members[0].columns >= 2 else {
            throw InvalidArgument("members[0]", "1 column", "a proxy Dirichlet needs at least 2 classes")
        }
        self.init(checked: members)
    }

    init(checked members: [Matrix<Double>]) {
        let softened = members.map { $0.softmaxWithLogarithms(temperature: 1) }
        let mean = averaged(softened.map { $0.probabilities })
        self.mean = mean
        disagreement = (0..<mean.rows).map {
            Self.reverseInformation(softened, mean.elements, $0 * mean.columns, mean.columns)
        }
    }

    /// RMI of one row: mean_m Σ_j p̄_j ln(p̄_j/p_mj), from logarithms so that it is finite.
    private static func reverseInformation(
        _ members: [(probabilities: Matrix<Double>, logarithms: Matrix<Double>)], _ mean: [Double],
        _ start: Int,
        _ classes: Int
    ) -> Double {
        var sum = CompensatedSum()
        for j in start..<start + classes where mean[j] > 0 {
            for member in members {
                let p = member.probabilities.elements[j]
                sum.add(
                    p > 1e-300
                        ? relativeEntropyTerm(mean[j], p)
                        : mean[j] * (Double.log(mean[j]) - member.logarithms.elements[j] - 1))
            }
        }
        return max(0, sum.value) / Double(members.count)
    }
}
