/// Sound in four bits a sample (IMA ADPCM, Interactive Multimedia Association 1992).
///
/// A code says how far the next sample is from the last one, in steps that widen where the codes are large and
/// narrow where they are small. Whole numbers only.
enum ADPCM {
    /// The first `count` samples of `bytes`, which hold two codes each, the earlier one in the low half; no more than
    /// there are.
    static func samples(_ bytes: ArraySlice<UInt8>, count: Int) -> [Int16] {
        var (value, index) = (0, 0)
        return bytes.flatMap { [$0 & 15, $0 >> 4] }.prefix(count).map { code in
            let step = steps[index]
            var change = step >> 3
            for bit in 0..<3 where code >> UInt8(bit) & 1 == 1 { change += step >> (2 - bit) }
            value = max(-32768, min(32767, code & 8 == 0 ? value + change : value - change))
            index = max(0, min(88, index + moves[Int(code & 7)]))
            return Int16(value)
        }
    }

    private static let moves = [-1, -1, -1, -1, 2, 4, 6, 8]

    private static let steps = [
        7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80,
        88,
        97, 107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598,
        658,
        724, 796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327,
        3660,
        4026, 4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818,
        18500, 20350, 22385, 24623, 27086, 29794, 32767,
    ]
}
