/// How uncertain an ensemble is about each sample, and why: noise in the data or lack of knowledge.
///
/// An ensemble's mean prediction p̄ = (1/M) Σ_m p_m has an entropy (total uncertainty) of two parts: the mean
/// entropy of the members, which all of them see (data, or aleatoric, uncertainty), and the mutual
/// information between the prediction and the member, which is their disagreement (knowledge, or epistemic,
/// uncertainty). Depeweg et al. (2018, eq. 3); Malinin and Gales (2018, eq. 4). The members may be networks
/// of several seeds (Lakshminarayanan et al. 2017) or passes of one under dropout (Gal and Ghahramani 2016).
///
/// ```swift
/// let agree = try EnsembleUncertainty(of: [[[0.5, 0.5]], [[0.5, 0.5]]])
/// let disagree = try EnsembleUncertainty(of: [[[1, 0]], [[0, 1]]])
/// print(agree.total, agree.knowledge)  // → [0.6931471805599453] [0.0]
/// print(disagree.total, disagree.knowledge)  // → [0.6931471805599453] [0.6931471805599453]
/// ```
public struct EnsembleUncertainty: Equatable, Sendable {
    /// The mean of the members' probabilities, N × K.
    public let mean: Matrix<Double>
    /// Total uncertainty H(p̄) of each sample, from 0 to ln K.
    public let total: [Double]
    /// Data (aleatoric) uncertainty of each sample: (1/M) Σ H(p_m), from 0 to `total`.
    public let data: [Double]
    /// Knowledge (epistemic) uncertainty of each sample: the mutual information `total` − `data` = (1/M) Σ
    /// KL(p_m‖p̄), computed as the latter, so that it is never negative and keeps its digits where members
    /// nearly agree.
    public let knowledge: [Double]
    /// Reverse mutual information of each sample: (1/M) Σ KL(p̄‖p_m), +∞ where a member excludes what another
    /// allows (Malinin et al. 2021).
    public let reverseMutualInformation: [Double]
    /// Expected pairwise divergence of each sample: (1/M²) Σ_m Σ_n KL(p_m‖p_n) = `knowledge` +
    /// `reverseMutualInformation`.
    public let expectedPairwiseDivergence: [Double]

    /// The uncertainties of an ensemble from its members' probabilities.
    ///
    /// - Parameter members: M ≥ 1 matrices of N × K probabilities; zeros are allowed.
    /// - Throws: `InvalidArgument` for no members, shapes that disagree, and rows that are no distributions.
    public init(of members: [Matrix<Double>]) throws(InvalidArgument) {
        try check(members: members) { m, name throws(InvalidArgument) in try check(probabilities: m, name) }
        self.init(checked: members)
    }

    /// The uncertainties of an ensemble from its members' logits, by their softmax at temperature T.
    ///
    /// - Parameters:
    ///   - logits: M ≥ 1 matrices of N × K logits.
    ///   - temperature: T > 0.
    /// - Throws: `InvalidArgument` for no members, shapes that disagree, a logit that is not finite, T ≤ 0.
    public init(ofLogits logits: [Matrix<Double>], temperature: Double = 1) throws(InvalidArgument) {
        try check(members: logits) { m, name throws(InvalidArgument) in try check(logits: m, name) }
        try check(temperature: temperature)
        self.init(checked: logits.map { $0.softmax(temperature: temperature) })
    }

    private init(checked members: [Matrix<Double>]) {
        let mean = averaged(members)
        let count = Double(members.count)
        var forward = [CompensatedSum](repeating: CompensatedSum(), count: mean.rows)
        var reverse = forward
        var data = forward
        for member in members {
            for (row, entropy) in member.entropies().enumerated() { data[row].add(entropy) }
            for row in 0..<mean.rows {
                for j in row * mean.columns..<(row + 1) * mean.columns {
                    // Σ_m (p_m − p̄) = 0, so the terms' second parts sum to nothing in both directions.
                    forward[row].add(relativeEntropyTerm(member.elements[j], mean.elements[j]))
                    reverse[row].add(relativeEntropyTerm(mean.elements[j], member.elements[j]))
                }
            }
        }
        self.mean = mean
        self.total = mean.entropies()
        self.data = data.map { $0.value / count }
        self.knowledge = forward.map { $0.value / count }
        self.reverseMutualInformation = reverse.map { $0.value / count }
        self.expectedPairwiseDivergence = zip(knowledge, reverseMutualInformation).map { $0 + $1 }
    }

    /// The ambiguity of an ensemble: the mean negative log-likelihood of its members less that of their mean,
    /// at least 0.
    ///
    /// It is what averaging gains: (1/N) Σ_i [ln p̄_i,y − (1/M) Σ_m ln p_m,i,y]. +∞ where a member excludes
    /// the label. Krogh and Vedelsby (1995), for the logarithmic score.
    ///
    /// ```swift
    /// print(try EnsembleUncertainty.ambiguity([[[0.5, 0.5]], [[0.25, 0.75]]], labels: [0]))  // → 0.0588915178281…
    /// ```
    ///
    /// - Parameters:
    ///   - members: M ≥ 1 matrices of N × K probabilities.
    ///   - labels: N classes.
    /// - Throws: `InvalidArgument` as the initialiser, for a label that is no class, and where all members
    ///   give a label probability 0, which leaves ∞ − ∞.
    public static func ambiguity(_ members: [Matrix<Double>], labels: [Int]) throws(InvalidArgument) -> Double
    {
        try check(members: members) { m, name throws(InvalidArgument) in try check(probabilities: m, name) }
        let mean = averaged(members)
        try check(labels: labels, rows: mean.rows, classes: mean.columns)
        var sum = CompensatedSum()
        for (row, label) in labels.enumerated() {
            guard mean[row, label] > 0 else {
                throw InvalidArgument(
                    "labels[\(row)]", "\(label)", "some member must give the label a probability above 0")
            }
            for member in members { sum.add(logarithmTerm(member[row, label], mean[row, label])) }
        }
        return sum.value / Double(members.count) / Double(mean.rows)
    }
}

/// The mean of matrices of one shape, added up in their order.
func averaged(_ members: [Matrix<Double>]) -> Matrix<Double> {
    var mean = members[0]
    for member in members.dropFirst() {
        for j in 0..<mean.elements.count { mean.elements[j] += member.elements[j] }
    }
    let count = Double(members.count)
    for j in 0..<mean.elements.count { mean.elements[j] /= count }
    return mean
}

/// At least one member, all of one shape, each as `valid` asks.
func check(
    members: [Matrix<Double>], _ valid: (Matrix<Double>, String) throws(InvalidArgument) -> Void
) throws(InvalidArgument) {
    guard let first = members.first else {
        throw InvalidArgument("members", "empty", "an ensemble has at least one member")
    }
    for (index, member) in members.enumerated() {
        try check(member, "members[\(index)]", hasShapeOf: first, "members[0]")
        try valid(member, "members[\(index)]")
    }
}
