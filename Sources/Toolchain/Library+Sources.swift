extension Library {
    /// The sources of the modules that chapters import, with what these are made of: paths that begin with the
    /// module's name, and contents, in a fixed order.
    ///
    /// - Throws: ``FileError`` where a file cannot be read.
    public func sources() throws(FileError) -> [(path: String, bytes: [UInt8])] {
        var result: [(path: String, bytes: [UInt8])] = []
        for module in Self.moduleNames + ["CKernels"] {
            let folder = "\(package)/Sources/"
            for file in Files.tree(folder + module) where !Path.name(file).hasPrefix(".") {
                result.append((String(file.dropFirst(folder.count)), try Files.read(file)))
            }
        }
        return result
    }
}
