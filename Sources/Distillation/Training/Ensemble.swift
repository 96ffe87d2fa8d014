/// Networks that were trained alike from different seeds: a deep ensemble (Lakshminarayanan et al. 2017).
public struct Ensemble: Sendable {
    /// The networks.
    public var members: [Network]

    /// An ensemble of these networks.
    public init(_ members: [Network]) { self.members = members }

    /// An ensemble of `count` networks, each made and trained by `member` from the seed it is given: `seed`,
    /// `seed` + 1, and so on.
    public init(
        count: Int, seed: UInt64, _ member: (_ seed: UInt64) throws(InvalidArgument) -> Network
    ) throws(InvalidArgument) {
        guard count >= 1 else { throw InvalidArgument("count", "\(count)", "it must be positive") }
        members = []
        for number in 0..<count { members.append(try member(seed &+ UInt64(number))) }
    }

    /// The logits of each member: a matrix each, in it a row for each sample.
    public func logits(_ inputs: Inputs) throws(InvalidArgument) -> [Matrix<Double>] {
        var result: [Matrix<Double>] = []
        for member in members { result.append(try member.logits(inputs)) }
        return result
    }
}
