import Foundation

/// The files that all pages use.
public enum Theme {
    /// The theme's files, as they lie in the site.
    ///
    /// - Throws: An error of the file system if they can't be read.
    public static func pages() throws -> [Page] {
        let stylesheet = Bundle.module.bundleURL.appendingPathComponent("Theme/\(stylesheetPath)")
        return [Page(path: stylesheetPath, bytes: Array(try Data(contentsOf: stylesheet)))]
    }

    static let stylesheetPath = "book.css"
}
