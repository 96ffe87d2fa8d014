/// What the proof of a chapter came to.
public struct Report: Sendable {
    /// The Swift fences that hold.
    public let passed: Int
    /// The Swift fences that do not hold or were not proved, and the faults outside any.
    public let failed: Int
    /// The Swift fences that do not hold or were not proved, as indices of the chapter's fences.
    public let failing: Set<Int>
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
        self.failing = failing
        diagnostics = Self.inOrder(findings.map(\.diagnostic))
    }

    /// By lines; a note stays behind what it belongs to.
    private static func inOrder(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var groups: [[Diagnostic]] = []
        for diagnostic in diagnostics {
            if diagnostic.severity == .note, !groups.isEmpty {
                groups[groups.count - 1].append(diagnostic)
            } else {
                groups.append([diagnostic])
            }
        }
        return groups.enumerated()
            .sorted { ($0.element[0].position, $0.offset) < ($1.element[0].position, $1.offset) }
            .flatMap(\.element)
    }
}
