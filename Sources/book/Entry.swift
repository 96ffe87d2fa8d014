import ArgumentParser

/// The command line. Each verb has a file of its own.
@main
struct Entry: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book",
        abstract: "Compiles, runs and verifies the Swift in Markdown chapters and makes a site of them.",
        discussion: """
            Exit codes: 0, all holds; 1, the book is wrong; 2, the command line is wrong; 3, a tool is missing.
            """,
        subcommands: [Build.self, Test.self, Promote.self, Run.self, Serve.self, Tangled.self])

    static func main() {
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch let verdict as Verdict {
            Console.leave(verdict.code)
        } catch {
            Console.leave(Console.report(error))
        }
    }
}

/// How a verb ended, once all is said.
struct Verdict: Error {
    let code: Int32

    /// Something in the book is wrong.
    static let wrong = Verdict(code: 1)
}
