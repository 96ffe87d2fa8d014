import Synchronization

/// The values of a cache that this process has read already: a long-lived one needn't decode them for every build.
public final class CacheMemory: Sendable {
    private let values = Mutex<[String: any Sendable]>([:])
    private static let limit = 10_000

    /// Nothing read yet.
    public init() {}

    fileprivate subscript(key: String) -> (any Sendable)? { values.withLock { $0[key] } }

    fileprivate func keep(_ value: any Sendable, for key: String) {
        values.withLock { values in
            // Whoever works on a book for days leaves many old results behind.
            if values.count >= Self.limit { values = [:] }
            values[key] = value
        }
    }
}

extension Cache {
    /// The value kept under a key that names all it depends on, or nil.
    func value<Value: Decodable & Sendable>(_ key: String, as type: Value.Type = Value.self) -> Value? {
        if let value = memory?[key] as? Value { return value }
        guard let bytes = read(key), let value = try? ResultCoder.decode(bytes, as: type) else { return nil }
        memory?.keep(value, for: key)
        return value
    }

    /// Keeps a value. A cache that can't be written costs time, not truth.
    func keep(_ value: some Encodable & Sendable, for key: String) {
        memory?.keep(value, for: key)
        if let bytes = try? ResultCoder.encode(value) { try? write(bytes, for: key) }
    }

    /// The value kept under a key; where there is none, it is made and kept.
    func value<Value: Codable & Sendable>(_ key: String, _ make: () throws -> Value) throws -> Value {
        if let known = value(key, as: Value.self) { return known }
        let value = try make()
        keep(value, for: key)
        return value
    }
}
