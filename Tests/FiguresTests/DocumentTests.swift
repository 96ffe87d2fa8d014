import Foundation
import FoundationXML
import Testing

@testable import Figures

/// Reads a document with a parser that knows nothing of how it was written.
private final class Reader: NSObject, XMLParserDelegate {
    struct Element {
        var name: String
        var attributes: [String: String]
        var text = ""
    }

    var elements: [Element] = []
    var texts: [String: String] = [:]
    private var open: [String] = []

    static func read(_ document: String) throws -> Reader {
        let reader = Reader()
        let parser = XMLParser(data: Data(document.utf8))
        parser.delegate = reader
        guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
        return reader
    }

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String] = [:]
    ) {
        elements.append(Element(name: name, attributes: attributes))
        open.append(name)
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
        texts[open.last ?? "", default: ""] += string
        if elements.last?.name == open.last { elements[elements.count - 1].text += string }
    }

    func parser(
        _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
        open.removeLast()
    }
}

@Suite struct DocumentTests {
    @Test("Any title and name makes a well-formed document, and is read back from it")
    func anyTitleIsText() throws {
        for chart in try Examples.all(title: Examples.nasty) {
            let reader = try Reader.read(chart.description)
            let expected = Examples.nasty.map { character in
                "\u{0}\u{7}\u{1B}\u{FFFF}".contains(character) ? "\u{FFFD}" : String(character)
            }.joined()
            #expect(reader.texts["title"] == expected)
        }
    }

    @Test("A document holds nothing but drawing, and nothing that could clash with another in the page")
    func nothingButDrawing() throws {
        let allowed: Set = ["svg", "title", "desc", "metadata", "style", "rect", "line", "path", "text"]
        for chart in try Examples.all(title: "Plain") {
            let reader = try Reader.read(chart.description)
            for element in reader.elements {
                #expect(allowed.contains(element.name))
                for name in element.attributes.keys {
                    #expect(
                        name != "id" && !name.hasPrefix("on") && !name.hasSuffix("href") && name != "style")
                }
            }
            let style = try #require(reader.texts["style"])
            for word in ["url(", "@import", "expression", "http"] { #expect(!style.contains(word)) }
        }
    }

    @Test("A document names itself to a screen reader: role, title, description")
    func accessibleName() throws {
        for chart in try Examples.all(title: "Plain") {
            let reader = try Reader.read(chart.description)
            #expect(reader.elements[0].attributes["role"] == "img")
            #expect(reader.elements[1].name == "title")
            #expect(reader.texts["title"] == "Plain")
            #expect(reader.texts["desc"]?.hasPrefix(chart.summary) == true)
        }
    }

    @Test("The metadata is the chart's table: a line a row, cells between tabs")
    func metadataIsTheTable() throws {
        for chart in try Examples.all(title: Examples.nasty) {
            let text = try #require(try Reader.read(chart.description).texts["metadata"])
            let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
                .map { $0.split(separator: "\t", omittingEmptySubsequences: false) }
            #expect(rows.count == chart.table.rows.count + 1)
            #expect(rows.allSatisfy { $0.count == chart.table.header.count })
        }
    }

    @Test("Every class that a chart uses is styled")
    func everyClassIsStyled() throws {
        var used: Set<String> = []
        for chart in try Examples.all(title: "Plain") {
            for element in try Reader.read(chart.description).elements {
                used.formUnion((element.attributes["class"] ?? "").split(separator: " ").map(String.init))
            }
        }
        // Axis names and legends are as all text is.
        used.remove("fig-label")
        #expect(used.count > 20)
        for name in used { #expect(StyleSheet.text.contains(".\(name){"), "\(name)") }
    }

    @Test("Everything is drawn inside the picture", arguments: [false, true])
    func everythingIsInside(nasty: Bool) throws {
        for chart in try Examples.all(title: nasty ? Examples.nasty : "Plain") {
            let reader = try Reader.read(chart.description)
            let box = try #require(reader.elements[0].attributes["viewBox"]).split(separator: " ")
            let (width, height) = (try #require(Double(box[2])), try #require(Double(box[3])))
            for element in reader.elements.dropFirst() {
                #expect(extent(of: element).allSatisfy { (0...width).contains($0) }, "\(element)")
                let heights = ["y", "y1", "y2"].compactMap { element.attributes[$0] }.compactMap(Double.init)
                #expect(heights.allSatisfy { (0...height).contains($0) }, "\(element)")
            }
            #expect(!chart.description.contains("nan") && !chart.description.contains("inf,"))
        }
    }

    /// Where an element begins and ends from left to right; a text has the width it is measured to have.
    private func extent(of element: Reader.Element) -> [Double] {
        let places = ["x", "x1", "x2"].compactMap { element.attributes[$0] }.compactMap(Double.init)
        guard element.name == "text", let x = places.first else { return places }
        let sizes = ["fig-title": 19.0, "fig-tick": 15, "fig-value": 15]
        let width = TextMeasure.width(element.text, size: sizes[element.attributes["class"] ?? ""] ?? 16)
        switch element.attributes["text-anchor"] {
        case "middle": return [x - width / 2, x + width / 2]
        case "end": return [x - width, x]
        default: return [x, x + width]
        }
    }

    @Test("A small line chart is drawn as its fixture shows")
    func lineChartFixture() throws {
        let chart = try LineChart(
            "ECE against T", x: Axis("temperature T"), y: Axis("ECE", from: 0),
            series: [
                Series(
                    "teacher", x: [1, 2, 4],
                    intervals: Examples.intervals(
                        [0.12, 0.05, 0.09], [0.1, 0.04, 0.07], [0.14, 0.06, 0.11]))
            ])
        let fixture = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/line-chart.svg")
        #expect(chart.description == (try String(contentsOf: fixture, encoding: .utf8)))
    }
}
