import Synchronization

/// Something that is found when it is first asked for, once, by whatever thread asks.
final class Lazy<Value: Sendable>: Sendable {
    private let find: @Sendable () throws -> Value
    private let state = Mutex<Result<Value, any Error>?>(nil)

    init(_ find: @escaping @Sendable () throws -> Value) { self.find = find }

    func get() throws -> Value {
        try state.withLock { state in
            let result = state ?? Result { try find() }
            state = result
            return try result.get()
        }
    }

    /// What was found, if it was ever asked for.
    var found: Result<Value, any Error>? { state.withLock { $0 } }
}
