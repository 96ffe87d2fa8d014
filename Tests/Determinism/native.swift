@main
struct Program {
    static func main() throws {
        let result = try referenceTraining()
        print(String(result.teacher, radix: 16), String(result.student, radix: 16))
    }
}
