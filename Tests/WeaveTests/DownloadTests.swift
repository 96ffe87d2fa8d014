import Foundation
import Literate
import Markdown
import Testing

@testable import Weave

@Suite("What a reader takes away")
struct DownloadTests {
    private let chapter = Chapter(
        path: "07-x.md",
        source: Source(
            """
            # 7. X

            ```swift
            import Figures
            print("a\\n\\nb")
            ```

            ```output
            a

            b
            ```

            ## Second

            ```swift fails
            let no: Int = ""
            ```

            ```swift hidden
            expect(true)
            ```
            """))

    private let library = LibrarySources([
        ("Figures/Chart.swift", Array("import Numbers\n// import Nothing\n".utf8)),
        ("Numbers/Sum.swift", Array("import CSums\nimport Foundation\n".utf8)),
        ("Numbers/Data/one.txt", [0]), ("CSums/sums.c", []), ("CSums/include/sums.h", []),
        ("Transcript/Expect.swift", Array("    @preconcurrency import Glibc\n".utf8)), ("Other/O.swift", []),
    ])

    @Test("is the chapter's program: its snippets under their headings, with what they print")
    func file() throws {
        let program = try #require(ChapterProgram(chapter, library))
        #expect(
            program.text == """
                // 7. X

                import Transcript

                import Figures
                print("a\\n\\nb")

                // Prints:
                //     a
                //
                //     b

                // MARK: Second

                expect(true)

                """)
        #expect(program.number == "7")
        #expect(ChapterProgram(Chapter(path: "1.md", source: Source("# No code")), library) == nil)
    }

    @Test("is a package with the modules that the program needs, and what these need")
    func package() throws {
        let program = try #require(ChapterProgram(chapter, library))
        #expect(program.modules.map(\.name) == ["CSums", "Figures", "Numbers", "Transcript"])
        let manifest = PackageManifest(modules: program.modules).text
        #expect(manifest.contains("dependencies: [\"CSums\", \"Figures\", \"Numbers\", \"Transcript\"]"))
        #expect(manifest.contains(".target(name: \"CSums\", cSettings:"))
        #expect(
            manifest.contains(
                ".target(name: \"Numbers\", dependencies: [\"CSums\"], resources: [.copy(\"Data\")], swiftSettings: optimised)"
            ))
    }

    @Test("is the same archive each time, which a reader of such archives takes for whole")
    func archive() throws {
        let program = try #require(ChapterProgram(chapter, library))
        let pages = program.pages
        #expect(pages.map(\.path) == ["downloads/07-x.swift", "downloads/07-x.zip"])
        #expect(pages == program.pages)
        let names = try #require(Zip(pages[1].bytes)).names
        #expect(
            names == [
                "07-x/Package.swift", "07-x/Sources/Chapter/main.swift", "07-x/Sources/CSums/include/sums.h",
                "07-x/Sources/CSums/sums.c", "07-x/Sources/Figures/Chart.swift",
                "07-x/Sources/Numbers/Data/one.txt",
                "07-x/Sources/Numbers/Sum.swift", "07-x/Sources/Transcript/Expect.swift",
            ])
    }

    @Test("has the checksum that the format names")
    func checksum() {
        // The check value of CRC-32/ISO-HDLC.
        #expect(ZipArchive.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
    }

    @Test("is offered at the chapter's end")
    func invitation() throws {
        let pages = try Weaver(Book(title: "B", chapters: [chapter])).pages()
        let page = try #require(pages.first { $0.path == "07-x.html" }).text
        #expect(page.contains("swift run book run 7</code>"))
        #expect(page.contains("<a href=\"downloads/07-x.swift\" download>"))
        #expect(page.contains("<a href=\"downloads/07-x.zip\" download>"))
        #expect(htmlFaults(page) == [])
    }
}

/// An archive read back from its directory, as unpackers do.
private struct Zip {
    var names: [String] = []

    init?(_ bytes: [UInt8]) {
        func number(_ offset: Int, _ count: Int) -> Int {
            (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
        }
        let end = bytes.count - 22
        guard end >= 0, number(end, 4) == 0x0605_4B50 else { return nil }
        var at = number(end + 16, 4)
        for _ in 0..<number(end + 10, 2) {
            guard number(at, 4) == 0x0201_4B50 else { return nil }
            let (size, length, local) = (number(at + 24, 4), number(at + 28, 2), number(at + 42, 4))
            let name = Array(bytes[(at + 46)..<(at + 46 + length)])
            guard number(local, 4) == 0x0403_4B50, Array(bytes[(local + 30)..<(local + 30 + length)]) == name,
                number(local + 14, 4) == number(at + 16, 4), number(local + 18, 4) == size
            else { return nil }
            let content = Array(bytes[(local + 30 + length)..<(local + 30 + length + size)])
            guard Int(ZipArchive.checksum(content)) == number(at + 16, 4) else { return nil }
            names.append(String(decoding: name, as: UTF8.self))
            at += 46 + length
        }
        guard at == end else { return nil }
    }
}
