// swift-tools-version: 6.2
import PackageDescription

// The engine and the subject both do real work in a debug build, which is what `swift run` makes:
// parsing megabytes, training networks. Optimised they run as fast as in release.
let optimised: [SwiftSetting] = [
    .unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"], .when(configuration: .debug))
]

// The kernels exist once for each kind of processor. This switch builds the plain ones alone; the bits are
// the same: `CKERNELS_NO_CLONES=1 swift build`.
let withoutClones = Context.environment["CKERNELS_NO_CLONES"] != nil

let package = Package(
    name: "book",
    products: [
        .executable(name: "book", targets: ["book"]),
        // What a chapter's program links: one dynamic library, so that a chapter links in a moment.
        .library(
            name: "ChapterLibrary", type: .dynamic,
            targets: ["Distillation", "Datasets", "Figures", "Transcript"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
    ],
    targets: [
        // The engine.
        .systemLibrary(
            name: "CCmark", pkgConfig: "libcmark",
            providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
        .target(name: "Markdown", dependencies: ["CCmark"], swiftSettings: optimised),
        .target(name: "Literate", dependencies: ["Markdown"], swiftSettings: optimised),
        .target(name: "CSpawn"),
        .target(name: "Toolchain", dependencies: ["Literate", "CSpawn"], swiftSettings: optimised),
        .target(
            name: "Weave", dependencies: ["Literate"], resources: [.copy("Theme")], swiftSettings: optimised),
        .executableTarget(
            name: "book",
            dependencies: [
                "Toolchain", "Weave", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // The subject.
        .target(
            name: "CKernels",
            cSettings: [.unsafeFlags(["-O3", "-ffp-contract=off", "-fno-math-errno"])]
                + (withoutClones ? [.define("CKERNELS_NO_CLONES")] : [])),
        .target(name: "Distillation", dependencies: ["CKernels"], swiftSettings: optimised),
        .target(
            name: "Datasets", dependencies: ["Distillation"], resources: [.copy("Data")],
            swiftSettings: optimised),
        .target(name: "Figures", dependencies: ["Distillation"], swiftSettings: optimised),

        // What joins them: the few lines that a chapter's program links to record what it did.
        .target(name: "Transcript", swiftSettings: optimised),

        .testTarget(name: "MarkdownTests", dependencies: ["Markdown", "CCmark"], swiftSettings: optimised),
        .testTarget(name: "LiterateTests", dependencies: ["Literate"]),
        .testTarget(name: "ToolchainTests", dependencies: ["Toolchain"]),
        .testTarget(
            name: "WeaveTests", dependencies: ["Weave", "Literate", "Markdown"],
            exclude: ["Fixtures", "Browser"]),
        .testTarget(
            name: "BookTests", dependencies: ["book", "Toolchain", "Weave"], exclude: ["Fixtures"]),
        .testTarget(
            name: "DistillationTests", dependencies: ["Distillation"],
            exclude: ["References", "Determinism/fingerprints.txt"],
            swiftSettings: optimised),
        .testTarget(name: "DatasetsTests", dependencies: ["Datasets"]),
        .testTarget(name: "FiguresTests", dependencies: ["Figures"], exclude: ["Fixtures"]),
    ],
    swiftLanguageModes: [.v6]
)
