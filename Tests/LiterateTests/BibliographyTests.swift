import Literate
import Markdown
import Testing

@Suite("A bibliography")
struct BibliographyTests {
    @Test("reads entries with braces, quotes, numbers, abbreviations and what stands between them")
    func entries() throws {
        let works = Bibliography(
            parsing: Source(
                """
                Notes between entries are comments.
                @string{neurips = "Advances in Neural Information Processing Systems"}
                @comment{ @article{not, title = {Seen}} }
                @InProceedings{lakshminarayanan2017,
                  author    = {Lakshminarayanan, Balaji and Alexander Pritzel and Blundell, Charles},
                  title     = "Simple and {Scalable} Predictive
                               Uncertainty",
                  booktitle = neurips # { 30},
                  month     = dec,
                  year      = 2017,
                }
                @book(minka2000, title = {Estimating a Dirichlet (1)}, year = {2000})
                """))
        #expect(works.findings == [])
        #expect(works.entries.map(\.key) == ["lakshminarayanan2017", "minka2000"])
        let entry = try #require(works["lakshminarayanan2017"])
        #expect(entry.type == "inproceedings")
        #expect(entry["title"] == "Simple and Scalable Predictive Uncertainty")
        #expect(entry["booktitle"] == "Advances in Neural Information Processing Systems 30")
        #expect(entry["month"] == "December")
        #expect(entry.authors.map(\.family) == ["Lakshminarayanan", "Pritzel", "Blundell"])
        #expect(entry.authors[1].given == "Alexander")
        #expect(entry.position == SourcePosition(line: 4, column: 1))
        #expect(works["minka2000"]?["title"] == "Estimating a Dirichlet (1)")
        #expect(works["Minka2000"] == nil)
    }

    @Test(
        "turns simple LaTeX into text",
        arguments: [
            (#"Cristian Bucilu\v{a}"#, "Cristian Bucilu\u{1CE}"),
            (#"M{\"u}ller {\&} S{\o}ren"#, "Müller & Søren"),
            (#"Ga{\"{e}}tan, Ond\v{r}ej, Fran\c cois, \L ukasz"#, "Gaëtan, Ondřej, François, Łukasz"),
            (#"pages 1--9 --- ``so''"#, "pages 1–9 — “so”"),
            (#"$K$~classes, \emph{dark} knowledge"#, "K\u{A0}classes, dark knowledge"),
            (#"Mart\'{\i}nez and a {\ss}"#, "Martínez and a ß"),
        ])
    func latex(written: String, text: String) {
        let works = Bibliography(parsing: Source("@misc{a, title = {\(written)}}"))
        #expect(works.findings == [])
        let title = works["a"]?["title"]
        #expect(title.map { Array($0.unicodeScalars) } == Array(text.unicodeScalars))
    }

    @Test(
        "labels a work by its authors and year",
        arguments: [
            ("Hinton, Geoffrey and Vinyals, Oriol and Dean, Jeff", "Hinton et al. 2015"),
            ("Geoffrey Hinton and others", "Hinton et al. 2015"),
            ("Guo, C. and Pleiss, G.", "Guo & Pleiss 2015"),
            ("Laurens van der Maaten", "van der Maaten 2015"),
            ("{Google and Friends}", "Google and Friends 2015"),
            ("Sammy Davis and King, Jr., Martin Luther", "Davis & King 2015"),
            ("", "Dark Knowledge 2015"),
        ])
    func labels(authors: String, label: String) {
        let works = Bibliography(
            parsing: Source("@misc{a, author = {\(authors)}, title = {Dark Knowledge}, year = 2015}"))
        #expect(works["a"]?.label == label)
    }

    @Test(
        "tells what is wrong and where, and goes on with the next entry",
        arguments: [
            (
                "@book{a, title = {A}}\n@book{a, title = {B}}",
                "2:1: error: the key 'a' is used twice; the first is at line 1"
            ),
            ("@book{a, title {A}}", "1:16: error: the field 'title' needs a '=' and a value"),
            ("@book{a, title = {A} year = 1}", "1:22: error: a comma is missing behind the field 'title'"),
            ("@book{a, title = {A}, title = {B}}", "1:23: error: the field 'title' stands twice in 'a'"),
            (
                "@book{a, title = {A}, month = juno}",
                "1:31: error: unknown abbreviation 'juno'; text stands in braces: {juno}"
            ),
            ("@book{, title = {A}}", "1:7: error: this entry has no key"),
            ("@book{a, year = 2000}", "1:1: error: the entry 'a' has no title"),
            ("\n @book{a, title = {A}", "2:2: error: this entry is never closed"),
            ("@book{a, title = \"A", "1:1: error: this entry is never closed"),
            ("@book{a,", "1:1: error: this entry is never closed"),
            ("@book a", "1:7: error: '@book' needs a '{' behind it"),
            ("@{a, title = {A}}", "1:1: error: an entry needs its type: @article{…}"),
            ("@book{a, title = }", "1:18: error: a value is expected here"),
            (
                #"@book{a, title = {\foo{A}}}"#,
                #"1:10: error: unknown LaTeX command '\foo' in the field 'title' of 'a'"#
            ),
        ])
    func faults(text: String, message: String) {
        let works = Bibliography(parsing: Source(text + "\n@misc{last, title = {Last}}\n"), path: "r.bib")
        #expect(works.findings.map(\.heading) == ["r.bib:" + message])
        #expect(works["last"] != nil)
    }

    @Test("does not let abbreviations grow without bound")
    func growth() {
        let doubling = (1...60).map { "@string{a\($0) = a\($0 - 1) # a\($0 - 1)}\n" }.joined()
        let works = Bibliography(parsing: Source("@string{a0 = {xxxxxxxxxx}}\n" + doubling), path: "r.bib")
        #expect(works.findings.first?.heading == "r.bib:14:1: error: this value is longer than 65536 bytes")
    }

    @Test("takes what other programs keep in such files")
    func otherPrograms() {
        let works = Bibliography(
            parsing: Source(
                #"@online{a, title = {A}, journaltitle = {J}, date = {2017-08-06}, abstract = {\foo}, file = {C\:\x.pdf}}"#
            ))
        #expect(works.findings == [])
        #expect(works["a"]?["journal"] == "J" && works["a"]?["year"] == "2017")
    }

    @Test("keeps addresses as they are")
    func addresses() {
        let works = Bibliography(
            parsing: Source(
                #"@misc{a, title = {A}, url = {https://a.example/~b/c--d\_e}, doi = "10.1/a_b%c"}"#))
        #expect(works["a"]?["url"] == "https://a.example/~b/c--d_e")
        #expect(works["a"]?["doi"] == "10.1/a_b%c")
    }

    @Test("survives any bytes")
    func noise() {
        var state: UInt64 = 7
        for _ in 0..<2000 {
            var bytes = Array("@a{".utf8)
            for _ in 0..<40 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes.append(Array("@{}(),=\"#\\ \nab1'~$-\u{E9}".utf8)[Int(state >> 33) % 21])
            }
            let works = Bibliography(parsing: Source(bytes: bytes))
            #expect(works.entries.count + works.findings.count > 0)
        }
    }
}
