import ArgumentParser

@main
struct Book: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Builds and proves an executable book.")
}
