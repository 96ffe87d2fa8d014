/// Intervals over repeated runs: what a claim such as "better" must rest on.
///
/// All throw `InvalidArgument` for too few values, values that are not finite, lengths that disagree, and
/// levels outside (0, 1).
public enum Statistics {
    /// The mean with Student's t interval: mean ± t·s/√n, where s² = Σ(x − mean)²/(n − 1) and t is the (1 +
    /// level)/2 quantile with n − 1 degrees of freedom (Student 1908). Right where the values are roughly
    /// normal, as means over seeds are.
    ///
    /// ```swift
    /// let interval = try Statistics.studentInterval([1, 2, 3, 4, 5])
    /// print(interval.lower, interval.upper)  // → 1.0367568385…
    /// ```
    ///
    /// - Parameters:
    ///   - values: n ≥ 2 values, one for each seed.
    ///   - level: in (0, 1).
    /// - Throws: `InvalidArgument` for fewer than 2 values, one that is not within ±1e150, and a level
    ///   outside (0, 1).
    public static func studentInterval(_ values: [Double], level: Double = 0.95) throws(InvalidArgument)
        -> Interval
    {
        try check(values, "values", atLeast: 2, level)
        let mean = mean(of: values)
        var squares = CompensatedSum()
        for value in values { squares.add((value - mean) * (value - mean)) }
        let count = Double(values.count)
        let error = (squares.value / (count - 1) / count).squareRoot()
        let reach = StudentT.quantile(0.5 + 0.5 * level, degreesOfFreedom: count - 1) * error
        return Interval(estimate: mean, lower: mean - reach, upper: mean + reach, level: level)
    }

    /// The mean difference of two methods over the same seeds, with Student's t interval of the differences
    /// a_i − b_i.
    ///
    /// Pairing takes out what a seed does to both.
    ///
    /// ```swift
    /// let gain = try Statistics.pairedStudentInterval([0.9, 0.8, 0.85], [0.8, 0.75, 0.7])
    /// print(gain.contains(0))  // → true
    /// ```
    ///
    /// - Parameters:
    ///   - first: n ≥ 2 values, one for each seed.
    ///   - second: n values of the other method, for the same seeds in the same order.
    ///   - level: in (0, 1).
    /// - Throws: `InvalidArgument` for fewer than 2 values, one that is not within ±1e150, lengths that
    ///   disagree, and a level outside (0, 1).
    public static func pairedStudentInterval(
        _ first: [Double], _ second: [Double], level: Double = 0.95
    ) throws(InvalidArgument) -> Interval {
        try studentInterval(differences(first, second), level: level)
    }

    /// The mean with a percentile bootstrap interval (Efron 1979): the mean of each of B resamples, drawn
    /// with replacement, and of these the quantiles (1 ± level)/2, between neighbours linearly interpolated.
    ///
    /// Resample b draws its n indices one by one with `RandomGenerator(seed:).uniform(below: n)`, all from
    /// one generator.
    ///
    /// ```swift
    /// let interval = try Statistics.bootstrapInterval([1, 2, 3, 4, 5], seed: 1)
    /// print(interval.estimate)  // → 3.0
    /// ```
    ///
    /// - Parameters:
    ///   - values: n ≥ 2 values.
    ///   - level: in (0, 1).
    ///   - resamples: B, from 1 to 10,000,000.
    ///   - seed: of the resamples.
    /// - Throws: `InvalidArgument` for fewer than 2 values, one that is not within ±1e150, and a level or B
    ///   out of range.
    public static func bootstrapInterval(
        _ values: [Double], level: Double = 0.95, resamples: Int = 10_000, seed: UInt64
    ) throws(InvalidArgument) -> Interval {
        try check(values, "values", atLeast: 2, level)
        return try bootstrapInterval(count: values.count, level: level, resamples: resamples, seed: seed) {
            indices in
            var sum = 0.0
            for index in indices { sum += values[index] }
            return sum / Double(indices.count)
        }
    }

    /// The mean difference of two methods over the same seeds or samples, with a percentile bootstrap
    /// interval of a_i − b_i.
    ///
    /// ```swift
    /// let gain = try Statistics.pairedBootstrapInterval([0.9, 0.8, 0.85], [0.8, 0.75, 0.7], seed: 1)
    /// print(gain.estimate, gain.contains(0))  // → 0.10000000000000002 false
    /// ```
    ///
    /// - Parameters:
    ///   - first: n ≥ 2 values.
    ///   - second: n values of the other method, for the same seeds or samples in the same order.
    ///   - level: in (0, 1).
    ///   - resamples: B, from 1 to 10,000,000.
    ///   - seed: of the resamples.
    /// - Throws: `InvalidArgument` for fewer than 2 values, one that is not within ±1e150, lengths that
    ///   disagree, and a level or B out of range.
    public static func pairedBootstrapInterval(
        _ first: [Double], _ second: [Double], level: Double = 0.95, resamples: Int = 10_000, seed: UInt64
    ) throws(InvalidArgument) -> Interval {
        try bootstrapInterval(differences(first, second), level: level, resamples: resamples, seed: seed)
    }

