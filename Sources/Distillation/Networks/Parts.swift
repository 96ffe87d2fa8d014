/// Cuts a batch into parts that can be computed side by side: as many as there are 32 samples in it, at least 1 and
/// at most 8, as even as can be, the first ones larger by one. It depends on the number of samples alone, so the
/// order of all sums does, too, whatever the number of threads.
func parts(of count: Int) -> [Range<Int>] {
    let parts = min(max(count / 32, 1), 8)
    return (0..<parts).map { part in
        func begin(_ part: Int) -> Int { part * (count / parts) + min(part, count % parts) }
        return begin(part)..<begin(part + 1)
    }
}
