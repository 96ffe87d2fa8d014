import Testing

@testable import Literate

@Suite("An SVG document")
struct SVGDocumentTests {
    @Test(
        "may draw, describe and refer to its own parts",
        arguments: [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><title>t</title><rect fill=\"url(#a)\"/></svg>",
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- c -->\n<svg><text>a &lt; b</text></svg>\n",
            "<svg><defs><linearGradient id=\"a\"/></defs><use href=\"#a\"/><use xlink:href=\"#a\"/></svg>",
            "<svg><style>.a { fill: red }</style><path class=\"a\" d=\"M0 0\" style=\"stroke: url('#a')\"/></svg>",
            "<svg><text><textPath href=\"#p\">x</textPath></text></svg>",
        ])
    func drawing(_ text: String) {
        #expect(SVGDocument.fault(in: text) == nil)
    }

    @Test(
        "may do nothing else",
        arguments: [
            ("", "it is empty"), ("<svg>", "it is not well-formed XML"),
            ("text", "it is not well-formed XML"), ("<svg></svg><script src=x", "it is not well-formed XML"),
            ("<svg><g></svg></g>", "it is not well-formed XML"),
            ("<svg a=\"<\"/>", "it is not well-formed XML"), ("<svg a=b/>", "it is not well-formed XML"),
            ("<svg a=\"1\" a=\"2\"/>", "it is not well-formed XML"),
            ("<svg><!--> <script> --></svg>", "it is not well-formed XML"),
            ("<svg>&nbsp;</svg>", "it is not well-formed XML"),
            ("<svg><desc><style></style></desc></svg>", "<desc> may hold text only, not <style>"),
            ("<svg>\u{0}</svg>", "it holds the control character"),
            ("<svg><g o&#110;load=\"x\"/></svg>", "it is not well-formed XML"),
            ("<svg><use href=\"&#106;avascript:x\"/></svg>", "href=\"javascript:x\" leads outside"),
            ("<svg/><svg/>", "it is not well-formed XML"), ("<p/>", "its root is <p>, not <svg>"),
            ("<svg><script/></svg>", "<script> does not draw"),
            ("<svg><SCRIPT/></svg>", "<SCRIPT> does not draw"),
            ("<svg><foreignObject/></svg>", "<foreignObject> does not draw"),
            ("<svg><a href=\"#\"/></svg>", "<a> does not draw"),
            ("<svg><image href=\"data:x\"/></svg>", "<image> does not draw"),
            ("<svg><x:script xmlns:x=\"y\"/></svg>", "<x:script> does not draw"),
            ("<svg onload=\"x\"/>", "the attribute onload is a handler"),
            ("<svg><g OnClick=\"x\"/></svg>", "the attribute OnClick is a handler"),
            ("<svg><use href=\"http://a\"/></svg>", "href=\"http://a\" leads outside the document"),
            ("<svg><use xlink:href=\"a.svg#b\"/></svg>", "xlink:href=\"a.svg#b\" leads outside the document"),
            ("<svg xml:base=\"http://a/\"/>", "the attribute xml:base leads outside the document"),
            ("<svg><rect fill=\"url(http://a)\"/></svg>", "the attribute fill leads outside the document"),
            (
                "<svg><rect fill=\"URL( &quot;http://a&quot; )\"/></svg>",
                "the attribute fill leads outside the document"
            ),
            (
                "<svg style=\"background: image-set('//a' 1x)\"/>",
                "the attribute style leads outside the document"
            ),
            ("<svg><style>@import 'a';</style></svg>", "its style leads outside the document"),
            ("<svg><style>a { b: u\\72l(c) }</style></svg>", "its style leads outside the document"),
            (
                "<svg><style><![CDATA[a { b: url(//c) }]]></style></svg>",
                "its style leads outside the document"
            ),
            // A browser ends a url elsewhere, or puts the pieces together.
            (
                "<svg><style>.a{fill:url(#a\"b)}*{c:d}.e{x:\"}</style></svg>",
                "its style leads outside the document"
            ),
            ("<svg><style>.a{fill:url(#a}*{c:d)}</style></svg>", "its style leads outside the document"),
            (
                "<svg><style>.a{fill:ur<![CDATA[l(http:a)]]>}</style></svg>",
                "its style leads outside the document"
            ),
            (
                "<svg><style>.a{fill:ur<!-- -->l(http:a)}</style></svg>",
                "its style leads outside the document"
            ),
            ("<svg><rect fill=\"url(#a b)\"/></svg>", "the attribute fill leads outside the document"),
            ("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg>&a;</svg>", "it declares a document type"),
            ("<?xml-stylesheet href=\"a\"?><svg/>", "it holds a processing instruction <?xml-stylesheet"),
            ("<?xml version=\"1.0\" encoding=\"UTF-7\"?><svg/>", "its encoding is UTF-7, not UTF-8"),
        ])
    func refusing(_ text: String, _ fault: String) throws {
        let found = try #require(SVGDocument.fault(in: text))
        #expect(found.hasPrefix(fault))
    }
}
