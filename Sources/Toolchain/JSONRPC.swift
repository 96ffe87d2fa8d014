import Foundation

/// Messages as a language server reads and writes them: a header with the length, then JSON.
enum JSONRPC {
    /// What a message is.
    enum Message: Equatable {
        case answer(Int)
        case question(Int)
        case notice

        init(_ bytes: [UInt8]) {
            struct Head: Decodable {
                var id: Int?
                var method: String?
            }
            let head = (try? JSONDecoder().decode(Head.self, from: Data(bytes))) ?? Head()
            self =
                switch (head.id, head.method) {
                case (let id?, nil): .answer(id)
                case (let id?, _?): .question(id)
                default: .notice
                }
        }
    }

    /// A question, or without an id a notice. The parameters are JSON.
    static func frame(_ method: String, _ parameters: String, id: Int?) -> [UInt8] {
        frame(
            "{\"jsonrpc\":\"2.0\",\(id.map { "\"id\":\($0)," } ?? "")\"method\":\"\(method)\",\"params\":\(parameters)}"
        )
    }

    /// The answer to a question that we have nothing to say to.
    static func nothing(to id: Int) -> [UInt8] { frame("{\"jsonrpc\":\"2.0\",\"id\":\(id),\"result\":null}") }

    private static func frame(_ body: String) -> [UInt8] {
        Array("Content-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    /// Takes all whole messages from the front of what has come so far.
    static func take(from bytes: inout [UInt8]) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var start = 0
        while let (length, body) = header(bytes, start), body + length <= bytes.count {
            messages.append(Array(bytes[body..<(body + length)]))
            start = body + length
        }
        bytes.removeFirst(start)
        return messages
    }

    /// The length that a header at `start` states, and where it ends.
    private static func header(_ bytes: [UInt8], _ start: Int) -> (length: Int, end: Int)? {
        var line = start
        var length: Int?
        while let end = bytes[line...].firstIndex(of: UInt8(ascii: "\n")) {
            let text = String(decoding: bytes[line..<end], as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            if text.isEmpty { return length.map { ($0, end + 1) } }
            if text.lowercased().hasPrefix("content-length:") {
                length = Int(text.dropFirst("content-length:".count).trimmingCharacters(in: .whitespaces))
            }
            line = end + 1
        }
        return nil
    }

    /// What a message answers; nil where there is nothing, or something else.
    static func result<Result: Decodable>(of message: [UInt8], as type: Result.Type = Result.self) -> Result?
    {
        (try? JSONDecoder().decode(Answer<Result>.self, from: Data(message)))?.result
    }

    private struct Answer<Result: Decodable>: Decodable { var result: Result? }

    /// A text as JSON.
    static func quoted(_ text: String) -> String {
        (try? JSONEncoder().encode(text)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    }
}
