/// What a program's result depends on besides its code, in words that can be compared.
struct Surroundings: Codable, Equatable, Sendable {
    let compiler: String
    let library: String
    let limits: String
}
