/// The error of every function here that is given something it cannot compute with.
///
/// It names the argument, down to the element at fault, shows the value, and says what is allowed.
///
/// ```swift
/// do {
///     _ = try Score.accuracy([[0.5, 0.5]], labels: [2])
/// } catch {
///     print(error)  // → labels[0] is 2: a label must be in 0..<2
/// }
/// ```
public struct InvalidArgument: Error, Equatable, Sendable, CustomStringConvertible {
    /// The argument and, where one element is at fault, its index: `labels[3]`.
    public let argument: String
    /// The value that was given.
    public let value: String
    /// What would have been allowed.
    public let requirement: String

    /// An error that says that `argument` was `value` where `requirement` must hold.
    public init(_ argument: String, _ value: String, _ requirement: String) {
        self.argument = argument
        self.value = value
        self.requirement = requirement
    }

    /// The error in one line: argument, value, requirement.
    public var description: String { "\(argument) is \(value): \(requirement)" }
}
