/// How the learning rate changes in the course of a training.
public indirect enum Schedule: Equatable, Sendable {
    /// Not at all.
    case constant
    /// Multiplied by `factor` at each of these points of the training, 0 its begin and 1 its end.
    case step(factor: Double, at: [Double])
    /// From the full rate down to `floor` times it along half a period of the cosine
    /// (Loshchilov & Hutter 2017, equation 5, without restarts).
    case cosine(floor: Double = 0)
    /// Rising evenly from 0 in this first part of the training, in 0 ..< 1; then as the other schedule says for
    /// the rest of it (Goyal et al. 2017).
    case warmUp(Double, then: Schedule = .constant)

    /// What the learning rate is multiplied by in step `step`, from 0, of `steps`.
    ///
    /// ```swift
    /// print(Schedule.cosine().factor(step: 50, of: 100))  // → 0.5
    /// ```
    public func factor(step: Int, of steps: Int) -> Double {
        factor(at: Double(step) / Double(max(steps, 1)), step: 1 / Double(max(steps, 1)))
    }

    /// Refuses settings by which a rate would not be a number from 0 up.
    func validate() throws(InvalidArgument) {
        switch self {
        case .constant: break
        case .step(let factor, let points):
            guard factor >= 0 && factor.isFinite else {
                throw InvalidArgument(
                    "schedule", "step(factor: \(factor))", "the factor must be finite, at least 0")
            }
            for point in points where point.isNaN {
                throw InvalidArgument("schedule", "step(at: nan)", "a point must be a number")
            }
        case .cosine(let floor):
            guard floor >= 0 && floor.isFinite else {
                throw InvalidArgument(
                    "schedule", "cosine(floor: \(floor))", "the floor must be finite, at least 0")
            }
        case .warmUp(let part, let next):
            guard part >= 0 && part < 1 else {
                throw InvalidArgument("schedule", "warmUp(\(part))", "the part must be in 0 ..< 1")
            }
            try next.validate()
        }
    }

    private func factor(at progress: Double, step: Double) -> Double {
        switch self {
        case .constant:
            return 1
        case .step(let factor, let points):
            return points.reduce(1) { progress >= $1 ? $0 * factor : $0 }
        case .cosine(let floor):
            let wave = (1 + Double.cos(Double.pi * min(progress, 1))) / 2
            return floor + (1 - floor) * wave
        case .warmUp(let part, let next):
            // The first step is not lost on a rate of 0.
            if progress < part { return min((progress + step) / part, 1) }
            return next.factor(at: (progress - part) / (1 - part), step: step)
        }
    }
}
