import Toolchain

/// The platform on which the pages of the repository are made: elsewhere their bytes may differ.
enum Reference {
    static let swiftVersion = "6.3.1"

    /// What is used here and is another version there, in words.
    static func differences(_ compiler: SwiftCompiler, _ tools: [Tool]) -> [String] {
        let swift = compiler.version.contains("Swift version \(swiftVersion) ") ? [] : [compiler.version]
        return swift + tools.map { "\($0.name) \($0.version)" }
    }
}
