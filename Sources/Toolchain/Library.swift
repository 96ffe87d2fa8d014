/// The library that chapters' programs are linked with, as SwiftPM built it.
public struct Library: Sendable, Equatable {
    /// The package's folder.
    public let package: String
    /// The folder with the built library and its modules.
    public let products: String

    /// The product's name in the package.
    static let product = "ChapterLibrary"

    /// A library in known folders.
    public init(package: String, products: String) {
        self.package = package
        self.products = products
    }

    /// What the compiler is told so that `import` finds the modules.
    public var importArguments: [String] {
        ["-I", "\(products)/Modules", "-I", "\(package)/Sources/CKernels/include"]
    }

    /// What the linker is told.
    public var linkArguments: [String] {
        ["-L", products, "-l\(Self.product)", "-Xlinker", "-rpath", "-Xlinker", products]
    }
}
