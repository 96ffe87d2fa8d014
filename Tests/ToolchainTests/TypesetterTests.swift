import Foundation
import Literate
import Markdown
import Testing

@testable import Toolchain

private let hasPandoc = Path.search("pandoc") != nil
private let hasDot = Path.search("dot") != nil

@Suite("Formulas and flow charts")
struct TypesetterTests {
    private func display(_ tex: String) -> Formula { Formula(tex: tex, isDisplay: true) }

    @Test("become MathML in one call, each with its TeX beside it", .enabled(if: hasPandoc, "needs pandoc"))
    func math() throws {
        let formulas = [
            display("\\frac{a}{b}"), Formula(tex: "x < é中 \\& 1", isDisplay: false),
            display("a % comment\n+ b"),
            Formula(tex: "\\text{<script>alert(1)</script>}", isDisplay: false), display("</div>\n<div>"),
        ]
        let answers = try Pandoc.find().mathML(formulas)
        #expect(answers.count == 5)
        for (formula, answer) in zip(formulas, answers) {
            let markup = try answer.get().markup
            #expect(markup.hasPrefix("<math display=\"\(formula.isDisplay ? "block" : "inline")\">"))
            let tex = formula.tex.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
                ">", with: "&gt;")
            #expect(markup.contains(tex), "\(markup)")
            #expect(!markup.contains("<script"))
        }
    }

    @Test(
        "with TeX that can't be read say where and why", .enabled(if: hasPandoc, "needs pandoc"),
        arguments: [
            ("\\foo{x", 0, 0), ("x +\n\\bar{y} + \\Bigl( z", 1, 10), ("é + \\href{javascript:x}{y}", 0, 5),
            ("a \\\\\n\\bar{y}", 0, 2),
            ("\\frac{a}", 0, 8), ("\\foo", 0, 0),
        ])
    func faults(_ tex: String, _ line: Int, _ column: Int) throws {
        let answers = try Pandoc.find().mathML([display("x"), display(tex), display("y")])
        #expect(throws: Never.self) { _ = (try answers[0].get(), try answers[2].get()) }
        let fault = #expect(throws: TeXFault.self) { try answers[1].get() }
        #expect(fault.map { [$0.line, $0.column] } == [line, column], "\(String(describing: fault))")
        #expect(fault?.message.hasPrefix("unexpected") == true)
    }

    @Test(
        "are laid out by their sizes alone: fonts make no difference", .enabled(if: hasDot, "needs Graphviz"))
    func layout() throws {
        let chart = try Flowchart(
            parsing: "graph TD\na[A] -->|soft targets| b(软目标)\na --> b\nb -.-> c{x < \"y\"}\nc --- c\n"
                .replacing("\"", with: ""))
        let layout = try Graphviz.find().layout(chart)
        #expect(layout.nodes.count == 3)
        #expect(layout.edges.map(\.points.count).allSatisfy { $0 >= 4 && $0 % 3 == 1 })
        #expect(layout.edges.map { $0.label != nil } == [true, false, false, false])
        for (node, place) in zip(chart.nodes, layout.nodes) {
            #expect(place.x - node.size.width / 2 >= 0 && place.x + node.size.width / 2 <= layout.width)
            #expect(place.y - node.size.height / 2 >= 0 && place.y + node.size.height / 2 <= layout.height)
        }
        #expect(layout.nodes[0].y < layout.nodes[1].y && layout.nodes[1].y < layout.nodes[2].y)
        setenv("FONTCONFIG_FILE", "/dev/null", 1)
        defer { unsetenv("FONTCONFIG_FILE") }
        #expect(try Graphviz.find().layout(chart) == layout)
    }

    @Test("run down the page where something is fed back, too", .enabled(if: hasDot, "needs Graphviz"))
    func feedback() throws {
        let chart = try Flowchart(parsing: "graph TD\na --> b\nb --> c\nd --> c\nc --> b\nc --> e\n")
        let layout = try Graphviz.find().layout(chart)
        let order = chart.nodes.indices.sorted { layout.nodes[$0].y < layout.nodes[$1].y }
        #expect(order.map { chart.nodes[$0].id }.filter { $0 != "d" } == ["a", "b", "c", "e"])
    }

    @Test(
        "are taken from the cache while they are the same",
        .enabled(if: hasPandoc && hasDot, "needs pandoc and Graphviz"))
    func cached() throws {
        let scratch = try Scratch()
        let cache = Cache(folder: "\(scratch.path)/cache")
        let chapter = Chapter(
            path: "a.md",
            source: Source("$`a`$ $`a`$ $`\\x`$\n\n```math\nb\n```\n```mermaid\ngraph LR\na --> b\n```\n"))
        let first = try Typesetter(cache: cache, remembering: scratch.path).typeset([chapter])[0]
        #expect(first.math.count == 2)
        #expect(first.faults.count == 1)
        #expect(first.layouts.count == 1)
        #expect(try Files.names(in: cache.folder).count == 2)
        // What the cache holds is believed: so a changed entry shows that nothing was set anew.
        for name in try Files.names(in: cache.folder) {
            guard let bytes = cache.read(name) else { continue }
            try cache.write(Array(String(bytes).replacing("<mi>b<", with: "<mi>kept<").utf8), for: name)
        }
        let second = try Typesetter(cache: cache, remembering: scratch.path).typeset([chapter])[0]
        #expect(second.math[display("b")]?.markup.contains("<mi>kept<") == true)
        #expect(second.layouts == first.layouts)
        let changed = Chapter(path: "a.md", source: Source("$`a`$\n\n```math\nb\n```\n"))
        let third = try Typesetter(cache: cache, remembering: scratch.path).typeset([changed])[0]
        #expect(third.math[display("b")]?.markup.contains("<mi>b<") == true)
    }

    @Test("need no tool where there are none")
    func none() throws {
        let scratch = try Scratch()
        let chapter = Chapter(path: "a.md", source: Source("# T\n"))
        let typesetter = Typesetter(cache: Cache(folder: "\(scratch.path)/cache"))
        #expect(try typesetter.typeset([chapter])[0].math.isEmpty)
        #expect(typesetter.foreignTools == [])
    }

    @Test("say which tool is missing and how to get it")
    func missing() {
        let error = #expect(throws: ToolMissing.self) {
            try Tool.find("Nothing", as: "no-such-tool", package: "nothing", asking: [], remembering: nil)
        }
        #expect(
            error?.description
                == "no-such-tool is not installed; install it with: apt-get install nothing (on a Mac: brew install nothing)"
        )
    }
}
