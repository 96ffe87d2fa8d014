/// What a preview answers.
struct HTTPResponse: Equatable {
    var status: String
    var type: String
    var body: [UInt8]

    /// The bytes that are sent; for `HEAD` without the body.
    func bytes(headOnly: Bool) -> [UInt8] {
        let head = """
            HTTP/1.1 \(status)\r
            Content-Type: \(type)\r
            Content-Length: \(body.count)\r
            Cache-Control: no-store\r
            X-Content-Type-Options: nosniff\r
            Connection: close\r
            \r

            """
        return Array(head.utf8) + (headOnly ? [] : body)
    }

    /// A refusal, said in plain text.
    static func refusal(_ status: String) -> HTTPResponse {
        HTTPResponse(status: status, type: "text/plain; charset=utf-8", body: Array("\(status)\n".utf8))
    }

    /// The media type of a file of the site.
    static func type(of path: String) -> String {
        switch path.split(separator: ".").last {
        case "html": "text/html; charset=utf-8"
        case "css": "text/css; charset=utf-8"
        case "js": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "zip": "application/zip"
        default: "text/plain; charset=utf-8"
        }
    }
}
