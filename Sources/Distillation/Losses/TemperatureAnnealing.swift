/// A temperature that is held, then lowered in a straight line, then held again: EnD² is trained along one.
///
/// At a high temperature the members' predictions lie close together and the Dirichlet's likelihood is easy
/// to climb; lowered too early it does not converge. Malinin et al. (2020) start from 10; values of 1 to 2
/// did not suffice in reproductions, 3 and more did.
///
/// ```swift
/// let schedule = try TemperatureAnnealing(from: 5, to: 1, holding: 100, lowering: 200)
/// print(schedule.temperature(at: 50))  // → 5.0
/// print(schedule.temperature(at: 200))  // → 3.0
/// print(schedule.temperature(at: 1000))  // → 1.0
/// ```
public struct TemperatureAnnealing: Equatable, Sendable {
    /// The temperature at the start.
    public let initial: Double
    /// The temperature at the end.
    public let final: Double
    /// How many steps the initial temperature is held for.
    public let holding: Int
    /// How many steps it takes to reach the final one.
    public let lowering: Int

    /// A schedule from `initial` to `final`.
    ///
    /// - Throws: `InvalidArgument` for temperatures ≤ 0 and negative numbers of steps.
    public init(
        from initial: Double, to final: Double = 1, holding: Int, lowering: Int
    ) throws(InvalidArgument) {
        try check(temperature: initial)
        try check(temperature: final)
        for (steps, name) in [(holding, "holding"), (lowering, "lowering")] where steps < 0 {
            throw InvalidArgument(name, "\(steps)", "a number of steps is at least 0")
        }
        self.initial = initial
        self.final = final
        self.holding = holding
        self.lowering = lowering
    }

    /// The temperature at a step, counted from 0.
    ///
    /// ```swift
    /// print(try TemperatureAnnealing(from: 10, holding: 10, lowering: 90).temperature(at: 55))  // → 5.5
    /// ```
    public func temperature(at step: Int) -> Double {
        if step <= holding { return lowering == 0 && step == holding ? final : initial }
        let done = step - holding
        return done >= lowering ? final : initial + (final - initial) * (Double(done) / Double(lowering))
    }
}
