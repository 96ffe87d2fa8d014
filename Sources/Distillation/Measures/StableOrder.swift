/// The indices of values in ascending order, equal ones in their original order.
///
/// A radix sort on the bits: 11 of them at a time from the lowest, each pass stable, a pass skipped where all
/// values share the digit. Linear in their number, and independent of any library's choice of algorithm. The
/// values are not NaN; −0 equals 0.
func stableOrder(_ values: [Double]) -> [UInt32] {
    let count = values.count
    // Doubles sort like integers once the negative ones are turned around; adding 0 makes −0 into 0.
    var keys = values.map { value in
        let bits = (value + 0).bitPattern
        return bits >> 63 == 0 ? bits | 0x8000_0000_0000_0000 : ~bits
    }
    var order = (0..<count).map { UInt32($0) }
    guard count > 1000 else {
        order.sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
        return order
    }
    var nextKeys = [UInt64](repeating: 0, count: count)
    var nextOrder = [UInt32](repeating: 0, count: count)
    let digits = 6
    let width = 2048
    var counts = [Int](repeating: 0, count: digits * width)
    counts.withUnsafeMutableBufferPointer { counts in
        for key in keys {
            for digit in 0..<digits {
                counts[digit * width + Int(truncatingIfNeeded: (key >> (11 * UInt64(digit))) & 2047)] += 1
            }
        }
    }
    for digit in 0..<digits {
        let shift = 11 * UInt64(digit)
        var place = Array(counts[digit * width..<(digit + 1) * width])
        if place.contains(count) { continue }
        var start = 0
        for bucket in 0..<width { (place[bucket], start) = (start, start + place[bucket]) }
        place.withUnsafeMutableBufferPointer { place in
            nextKeys.withUnsafeMutableBufferPointer { nextKeys in
                nextOrder.withUnsafeMutableBufferPointer { nextOrder in
                    for index in 0..<count {
                        let bucket = Int(truncatingIfNeeded: (keys[index] >> shift) & 2047)
                        let target = place[bucket]
                        place[bucket] = target + 1
                        nextKeys[target] = keys[index]
                        nextOrder[target] = order[index]
                    }
                }
            }
        }
        swap(&keys, &nextKeys)
        swap(&order, &nextOrder)
    }
    return order
}

/// The runs of equal values in a stable order: their ranges of positions, in ascending order of the values.
func equalRuns(_ values: [Double], _ order: [UInt32]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    while start < order.count {
        let value = values[Int(order[start])]
        var end = start + 1
        while end < order.count && values[Int(order[end])] == value { end += 1 }
        runs.append(start..<end)
        start = end
    }
    return runs
}
