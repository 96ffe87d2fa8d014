import Literate
import Testing
import Toolchain

@testable import book

/// The article's headings by number, in its order: each has its section in the book.
@Suite("The book follows the article")
struct ArticleHeadingsTests {
    private static let numbers = [
        "1", "1.1", "1.2", "1.3", "1.4", "1.4.1", "1.4.2", "1.4.3",
        "2", "2.1", "2.2", "2.3", "2.4",
        "3", "3.1", "3.2",
        "4", "4.1", "4.2", "4.3",
        "5", "5.1", "5.2", "5.3",
        "6", "6.1", "6.2", "6.3", "6.4",
        "7", "7.1", "7.1.1", "7.1.2", "7.1.3", "7.2", "7.2.1", "7.2.2", "7.2.3", "7.3", "7.3.1", "7.3.2",
        "7.3.3",
        "8",
        "9", "9.1", "9.2", "9.3",
        "10",
    ]

    /// The numbers that the headings of each numbered chapter begin with, by the number in the chapter's file name.
    private static let sections: [Int: [(number: String, level: Int)]] = {
        guard let folder = try? Library.find().package + "/Chapters",
            let chapters = try? ChapterFiles([folder]).chapters
        else { return [:] }
        return Dictionary(
            chapters.compactMap { chapter in
                Int(chapter.name.prefix { $0.isNumber }).map { number in
                    (
                        number,
                        chapter.headings.compactMap { heading in
                            heading.text.prefixMatch(of: #/(\d+(?:\.\d+)*)\.? /#).map {
                                (String($0.1), heading.level)
                            }
                        }
                    )
                }
            }, uniquingKeysWith: +)
    }()

    @Test("with a section for every heading, in the article's order", arguments: 1...10)
    func chapter(_ chapter: Int) {
        let expected = Self.numbers.filter { $0.split(separator: ".").first == "\(chapter)" }
        let found = Self.sections[chapter, default: []]
        #expect(found.map(\.number).filter(expected.contains) == expected)
        // A number alone, as in "12 hours", need be none of a section.
        for (number, level) in found where number.contains(".") {
            #expect(level == number.split(separator: ".").count, "\(number)")
            #expect(number.split(separator: ".").first == "\(chapter)", "\(number)")
        }
    }
}
