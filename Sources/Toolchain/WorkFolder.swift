/// A folder for the files of one run, which goes when the run is over.
enum WorkFolder {
    /// Calls `body` with an empty folder that nobody else uses.
    static func with<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try Files.temporaryFolder()
        defer { try? Files.remove(folder) }
        return try body(folder)
    }
}
