/// A place on the drawing; y grows downwards.
struct Point: Equatable {
    var x: Double
    var y: Double

    init(_ x: Double, _ y: Double) {
        self.x = x
        self.y = y
    }

    var formatted: (x: String, y: String) {
        (NumberFormat.coordinate(x), NumberFormat.coordinate(y))
    }
}

/// A rectangle on the drawing.
struct Box: Equatable {
    var left: Double
    var top: Double
    var width: Double
    var height: Double

    var right: Double { left + width }
    var bottom: Double { top + height }

    /// The box between two corners, whichever way they lie.
    init(_ a: Point, _ b: Point) {
        self.init(
            left: min(a.x, b.x), top: min(a.y, b.y), width: (a.x - b.x).magnitude,
            height: (a.y - b.y).magnitude)
    }

    init(left: Double, top: Double, width: Double, height: Double) {
        self.left = left
        self.top = top
        self.width = width
        self.height = height
    }
}

/// The outline of a shape, in the words of SVG's `d` attribute.
struct Path {
    private(set) var commands = ""

    init() {}

    /// A line through `points`, in order.
    init(through points: [Point], closed: Bool = false) {
        add(points, closed: closed)
    }

    /// One more line through `points`, in order.
    mutating func add(_ points: [Point], closed: Bool = false) {
        for (index, point) in points.enumerated() {
            let place = point.formatted
            commands += "\(index == 0 ? "M" : "L")\(place.x) \(place.y)"
        }
        if closed { commands += "Z" }
    }

    mutating func add(_ box: Box) {
        add(
            [
                Point(box.left, box.top), Point(box.right, box.top),
                Point(box.right, box.bottom), Point(box.left, box.bottom),
            ], closed: true)
    }
}
