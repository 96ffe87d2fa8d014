/// What the proof of a chapter came to.
public struct Report: Sendable {
    /// The Swift fences that hold.
    public let passed: Int
    /// The Swift fences that do not hold or were not proved, and the faults outside any.
    public let failed: Int
    /// What to tell the writer, in the order of lines.
    public let diagnostics: [Diagnostic]

    /// Counts each Swift fence once.
    public init(_ chapter: Chapter, findings: [Finding], unproved: Set<Int> = []) {
        var failing = unproved
        var outside = 0
        for finding in findings where finding.diagnostic.severity == .error {
            if let fence = finding.fence { failing.insert(fence) } else { outside += 1 }
        }
        let fences = Set(chapter.swiftFences)
        failed = failing.intersection(fences).count + failing.subtracting(fences).count + outside
        passed = fences.subtracting(failing).count
        diagnostics = findings.enumerated()
            .sorted {
                ($0.element.diagnostic.position, $0.offset) < ($1.element.diagnostic.position, $1.offset)
            }
            .map(\.element.diagnostic)
    }
}
