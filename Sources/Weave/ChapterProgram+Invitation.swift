import Markdown

extension ChapterProgram {
    /// Writes how a reader runs the chapter: here, or from a file to take away.
    func writeInvitation(to output: inout HTMLRenderer) {
        output.startLine()
        output.write(
            "<section class=\"program\" aria-labelledby=\"page.program\">\n<h2 id=\"page.program\">Run it yourself</h2>\n"
        )
        output.write("<p>In a clone of the book:</p>\n")
        write(command: "swift run book run \(number)", to: &output)
        output.write("<p>Or take the chapter's program with you: <a href=\"")
        output.write(Address.encoded(path: filePath))
        output.write(
            "\" download>the Swift file</a> alone, or <a href=\"\(Address.encoded(path: archivePath))\" download>"
        )
        output.write(modules.isEmpty ? "a package of it" : "a package of it with the library's sources")
        output.write("</a>")
        output.write(", which needs no network. In the unpacked folder:</p>\n")
        write(command: "swift run", to: &output)
        output.write("</section>\n")
    }

    private func write(command: String, to output: inout HTMLRenderer) {
        output.write(
            "<div class=\"code plain\">\n<pre tabindex=\"0\" role=\"group\" aria-label=\"Shell\"><code>")
        output.writeEscaped(command)
        output.write("</code></pre>\n</div>\n")
    }
}
