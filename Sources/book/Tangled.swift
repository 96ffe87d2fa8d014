import ArgumentParser
import Literate
import Toolchain

/// `book tangle`: a chapter's program as the compiler sees it. For benchmarks and for who hunts a bug of ours.
struct Tangled: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tangle", abstract: "Print a chapter's program, or how it is compiled.",
        shouldDisplay: false)

    @Argument(help: "A chapter's file or its number.")
    var chapter: String

    @Flag(
        help:
            "Print the compiler's command line instead, for main.swift and program in the working directory.")
    var command = false

    func run() throws {
        guard let chapter = try ChapterFiles([try ChapterFiles.find(chapter)]).chapters.first else { return }
        if command {
            let words = try SwiftCompiler.find().command(
                compiling: "main.swift", to: "program", SwiftCompiler.Options(), library: try Library.find())
            Console.answer(words.joined(separator: " "))
        } else {
            Console.write(Tangle.chapter(chapter).text, to: 1)
        }
    }
}
