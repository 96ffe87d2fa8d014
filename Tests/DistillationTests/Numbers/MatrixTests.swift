import Testing

@testable import Distillation

@Suite("Matrix")
struct MatrixTests {
    @Test("a literal and an array of rows make the same matrix")
    func making() throws {
        let literal: Matrix<Double> = [[1, 2, 3], [4, 5, 6]]
        let rows: [[Double]] = [[1, 2, 3], [4, 5, 6]]
        #expect(try literal == Matrix(rows))
        #expect(literal[1, 0] == 4 && literal[row: 1] == [4, 5, 6])
    }

    @Test("an array of unequal rows is refused with the row that differs")
    func ragged() {
        let rows: [[Double]] = [[1, 2], [3, 4], [5]]
        let error = #expect(throws: InvalidArgument.self) { try Matrix(rows) }
        #expect(error?.description == "rows[2] is 1 values: every row must have 2 values, as row 0 has")
    }

    @Test("values in one row after another make a matrix, or are refused with their number")
    func flat() throws {
        #expect(try Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 4]) == [[1, 2], [3, 4]])
        #expect(try Matrix(rows: 0, columns: 3, elements: [Double]()).columns == 3)
        for (rows, columns, refusal) in [
            (2, 2, "elements is 3 values: they must fill 2 × 2"),
            (.max, 2, "elements is 3 values: they must fill 9223372036854775807 × 2"),
            (-1, -3, "rows is -1: it must not be negative"),
            (1, .min, "columns is -9223372036854775808: it must not be negative"),
        ] {
            let error = #expect(throws: InvalidArgument.self) {
                try Matrix(rows: rows, columns: columns, elements: [1.0, 2, 3])
            }
            #expect(error?.description == refusal)
        }
    }

    @Test("a literal of unequal rows is refused by what would compute with it, even where the count fits")
    func raggedLiteral() {
        let ragged: [Matrix<Double>] = [
            [[0.5, 0.5], [1]], [[0.5, 0.5], [1], [0.2, 0.3, 0.5]], [[], [1]],
        ]
        for matrix in ragged {
            #expect(throws: InvalidArgument.self) { try check(probabilities: matrix, "probabilities") }
        }
    }

    @Test("transposing twice gives the matrix back")
    func transposing() {
        let matrix: Matrix<Float> = [[1, 2, 3], [4, 5, 6]]
        #expect(matrix.transposed().elements == [1, 4, 2, 5, 3, 6])
        #expect(matrix.transposed().transposed() == matrix)
        #expect(matrix.map { $0 * 2 }.elements == [2, 4, 6, 8, 10, 12])
        #expect(matrix.selectingRows([1, 1]).elements == [4, 5, 6, 4, 5, 6])
    }
}
