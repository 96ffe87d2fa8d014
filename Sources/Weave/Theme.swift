import Foundation

/// The files that all pages use.
public enum Theme {
    /// The theme's files, as they lie in the site: a page asks for one stylesheet and one script, however many parts
    /// they have here.
    ///
    /// - Throws: An error of the file system if they can't be read.
    public static func pages() throws -> [Page] {
        [
            Page(path: stylesheetPath, bytes: try read(["book.css", "code.css"])),
            Page(path: scriptPath, bytes: try read(["page.js", "book.js"])),
        ]
    }

    private static func read(_ parts: [String]) throws -> [UInt8] {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Theme")
        let texts = try parts.map { try Data(contentsOf: folder.appendingPathComponent($0)) }
        return texts.reduce(into: []) { $0 += $1 }
    }

    /// Where the stylesheet lies in the site.
    public static let stylesheetPath = "book.css"
    /// Where the script lies in the site.
    public static let scriptPath = "book.js"

    /// Sets the theme that a reader chose, before anything is painted.
    static let headScript =
        "try{const t=localStorage.getItem(\"theme\");"
        + "if(t===\"light\"||t===\"dark\")document.documentElement.dataset.theme=t}catch{}"
}
