import Testing

@testable import Figures

@Suite struct TextMeasureTests {
    @Test("Lines break at spaces, and between ideographs")
    func breaks() {
        #expect(TextMeasure.lines("one two three", width: 60, size: 10) == ["one two", "three"])
        #expect(TextMeasure.lines("知识蒸馏", width: 20, size: 10) == ["知识", "蒸馏"])
        #expect(TextMeasure.lines("", width: 20, size: 10).isEmpty)
    }

    @Test("No line is wider than its limit, and none of the text is lost")
    func laws() {
        for width in stride(from: 15.0, to: 400, by: 7) {
            let lines = TextMeasure.lines(Examples.nasty, width: width, size: 10)
            #expect(lines.allSatisfy { TextMeasure.width($0, size: 10) <= width || $0.count == 1 })
            let kept = lines.joined().filter { !$0.isWhitespace }
            #expect(kept == Examples.nasty.filter { !$0.isWhitespace })
        }
    }
}
