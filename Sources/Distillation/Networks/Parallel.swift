import CKernels

/// Computes `body(0)` … `body(count - 1)`, side by side where there are threads, and returns the results in order.
///
/// The calls must not touch anything that another one changes. Where `worthwhile` is false they run one after the
/// other.
func inParallel<Result>(_ count: Int, worthwhile: Bool = true, _ body: (Int) -> Result) -> [Result] {
    guard worthwhile else { return (0..<count).map(body) }
    var results = [Result?](repeating: nil, count: count)
    results.withUnsafeMutableBufferPointer { results in
        let results = results
        forEachInParallel(count) { results[$0] = body($0) }
    }
    return results.map { $0! }
}

private func forEachInParallel(_ count: Int, _ body: (Int) -> Void) {
    typealias Body = (Int) -> Void
    withoutActuallyEscaping(body) { body in
        withUnsafePointer(to: body) { body in
            let call: @convention(c) (Int, UnsafeMutableRawPointer?) -> Void = { index, context in
                context!.assumingMemoryBound(to: Body.self).pointee(index)
            }
            ck_parallel(count, call, UnsafeMutableRawPointer(mutating: body))
        }
    }
}
