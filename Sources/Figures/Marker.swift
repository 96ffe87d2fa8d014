/// The marks of the series' points: one shape for each colour, so that neither stands alone.
enum Marker {
    /// The outline of the mark of series `index` around `centre`; beyond the sixth, shapes and colours pair anew.
    static func path(_ index: Int, at centre: Point, radius: Double = 5) -> Path {
        let corners = shapes[(index + index / shapes.count) % shapes.count]
        return Path(
            through: corners.map { Point(centre.x + radius * $0.0, centre.y + radius * $0.1) }, closed: true)
    }

    /// Corners in units of the radius: of about equal area, so that no series weighs more.
    private static let shapes: [[(Double, Double)]] = [
        // An octagon passes for a circle at this size.
        [
            (-0.4, -0.95), (0.4, -0.95), (0.95, -0.4), (0.95, 0.4), (0.4, 0.95), (-0.4, 0.95), (-0.95, 0.4),
            (-0.95, -0.4),
        ],
        [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)],
        [(0, -1.2), (1.15, 0.85), (-1.15, 0.85)],
        [(0, -1.3), (1.1, 0), (0, 1.3), (-1.1, 0)],
        [
            (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4), (0.4, 1.2),
            (-0.4, 1.2),
            (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
        ],
        [(0, 1.2), (1.15, -0.85), (-1.15, -0.85)],
    ]
}
