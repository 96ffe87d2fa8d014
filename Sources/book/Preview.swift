import Literate
import Synchronization
import Weave

/// The pages as they stand now, and what a browser gets when it asks.
final class Preview: Sendable {
    private struct State {
        var files: [String: [UInt8]] = [:]
        /// A number that changes with the pages.
        var version = 0
        /// Why the last build made no pages at all.
        var failure: String?
    }

    private let state: Mutex<State>

    /// A preview without pages.
    ///
    /// - Parameter version: Where versions begin. A browser that remembers another server's then reloads.
    init(version: Int) { state = Mutex(State(version: version)) }

    /// The version of the pages.
    var version: Int { state.withLock(\.version) }

    /// Puts new pages in place of the old ones.
    func show(_ pages: [Page]) {
        let files = Dictionary(pages.map { ($0.path, $0.bytes) }) { $1 }
        state.withLock { state in
            guard state.files != files || state.failure != nil else { return }
            state = State(files: files, version: state.version + 1)
        }
    }

    /// Keeps the pages, and says on each that they are old, and why.
    func show(failure: String) {
        state.withLock { state in
            guard state.failure != failure else { return }
            state.failure = failure
            state.version += 1
        }
    }

    /// The answer to a request for a file.
    func answer(_ request: HTTPRequest) -> HTTPResponse {
        guard request.isLocal else { return .refusal("403 Forbidden") }
        guard request.method == "GET" || request.method == "HEAD" else {
            return .refusal("405 Method Not Allowed")
        }
        guard let file = request.file else { return .refusal("403 Forbidden") }
        let now = state.withLock { $0 }
        guard let bytes = now.files[file] else {
            // A page that a mistake has taken away, or that is still to come.
            guard file.hasSuffix(".html") else { return .refusal("404 Not Found") }
            let page =
                "<!DOCTYPE html>\n<html lang=\"en\"><title>Not there</title><body><h1>There is no such page</h1></body></html>\n"
            return HTTPResponse(
                status: "404 Not Found", type: HTTPResponse.type(of: file),
                body: Self.added(now, to: Array(page.utf8)))
        }
        return HTTPResponse(
            status: "200 OK", type: HTTPResponse.type(of: file),
            body: file.hasSuffix(".html") ? Self.added(now, to: bytes) : bytes)
    }

    /// A page with what makes it load again when there is a newer one, and the failure of the last build.
    private static func added(_ state: State, to page: [UInt8]) -> [UInt8] {
        var text = ""
        if let failure = state.failure {
            text +=
                "<div class=\"fault\" role=\"alert\"><p>This page is old: the last build failed.</p>\n<pre>"
            text += failure.split(separator: "\n", omittingEmptySubsequences: false).map {
                Visible.line(String($0))
            }
            .joined(separator: "\n").replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            text += "</pre></div>\n"
        }
        text +=
            "<script>new EventSource(\"/.changes?since=\(state.version)\").onmessage = () => location.reload()</script>\n"
        let end = Array("</body>".utf8)
        let at = page.indices.last { page[$0...].starts(with: end) } ?? page.count
        return page[..<at] + Array(text.utf8) + page[at...]
    }
}
