/// The library that chapters' programs are linked with, as SwiftPM built it.
public struct Library: Sendable, Equatable {
    /// The package's folder.
    public let package: String
    /// The folder with the built library and its modules.
    public let products: String

    /// The product's name in the package.
    static let product = "ChapterLibrary"

    /// The modules that a chapter can import, in the order in which a reader meets them.
    public static let moduleNames = ["Distillation", "Datasets", "Figures", "Transcript"]

    /// The entry of the environment with which a program of the library keeps to one thread: where several programs
    /// run at a time, each has a processor, and threads that wait for each other would only take it from the others.
    public static let oneThread = ["CKERNELS_THREADS": "1"]

    /// A library in known folders.
    public init(package: String, products: String) {
        self.package = package
        self.products = products
    }

    /// Finds the library from the running program, which SwiftPM has put beside it.
    ///
    /// - Parameter executable: The program's file: the command line's, or the one that runs the tests.
    /// - Throws: ``LibraryError/unknownPlace(executable:)``.
    public static func find(from executable: String? = Path.executable) throws(LibraryError) -> Library {
        // SwiftPM's `.build/debug` is a link: from the place that it leads to the build folder can be told.
        let named = executable ?? CommandLine.arguments[0]
        let executable = Path.real(named) ?? named
        let products = Path.parent(executable)
        // Usually `package/.build/triple/debug`. A build folder elsewhere does not lead to the package,
        // but the package is where it was when this file was compiled, if it has not been moved.
        var folder = products
        while !isPackage(folder) {
            let parent = Path.parent(folder)
            if parent != folder && parent != "." {
                folder = parent
            } else if isPackage(compiledPackage) {
                folder = compiledPackage
            } else {
                throw .unknownPlace(executable: executable)
            }
        }
        return Library(package: folder, products: products)
    }

    private static func isPackage(_ folder: String) -> Bool {
        Files.stamp("\(folder)/Package.swift") != nil && Files.stamp("\(folder)/Sources/Transcript") != nil
    }

    private static let compiledPackage = Path.parent(Path.parent(Path.parent(#filePath)))

    /// What the compiler is told so that `import` finds the modules. The cache for C modules is
    /// the one that SwiftPM has filled, for the compiler's own may lie in a folder that comes and goes.
    public var importArguments: [String] {
        [
            "-I", "\(products)/Modules", "-I", "\(package)/Sources/CKernels/include",
            "-module-cache-path", "\(products)/ModuleCache",
        ]
    }

    /// What the linker is told.
    public var linkArguments: [String] {
        ["-L", products, "-l\(Self.product)", "-Xlinker", "-rpath", "-Xlinker", products]
    }
}

/// Why there is no library to link.
public enum LibraryError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The running program does not lie in a package's build folder.
    case unknownPlace(executable: String)
    /// SwiftPM did not build it, and printed this.
    case notBuilt(output: String)
    /// A part of the built library is not there.
    case missing(path: String)
    /// The symbols of a module can't be read, and this was said.
    case notDocumented(module: String, output: String)

    /// A sentence that says what to do.
    public var description: String {
        switch self {
        case .unknownPlace(let executable):
            "\(executable) lies in no build folder of the book's package; start it with: swift run book"
        case .notBuilt(let output): "the library that the chapters use does not build:\n\(output)"
        case .missing(let path): "\(path) is missing; build it with: swift build"
        case .notDocumented(let module, let output): "the symbols of \(module) cannot be read: \(output)"
        }
    }
}
