import Distillation

/// The checks that several data sets make of what they are asked for.
enum Check {
    /// Parts that are dealt out one after the other must not need more than there are.
    ///
    /// - Parameters:
    ///   - kind: what is dealt, such as "samples".
    ///   - names: the arguments that the counts were given as, where they were not given as one `counts`.
    static func parts(
        _ counts: [Int], of count: Int, _ kind: String, names: [String]? = nil
    ) throws(InvalidArgument) {
        var left = count
        for (index, size) in counts.enumerated() {
            guard size >= 0, size <= left else {
                throw InvalidArgument(
                    names?[index] ?? "counts[\(index)]", "\(size) \(kind)",
                    "it must be in 0...\(left), as so many are left")
            }
            left -= size
        }
    }

    /// Some classes must be held out, each once, and some kept.
    static func heldOut(_ classes: [Int], of classCount: Int) throws(InvalidArgument) {
        for (place, label) in classes.enumerated() {
            guard (0..<classCount).contains(label), !classes[..<place].contains(label) else {
                throw InvalidArgument(
                    "classes[\(place)]", "\(label)", "a class must be in 0..<\(classCount), each once")
            }
        }
        guard !classes.isEmpty, classes.count < classCount else {
            throw InvalidArgument(
                "classes", "\(classes.count) of \(classCount) classes",
                "some must be held out, and some kept")
        }
    }
}