    /// Any statistic of n samples with a percentile bootstrap interval; the estimate is that of the indices
    /// 0, …, n − 1.
    ///
    /// ```swift
    /// let scores = [0.1, 0.4, 0.35, 0.8, 0.7, 0.2]
    /// let labels = [0, 0, 1, 1, 1, 0]
    /// let interval = try Statistics.bootstrapInterval(count: 6, resamples: 100, seed: 1) { indices in
    ///     let (s, y) = (indices.map { scores[$0] }, indices.map { labels[$0] })
    ///     return Set(y).count < 2 ? 0.5 : (try? Ranking.auroc(s, labels: y)) ?? 0.5
    /// }
    /// print(interval.estimate)  // → 0.8888888888888888
    /// ```
    ///
    /// - Parameters:
    ///   - count: n, from 1 to 100,000,000.
    ///   - level: in (0, 1).
    ///   - resamples: B, from 1 to 10,000,000.
    ///   - seed: of the resamples.
    ///   - statistic: a number, not NaN, from the indices of the samples, some of which come more than once.
    /// - Throws: `InvalidArgument` for n, B or a level out of range, and where the statistic is NaN.
    public static func bootstrapInterval(
        count: Int, level: Double = 0.95, resamples: Int = 10_000, seed: UInt64, statistic: ([Int]) -> Double
    ) throws(InvalidArgument) -> Interval {
        guard count > 0 && count <= 100_000_000 else {
            throw InvalidArgument("count", "\(count)", "there must be from 1 to 100,000,000 samples")
        }
        guard resamples > 0 && resamples <= 10_000_000 else {
            throw InvalidArgument("resamples", "\(resamples)", "there must be from 1 to 10,000,000")
        }
        try check(level: level)
        let estimate = statistic(Array(0..<count))
        var generator = RandomGenerator(seed: seed)
        var indices = [Int](repeating: 0, count: count)
        var statistics: [Double] = []
        for _ in 0..<resamples {
            for i in 0..<count { indices[i] = generator.uniform(below: count) }
            statistics.append(statistic(indices))
        }
        for value in statistics + [estimate] where value.isNaN {
            throw InvalidArgument("statistic", "nan", "it must be a number for every resample")
        }
        let order = stableOrder(statistics)
        let sorted = order.map { statistics[Int($0)] }
        return Interval(
            estimate: estimate, lower: quantile(sorted, 0.5 - 0.5 * level),
            upper: quantile(sorted, 0.5 + 0.5 * level),
            level: level)
    }

    /// The quantile of Student's t distribution: the t below which lies a share p of it.
    ///
    /// ```swift
    /// print(try Statistics.studentQuantile(0.975, degreesOfFreedom: 4))  // → 2.776445105…
    /// ```
    ///
    /// - Parameters:
    ///   - probability: p, in (0, 1).
    ///   - degreesOfFreedom: from 1e-3 to 1e9.
    /// - Throws: `InvalidArgument` where an argument is out of its range.
    public static func studentQuantile(_ probability: Double, degreesOfFreedom: Double)
        throws(InvalidArgument) -> Double
    {
        guard probability > 0 && probability < 1 else {
            throw InvalidArgument("probability", "\(probability)", "it must be in (0, 1)")
        }
        guard degreesOfFreedom >= 1e-3 && degreesOfFreedom <= 1e9 else {
            throw InvalidArgument("degreesOfFreedom", "\(degreesOfFreedom)", "they must be from 1e-3 to 1e9")
        }
        return StudentT.quantile(probability, degreesOfFreedom: degreesOfFreedom)
    }
}

extension Statistics {
    private static func mean(of values: [Double]) -> Double {
        var sum = CompensatedSum()
        for value in values { sum.add(value) }
        return sum.value / Double(values.count)
    }

    private static func differences(_ first: [Double], _ second: [Double]) throws(InvalidArgument) -> [Double]
    {
        guard first.count == second.count else {
            throw InvalidArgument(
                "second", "\(second.count) values", "there must be as many as in first, \(first.count)")
        }
        return zip(first, second).map { $0 - $1 }
    }

    /// The quantile of sorted values, linear between neighbours: position p(n − 1) from 0.
    private static func quantile(_ sorted: [Double], _ p: Double) -> Double {
        let position = p * Double(sorted.count - 1)
        let index = min(max(Int(position), 0), sorted.count - 1)
        let share = position - Double(index)
        return share > 0 && index + 1 < sorted.count
            ? sorted[index] + share * (sorted[index + 1] - sorted[index]) : sorted[index]
    }

    private static func check(
        _ values: [Double], _ name: String, atLeast least: Int, _ level: Double
    ) throws(InvalidArgument) {
        guard values.count >= least else {
            throw InvalidArgument(name, "\(values.count) values", "there must be at least \(least)")
        }
        for (index, value) in values.enumerated() where !(value.magnitude <= 1e150) {
            throw InvalidArgument("\(name)[\(index)]", "\(value)", "it must be within ±1e150")
        }
        try check(level: level)
    }

    private static func check(level: Double) throws(InvalidArgument) {
        guard level > 0 && level < 1 else {
            throw InvalidArgument("level", "\(level)", "a level must be in (0, 1)")
        }
    }
}
