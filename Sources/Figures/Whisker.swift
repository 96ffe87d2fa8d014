/// An interval as a line with a cap at both ends.
enum Whisker {
    static func path(from a: Point, to b: Point, cap: Double = 5) -> Path {
        var path = Path(through: [a, b])
        // The caps stand across the line, which is upright or level.
        let (dx, dy) = a.x == b.x ? (cap, 0.0) : (0.0, cap)
        for end in [a, b] {
            path.add([Point(end.x - dx, end.y - dy), Point(end.x + dx, end.y + dy)])
        }
        return path
    }
}
