import Foundation
import Testing
import Weave

@testable import book

@Suite("The live preview")
struct PreviewTests {
    private func request(_ path: String, method: String = "GET", host: String = "127.0.0.1:8000")
        -> HTTPRequest?
    {
        HTTPRequest(head: Array("\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nAccept: */*".utf8))
    }

    private func preview() -> Preview {
        let preview = Preview(version: 100)
        preview.show([
            Page(path: "index.html", bytes: Array("<html><body><p>Hi</p></body></html>".utf8)),
            Page(path: "notes/a b.js", bytes: [1, 2]),
        ])
        return preview
    }

    @Test("shows the pages, each with what makes it load again when there is a newer one")
    func pages() throws {
        let answer = preview().answer(try #require(request("/")))
        #expect(answer.status == "200 OK")
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == "<html><body><p>Hi</p><script>new EventSource(\"/.changes\" + location.pathname + \"?since=101\").onmessage = () => location.reload()</script>\n</body></html>"
        )
        #expect(preview().answer(try #require(request("/notes/a%20b.js?x"))).body == [1, 2])
        #expect(preview().answer(try #require(request("/none.css"))).status == "404 Not Found")
    }

    @Test(
        "refuses a path outside the site",
        arguments: [
            "/../Package.swift", "/%2e%2e/Package.swift", "/notes/..%2f..%2fPackage.swift",
            "/notes/%2E%2E\\x",
            "/./index.html", "/a%00.html", "//../x",
        ])
    func outside(_ path: String) throws {
        #expect(preview().answer(try #require(request(path))).status == "403 Forbidden")
    }

    @Test("refuses other hosts, which only a page from elsewhere would name, and other methods")
    func hosts() throws {
        #expect(preview().answer(try #require(request("/", host: "evil.example"))).status == "403 Forbidden")
        #expect(preview().answer(try #require(request("/", host: "localhost:1"))).status == "200 OK")
        #expect(
            preview().answer(try #require(request("/", method: "POST"))).status == "405 Method Not Allowed")
    }

    @Test(
        "reads no more than requests",
        arguments: ["", "GET", "GET / HTTP/2", "GET x HTTP/1.1", "GET /%zz HTTP/1.1"])
    func noRequests(_ head: String) {
        #expect(HTTPRequest(head: Array(head.utf8)) == nil)
    }

    @Test("changes its version with the pages only, and keeps them where a build fails")
    func versions() throws {
        let preview = preview()
        let version = preview.version
        preview.show([
            Page(path: "index.html", bytes: Array("<html><body><p>Hi</p></body></html>".utf8)),
            Page(path: "notes/a b.js", bytes: [1, 2]),
        ])
        #expect(preview.version == version)
        preview.show(failure: "no <chapters>\n\u{1B}[2J")
        #expect(preview.version == version + 1)
        let page = String(decoding: preview.answer(try #require(request("/"))).body, as: UTF8.self)
        #expect(page.contains("<p>Hi</p><div class=\"fault\""))
        #expect(page.contains("no &lt;chapters>\n\\u{1B}[2J"))
    }

    @Test("makes a page load again for what it shows, not for what others do")
    func currentPages() {
        let preview = preview()
        let first = preview.version
        #expect(preview.isCurrent("index.html", since: first))
        // Another server's version, from before and from a clock that was put back.
        #expect(!preview.isCurrent("index.html", since: 99) && !preview.isCurrent("index.html", since: 999))

        preview.update([
            Page(path: "a.html", bytes: [1]), Page(path: "search.js", bytes: [1]),
            Page(path: "downloads/a.swift", bytes: [1]), Page(path: "notes/a b.js", bytes: [3]),
        ])
        #expect(preview.isCurrent("index.html", since: first) && !preview.isCurrent("a.html", since: first))
        #expect(preview.isCurrent("a.html", since: preview.version))
        preview.update([Page(path: "book.css", bytes: [1])])
        #expect(!preview.isCurrent("index.html", since: first))

        let second = preview.version
        preview.show([Page(path: "index.html", bytes: Array("<html><body><p>Hi</p></body></html>".utf8))])
        #expect(preview.isCurrent("index.html", since: second) && !preview.isCurrent("a.html", since: second))
        preview.show(failure: "none")
        let third = preview.version
        #expect(!preview.isCurrent("index.html", since: second))
        preview.update([])
        #expect(!preview.isCurrent("index.html", since: third))
    }

    @Test("answers on the loopback address, on a port of its own, and says when pages change")
    func server() throws {
        let server = try LoopbackServer(port: 0)
        let preview = preview()
        server.serve(preview)
        #expect(server.port > 0)
        #expect(throws: UsageError.self) { _ = try LoopbackServer(port: server.port) }
        #expect(throws: UsageError.self) { _ = try LoopbackServer(port: 65536) }
        let page = try exchange("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n", server.port)
        #expect(page.hasPrefix("HTTP/1.1 200 OK\r\n") && page.contains("<p>Hi</p>"))
        let head = try exchange("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n", server.port)
        #expect(head.hasSuffix("\r\n\r\n"))
        #expect(try exchange("nonsense\r\n\r\n", server.port).hasPrefix("HTTP/1.1 400 "))
        let changes = try exchange("GET /.changes/?since=1 HTTP/1.1\r\nHost: localhost\r\n\r\n", server.port)
        #expect(changes.hasSuffix("data: \(preview.version)\n\n"))
        let outside = try exchange(
            "GET /.changes/../x?since=1 HTTP/1.1\r\nHost: localhost\r\n\r\n", server.port)
        #expect(outside.hasPrefix("HTTP/1.1 403 "))
    }
}
