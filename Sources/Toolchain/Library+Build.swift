extension Library {
    /// Builds the library if its sources changed since we last did.
    public func ensureBuilt() throws {}

    /// A digest of all that a chapter's program gets from the library.
    public func fingerprint() throws -> String { "" }
}
