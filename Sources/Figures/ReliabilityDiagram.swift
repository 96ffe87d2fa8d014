import Distillation

/// Accuracy against confidence, bin by bin, with the number of samples in each bin below.
///
/// Bars below the dashed diagonal show overconfidence. The mark in a bar stands at the bin's mean
/// confidence; the line from it to the diagonal is the gap that calibration errors add up. A bin's gap means little where
/// its count is small, so the counts are always shown.
///
/// ```swift
/// let error = try Calibration.expectedError(
///     forecasts: [0.75, 0.75, 0.75, 0.75, 0.25], outcomes: [1, 1, 0, 0, 0], bins: 2)
/// let chart = try ReliabilityDiagram("Before temperature scaling", bins: error.bins)
/// print(chart.table.rows[1])  // → ["0.5", "1", "4", "0.5", "0.75", "-0.25"]
/// ```
public struct ReliabilityDiagram: Chart {
    /// The heading.
    public let title: String
    /// The chart's numbers.
    public let table: DataTable
    private let counts: [Int]
    private let accuracies: [Double]
    private let confidences: [Double]
    private let edges: [Double]
    private let unit: Scale
    private let heights: Scale

    /// A diagram of the bins of a calibration error.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - bins: The bins, in ascending order.
    ///   - edges: The B + 1 ends of the bins, ascending within 0…1; nil for equal widths.
    /// - Throws: `InvalidArgument` where no bin holds a sample, counts disagree, or a bin's confidence does not lie
    ///   between its ends, as happens where bins of equal mass are shown without their edges.
    public init(
        _ title: String, bins: [Calibration.Bin], edges: [Double]? = nil
    ) throws(InvalidArgument) {
        // A row of probabilities may sum to a little more than 1, and its largest be so too.
        let confidences = bins.map { $0.confidence > 1 && $0.confidence < 1 + 1e-6 ? 1 : $0.confidence }
        try self.init(
            title, counts: bins.map(\.count), accuracies: bins.map(\.accuracy), confidences: confidences,
            edges: edges)
        for (index, bin) in bins.enumerated() where bin.count > 0 {
            let (lower, upper) = (self.edges[index], self.edges[index + 1])
            guard bin.confidence > lower - 1e-6 && bin.confidence < upper + 1e-6 else {
                throw InvalidArgument(
                    "bins[\(index)].confidence", "\(bin.confidence)",
                    "it must lie between the bin's edges, \(lower) and \(upper)")
            }
        }
    }

    /// A diagram of B bins from their numbers.
    ///
    /// - Parameters:
    ///   - title: The heading.
    ///   - counts: The number of samples in each bin.
    ///   - accuracies: The share of correct ones in each bin, in 0…1; of an empty bin it is not read.
    ///   - confidences: The mean confidence in each bin, in 0…1; of an empty bin it is not read.
    ///   - edges: The B + 1 ends of the bins, ascending within 0…1; nil for equal widths.
    /// - Throws: `InvalidArgument` where no bin holds a sample, counts disagree, or a value is out of range.
    public init(
        _ title: String, counts: [Int], accuracies: [Double], confidences: [Double], edges: [Double]? = nil
    ) throws(InvalidArgument) {
        try Check.notEmpty(counts, "counts")
        try Check.count(accuracies, counts.count, "accuracies")
        try Check.count(confidences, counts.count, "confidences")
        for (bin, count) in counts.enumerated() {
            try Check.count(count, in: 0...1 << 52, "counts[\(bin)]")
            guard count > 0 else { continue }
            try Check.unitInterval(accuracies[bin], "accuracies[\(bin)]")
            try Check.unitInterval(confidences[bin], "confidences[\(bin)]")
        }
        try Check.notEmpty(counts.filter { $0 > 0 }, "every bin of counts")
        let binCount = counts.count
        let edges = edges ?? (0...binCount).map { Double($0) / Double(binCount) }
        try Check.count(edges, binCount + 1, "edges")
        try Check.unitInterval(edges, "edges")
        for index in 1...binCount where edges[index] < edges[index - 1] {
            throw InvalidArgument(
                "edges[\(index)]", "\(edges[index])", "it must be at least \(edges[index - 1])")
        }
        self.title = title
        self.counts = counts
        self.accuracies = accuracies
        self.confidences = confidences
        self.edges = edges
        unit = try Scale(Axis("", from: 0, to: 1), covering: [0], argument: "confidence")
        heights = try Scale(Axis("samples", from: 0), covering: counts.map { Double($0) }, argument: "counts")
        table = DataTable(
            header: ["bin from", "to", "samples", "accuracy", "mean confidence", "accuracy − confidence"],
            rows: counts.indices.map { bin in
                let ends = [edges[bin], edges[bin + 1]].map { NumberFormat.significant($0) }
                guard counts[bin] > 0 else { return ends + ["0", "", "", ""] }
                let values = [accuracies[bin], confidences[bin], accuracies[bin] - confidences[bin]]
                return ends + [String(counts[bin])] + values.map { NumberFormat.significant($0) }
            })
    }

    /// The kind of chart and its axes in a sentence.
    public var summary: String {
        let total = counts.reduce(0, +)
        return
            "Reliability diagram of \(total) samples in \(counts.count) bins: accuracy against confidence, "
            + "and the number of samples in each bin."
    }

    /// The chart as an SVG document.
    public var description: String {
        let legend = [
            Heading.Entry(swatch: .area, index: 0, name: "accuracy"),
            Heading.Entry(swatch: .mark, index: 1, name: "mean confidence, and its gap to the diagonal"),
        ]
        let heading = Heading(title: title, legend: legend, width: PlotFrame.width)
        var svg = heading.svg
        let confidence = Axis("confidence")
        let frame = PlotFrame(
            top: heading.height, x: (confidence, unit), y: (Axis("accuracy"), unit), plotHeight: 300,
            left: PlotFrame.left(of: heights))
        svg.append(frame.svg)
        let below = PlotFrame(
            top: frame.height, x: (confidence, unit), y: (Axis("samples in the bin"), heights),
            plotHeight: 90, gridX: false, left: frame.plot.left)
        svg.append(below.svg)
        for bin in counts.indices where counts[bin] > 0 {
            svg.bar(from: frame.point(edges[bin], 0), to: frame.point(edges[bin + 1], accuracies[bin]))
            svg.bar(
                from: below.point(edges[bin], 0), to: below.point(edges[bin + 1], Double(counts[bin])))
        }
        svg.line(frame.point(0, 0), frame.point(1, 1), class: "fig-ideal")
        for bin in counts.indices where counts[bin] > 0 {
            let mark = frame.point(confidences[bin], accuracies[bin])
            svg.line(
                mark, frame.point(confidences[bin], confidences[bin]), class: "fig-whisker fig-s2")
            svg.path(Marker.path(1, at: mark, radius: 4), class: "\(Palette.fillClass(1)) fig-mark")
        }
        return document(Drawing(width: PlotFrame.width, height: below.height, body: svg))
    }
}

extension SVG {
    /// A bar of the first colour, with a thin line of ground on its sides; a bin without width keeps a stroke of its own.
    fileprivate mutating func bar(from a: Point, to b: Point) {
        var box = Box(a, b)
        let inset = min(0.75, box.width / 4)
        box.left += inset
        box.width = max(1, box.width - 2 * inset)
        rectangle(box, class: Palette.fillClass(0), opacity: 0.75)
    }
}
