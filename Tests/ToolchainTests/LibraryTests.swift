import Foundation
import Testing

@testable import Toolchain

@Suite("The chapters' library")
struct LibraryTests {
    let scratch = try! Scratch()

    @Test("is found from the program that runs these tests")
    func found() throws {
        let library = try Library.find()
        #expect(Files.stamp("\(library.package)/Package.swift") != nil)
        #expect(Files.stamp(library.dynamicLibrary) != nil)
    }

    @Test("is found by the folders above a program, or not at all")
    func places() throws {
        let products = "\(scratch.path)/p/.build/x86_64/release"
        _ = try scratch.file("p/Package.swift", "")
        _ = try scratch.file("p/Sources/Transcript/Transcript.swift", "")
        let found = try Library.find(from: "\(products)/book")
        #expect(found == Library(package: "\(scratch.path)/p", products: products))
        // Through SwiftPM's link beside it, which lies less deep.
        _ = try scratch.file("p/.build/x86_64/release/book", "")
        try FileManager.default.createSymbolicLink(
            atPath: "\(scratch.path)/p/.build/debug", withDestinationPath: products)
        #expect(try Library.find(from: "\(scratch.path)/p/.build/debug/book").products == Path.real(products))
        // A build folder elsewhere: the package is the one of this file.
        #expect(try Library.find(from: "/elsewhere/debug/book").package == (try Library.find().package))
    }

    @Test("links into a program, which runs")
    func links() throws {
        let library = try Library.find()
        let source = try scratch.file(
            "main.swift",
            "import Datasets\nimport Distillation\nimport Figures\nimport Transcript\nprint(\"linked\")\n")
        let program = "\(scratch.path)/program"
        let result = try SwiftCompiler.find().compile(source, to: program, library: library, in: scratch.path)
        #expect(result.succeeded, "\(result.messages)")
        #expect(String(try Command(program).run(in: scratch.path).standardOutput) == "linked\n")
    }

    @Test("is never built from within tests")
    func neverBuilt() throws {
        #expect(Library.isTesting)
        try Library.find().ensureBuilt(with: try SwiftCompiler.find())
        let error = #expect(throws: LibraryError.self) {
            try Library(package: scratch.path, products: scratch.path).ensureBuilt(
                with: try SwiftCompiler.find())
        }
        #expect(error?.description.hasSuffix("is missing; build it with: swift build") == true)
    }

    /// A package's folders as a build leaves them.
    private func fakeLibrary() throws -> Library {
        let library = Library(package: "\(scratch.path)/p", products: "\(scratch.path)/p/.build/x/debug")
        for file in ["Package.swift", "Sources/Distillation/A.swift", "Sources/CKernels/include/CKernels.h"] {
            _ = try scratch.file("p/\(file)", "one")
        }
        for file in [
            "libChapterLibrary.so", "Modules/Distillation.swiftmodule", "book_Datasets.resources/digits",
        ] {
            _ = try scratch.file("p/.build/x/debug/\(file)", "one")
        }
        return library
    }

    @Test(
        "has a fingerprint that changes with all that a program gets from it",
        arguments: [
            ".build/x/debug/libChapterLibrary.so", ".build/x/debug/Modules/Distillation.swiftmodule",
            ".build/x/debug/book_Datasets.resources/digits", "Sources/CKernels/include/CKernels.h",
        ])
    func fingerprint(file: String) throws {
        let library = try fakeLibrary()
        let first = try library.fingerprint()
        #expect(try library.fingerprint() == first)
        _ = try scratch.file("p/\(file)", "two")
        let second = try library.fingerprint()
        #expect(second != first)
        // The same bytes written again have another time, and the same fingerprint.
        _ = try scratch.file("p/\(file)", "one")
        #expect(try library.fingerprint() == first)
        _ = try scratch.file("p/Sources/Distillation/A.swift", "two")
        #expect(try library.fingerprint() == first)
        _ = try scratch.file("p/.build/x/debug/ChapterLibrary.fingerprint", "garbage")
        #expect(try library.fingerprint() == first)
    }

    @Test("has a fingerprint that the pages' theme, which lies beside it, leaves alone")
    func themeIsApart() throws {
        let library = try fakeLibrary()
        let first = try library.fingerprint()
        _ = try scratch.file("p/.build/x/debug/book_Weave.resources/book.css", "one")
        #expect(try library.fingerprint() == first)
    }

    @Test("has another fingerprint of its comments, which are no part of what a program gets")
    func documentationFingerprint() throws {
        let library = try fakeLibrary()
        let (code, none) = (try library.fingerprint(), try library.documentationFingerprint())
        _ = try scratch.file("p/.build/x/debug/Modules/Distillation.swiftdoc", "one")
        let one = try library.documentationFingerprint()
        _ = try scratch.file("p/.build/x/debug/Modules/Distillation.swiftdoc", "two")
        #expect(Set([none, one, try library.documentationFingerprint()]).count == 3)
        #expect(try library.fingerprint() == code)
    }

    @Test("is up to date until its sources, the compiler or the product change")
    func upToDate() throws {
        let library = try fakeLibrary()
        let compiler = try SwiftCompiler.find()
        #expect(!library.isUpToDate(with: compiler))
        func build() throws { try library.recordBuild(library.sourceState(compiler)) }
        for file in ["Package.swift", "Sources/Distillation/A.swift", ".build/x/debug/libChapterLibrary.so"] {
            try build()
            #expect(library.isUpToDate(with: compiler))
            _ = try scratch.file("p/\(file)", "changed")
            #expect(!library.isUpToDate(with: compiler), "\(file)")
        }
        try build()
        _ = try scratch.file("p/Sources/Figures/New.swift", "")
        #expect(!library.isUpToDate(with: compiler))
        try build()
        _ = try scratch.file("p/Sources/Weave/Engine.swift", "")
        #expect(library.isUpToDate(with: compiler))
    }
}
