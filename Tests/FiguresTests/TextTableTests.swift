import Figures
import Testing

@Suite("A table as text")
struct TextTableTests {
    @Test("a row has its name to the left and its cells to the right of their columns")
    func row() {
        #expect(TextTable.row("a", ["1", "22", "3"], nameWidth: 3, widths: [4, 5]) == "a     1   22    3")
        #expect(TextTable.row("", [], nameWidth: 2, widths: [4]) == "  ")
    }

    @Test("what is too long keeps all its letters and a blank before it")
    func tooLong() {
        #expect(TextTable.row("student", ["12345", "6"], nameWidth: 3, widths: [4, 2]) == "student 12345 6")
    }

    @Test("widths that make no sense leave no room and trap nowhere")
    func hostileWidths() {
        #expect(TextTable.row("a", ["1", "2"], nameWidth: .min, widths: []) == "a 1 2")
        #expect(TextTable.row("a", ["1"], nameWidth: 1, widths: [.max]).count == 1002)
        #expect(TextTable.lines([["a", "1"]], leastWidth: .min) == ["a 1"])
    }

    @Test("columns are as wide as their widest cell, of unequal rows too")
    func lines() {
        let rows = [["", "NLL", "ECE of all"], ["labels", "0.1"], [], ["x", "0.25", "1"]]
        #expect(
            TextTable.lines(rows, leastWidth: 4) == [
                "        NLL ECE of all", "labels  0.1", "", "x      0.25          1",
            ])
        #expect(TextTable.lines([]) == [])
    }
}
