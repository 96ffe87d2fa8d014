import Synchronization

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The stack of a thread that works on a chapter: a deeply nested document needs more than the
/// system's own default for threads on some platforms.
public let workerStackSize = 8 << 20

/// How many processors this process may use.
public let processorCount = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

/// Applies a function to every element, on as many threads as there are processors, and returns the
/// results in the order of the inputs.
///
/// The threads are plain ones with a stated stack, for the functions wait for processes, and a
/// thread of Swift's own pool must never wait. The first failure in the order of the inputs is
/// thrown, after all have ended.
///
///     try mapConcurrently([1, 2, 3]) { $0 * $0 }  // [1, 4, 9]
public func mapConcurrently<Input: Sendable, Output: Sendable, Failure: Error>(
    _ inputs: [Input], threads: Int = processorCount, stackSize: Int = workerStackSize,
    _ transform: @escaping @Sendable (Input) throws(Failure) -> Output
) throws(Failure) -> [Output] {
    let work = Work<Output, Failure>(count: inputs.count)
    let started = (0..<min(max(1, threads), inputs.count)).map { _ in
        startThread(stackSize: stackSize) {
            while let index = work.next() {
                do throws(Failure) {
                    let output = try transform(inputs[index])
                    work.finish(index, .success(output))
                } catch {
                    work.finish(index, .failure(error))
                }
            }
        }
    }
    for thread in started { pthread_join(thread, nil) }
    var outputs: [Output] = []
    outputs.reserveCapacity(inputs.count)
    for result in work.results() { outputs.append(try result.get()) }
    return outputs
}

/// The next input to take and the results so far.
private final class Work<Output: Sendable, Failure: Error>: Sendable {
    private struct State {
        var taken = 0
        var results: [Result<Output, Failure>?]
    }
    private let state: Mutex<State>

    init(count: Int) { state = Mutex(State(results: Array(repeating: nil, count: count))) }

    func next() -> Int? {
        state.withLock { state in
            guard state.taken < state.results.count else { return nil }
            defer { state.taken += 1 }
            return state.taken
        }
    }

    func finish(_ index: Int, _ result: Result<Output, Failure>) {
        state.withLock { $0.results[index] = result }
    }

    func results() -> [Result<Output, Failure>] { state.withLock { $0.results.map { $0! } } }
}

/// Starts a thread. The system refuses only when it is out of threads, which nothing here survives.
@discardableResult
func startThread(stackSize: Int, _ body: @escaping @Sendable () -> Void) -> pthread_t {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    pthread_attr_setstacksize(&attributes, stackSize)
    defer { pthread_attr_destroy(&attributes) }
    #if canImport(Darwin)
        var thread: pthread_t?
        let code = pthread_create(
            &thread, &attributes, { enter($0) }, Unmanaged.passRetained(Box(body)).toOpaque())
        precondition(code == 0, "the system starts no more threads")
        return thread!
    #else
        var thread = pthread_t()
        let code = pthread_create(
            &thread, &attributes, { enter($0!) }, Unmanaged.passRetained(Box(body)).toOpaque())
        precondition(code == 0, "the system starts no more threads")
        return thread
    #endif
    @Sendable func enter(_ box: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        Unmanaged<Box>.fromOpaque(box).takeRetainedValue().body()
        return nil
    }
}
