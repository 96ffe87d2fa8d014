/// The manifest of a package with a chapter's program and the library's modules that it needs.
struct PackageManifest {
    let modules: [LibrarySources.Module]

    var text: String {
        let names = modules.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let targets = modules.map(target).joined()
        return """
            // swift-tools-version: 6.2
            import PackageDescription

            // The library computes a lot in a debug build too, which is what `swift run` makes.
            let optimised: [SwiftSetting] = [
                .unsafeFlags(["-O", "-wmo", "-num-threads", "2", "-disable-batch-mode"], .when(configuration: .debug))
            ]

            let package = Package(
                name: "Chapter",
                targets: [
                    .executableTarget(
                        name: "Chapter", dependencies: [\(names)],
                        swiftSettings: [.defaultIsolation(MainActor.self)]),
            \(targets)    ],
                swiftLanguageModes: [.v6]
            )

            """
    }

    private func target(_ module: LibrarySources.Module) -> String {
        var parts = ["name: \"\(module.name)\""]
        if !module.imports.isEmpty {
            parts.append("dependencies: [\(module.imports.map { "\"\($0)\"" }.joined(separator: ", "))]")
        }
        if let folder = module.resources { parts.append("resources: [.copy(\"\(folder)\")]") }
        parts.append(
            module.isC
                ? "cSettings: [.unsafeFlags([\"-O3\", \"-ffp-contract=off\", \"-fno-math-errno\"])]"
                : "swiftSettings: optimised")
        return "        .target(\(parts.joined(separator: ", "))),\n"
    }
}
