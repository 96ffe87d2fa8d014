import Literate
import Markdown
import Testing

@Suite("A flow chart")
struct FlowchartTests {
    @Test("has its boxes, shapes, edges and labels, in the order in which they are named")
    func whole() throws {
        let chart = try Flowchart(
            parsing: """
                graph LR
                  %% a comment
                  a[Teacher, frozen] -->|soft targets| b(Student)
                  b -- logits --> c{"Good (enough)?"}; c -.-> b
                  c --- d <br>
                """.replacing(" <br>", with: ""))
        #expect(chart.direction == .right)
        #expect(chart.nodes.map(\.id) == ["a", "b", "c", "d"])
        #expect(chart.nodes.map(\.label) == ["Teacher, frozen", "Student", "Good (enough)?", "d"])
        #expect(chart.nodes.map(\.shape) == [.box, .rounded, .decision, .box])
        #expect(chart.edges.map { [$0.from, $0.to] } == [[0, 1], [1, 2], [2, 1], [2, 3]])
        #expect(chart.edges.map(\.label) == ["soft targets", "logits", nil, nil])
        #expect(chart.edges.map(\.stroke) == [.arrow, .arrow, .dotted, .line])
    }

    @Test("follows a chain, breaks labels at <br>, and takes a shape that comes later")
    func chain() throws {
        let chart = try Flowchart(parsing: "flowchart TD\na --> b --> c\nb(two<br/>lines)\n")
        #expect(chart.edges.map { [$0.from, $0.to] } == [[0, 1], [1, 2]])
        #expect(chart.nodes[1].label == "two\nlines")
        #expect(chart.nodes[1].shape == .rounded)
    }

    @Test("tells in words what it shows")
    func words() throws {
        let chart = try Flowchart(parsing: "graph TD\na[A] -->|x| b\nc\na --- b\n")
        #expect(
            chart.description
                == "Flow chart, from top to bottom. A leads to b (x). A is joined with b. c stands by itself."
        )
    }

    struct Wrong: CustomTestStringConvertible, Sendable {
        let text: String
        let offset: Int
        let words: String
        var testDescription: String { text }
    }

    @Test(
        "is refused at the place of what is no part of the language",
        arguments: [
            Wrong(text: "", offset: 0, words: "begins with"),
            Wrong(text: "sequenceDiagram\n", offset: 0, words: "begins with"),
            Wrong(text: "graph RL\na --> b\n", offset: 6, words: "direction 'RL'"),
            Wrong(text: "graph TD\n", offset: 9, words: "no boxes"),
            Wrong(text: "graph TD\na --> \n", offset: 15, words: "name of a box"),
            Wrong(text: "graph TD\na ==> b\n", offset: 11, words: "end of the line"),
            Wrong(text: "graph TD\na --x b\n", offset: 11, words: "edge isn't known"),
            Wrong(text: "graph TD\na((x)) --> b\n", offset: 10, words: "shape isn't known"),
            Wrong(text: "graph TD\na[x --> b\n", offset: 10, words: "never closed"),
            Wrong(text: "graph TD\na[\"x\" y]\n", offset: 10, words: "never closed"),
            Wrong(text: "graph TD\na[ ]\n", offset: 10, words: "empty"),
            Wrong(text: "graph TD\nsubgraph one\n", offset: 9, words: "'subgraph'"),
            Wrong(text: "graph TD\na --> é\n", offset: 15, words: "name of a box"),
            Wrong(text: "graph TD\na -->|x b\n", offset: 14, words: "never closed"),
        ])
    func refused(_ wrong: Wrong) {
        let fault = #expect(throws: FlowchartFault.self) { try Flowchart(parsing: wrong.text) }
        #expect(fault?.offset == wrong.offset)
        #expect(fault?.message.contains(wrong.words) == true, "\(fault?.message ?? "")")
    }

    @Test("traps on no text, however it is damaged")
    func damaged() {
        let bytes = Array("graph LR\n a[T \"x\"] -->|s| b(S) -- l --> c{Q?}\n c -.-> a --- \"d\"; e\n".utf8)
        var state: UInt64 = 7
        for _ in 0..<5000 {
            var text = bytes
            for _ in 0..<3 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                text[Int(state >> 33) % text.count] = bytes[Int(state >> 20 & 0xFFFF) % bytes.count]
            }
            let read = try? Flowchart(parsing: String(decoding: text, as: UTF8.self))
            #expect(
                read.map { chart in chart.edges.allSatisfy { chart.nodes.indices.contains($0.to) } } ?? true)
        }
    }

    @Test("is an error of its chapter, at its line and column, in a quote too")
    func located() {
        let chapter = Chapter(
            path: "a.md", source: Source("# T\n\n> ```mermaid\n> graph LR\n>   a --> b((x))\n> ```\n"))
        #expect(chapter.findings.map(\.diagnostic.position) == [SourcePosition(line: 5, column: 12)])
    }

    @Test("has boxes that hold their text")
    func sizes() throws {
        for label in [
            "a", "Training data", "MMMMMMMMMMMMMMMMMM", "软目标与温度", "a long label that goes on and on and on",
        ] {
            let text = FlowchartText(label)
            for node in try Flowchart(parsing: "graph TD\na[\(label)]\nb(\(label))\nc{\(label)}\n").nodes {
                let size = node.size
                if node.shape == .decision {
                    #expect(text.width / size.width + text.height / size.height <= 1)
                } else {
                    #expect(text.width < size.width && text.height < size.height)
                }
            }
        }
        #expect(FlowchartText("a long label that goes on and on and on").lines.count == 2)
        #expect(FlowchartText("软目标").width == 45)
    }
}
